"""F7: the mail server is away, hangs, greylists, closes the line, refuses addresses."""

import socket
import time

import pytest

from accounts.models import OutgoingMail, Suppression
from tests.faults import mails
from tests.faults.conftest import assert_nothing_doubled_or_lost, books, counts, settled, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.serial]


class Nowhere:
    """A port where nobody listens (yet). It stays taken, or a server of another test might move in."""

    def __init__(self):
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def leave(self):
        self.socket.close()


def test_a_server_that_is_away_burns_no_attempt(nursery, make_sink):
    mails.owe(50)
    away = Nowhere()
    nursery.sender(away)
    wait_until(lambda: OutgoingMail.objects.exclude(last_error="").exists(), "the sender to notice")
    time.sleep(0.5)
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {0}
    away.leave()
    sink = make_sink(port=away.port)
    wait_until(settled, "all mail to leave once the server is back")
    found = books(sink)
    assert_nothing_doubled_or_lost(found)
    assert found["is_sent"] == 50
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {1}


def test_closed_lines_are_reopened_and_refused_addresses_are_undeliverable(nursery, make_sink):
    mails.owe(150)
    sink = make_sink("--close-after", "10", "--refuse-every", "30")
    nursery.sender(sink)
    wait_until(settled, "all mail to be settled")
    found = books(sink)
    assert_nothing_doubled_or_lost(found)
    assert found["is_dead"] == Suppression.objects.filter(reason="bounced").count() == 5
    assert found["is_sent"] == 145
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {1}


def test_greylisted_mail_comes_back_with_its_message_id(nursery, make_sink):
    mails.owe(30)
    sink = make_sink("--greylist")
    nursery.sender(sink)
    wait_until(lambda: sink.verdicts()["tempfail"] == 30 and "claimed" not in counts(), "the first refusal")
    wait_until(lambda: counts() == {"queued": 30}, "the waiting")
    OutgoingMail.objects.update(next_try_at="2026-01-01T00:00Z")
    wait_until(settled, "all mail to be settled")
    found = books(sink)
    assert_nothing_doubled_or_lost(found)
    assert found["is_sent"] == 30
    assert {message_id for message_id, _, _ in sink.lines()} == set(
        OutgoingMail.objects.values_list("message_id", flat=True)
    )


def test_silence_after_the_dot_is_a_doubt_and_never_a_second_copy(nursery, make_sink):
    mails.owe(20)
    sink = make_sink("--hang-every", "10")
    nursery.sender(sink, OUTBOX_FINAL_DOT_SECONDS=0.3)
    wait_until(settled, "all mail to be settled")
    found = books(sink)
    assert_nothing_doubled_or_lost(found)
    assert (found["is_sent"], found["is_unknown"], found["delivered"]) == (18, 2, 20)
