"""Real senders, a real mail server with a ledger, and a committed database between them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from accounts.models import OutgoingMail
from accounts.outbox import mailkinds
from tests.faults import mails

ROOT = Path(settings.BASE_DIR)
PATIENCE = 120  # seconds until a test that waits gives up


def wait_until(true, what, seconds=PATIENCE):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"waited {seconds} s: {what}"
        time.sleep(0.02)


def counts():
    """{state: how many} of all mail."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, count(*) FROM accounts_outgoingmail GROUP BY state")
        return dict(cursor.fetchall())


def settled():
    return not {"queued", "claimed", "sending"} & counts().keys()


class Nursery:
    def __init__(self, log, environment):
        self.log, self.pids = log, []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT,
            env={**os.environ, **environment, "FAULTS_LOG": str(log)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline().strip() == "ready"

    def sender(self, sink, **overrides):
        self.process.stdin.write(json.dumps({"EMAIL_PORT": sink.port, **overrides}) + "\n")
        self.process.stdin.flush()
        pid = int(self.process.stdout.readline())
        self.pids.append(pid)
        return pid

    def signal(self, pid, number):
        os.kill(pid, number)

    def kill(self, pid):
        os.kill(pid, signal.SIGKILL)
        self.wait_for_end(pid)

    def wait_for_end(self, pid, seconds=10):
        wait_until(lambda: not alive(pid), f"process {pid} to end", seconds)
        self.pids.remove(pid)

    def end_all(self):
        for pid in self.pids:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)
        self.pids.clear()

    def close(self):
        self.end_all()
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


class Sink:
    """The mail server's process; `arrived` counts, for each Message-ID, how often a mail was taken."""

    def __init__(self, ledger, *options, port=0):
        self.ledger = ledger
        command = [
            sys.executable,
            str(ROOT / "tests/faults/sink.py"),
            "--ledger",
            str(ledger),
            "--port",
            str(port),
        ]
        self.process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def lines(self):
        text = self.ledger.read_text() if self.ledger.exists() else ""
        return [line.split("\t") for line in text.splitlines()]

    def arrived(self):
        return Counter(
            message_id for message_id, _, verdict in self.lines() if verdict in ("ok", "ambiguous")
        )

    def verdicts(self):
        return Counter(verdict for _, _, verdict in self.lines())

    def size(self):
        """Roughly how many lines the ledger has, without reading it."""
        return self.ledger.stat().st_size // 76 if self.ledger.exists() else 0

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def books(sink):
    """The ledger joined with the table. What must hold after every fault is asserted by the tests."""
    arrived = sink.arrived()
    rows = list(OutgoingMail.objects.values_list("message_id", "state"))
    return {
        "due": len(rows),
        "delivered": sum(1 for message_id, _ in rows if arrived[message_id]),
        "doubled": sum(1 for count in arrived.values() if count > 1),
        "sent_but_never_arrived": sum(1 for mid, state in rows if state == "sent" and not arrived[mid]),
        "silently_lost": sum(
            1
            for mid, state in rows
            if not arrived[mid] and state not in ("unknown", "dead", "cancelled", "suppressed")
        ),
        "strangers": len(arrived.keys() - {mid for mid, _ in rows}),
        **{
            f"is_{state}": sum(1 for _, other in rows if other == state)
            for state in {state for _, state in rows}
        },
    }


def assert_nothing_doubled_or_lost(found):
    assert found["doubled"] == 0, found
    assert found["silently_lost"] == 0, found
    assert found["sent_but_never_arrived"] == 0, found
    assert found["strangers"] == 0, found


@pytest.fixture(scope="session")
def nursery(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
    log = tmp_path_factory.mktemp("senders") / "log"
    raised = Nursery(log, {"FAULTS_DATABASE": name})
    yield raised
    raised.close()


@pytest.fixture(autouse=True)
def no_sender_stays(request):
    before = dict(mailkinds._kinds)
    mails.register()
    yield
    mailkinds._kinds.clear()
    mailkinds._kinds.update(before)
    if "nursery" in request.fixturenames:
        request.getfixturevalue("nursery").end_all()


@pytest.fixture
def make_sink(tmp_path):
    started = []

    def start(*options, port=0):
        started.append(Sink(tmp_path / "ledger", *options, port=port))
        return started[-1]

    yield start
    for sink in started:
        sink.stop()
