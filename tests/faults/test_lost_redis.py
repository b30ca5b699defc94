"""F5: Redis is emptied again and again under a real worker and a real beat. The debts stand in Postgres."""

import os
import signal
import subprocess
import sys
import time

import pytest
import redis
from django.conf import settings
from django.db import connection

from tests.faults import mails
from tests.faults.conftest import ROOT, assert_nothing_doubled_or_lost, books, settled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.serial]
OUR_DATABASE = 11  # other tests share the server, so "everything" is emptied in a database of our own


def broker():
    """The address of our own database on the test's Redis, for Celery, and a client of it."""
    url = settings.CELERY_BROKER_URL.partition("?")[0]
    if url.startswith("redis+socket://"):
        path = url.removeprefix("redis+socket://")
        return f"{url}?virtual_host={OUR_DATABASE}", redis.Redis(unix_socket_path=path, db=OUR_DATABASE)
    server = url.rpartition("/")[0] if url.count("/") > 2 else url
    return f"{server}/{OUR_DATABASE}", redis.Redis.from_url(f"{server}/{OUR_DATABASE}")


def start(tmp_path, url, sink, *command):
    environment = {
        **os.environ,
        "FAULTS_DATABASE": connection.settings_dict["NAME"],
        "FAULTS_REDIS_URL": url,
        "FAULTS_MAIL_PORT": str(sink.port),
    }
    full = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "tests.faults.celery_app",
        *command,
        "--loglevel",
        "WARNING",
    ]
    with open(tmp_path / f"{command[0]}.log", "w") as log:
        return subprocess.Popen(
            full, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )


def test_an_emptied_redis_loses_no_mail(make_sink, tmp_path):
    due = 300
    sink = make_sink("--delay-ms", "3")
    url, client = broker()
    client.flushdb()
    processes = [
        start(tmp_path, url, sink, "worker", "--pool", "threads", "--concurrency", "2", "--without-mingle"),
        start(tmp_path, url, sink, "beat", "--schedule", str(tmp_path / "schedule"), "--pidfile", ""),
    ]
    flushes = 0
    try:
        mails.owe(due)
        until = time.monotonic() + 100
        while not settled() and time.monotonic() < until:
            client.flushdb()
            flushes += 1
            time.sleep(0.1)
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
        client.close()
    found = books(sink)
    assert found.get("is_sent") == due, (found, (tmp_path / "worker.log").read_text()[-2000:])
    assert_nothing_doubled_or_lost(found)
    assert flushes >= 5
