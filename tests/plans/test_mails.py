"""Every mail about a plan renders, text and HTML, and says no more than its reader may see."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import OutgoingMail
from accounts.outbox import letters
from plans import reminders
from plans.models import CheckIn
from tests import factories as make
from tests.plans.makers import at, make_plan, send

OPENS, DUE, WEEK, LATE = date(2025, 9, 16), date(2025, 9, 30), date(2025, 10, 7), date(2025, 10, 14)


@pytest.fixture
def plan(db):
    return make_plan(user=make.make_user("Rae O'Resident"))


def written():
    mails = list(OutgoingMail.objects.order_by("pk"))
    contexts = letters.load_batch(mails)
    return [letters.write(mail, contexts[mail.pk]) for mail in mails if contexts[mail.pk]]


@pytest.mark.parametrize(
    ("day", "subject"),
    [
        (OPENS, "Summer check-in is open until Sep 30"),
        (DUE, "Summer check-in, due Sep 30"),
        (WEEK, "Summer check-in is waiting for you"),
        (LATE, "Summer check-in: there is still time"),
    ],
)
def test_each_reminder_says_when_and_gives_one_link_and_a_way_to_stop(plan, day, subject):
    CheckIn.objects.update(done="secret-done", note_to_self="secret-note", next="secret-next")
    reminders.owe_checkins(at(day))
    letter = written()[0]
    assert letter.subject.startswith(subject)
    for body in (letter.text, letter.html):
        assert "secret" not in body
        assert f"/check-ins/{plan.checkins.get(quarter=1).pk}/" in body
    assert "List-Unsubscribe" in letter.headers
    assert "&#x27;" not in letter.text + letter.subject
    assert not re.search(r"\{[{%]", letter.text + letter.html)


def test_the_weekly_mail_counts_and_names_nothing(db):
    plan = make_plan(starts_on=timezone.localdate() - timedelta(days=80))
    plan.milestones.update(title="secret-title")
    reminders.owe_items(timezone.now())
    letter = written()[0]
    assert letter.subject.endswith("dates in your plan within a month")
    assert "secret" not in letter.text + letter.html
    assert letter.text.count("http") <= 3


def test_a_check_in_brings_the_resident_s_words_and_never_the_note(plan):
    tie = make.make_relationship(plan.resident, make.make_mentor("Dr. Mae Mentor"))
    row = plan.checkins.get(quarter=1)
    row.plan = plan
    send(
        row,
        readers=[tie],
        done="Read 84 charts <b>today</b>",
        questions="Which meeting?\nWho else?",
        wins=["Met Dr. Mae Mentor twice (Aug 5 and Sep 2)"],
        note_to_self="secret-note",
    )
    letter = written()[0]
    assert letter.to == tie.mentor.email
    assert letter.subject == "Summer check-in from Rae O'Resident"
    assert letter.reply_to == plan.resident.email
    for words in ("Which meeting?", "Draft the poster", "twice (Aug 5 and Sep 2)", "/l/"):
        assert words in letter.text and words in letter.html, words
    assert "<b>today</b>" in letter.text and "<b>today</b>" not in letter.html
    assert "secret" not in letter.text + letter.html


def test_a_mail_to_somebody_who_no_longer_mentors_is_not_written(plan):
    tie = make.make_relationship(plan.resident)
    row = plan.checkins.get(quarter=1)
    row.plan = plan
    send(row, readers=[tie])
    type(tie).objects.update(status="ended", agreed_on=None, ended_on=date(2025, 10, 1))
    assert written() == []
