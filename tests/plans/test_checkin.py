"""The quarterly check-in: filled in from the records, mailed once per reader, revised instead of doubled (S0-8.1)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import OutgoingMail, SignedLink
from plans.actions.checkins import mark_read, postpone, save_draft, wake
from plans.models import CheckIn, CheckInReader
from plans.wins import since, wins_between
from playbook.vocabulary import MeetingOutcome
from tests import factories as make
from tests.plans.makers import at, make_plan, send

DUE = date(2025, 9, 30)


@pytest.fixture
def plan(db):
    return make_plan()


@pytest.fixture
def ties(plan):
    return [make.make_relationship(plan.resident) for _ in range(2)]


def first(plan):
    row = plan.checkins.get(quarter=1)
    row.plan = plan
    return row


def mails():
    return list(OutgoingMail.objects.filter(kind="checkin_sent").order_by("pk"))


# ---- sending -----------------------------------------------------------------------------------------------------
def test_sending_stamps_the_quarter_and_owes_each_reader_one_mail(plan, ties):
    send(first(plan), readers=ties)
    assert first(plan).sent_at
    assert sorted(m.address for m in mails()) == sorted(t.mentor.email for t in ties)
    assert CheckInReader.objects.count() == 2


def test_sending_again_revises_and_mails_nobody_twice(plan, ties):
    send(first(plan), readers=ties[:1])
    send(first(plan), readers=ties, next="Send the poster in", day=DUE + timedelta(days=3))
    row = first(plan)
    assert CheckIn.objects.filter(plan=plan, sent_at__isnull=False).count() == 1
    assert (row.next, row.revised_at) == ("Send the poster in", at(DUE + timedelta(days=3)))
    assert row.sent_at == at(DUE)
    assert len(mails()) == 2, "the new reader, once"
    send(first(plan), readers=ties, next="Send the poster in")
    assert len(mails()) == 2


def test_a_reader_taken_out_can_read_no_longer(plan, ties):
    send(first(plan), readers=ties)
    send(first(plan), readers=ties[:1])
    assert [c.relationship for c in first(plan).readers.all()] == ties[:1]


def test_a_reader_taken_out_and_named_again_gets_a_link_that_works(plan, ties):
    send(first(plan), readers=ties[:1])
    OutgoingMail.objects.update(state="sent", sent_at=timezone.now())
    send(first(plan), readers=ties[1:])
    send(first(plan), readers=ties)
    again = mails()[-1]
    assert again.address == ties[0].mentor.email
    assert CheckInReader.objects.get(pk=again.data["reader"]).relationship == ties[0]


def test_sending_cancels_the_reminders_that_wait(plan, ties):
    row = first(plan)
    outbox.put(
        "checkin_due",
        key="k",
        to_user=plan.resident,
        about=f"checkin:{row.pk}",
        data={"checkin": row.pk, "step": "due"},
    )
    send(row, readers=ties)
    assert OutgoingMail.objects.get(key="k").state == "cancelled"


@pytest.mark.parametrize(
    ("words", "field"),
    [({"done": " "}, "done"), ({"next": ""}, "next"), ({"done": "", "wins": [], "next": "x"}, "done")],
)
def test_empty_parts_are_refused(plan, words, field):
    with pytest.raises(ValidationError) as caught:
        send(first(plan), **words)
    assert field in caught.value.message_dict
    assert not first(plan).sent_at


def test_a_kept_win_is_enough_for_the_first_part(plan):
    send(first(plan), done="", wins=["Met Dr. A once (Sep 2)"])
    assert first(plan).wins == ["Met Dr. A once (Sep 2)"]


@pytest.mark.parametrize("day", [date(2025, 9, 15), date(2025, 12, 20)])
def test_before_it_opens_and_after_it_is_over_nothing_can_be_sent(plan, day):
    with pytest.raises(ValidationError, match="not open"):
        send(first(plan), day=day)


def test_late_is_still_welcome(plan, ties):
    send(first(plan), readers=ties, day=DUE + timedelta(days=40))
    assert first(plan).sent_at


def test_a_draft_never_changes_what_was_sent(plan, ties):
    send(first(plan), readers=ties)
    save_draft(checkin=first(plan), by=plan.resident, now=timezone.now(), done="Other words")
    assert first(plan).done == "Finished the chart review"


def test_putting_it_off_waits_for_monday_and_can_be_taken_back(plan):
    row = first(plan)
    assert postpone(checkin=row, by=plan.resident, today=date(2025, 9, 20)) == date(2025, 9, 22)
    assert postpone(checkin=row, by=plan.resident, today=date(2025, 9, 22)) == date(2025, 9, 29)
    wake(checkin=row, by=plan.resident)
    assert first(plan).postponed_until is None


# ---- wins --------------------------------------------------------------------------------------------------------
def test_wins_are_meetings_stages_and_milestones_since_the_last_check_in(plan, ties):
    name = ties[0].mentor.name
    for day in (date(2025, 8, 5), date(2025, 9, 2)):
        make.make_meeting(ties[0], starts_at=at(day), outcome=MeetingOutcome.HELD)
    make.make_meeting(ties[1], starts_at=at(date(2025, 9, 3)), outcome=MeetingOutcome.NO_SHOW)
    plan.outputs.create(
        title="Sodium", type="qi", stage="draft", stages_reached={"idea": "2025-08-01", "draft": "2025-09-05"}
    )
    plan.milestones.filter(code="P-01").update(done_on=date(2025, 9, 6), evidence="private words")
    found = [w.line for w in wins_between(plan, date(2025, 7, 1), DUE)]
    assert found == [
        f"Met {name} twice (Aug 5 and Sep 2)",
        "Sodium: draft (Sep 5)",
        "List two or three possible mentors (Sep 6)",
    ]


def test_a_quarter_begins_after_the_last_one_that_was_sent(plan):
    send(first(plan))
    rows = list(plan.checkins.all())
    for row in rows:
        row.plan = plan
    assert since(rows, rows[1]) == DUE + timedelta(days=1)
    assert since(rows, rows[0]) == plan.starts_on


# ---- the resident's pages ----------------------------------------------------------------------------------------
@pytest.fixture
def now_plan(db):
    """A plan whose first check-in is open today."""
    plan = make_plan(starts_on=timezone.localdate() - timedelta(days=85))
    plan.checkins.filter(quarter=1).update(skipped=False)
    return plan


@pytest.fixture
def mine(client, now_plan):
    client.force_login(now_plan.resident)
    return client


def url_of(plan, door="plans:checkin"):
    return reverse(door, args=[first(plan).pk])


def test_the_form_ticks_the_core_team_and_names_how_many_get_it(mine, now_plan):
    make.make_relationship(now_plan.resident)
    make.make_relationship(now_plan.resident, ring="wider")
    make.make_relationship(now_plan.resident, make.make_mentor("Dr. Nomail", email=""))
    page = mine.get(url_of(now_plan))
    assert "Send to 1 mentor" in page.content.decode()
    assert [name for _, name in page.context["form"].fields["readers"].choices if "Nomail" in name] == []


def test_sending_by_the_page(mine, now_plan):
    tie = make.make_relationship(now_plan.resident)
    data = {
        "act": "send",
        "done": "Read charts",
        "next": "Write",
        "questions": "Which meeting?",
        "readers": [tie.pk],
    }
    answer = mine.post(url_of(now_plan), data)
    assert answer.url == reverse("plans:checkins")
    mine.post(url_of(now_plan), data)
    assert len(mails()) == 1
    page = mine.get(url_of(now_plan)).content.decode()
    assert "Read charts" in page and "Not read yet" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"next": ""}, "what comes next"),
        ({"done": ""}, "what is done"),
        ({"questions": "One?\nTwo?\nThree?"}, "Keep the two that matter most"),
        ({"questions": "One? Two? Three?"}, "Keep the two that matter most"),
        ({"readers": ["999999"]}, "999999"),
    ],
)
def test_what_cannot_be_sent_comes_back_as_typed(mine, now_plan, fields, words):
    data = {"act": "send", "done": "Read charts", "next": "Write", "note_to_self": "Breathe"} | fields
    answer = mine.post(url_of(now_plan), data)
    body = answer.content.decode()
    assert answer.status_code == 200 and words in body and "Breathe" in body
    assert first(now_plan).sent_at is None and mails() == []


def test_somebody_else_s_mentor_cannot_be_made_a_reader(mine, now_plan):
    other = make.make_relationship(make.make_user("Omar Other"))
    mine.post(url_of(now_plan), {"act": "send", "done": "a", "next": "b", "readers": [other.pk]})
    assert mails() == [] and not CheckInReader.objects.exists()


def test_kept_for_later_stands_there_next_time(mine, now_plan):
    answer = mine.post(url_of(now_plan), {"act": "keep", "done": "Half a", "next": ""})
    assert answer.url == reverse("home")
    page = mine.get(url_of(now_plan)).content.decode()
    assert "Half a" in page and "Draft saved" in page
    assert first(now_plan).sent_at is None


def test_who_was_unticked_stays_unticked_and_a_draft_opens_nothing(mine, client, now_plan):
    keep, leave = make.make_relationship(now_plan.resident), make.make_relationship(now_plan.resident)
    mentor = make.make_user("Dr. Mae Mentor")
    type(keep.mentor).objects.filter(pk=keep.mentor_id).update(user=mentor)
    mine.post(url_of(now_plan), {"act": "keep", "done": "Half", "readers": [keep.pk]})
    form = mine.get(url_of(now_plan)).context["form"]
    assert form["readers"].value() == [str(keep.pk)]
    mine.post(url_of(now_plan), {"act": "keep", "done": "Half"})
    assert mine.get(url_of(now_plan)).context["form"]["readers"].value() == []
    mine.post(url_of(now_plan), {"act": "keep", "done": "Half", "readers": [keep.pk, leave.pk]})
    client.force_login(mentor)
    assert client.get(reverse("plans:checkin_from", args=[first(now_plan).pk])).status_code == 404
    assert mails() == []


def test_typing_saves_the_draft_and_renames_the_button(mine, now_plan):
    tie = make.make_relationship(now_plan.resident)
    answer = mine.post(
        url_of(now_plan, "plans:checkin_save"),
        {"done": "Half", "readers": [tie.pk]},
        headers={"HX-Request": "true"},
    )
    body = answer.content.decode()
    assert "Draft saved" in body and "Send to 1 mentor" in body and "hx-swap-oob" in body
    assert first(now_plan).done == "Half"


def test_the_preview_shows_what_mentors_get_and_not_the_note(mine, now_plan):
    answer = mine.post(
        url_of(now_plan), {"act": "preview", "done": "Half", "next": "Rest", "note_to_self": "Breathe"}
    )
    page = mine.get(answer.url).content.decode()
    assert "Half" in page and "Rest" in page and "Breathe" not in page


def test_postponing_by_the_page_and_back(mine, now_plan):
    mine.post(url_of(now_plan, "plans:checkin_postpone"))
    assert first(now_plan).postponed_until.weekday() == 0
    assert "Send your" not in mine.get(reverse("home")).content.decode()
    mine.post(url_of(now_plan, "plans:checkin_wake"))
    assert "Send your" in mine.get(reverse("home")).content.decode()


def test_a_check_in_ahead_says_when_it_opens(mine, now_plan):
    page = mine.get(reverse("plans:checkin", args=[now_plan.checkins.get(quarter=5).pk])).content.decode()
    assert "It opens" in page and "<textarea" not in page


def test_the_late_path_stays_open(client, db):
    plan = make_plan(starts_on=timezone.localdate() - timedelta(days=110))
    client.force_login(plan.resident)
    page = client.get(reverse("home")).content.decode()
    assert "Late" in page and "It can still be sent, and it counts" in page
    client.post(url_of(plan), {"act": "send", "done": "a", "next": "b"})
    assert first(plan).sent_at
    assert "It can still be sent" not in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize("count", [1, 7])
def test_the_list_costs_the_same_for_one_year_and_seven(client, db, count, django_assert_max_num_queries):
    plan = make_plan(starts_on=timezone.localdate() - timedelta(days=300), years=count)
    client.force_login(plan.resident)
    client.get(reverse("plans:checkins"))
    with django_assert_max_num_queries(9):
        client.get(reverse("plans:checkins"))


# ---- mentors -----------------------------------------------------------------------------------------------------
@pytest.fixture
def copy(now_plan):
    tie = make.make_relationship(now_plan.resident, make.make_mentor("Dr. Mae Mentor"))
    row = first(now_plan)
    send(
        row, readers=[tie], day=timezone.localdate(), questions="Which meeting fits?", note_to_self="Breathe"
    )
    now_plan.goals.filter(counts="letters").update(title="Two abstracts")
    return CheckInReader.objects.get()


def opened(client, copy):
    """The mailed link, opened in a browser."""
    mail = mails()[0]
    found = outbox.kinds()
    kind = next(k for k in found if k.name == "checkin_sent")
    context = kind.load([mail])[mail.pk]
    return client.get(context["action_url"].partition("8000")[2] or context["action_url"])


def test_the_mail_carries_the_resident_s_words_and_a_link_of_its_own(copy):
    mail = mails()[0]
    kind = next(k for k in outbox.kinds() if k.name == "checkin_sent")
    context = kind.load([mail])[mail.pk]
    assert context["checkin"].done == "Finished the chart review"
    assert context["reply_to"] == copy.checkin.plan.resident.email
    assert SignedLink.objects.get().target == copy.pk
    kind.load([mail])
    assert SignedLink.objects.count() == 1, "a second try uses the same link"


def test_the_link_shows_words_agreement_and_goals_and_answers_by_a_press(client, copy):
    answer = opened(client, copy)
    assert answer.url == reverse("plans:checkin_read", args=[copy.pk])
    page = client.get(answer.url).content.decode()
    assert "Which meeting fits?" in page and "Find and finish one project" in page and "Two abstracts" in page
    assert "Breathe" not in page
    copy.refresh_from_db()
    assert copy.read_at is None, "opening is not reading"
    client.post(answer.url, {"reply": "Try the state chapter."})
    copy.refresh_from_db()
    assert copy.read_at and copy.reply == "Try the state chapter."


def test_the_link_ends_with_the_relationship(client, copy):
    url = opened(client, copy).url
    type(copy.relationship).objects.update(status="ended", agreed_on=None, ended_on=timezone.localdate())
    assert client.get(url).status_code == 410
    assert client.post(url, {"reply": "x"}).status_code == 410


def test_a_link_opens_no_other_copy(client, copy):
    opened(client, copy)
    assert client.get(reverse("plans:checkin_read", args=[copy.pk + 1])).status_code == 410


def test_reading_twice_keeps_the_first_moment(copy):
    moment = datetime(2026, 1, 5, 12, tzinfo=ZoneInfo("UTC"))
    mark_read(reader=copy, now=moment)
    mark_read(reader=copy, reply="Good", now=moment + timedelta(days=1))
    mark_read(reader=copy, reply="", now=moment + timedelta(days=2))
    copy.refresh_from_db()
    assert (copy.read_at, copy.reply) == (moment, "Good")


def test_a_mentor_with_an_account_reads_it_until_the_tie_ends(client, copy):
    mentor = make.make_user("Dr. Mae Mentor")
    type(copy.relationship.mentor).objects.update(user=mentor)
    client.force_login(mentor)
    url = reverse("plans:checkin_from", args=[copy.checkin_id])
    assert "Finished the chart review" in client.get(url).content.decode()
    client.post(url, {"reply": ""})
    copy.refresh_from_db()
    assert copy.read_at
    type(copy.relationship).objects.update(status="ended", agreed_on=None, ended_on=timezone.localdate())
    assert client.get(url).status_code == 404
