"""The mail sink as one of the embedded servers."""

import sys

from . import child, paths, ports
from .server import Server


class MailServer(Server):
    """Takes the demo's mail on a port of its own and keeps it in .data/mail."""

    label = "the mail sink"

    def __init__(self):
        self.log = paths.LOGS / "mail.log"
        self.port = None

    def start(self):
        """It listens before its process starts, so nobody has to wait for it."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with ports.listen_anywhere() as listener:
            self.port = ports.port_of(listener)
            fd = listener.fileno()
            command = [sys.executable, "-m", "config.stack.mailsink", "--fd", str(fd), "--folder", paths.MAIL]
            self.process = child.start(
                child.tied_to_us(*command), log=self.log, cwd=paths.ROOT, pass_fds=[fd]
            )
        return True
