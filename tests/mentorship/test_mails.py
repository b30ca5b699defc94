"""Every mail renders, text and HTML, says what it should, and holds no private word."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import OutgoingMail
from accounts.outbox import letters as outbox_letters
from mentorship import mails, reminders
from mentorship.actions import agreements, answers, meetings, ties
from playbook.vocabulary import RelationshipStatus
from tests import factories as make
from tests.mentorship.makers import PARTS, make_prospect, make_sent_ask, soon

PRIVATE = ("private-note", "mentee-notes", "mentor-notes", "shared-notes", "agreed-words")


@pytest.fixture
def pair(db):
    tie = make.make_relationship(
        make.make_user("Rae Resident"),
        make.make_mentor("Dr. Teo Larkspur", email="teo@example.org"),
        purpose="agreed-words",
        private_note="private-note",
    )
    return tie


def rendered(kind):
    """Every waiting mail of a kind, as it would leave."""
    waiting = list(
        OutgoingMail.objects.filter(kind=kind, state="queued").select_related("recipient__profile")
    )
    contexts = outbox_letters.load_batch(waiting)
    for error in contexts.values():
        if isinstance(error, Exception):
            raise error
    return [
        outbox_letters.write(mail, contexts[mail.pk]) for mail in waiting if contexts[mail.pk] is not None
    ]


def check(letters, count, *words):
    assert len(letters) == count
    for letter in letters:
        for word in words:
            assert word in letter.text and word in letter.html.replace("&#x27;", "'"), word
        assert letter.subject and "\n" not in letter.subject
        for private in PRIVATE:
            assert private not in letter.text + letter.html + letter.subject


def test_every_kind_is_known_and_listed():
    from accounts import outbox

    names = {kind.name for kind in outbox.kinds()}
    assert {kind.name for kind in mails.KINDS} <= names


def test_the_ask_carries_the_residents_own_words_and_one_link(db):
    make_sent_ask(make_prospect(mentor=make.make_mentor("Dr. Teo Larkspur", email="teo@example.org")))
    letters = rendered("ask")
    check(letters, 1, PARTS["goals"], "Dear Dr. Larkspur,", "Eastern", "/l/", "30 days")
    assert letters[0].subject == "20 minutes about a project?"
    assert letters[0].text.count("/l/") == 1
    assert letters[0].reply_to.endswith("example.org") and "List-Unsubscribe" in letters[0].headers


def test_an_answered_ask_is_not_sent_any_more(db):
    message = make_sent_ask()
    answers.note_answer(
        message=message,
        by=message.relationship.mentee,
        said_yes=True,
        now=timezone.now(),
        today=timezone.localdate(),
    )
    assert rendered("ask") == []


@pytest.mark.parametrize(
    ("answer", "words"), [("other_time", "would like to meet"), ("not_now", "can't this time")]
)
def test_an_answer_is_told_as_a_fact(db, answer, words):
    message = make_sent_ask()
    answers.answer_ask(
        message=message,
        by=None,
        answer=answer,
        words="agreed-words",
        now=timezone.now(),
        today=timezone.localdate(),
    )
    check(rendered("ask_answered"), 1, words)


def test_a_meeting_mail_carries_its_calendar_file(pair):
    now = timezone.now()
    meeting = meetings.plan(relationship=pair, by=pair.mentee, starts_at=soon(5), now=now, place="Room 4")
    letters = rendered("meeting_planned")
    check(letters, 2, "Room 4")
    name, content, mime = letters[0].attachments[0]
    assert b"METHOD:REQUEST" in content and "REQUEST" in mime and name == "meeting.ics"
    wire = letters[0].as_django().message().as_string()
    assert "text/calendar" in wire and "method=REQUEST" in wire.replace('"', "")
    OutgoingMail.objects.update(state="sent", sent_at=now)
    meeting = meetings.move(meeting=meeting, by=pair.mentee, starts_at=soon(6), minutes=30, place="", now=now)
    check(rendered("meeting_moved"), 2, "new time")
    OutgoingMail.objects.update(state="sent", sent_at=now)
    meetings.cancel(meeting=meeting, by=pair.mentee, by_mentor=False, now=now)
    letters = rendered("meeting_canceled")
    check(letters, 2, "does not take place")
    assert b"METHOD:CANCEL" in letters[0].attachments[0][1]


def test_the_agenda_goes_in_the_residents_words(pair):
    meeting = make.make_meeting(
        pair, starts_at=soon(5), shared_notes="shared-notes", mentee_notes="mentee-notes"
    )
    meetings.save_agenda(
        meeting=meeting, by=pair.mentee, updates="40 charts", questions="Which journal?", decisions=""
    )
    meetings.send_agenda(meeting=meeting, by=pair.mentee, today=timezone.localdate())
    check(rendered("agenda"), 1, "40 charts", "Which journal?")


def test_an_agreement_mail_holds_none_of_it(pair):
    agreements.send_agreement(relationship=pair, by=pair.mentee, today=timezone.localdate())
    check(rendered("agreement"), 1, "/l/", "Rae Resident")
    agreements.ask_change(relationship=pair, by=None, words="agreed-words", now=timezone.now())
    check(rendered("agreement_answered"), 1, "something changed")
    OutgoingMail.objects.update(state="sent", sent_at=timezone.now())
    agreements.sign(
        relationship=pair, by=None, now=timezone.now() + timedelta(seconds=2), today=timezone.localdate()
    )
    check(rendered("agreement_answered"), 1, "signed your agreement")


def test_not_my_mentee_is_told_kindly(pair):
    meeting = make.make_meeting(pair, starts_at=timezone.now() - timedelta(days=3))
    meetings.disown(meeting=meeting, now=timezone.now())
    check(rendered("not_my_mentee"), 1, "Dr. Teo Larkspur")


# ---- K-05 --------------------------------------------------------------------------------------------------------
def planned(pair, days, **fields):
    now = timezone.now()
    return make.make_meeting(
        pair, starts_at=now + timedelta(days=days), created_at=now - timedelta(days=20), **fields
    )


def owed():
    return sorted(OutgoingMail.objects.filter(state="queued").values_list("kind", "data__side"))


def test_two_days_before_both_hear_once(pair):
    planned(pair, 1.5)
    now = timezone.now()
    assert reminders.owe_meeting_reminders(now) == 2
    assert reminders.owe_meeting_reminders(now + timedelta(hours=3)) == 0
    assert owed() == [("meeting_soon", "mentee"), ("meeting_soon", "mentor")]
    check(rendered("meeting_soon"), 2, "minutes")
    assert any("no agenda yet" in letter.text for letter in rendered("meeting_soon"))


@pytest.mark.parametrize("days", [2.2, 9])
def test_not_yet(pair, days):
    planned(pair, days)
    assert reminders.owe_meeting_reminders(timezone.now()) == 0


def test_a_meeting_just_planned_needs_no_reminder(pair):
    make.make_meeting(pair, starts_at=timezone.now() + timedelta(days=1))
    assert reminders.owe_meeting_reminders(timezone.now()) == 0


@pytest.mark.parametrize("days", [-2.1, -13])
def test_two_days_after_both_are_asked_even_when_the_clock_ran_late(pair, days):
    planned(pair, days)
    assert reminders.owe_meeting_reminders(timezone.now()) == 2
    letters = rendered("meeting_held")
    check(letters, 2, "held")
    assert sum("/l/" in letter.text for letter in letters) == 1


@pytest.mark.parametrize(
    "change", [{"outcome": "held"}, {"outcome": "cancelled_by_mentee"}, {"disowned_at": "2026-01-01T00:00Z"}]
)
def test_nobody_is_asked_about_what_is_answered(pair, change):
    planned(pair, -3, **change)
    assert reminders.owe_meeting_reminders(timezone.now()) == 0


@pytest.mark.parametrize("days", [-1.9, -15])
def test_not_too_early_and_not_when_nobody_remembers(pair, days):
    planned(pair, days)
    assert reminders.owe_meeting_reminders(timezone.now()) == 0


def test_an_answer_calls_the_question_back(pair):
    meeting = planned(pair, -3)
    reminders.owe_meeting_reminders(timezone.now())
    meetings.record(meeting=meeting, by=pair.mentee, outcome="held", now=timezone.now(), via="page")
    assert owed() == []


def test_ending_calls_reminders_back(pair):
    planned(pair, 1.5)
    reminders.owe_meeting_reminders(timezone.now())
    ties.end(relationship=pair, by=pair.mentee, today=timezone.localdate(), now=timezone.now())
    assert ("meeting_soon", "mentor") not in owed()


def test_a_moved_meeting_is_announced_anew(pair):
    meeting = planned(pair, 1.5)
    reminders.owe_meeting_reminders(timezone.now())
    meetings.move(
        meeting=meeting,
        by=pair.mentee,
        starts_at=meeting.starts_at + timedelta(hours=1),
        minutes=20,
        place="",
        now=timezone.now(),
    )
    assert reminders.owe_before(timezone.now()) == 2


def test_a_mentor_without_address_is_not_written_to(db):
    tie = make.make_relationship(make.make_user(), make.make_mentor(email=""))
    planned(tie, -3)
    planned(tie, 1.5)
    assert reminders.owe_meeting_reminders(timezone.now()) == 2
    assert {side for _, side in owed()} == {"mentee"}


def test_an_ended_tie_owes_nothing(pair):
    planned(pair, 1.5)
    type(pair).objects.filter(pk=pair.pk).update(
        status=RelationshipStatus.ENDED, ended_on=timezone.localdate()
    )
    assert reminders.owe_meeting_reminders(timezone.now()) == 0


@pytest.mark.parametrize("count", [1, 5])
def test_owing_costs_the_same_for_one_and_five(db, count, django_assert_num_queries):
    for _ in range(count):
        planned(make.make_relationship(make.make_user()), -3)
    with django_assert_num_queries(5):
        reminders.owe_after(timezone.now())
