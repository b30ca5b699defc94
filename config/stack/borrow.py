"""Let `manage.py shell` and its like work on the demo's database, whether `up` runs or not."""

import contextlib
import os

from . import demo
from .lock import FileLock, Held
from .postgres import Postgres
from .valkey import Valkey

# Commands that never open the database, so they need not wait for one.
WITHOUT_DATABASE = {
    "help",
    "version",
    "--help",
    "-h",
    "--version",
    "check",
    "collectstatic",
    "diffsettings",
    "startapp",
}


@contextlib.contextmanager
def servers_for(command):
    """The embedded servers for the time of one command, unless the environment names others or `up` runs.

    While a command holds them, `up` says so instead of starting beside it.
    """
    os.environ.update(demo.variables(os.environ))
    if command in WITHOUT_DATABASE or not _are_wanted(os.environ):
        yield
        return
    lock, started = FileLock(demo.RUN_LOCK), []
    try:
        lock.acquire(f"manage.py {command} (process {os.getpid()})")
        if not os.environ.get("DATABASE_URL"):
            started.append(Postgres())
            started[-1].start()
            started[-1].ensure_database()
        if not os.environ.get("REDIS_URL"):
            started.append(Valkey())
            started[-1].start()
    except Held:
        os.environ.update({k: v for k, v in demo.of_running_up().items() if k not in os.environ})
    try:
        yield
    finally:
        for server in reversed(started):
            server.stop()
        lock.release()


def _are_wanted(env):
    named = env.get("DATABASE_URL") and env.get("REDIS_URL")
    return demo.is_demo(env) and not named and not env.get("MENTORSHIP_SKIP_BOOTSTRAP")
