"""F12: one mail runs out of memory while it is rendered. It is given up; everybody else gets theirs."""

import time
from datetime import timedelta

import pytest

from accounts.models import OutgoingMail
from accounts.outbox.ledger import MOST_DEATHS
from tests.faults import mails
from tests.faults.conftest import alive, assert_nothing_doubled_or_lost, books, counts, settled, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.serial]


def owe_with_poison(which, **options):
    """120 mails, the poison among the first."""
    mails.owe(10, prefix="before")
    mails.owe_poison(which, **options)
    mails.owe(110, prefix="after")


def assert_only_the_poison_died(sink):
    found = books(sink)
    assert_nothing_doubled_or_lost(found)
    assert (found["is_sent"], found["is_dead"]) == (120, 1), found
    return OutgoingMail.objects.get(state="dead", key__startswith="poison:")


def test_a_mail_that_wants_all_memory_is_given_up_alone(nursery, make_sink):
    """The process has a limit, so that Python says MemoryError: an ordinary failure, tried until its time runs out."""
    owe_with_poison("greedy", patience=timedelta(minutes=10))
    sink = make_sink()
    sender = nursery.sender(sink, MEMORY_MB=1000)
    wait_until(lambda: counts().get("sent") == 120, "everybody else's mail")

    def ended():
        OutgoingMail.objects.filter(state="queued").update(next_try_at="2026-01-01T00:00Z")
        return settled()

    wait_until(ended, "the poison to be given up")
    poison = assert_only_the_poison_died(sink)
    assert "MemoryError" in poison.last_error and 2 <= poison.attempts <= 6
    assert alive(sender)


def test_a_mail_that_kills_its_senders_holds_up_nobody(nursery, make_sink):
    """The kernel kills whoever renders it. A supervisor starts the next sender, as systemd and Celery do."""
    owe_with_poison("deadly")
    sink = make_sink()
    started, until = 0, time.monotonic() + 60
    while not settled() and time.monotonic() < until:
        sender = nursery.sender(sink, OUTBOX_LEASE_SECONDS=0.5)
        started += 1
        wait_until(lambda pid=sender: not alive(pid) or settled(), "the sender to die or to finish")
        if not alive(sender):
            nursery.pids.remove(sender)
    poison = assert_only_the_poison_died(sink)
    assert poison.last_error == "Its sender died while preparing it."
    assert started <= MOST_DEATHS + 1, started
