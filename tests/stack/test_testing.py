import os

import pytest

from config.stack import paths, testing
from config.stack.lock import FileLock


@pytest.fixture
def unclaimed(tmp_path, monkeypatch):
    """No slot claimed and no servers named, in a data folder of its own."""
    monkeypatch.setattr(paths, "DATA", tmp_path)
    monkeypatch.setattr(testing, "_claim", {})
    for name in ("TEST_DATABASE_URL", "TEST_REDIS_URL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    yield tmp_path
    testing.stop()


def test_two_runs_in_one_checkout_get_servers_of_their_own(unclaimed):
    other = FileLock(unclaimed / "test-0.lock").acquire("another run")
    testing.claim()
    other.release()
    assert os.environ["TEST_DATABASE_URL"] == paths.database_url("test-postgres-1")
    assert os.environ["TEST_REDIS_URL"] == paths.redis_url("test-valkey-1")


def test_a_slot_is_given_back(unclaimed):
    testing.claim()
    assert FileLock(unclaimed / "test-0.lock").is_held()
    testing.stop()
    assert not FileLock(unclaimed / "test-0.lock").is_held()


def test_servers_named_by_the_environment_are_used(unclaimed, monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://db/x")
    monkeypatch.setenv("TEST_REDIS_URL", "redis://cache")
    testing.claim()
    testing.start()
    assert testing._claim == {}
    assert list(unclaimed.iterdir()) == []


@pytest.mark.parametrize(
    "argv", [["-n", "0"], ["-n4"], ["--numprocesses=1"], ["--pdb"], ["tests/x.py", "--collect-only"]]
)
def test_arguments_that_decide_how_to_run_are_respected(argv):
    assert testing.default_arguments(argv) == []


@pytest.mark.parametrize("argv", [[], ["-k", "name"], ["tests/stack", "-x"], ["--no-header"]])
def test_tests_are_spread_over_the_cores_otherwise(argv):
    assert testing.default_arguments(argv)[0] == "-n"
