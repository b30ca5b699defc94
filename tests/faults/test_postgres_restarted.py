"""F4: Postgres is stopped without warning, three times, while two senders send. They find it again by themselves."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connections

from accounts.models import OutgoingMail, Profile, Suppression, User
from config.stack import postgres
from tests.faults import mails
from tests.faults.conftest import alive, assert_nothing_doubled_or_lost, books, settled, wait_until

pytestmark = pytest.mark.serial
WHAT_A_SENDER_READS = (ContentType, Permission, Group, User, Profile, OutgoingMail, Suppression)


class Fragile(postgres.Postgres):
    """A cluster of our own. It keeps what was committed when it is killed, as a real one does; only a power cut would
    cost it anything.
    """

    def __init__(self):
        super().__init__(f"test-fragile-{os.getpid()}")

    def crash(self):
        """What `pg_ctl stop -m immediate` does."""
        os.kill(int(self.pid_file.read_text().split()[0]), signal.SIGQUIT)
        self.process.wait(20)
        self.process = None


@pytest.fixture
def cluster(monkeypatch, django_db_blocker, nursery):
    """A running cluster with the outbox's tables; the test's own default connection leads there meanwhile."""
    monkeypatch.setattr(postgres, "TEST_OPTIONS", (*postgres.TEST_OPTIONS, "synchronous_commit=on"))
    server, usual = Fragile(), connections["default"]
    server.where = {
        "HOST": str(server.run),
        "PORT": "",
        "NAME": "faults",
        "USER": postgres.USER,
        "PASSWORD": "",
    }
    try:
        server.start()
        server.ensure_database("faults")
        connections["default"] = type(usual)({**usual.settings_dict, **server.where}, "default")
        with django_db_blocker.unblock():
            with connections["default"].schema_editor() as editor:
                for model in WHAT_A_SENDER_READS:
                    editor.create_model(model)
            yield server
    finally:
        nursery.end_all()
        connections["default"].close()
        connections["default"] = usual
        server.stop()
        shutil.rmtree(server.home, ignore_errors=True)
        shutil.rmtree(Path(server.run), ignore_errors=True)


def test_senders_outlive_three_crashes_of_postgres(cluster, nursery, make_sink):
    due, crashes = 900, 3
    mails.owe(due)
    sink = make_sink()
    senders = [
        nursery.sender(sink, DATABASE=cluster.where, OUTBOX_LEASE_SECONDS=15, OUTBOX_WIRE_SECONDS=15)
        for _ in range(2)
    ]
    for crash in range(1, crashes + 1):
        wait_until(lambda crash=crash: sink.size() >= crash * due // (crashes + 2), f"crash {crash}")
        connections["default"].close()
        cluster.crash()
        cluster.start()
        taken, up_again = sink.size(), time.monotonic()
        wait_until(lambda taken=taken: sink.size() > taken + 2, "the senders to go on")
        assert time.monotonic() - up_again < 5
    wait_until(settled, "all mail to be settled")
    found = books(sink)
    assert_nothing_doubled_or_lost(found)
    assert found["is_sent"] == due, found
    assert all(alive(sender) for sender in senders)
