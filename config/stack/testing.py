"""`manage.py test`, and the test servers behind it and behind a bare `pytest`.

Each run claims a slot: its own Postgres and Valkey in .data/test-*-<slot>, so that two runs share a checkout.
TEST_DATABASE_URL and TEST_REDIS_URL replace them; xdist's workers inherit both from the process that claimed.
"""

import os
import sys

from . import browser, paths
from .lock import FileLock, Held
from .postgres import Postgres
from .valkey import Valkey

SLOTS = 8
_claim = {}


def main(argv):
    """Run pytest with the arguments passed on; the exit status is pytest's."""
    browser.ensure()
    import pytest

    return int(pytest.main([*default_arguments(argv), *argv]))


def default_arguments(argv):
    """Spread the tests over the cores, unless the arguments say how, or ask for a debugger."""
    decided = ("-n", "--numprocesses", "--dist", "--pdb", "--trace", "--collect-only", "--co", "--help", "-h")
    if any(argument.startswith(decided) for argument in argv):
        return []
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2
    workers = min(max(cores, 2) + 1, 5)  # one more than cores: a test with a browser waits half of its time
    return ["-n", str(workers), "--dist", "loadgroup", "-rR"]


def claim():
    """Name this run's servers in the environment; called by the test settings, before anything connects."""
    if _named():
        return
    for slot in range(SLOTS):
        try:
            lock = FileLock(paths.DATA / f"test-{slot}.lock").acquire(f"process {os.getpid()}")
        except Held:
            continue
        _claim.update(slot=slot, lock=lock, servers=[])
        os.environ.setdefault("TEST_DATABASE_URL", paths.database_url(f"test-postgres-{slot}"))
        os.environ.setdefault("TEST_REDIS_URL", paths.redis_url(f"test-valkey-{slot}"))
        return
    sys.exit(f"{SLOTS} test runs share {paths.DATA} already: wait for one, or set MENTORSHIP_DATA.")


def start():
    """Start the claimed servers; nothing in xdist's workers, or when the environment named others."""
    if not _claim or _claim["servers"]:
        return
    slot = _claim["slot"]
    if os.environ["TEST_DATABASE_URL"] == paths.database_url(f"test-postgres-{slot}"):
        postgres = Postgres(f"test-postgres-{slot}")
        _claim["servers"].append(postgres)
        postgres.start()
        postgres.ensure_database()
    if os.environ["TEST_REDIS_URL"] == paths.redis_url(f"test-valkey-{slot}"):
        valkey = Valkey(f"test-valkey-{slot}")
        _claim["servers"].append(valkey)
        valkey.start()


def stop():
    """Stop what was started and give the slot back."""
    if not _claim:
        return
    for server in reversed(_claim["servers"]):
        server.stop()
    _claim["lock"].release()
    _claim.clear()


def _named():
    return os.environ.get("TEST_DATABASE_URL") and os.environ.get("TEST_REDIS_URL")
