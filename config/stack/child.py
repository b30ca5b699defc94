"""Start processes that cannot outlive us. Standard library only."""

import os
import shutil
import signal
import subprocess

from . import paths


def tied_to_us(*command, drop_root=False, death_signal="TERM"):
    """The command, wrapped so that the kernel signals it when this process dies, even by kill -9.

    `drop_root`: under root, run as nobody, because PostgreSQL refuses uid 0. The capability lets it still
    reach a project in root's own folder; `no_setuid_fixup` keeps the capability through the change of user.
    """
    setpriv = shutil.which("setpriv")  # util-linux: on every Debian, not on macOS
    root = drop_root and os.getuid() == 0
    if not setpriv:
        if root:
            raise SystemExit(
                "PostgreSQL refuses to run as root, and setpriv (package util-linux) is missing: "
                "run as a normal user, or set DATABASE_URL."
            )
        return [str(part) for part in command]
    wrap = [setpriv, "--pdeathsig", death_signal]
    if root:
        wrap += ["--securebits=+no_setuid_fixup", f"--reuid={paths.NOBODY}", f"--regid={paths.NOBODY}"]
        wrap += ["--clear-groups", "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return [*wrap, *(str(part) for part in command)]


def start(command, *, log=None, env=None, cwd=None, pass_fds=()):
    """Start an already wrapped command in a session of its own, so that Ctrl-C reaches us and not it."""
    out = open(log, "ab") if log else None  # noqa: SIM115 - closed below, the child keeps its copy
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=env,
            cwd=cwd,
            pass_fds=pass_fds,
            start_new_session=True,
        )
    finally:
        if out:
            out.close()


def stop(process, *, sig=signal.SIGTERM, seconds=20):
    """Ask, wait, then kill the process and its whole session. True when asking was enough."""
    ask(process, sig=sig)
    return wait_or_kill(process, seconds)


def ask(process, *, sig=signal.SIGTERM):
    """Ask the process to end, once: some take a second request as an order to drop everything."""
    if process.poll() is None:
        process.send_signal(sig)


def wait_or_kill(process, seconds):
    """Wait for the end; past the limit kill its whole session. True when waiting was enough."""
    try:
        process.wait(seconds)
        return True
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False


def tail(log, characters=1500):
    """The end of a log file, for an error message."""
    try:
        with open(log, "rb") as file:
            file.seek(max(0, os.path.getsize(log) - characters))
            return file.read().decode(errors="replace")
    except OSError:
        return ""
