"""Kill, pause and stop real sender processes while they send. Nothing may be doubled, nothing lost silently."""

import random
import signal
import time

import pytest

from accounts.models import OutgoingMail
from tests.faults import mails
from tests.faults.conftest import assert_nothing_doubled_or_lost, books, counts, settled, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.serial]


def test_kill_9_of_random_senders_doubles_nothing_and_loses_nothing(nursery, make_sink):
    """F1: 2,000 mails, two senders, six kills."""
    due, kills = 2000, 6
    mails.owe(due)
    sink = make_sink()
    senders = [nursery.sender(sink) for _ in range(2)]
    for kill in range(1, kills + 1):
        wait_until(lambda kill=kill: sink.size() >= kill * due // (kills + 2), f"kill {kill}")
        time.sleep(random.uniform(0, 0.01))
        victim = senders.pop(random.randrange(2))
        nursery.kill(victim)
        senders.append(nursery.sender(sink))
    wait_until(settled, "all mail to be settled")
    found = books(sink)
    assert_nothing_doubled_or_lost(found)
    assert found.get("is_unknown", 0) <= kills, found
    assert found["is_sent"] + found.get("is_unknown", 0) == due, found
    assert found["delivered"] >= due - kills, found


def test_a_server_that_cuts_the_line_after_the_dot_gets_nothing_twice(nursery, make_sink):
    """F2: every 100th mail is taken but never answered, every 150th refused for now, and two senders are killed."""
    due, kills = 600, 2
    mails.owe(due)
    sink = make_sink("--cut-every", "100", "--tempfail-every", "150")
    senders = [nursery.sender(sink) for _ in range(2)]
    for kill in (1, 2):
        wait_until(lambda kill=kill: sink.size() >= kill * 200, f"kill {kill}")
        nursery.kill(senders.pop(0))
        senders.append(nursery.sender(sink))
    wait_until(lambda: "claimed" not in counts() and "sending" not in counts(), "the first round")
    cuts, refusals = sink.verdicts()["ambiguous"], sink.verdicts()["tempfail"]
    assert cuts >= 3 and refusals >= 3
    OutgoingMail.objects.filter(state="queued").update(next_try_at="2026-01-01T00:00Z")
    wait_until(lambda: counts().get("queued", 0) <= 1 and "claimed" not in counts(), "the second round")
    OutgoingMail.objects.filter(state="queued").update(next_try_at="2026-01-01T00:00Z")
    wait_until(settled, "all mail to be settled")
    found = books(sink)
    assert_nothing_doubled_or_lost(found)
    assert found.get("is_unknown", 0) <= kills + sink.verdicts()["ambiguous"], found
    assert found["is_sent"] + found["is_unknown"] == due, found


def test_a_sender_that_sleeps_past_its_lease_sends_nothing_again(nursery, make_sink):
    """F3: SIGSTOP for twice the lease while the other sender goes on, then SIGCONT."""
    due = 300
    mails.owe(due)
    sink = make_sink("--delay-ms", "1")
    sleeper = nursery.sender(sink, OUTBOX_LEASE_SECONDS=1, OUTBOX_WIRE_SECONDS=1)
    wait_until(lambda: sink.size() >= 40, "the sleeper to be busy")
    nursery.signal(sleeper, signal.SIGSTOP)
    nursery.sender(sink, OUTBOX_LEASE_SECONDS=1, OUTBOX_WIRE_SECONDS=1)
    time.sleep(2)
    wait_until(lambda: "queued" not in counts() and "claimed" not in counts(), "the other to take over")
    nursery.signal(sleeper, signal.SIGCONT)
    wait_until(settled, "all mail to be settled")
    time.sleep(0.3)
    found = books(sink)
    assert_nothing_doubled_or_lost(found)
    assert found["is_sent"] + found.get("is_unknown", 0) == due and found.get("is_unknown", 0) <= 1, found


def test_sigterm_finishes_the_mail_at_hand_and_gives_back_the_rest(nursery, make_sink):
    """F16: a deploy in the middle of a batch."""
    mails.owe(150)
    sink = make_sink("--delay-ms", "5")
    sender = nursery.sender(sink, OUTBOX_LEASE_SECONDS=300, OUTBOX_WIRE_SECONDS=300)
    wait_until(lambda: sink.size() >= 20, "the batch to begin")
    asked = time.monotonic()
    nursery.signal(sender, signal.SIGTERM)
    nursery.wait_for_end(sender)
    assert time.monotonic() - asked < 5
    found = counts()
    assert set(found) == {"queued", "sent"}, found  # nothing claimed, nothing in doubt
    nursery.sender(sink)
    wait_until(settled, "all mail to be settled")
    found = books(sink)
    assert_nothing_doubled_or_lost(found)
    assert found["is_sent"] == 150, found
