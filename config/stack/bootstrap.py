"""Make .venv and install requirements.txt, then carry on inside it.

Standard library only: this runs on the bare interpreter. A few stat() calls when there is nothing to do.
"""

import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

from . import child, paths

REQUIREMENTS = paths.ROOT / "requirements.txt"
INSTALLER = Path(__file__).with_name("uv.txt")
PYTHON = paths.VENV / "bin" / "python"
STAMP = paths.VENV / ".mentorship-requirements"
OWN_COMMANDS = ("up", "test")


def wanted_stamp():
    """What .venv must have been made from: these requirements, by an interpreter that is still the same."""
    digest = hashlib.sha256(REQUIREMENTS.read_bytes())
    digest.update(os.fsencode(PYTHON.resolve()))
    return digest.hexdigest()


def is_fresh():
    """True when .venv holds exactly what requirements.txt asks for."""
    try:
        return PYTHON.exists() and STAMP.read_text() == wanted_stamp()
    except OSError:
        return False


def ensure_environment(argv=None):
    """Return inside .venv with everything installed; may replace this process by one that is.

    A developer's own virtual environment is left alone, except that `up` and `test` always use .venv.
    """
    command = (argv or sys.argv)[1:2]
    if os.environ.get("MENTORSHIP_SKIP_BOOTSTRAP"):
        return
    inside = Path(sys.prefix).resolve() == paths.VENV.resolve()
    if sys.prefix != sys.base_prefix and not inside and (not command or command[0] not in OWN_COMMANDS):
        return
    install_if_needed()
    if not inside:
        os.execv(PYTHON, [str(PYTHON), *sys.orig_argv[1:]])  # noqa: S606 - our own interpreter, our own arguments


def install_if_needed():
    """Make .venv match requirements.txt. Of two commands at once, the second waits and finds it done."""
    if is_fresh():
        return
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs on whatever Python there is
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    with open(paths.ROOT / ".venv.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_fresh():
            _install()


def _install():
    started = time.monotonic()
    base = _base_python()
    print("Setting up .venv (only when requirements change; 10 seconds to 2 minutes) ...", flush=True)
    if not _usable():
        print("  making the virtual environment", flush=True)
        _run(base, "-m", "venv", "--clear", "--without-pip", str(paths.VENV))
    packages = sum("==" in line for line in REQUIREMENTS.read_text().splitlines())
    print(f"  installing {packages} packages", flush=True)
    if not _install_with_uv(base):
        print("  uv could not install them; pip can, more slowly", flush=True)
        _run(
            *_pip(base), "--python", str(PYTHON), "install", "--progress-bar", "off", "-r", str(REQUIREMENTS)
        )
    STAMP.write_text(wanted_stamp())
    print(f"  done in {time.monotonic() - started:.0f} s", flush=True)


def _usable():
    """Whether .venv can be kept: its interpreter still exists and finds the packages of its own version."""
    probe = "import sys, sysconfig, os; sys.exit(not os.path.isdir(sysconfig.get_path('purelib')))"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", probe], check=False).returncode == 0


def _base_python():
    """The interpreter to build from: never the one inside the .venv that may be replaced."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    if (
        importlib.util.find_spec("pip") is None
        and subprocess.run([base, "-c", "import pip"], capture_output=True, check=False).returncode
    ):
        sys.exit("This Python has no pip. On Debian, as root: apt-get install python3-venv python3-pip")
    return base


def _install_with_uv(base):
    """uv takes seconds where pip takes a minute, but it does not read pip's own settings."""
    tools = paths.VENV / ".tools"
    uv = tools / "bin" / "uv"
    if not uv.exists():
        fetch = [
            "install",
            "--no-compile",
            "--no-warn-script-location",
            "--target",
            str(tools),
            "-r",
            str(INSTALLER),
        ]
        _run(*_pip(base), *fetch, check=False)
    sync = [str(uv), "pip", "sync", "--python", str(PYTHON), str(REQUIREMENTS)]
    quiet = [] if sys.stdout.isatty() else ["-q"]
    if (
        sys.dont_write_bytecode
    ):  # then no later run would compile either, and each start would take twice as long
        quiet.append("--compile-bytecode")
    return uv.exists() and _run(*sync, *quiet, check=False) == 0


def _pip(base):
    return [base, "-m", "pip", "--disable-pip-version-check", "-qq"]


def _run(*command, check=True):
    """Run one step; it ends when we are killed, and its failure ends us when `check` is set."""
    env = dict(os.environ, PIP_ROOT_USER_ACTION="ignore", PIP_NO_INPUT="1")
    code = subprocess.run(
        child.tied_to_us(*command), env=env, stdin=subprocess.DEVNULL, check=False
    ).returncode
    if check and code:
        sys.exit(f"Setting up .venv failed: {' '.join(map(str, command[:4]))} ... ended with {code}.")
    return code


if __name__ == "__main__":
    install_if_needed()
