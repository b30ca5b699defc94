"""What the embedded servers have in common: start and wait until ready, stop and wait until gone."""

import os
import signal
import socket
import time

from . import child


class Server:
    """One server process. `start` returns when it answers, or raises SystemExit with the end of its log."""

    label = "server"
    process = None
    log = None
    stop_signal = signal.SIGTERM

    def spawn(self, command, is_ready, seconds=60):
        """Start the command and wait; crash recovery after a kill -9 may take a while, hence a minute."""
        self.process = child.start(command, log=self.log, env=self.environment())
        until = time.monotonic() + seconds
        while not is_ready():
            if self.process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{self.label} did not start; see {self.log}\n{child.tail(self.log)}")
            time.sleep(0.01)

    def environment(self):
        return os.environ.copy()

    def stop(self):
        """Stop it if we started it; somebody else's server is left running."""
        if self.process:
            child.stop(self.process, sig=self.stop_signal)
            self.process = None


def connects(path):
    """Whether something accepts connections on this unix socket."""
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(1)
            probe.connect(str(path))
        return True
    except OSError:
        return False
