"""Find a Chromium for the browser tests, or get Debian's: as root installed, else unpacked into .data."""

import ctypes
import os
import shutil
import subprocess
import sys
import time

from . import chromium_unpacked, paths

NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",  # root, and containers without user namespaces, have none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
PACKAGES = (
    "chromium-headless-shell",
    "fonts-liberation",
    "libatomic1",
)  # the last: Playwright's Node
HOME = paths.DATA / "chromium"


def find():
    """The path of a browser, or None: CHROMIUM, the system's, the one unpacked by us."""
    for candidate in (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), HOME / "chromium"):
        if candidate and os.access(candidate, os.X_OK):
            return str(candidate)
    return None


def ensure():
    """Get what the browser tests need, or end with what to do: they are never skipped."""
    if find() and (_has_libatomic() or _driver_libraries().exists()):
        return
    if not shutil.which("apt-get"):
        sys.exit("The browser tests need Chromium and libatomic: install them, or set CHROMIUM.")
    started = time.monotonic()
    print("Getting Chromium for the browser tests (first run only; up to a minute) ...", flush=True)
    if os.getuid() == 0:
        _install()
    else:
        chromium_unpacked.unpack(HOME, PACKAGES)
    print(f"  done in {time.monotonic() - started:.0f} s: {find()}", flush=True)


def driver_environment():
    """Let Playwright's Node find the libraries that were unpacked; call it before Playwright starts."""
    if _driver_libraries().exists():
        known = [str(_driver_libraries()), os.environ.get("LD_LIBRARY_PATH")]
        os.environ["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, known))


def _driver_libraries():
    return HOME / "driver-libs"


def _has_libatomic():
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


def _install():
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run(
            ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", *command],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"apt-get {command[0]} failed:\n{done.stdout[-3000:]}")
