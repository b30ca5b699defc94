"""`manage.py up` as a person meets it: on a terminal, everything real. One story, because a start takes time."""

import os
import re
import shutil
import signal
import sys
import urllib.request

import psycopg2
import pytest

from config.stack import paths, postgres
from tests.stack.terminal import Terminal

START_SECONDS = 240  # generous: the machine may be busy, and the first start creates the demo

pytestmark = [
    pytest.mark.slow_stack,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder of its own, so that a running demo is not disturbed; too long for sockets, on purpose."""
    folder = tmp_path / ("long" * 20)
    monkeypatch.setattr(paths, "DATA", folder)
    yield folder
    for leftover in (folder, paths.socket_dir("postgres"), paths.socket_dir("valkey")):
        shutil.rmtree(leftover, ignore_errors=True)


def started(data):
    terminal = Terminal("up", "--port", "18620", data=data)
    text = terminal.read_until(r"Ctrl-C stops it|Stopped", START_SECONDS)
    found = re.search(r"Ready after \d+ s: (http://\S+/)", text)
    assert found, text
    return terminal, found[1]


def rows(data):
    """The names in our little table; the database is asked directly, while the tree runs."""
    with psycopg2.connect(
        host=str(paths.socket_dir("postgres")), user="mentorship", dbname="mentorship"
    ) as db:
        cursor = db.cursor()
        cursor.execute("CREATE TABLE IF NOT EXISTS kept (name text)")
        cursor.execute("INSERT INTO kept VALUES ('row')")
        cursor.execute("SELECT count(*) FROM kept")
        return cursor.fetchone()[0]


def test_up_starts_once_and_leaves_nothing_behind_however_it_ends(data):
    terminal, url = started(data)
    with urllib.request.urlopen(f"{url}healthz", timeout=30) as answer:
        assert answer.status == 200
    assert rows(data) == 1

    second = Terminal("up", data=data)
    assert second.exit_status() == 1
    assert f"Already running: {url} (process {terminal.pid})" in second.output
    second.close()

    terminal.kill()
    terminal.exit_status()
    assert terminal.left_after(15) == {}

    terminal, url = started(data)  # crash recovery, and a lock and a port that are free again
    assert rows(data) == 2
    worker = next(
        pid for pid, words in terminal.processes().items() if "celery" in words and "worker" in words
    )
    os.kill(worker, signal.SIGKILL)
    assert terminal.exit_status() == 1
    assert "worker ended with -9" in terminal.output
    assert terminal.left_after(5) == {}

    terminal = Terminal("up", data=data)
    terminal.read_until("cache table", START_SECONDS)
    assert rows(data) == 3
    terminal.press_ctrl_c()
    terminal.press_ctrl_c()
    assert terminal.exit_status() == 0
    assert "Stopped." in terminal.output
    assert terminal.left_after(5) == {}


@pytest.mark.parametrize("how", ["press_ctrl_c", "close", "kill"])
def test_up_leaves_nothing_behind_when_it_ends_before_it_is_ready(data, how):
    terminal = Terminal("up", "--port", "18640", data=data)
    terminal.read_until("tables", START_SECONDS)
    getattr(terminal, how)()
    assert terminal.exit_status() == (-9 if how == "kill" else 0)
    assert terminal.left_after(15) == {}


def test_a_command_borrows_the_database_and_up_waits_its_turn(data):
    shell = Terminal("shell", "--no-imports", data=data)
    shell.read_until(">>>", START_SECONDS)
    second = Terminal("up", data=data)
    assert second.exit_status() == 1
    assert f"Already running: manage.py shell (process {shell.pid})" in second.output
    second.close()
    shell.type("from django.db import connection as c; c.ensure_connection(); exit()\r")
    assert shell.exit_status() == 0
    assert shell.left_after(5) == {}


def test_a_cluster_of_another_major_version_is_not_touched(data):
    (data / "postgres" / "9").mkdir(parents=True)
    (data / "postgres" / "9" / "PG_VERSION").write_text("9\n")
    with pytest.raises(SystemExit, match="A new PostgreSQL major version"):
        postgres.Postgres().start()
