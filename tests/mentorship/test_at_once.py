"""Two presses at the same moment: one of them wins, the other finds it done."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import OutgoingMail
from mentorship.actions import answers, asks, meetings, mentors, ties
from mentorship.models import Meeting, Message, Relationship
from tests import factories as make
from tests.mentorship.makers import make_ready_ask, make_sent_ask, soon

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run all acts at the same moment; the errors they ended in, if any."""
    start, errors = Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def clock():
    return {"now": timezone.now(), "today": timezone.localdate()}


def test_an_ask_leaves_once():
    message = make_ready_ask()
    send = lambda: asks.send_ask(message=message, by=message.relationship.mentee, **clock())  # noqa: E731
    assert at_once(send, send, send, send) == []
    assert OutgoingMail.objects.filter(kind="ask").count() == 1


def test_two_times_cannot_both_be_accepted():
    message = make_sent_ask()
    acts = [
        lambda slot=slot: answers.answer_ask(
            message=message, by=None, answer="accepted", slot=slot, **clock()
        )
        for slot in message.times.all()
    ]
    assert at_once(*acts) == []
    assert Meeting.objects.count() == 1


def test_a_yes_and_an_ending_leave_one_clear_state():
    message = make_sent_ask()
    tie = message.relationship
    errors = at_once(
        lambda: answers.answer_ask(message=message, by=None, answer="other_time", words="Mondays", **clock()),
        lambda: ties.end(relationship=tie, by=tie.mentee, **clock()),
    )
    assert errors == []
    tie.refresh_from_db()
    assert tie.status == "ended"


def test_one_place_in_the_team_and_one_meeting_and_one_draft():
    rae, card = make.make_user(), make.make_mentor()
    join = lambda: mentors.add_tie(by=rae, mentor=card, functions=["career"], today=timezone.localdate())  # noqa: E731
    assert at_once(join, join, join) == []
    tie = Relationship.objects.get()
    write = lambda: asks.save_draft(  # noqa: E731
        relationship=tie, by=rae, parts={}, topic="", minutes=20, times=[soon(5)], ready=False
    )
    assert at_once(write, write, write) == []
    assert Message.objects.count() == 1 and Message.objects.get().times.count() == 1
    active, at = make.make_relationship(rae), soon(6)
    plan = lambda: meetings.plan(relationship=active, by=rae, starts_at=at, now=timezone.now())  # noqa: E731
    assert at_once(plan, plan, plan) == []
    assert Meeting.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="meeting_planned").count() == 2


def test_holding_and_ending_do_not_wait_for_each_other_for_ever():
    tie = make.make_relationship(make.make_user())
    past = make.make_meeting(tie, starts_at=timezone.now() - timedelta(days=1))
    make.make_meeting(tie, starts_at=soon(5))
    errors = at_once(
        lambda: meetings.record(meeting=past, by=tie.mentee, outcome="held", now=timezone.now(), via="page"),
        lambda: ties.end(relationship=tie, by=tie.mentee, **clock()),
    )
    assert errors == []
    past.refresh_from_db()
    assert past.outcome == "held"
