from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import OutgoingMail
from accounts.models.links import LinkPurpose
from mentorship import calendar_files
from mentorship.actions import meetings as actions
from mentorship.models import Meeting
from playbook.vocabulary import MeetingOutcome, RelationshipStatus
from tests import factories as make
from tests.mentorship.makers import open_link, soon


@pytest.fixture
def pair(client, db):
    """An active pair whose mentor has an account; the resident is signed in."""
    mentor = make.make_user("Dr. Mae Mentor")
    mentor.profile.is_mentor = True
    mentor.profile.save()
    tie = make.make_relationship(
        make.make_user("Rae Resident"), make.make_mentor("Dr. Mae Mentor", user=mentor, email=mentor.email)
    )
    client.force_login(tie.mentee)
    return tie


def typed(days=5, **changes):
    at = (timezone.localdate() + timedelta(days=days)).strftime("%Y-%m-%dT12:30")
    return {"starts_at": at, "minutes": "30", "place": "Room 4", "kind": "regular", **changes}


def kinds():
    return sorted(OutgoingMail.objects.exclude(state="cancelled").values_list("kind", flat=True))


def past(tie, **fields):
    return make.make_meeting(tie, starts_at=timezone.now() - timedelta(days=3), **fields)


# ---- plan, move, call off ----------------------------------------------------------------------------------------
def test_planning_twice_plans_once_and_tells_both(client, pair):
    url = reverse("mentorship:meeting_new", args=[pair.pk])
    for _ in range(2):
        assert client.post(url, typed()).status_code == 302
    assert Meeting.objects.count() == 1
    assert kinds() == ["meeting_planned", "meeting_planned"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_at": ""}, "starts_at"),
        ({"starts_at": "2020-01-01T10:00"}, "starts_at"),
        ({"starts_at": "9999-12-31T23:59"}, "starts_at"),
        ({"minutes": "4"}, "minutes"),
        ({"minutes": "9999999999"}, "minutes"),
        ({"place": "x" * 201}, "place"),
        ({"kind": "party"}, "kind"),
    ],
)
def test_bad_input_plans_nothing(client, pair, changes, field):
    response = client.post(reverse("mentorship:meeting_new", args=[pair.pk]), typed(**changes))
    assert field in response.context["form"].errors and not Meeting.objects.exists()


def test_the_mentor_may_plan_too_but_not_before_a_yes(client, pair):
    client.force_login(pair.mentor.user)
    assert client.post(reverse("mentorship:meeting_new", args=[pair.pk]), typed()).status_code == 302
    prospect = make.make_relationship(pair.mentee, status=RelationshipStatus.PROSPECT)
    client.force_login(pair.mentee)
    assert client.get(reverse("mentorship:meeting_new", args=[prospect.pk])).status_code == 403


def test_moving_raises_the_version_and_tells_both_once(client, pair):
    meeting = actions.plan(relationship=pair, by=pair.mentee, starts_at=soon(5), now=timezone.now())
    url = reverse("mentorship:meeting_move", args=[meeting.pk])
    for _ in range(2):
        assert client.post(url, typed(days=6)).status_code == 302
    meeting.refresh_from_db()
    assert meeting.calendar_version == 1
    assert kinds() == ["meeting_moved", "meeting_moved"]  # the invitations had not left and were called back


def test_calling_off_in_an_emergency_counts_against_nobody(client, pair):
    meeting = actions.plan(relationship=pair, by=pair.mentee, starts_at=soon(5), now=timezone.now())
    OutgoingMail.objects.update(state="sent", sent_at=timezone.now())
    client.force_login(pair.mentor.user)
    url = reverse("mentorship:meeting_cancel", args=[meeting.pk])
    assert "Call off" in client.get(url).content.decode()
    for _ in range(2):
        client.post(url, {"emergency": "on"})
    meeting.refresh_from_db()
    assert (meeting.outcome, meeting.emergency, meeting.calendar_version) == ("cancelled_by_mentor", True, 1)
    assert kinds() == ["meeting_canceled"] * 2 + ["meeting_planned"] * 2


# ---- calendar file -----------------------------------------------------------------------------------------------
def test_the_calendar_file_keeps_its_id_and_holds_no_words(client, pair):
    meeting = actions.plan(
        relationship=pair, by=pair.mentee, starts_at=soon(5), now=timezone.now(), place="Room 4"
    )
    actions.save_agenda(meeting=meeting, by=pair.mentee, updates="secret", questions="", decisions="")
    first = Calendar.from_ical(calendar_files.calendar_file(meeting, stamp=timezone.now()))
    meeting = actions.move(
        meeting=meeting, by=pair.mentee, starts_at=soon(6), minutes=45, place="Room 5", now=timezone.now()
    )
    second = Calendar.from_ical(calendar_files.calendar_file(meeting, stamp=timezone.now(), method="CANCEL"))
    a, b = first.walk("VEVENT")[0], second.walk("VEVENT")[0]
    assert a["UID"] == b["UID"] and str(meeting.public_id) in a["UID"]
    assert (a["SEQUENCE"], b["SEQUENCE"], first["METHOD"], second["METHOD"]) == (0, 1, "REQUEST", "CANCEL")
    assert a.decoded("DTSTART") == soon(5) and b.decoded("DTEND") == soon(6) + timedelta(minutes=45)
    assert b["STATUS"] == "CANCELLED" and a["LOCATION"] == "Room 4"
    body = client.get(reverse("mentorship:meeting_ics", args=[meeting.pk]))
    assert body["Content-Type"].startswith("text/calendar") and b"secret" not in body.content


# ---- was it held? ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("outcome", ["held", "late", "no_show"])
def test_one_tap_says_whether_it_was_held(client, pair, outcome):
    meeting = past(pair)
    url = reverse("mentorship:meeting_outcome", args=[meeting.pk])
    for _ in range(2):
        client.post(url, {"outcome": outcome})
    meeting.refresh_from_db()
    assert (meeting.outcome, meeting.confirmed_via, meeting.confirmed_by_mentor) == (outcome, "page", False)
    client.post(url, {"outcome": "undo"})
    meeting.refresh_from_db()
    assert (meeting.outcome, meeting.confirmed_at) == ("planned", None)


def test_the_undo_line_takes_it_back(client, pair):
    meeting = past(pair)
    url = reverse("mentorship:meeting_outcome", args=[meeting.pk])
    body = client.post(url, {"outcome": "held"}, follow=True).content.decode()
    assert f'action="{url}?undo"' in body
    client.post(f"{url}?undo")
    meeting.refresh_from_db()
    assert meeting.outcome == "planned"


def test_a_meeting_ahead_was_not_held(client, pair):
    meeting = make.make_meeting(pair, starts_at=soon(3))
    client.post(reverse("mentorship:meeting_outcome", args=[meeting.pk]), {"outcome": "held"})
    meeting.refresh_from_db()
    assert meeting.outcome == "planned"


def test_a_first_meeting_closes_with_channel_and_rhythm(client, pair):
    tie = make.make_relationship(pair.mentee, status=RelationshipStatus.TRIAL)
    meeting = past(tie, kind="first")
    url = reverse("mentorship:meeting_outcome", args=[meeting.pk])
    body = client.post(url, {"outcome": "held"}).content.decode()
    assert "Two things before you close" in body
    assert client.post(url, {"outcome": "held", "channel": "email", "cadence": ""}).status_code == 200
    assert (
        client.post(url, {"outcome": "held", "channel": "email", "cadence": "fortnightly"}).status_code == 200
    )
    meeting.refresh_from_db()
    assert meeting.outcome == "planned"
    assert (
        client.post(url, {"outcome": "held", "channel": "email", "cadence": "quarterly"}).status_code == 302
    )
    meeting.refresh_from_db()
    tie.refresh_from_db()
    assert (meeting.outcome, tie.channel, tie.cadence, tie.status) == ("held", "email", "quarterly", "trial")


def test_a_held_meeting_makes_an_agreed_trial_active_and_wakes_a_quiet_one(pair):
    for status in (RelationshipStatus.TRIAL, RelationshipStatus.STALLED):
        type(pair).objects.filter(pk=pair.pk).update(status=status)
        meeting = make.make_meeting(pair, starts_at=timezone.now() - timedelta(days=2, hours=len(status)))
        actions.record(
            meeting=meeting, by=pair.mentee, outcome=MeetingOutcome.HELD, now=timezone.now(), via="page"
        )
        pair.refresh_from_db()
        assert pair.status == "active"


def test_one_coffee_stays_a_trial(pair):
    tie = make.make_relationship(pair.mentee, status=RelationshipStatus.TRIAL)
    actions.log_held(
        relationship=tie, by=pair.mentee, starts_at=timezone.now() - timedelta(days=1), now=timezone.now()
    )
    tie.refresh_from_db()
    assert (tie.status, tie.meetings.get().kind) == ("trial", "first")


def test_writing_down_a_meeting_you_had(client, pair):
    url = reverse("mentorship:meeting_log", args=[pair.pk])
    assert client.post(url, typed(days=3)).status_code == 200
    assert client.post(url, typed(days=-3)).status_code == 302
    assert Meeting.objects.get().outcome == "held" and kinds() == []


# ---- by link -----------------------------------------------------------------------------------------------------
def confirm(client, meeting, **data):
    return client.post(reverse("mentorship:confirm_meeting", args=[meeting.pk]), data)


@pytest.mark.parametrize(("said", "outcome"), [("held", "held"), ("late", "late"), ("no", "no_show")])
def test_a_mentor_without_account_says_whether_it_was_held(client, pair, said, outcome):
    client.logout()
    meeting = past(pair)
    response, _ = open_link(client, LinkPurpose.CONFIRM_MEETING, meeting.pk, pair)
    body = response.content.decode()
    assert "Did you meet Rae Resident?" in body and "Find and finish one project" in body
    assert "checked" not in body and "aria-pressed" not in body
    for _ in range(2):
        confirm(client, meeting, said=said)
    meeting.refresh_from_db()
    assert (meeting.outcome, meeting.confirmed_via, meeting.confirmed_by_mentor) == (outcome, "link", True)
    confirm(client, meeting, said="undo")
    meeting.refresh_from_db()
    assert meeting.outcome == "planned"


def test_the_answer_stands_after_thirty_days(client, pair):
    meeting = past(pair)
    open_link(client, LinkPurpose.CONFIRM_MEETING, meeting.pk, pair)
    confirm(client, meeting, said="held")
    Meeting.objects.update(confirmed_at=timezone.now() - timedelta(days=31))
    confirm(client, meeting, said="undo")
    meeting.refresh_from_db()
    assert meeting.outcome == "held"


def test_not_my_mentee_stops_asking_and_tells_the_resident_once(client, pair):
    meeting = past(pair)
    open_link(client, LinkPurpose.CONFIRM_MEETING, meeting.pk, pair)
    for _ in range(2):
        confirm(client, meeting, said="not_mine")
    meeting.refresh_from_db()
    assert meeting.disowned_at and meeting.outcome == "planned" and kinds() == ["not_my_mentee"]
    confirm(client, meeting, said="undo")
    meeting.refresh_from_db()
    assert meeting.disowned_at is None


def test_junk_and_other_meetings_change_nothing(client, pair):
    client.logout()
    meeting, other = past(pair), make.make_meeting(pair, starts_at=timezone.now() - timedelta(days=9))
    open_link(client, LinkPurpose.CONFIRM_MEETING, meeting.pk, pair)
    confirm(client, meeting, said="maybe")
    assert confirm(client, other, said="held").status_code == 410
    assert set(Meeting.objects.values_list("outcome", flat=True)) == {"planned"}


# ---- agenda, notes, kit ------------------------------------------------------------------------------------------
def test_an_agenda_is_sent_when_it_has_a_line(client, pair):
    meeting = make.make_meeting(pair, starts_at=soon(3))
    url = reverse("mentorship:meeting_agenda", args=[meeting.pk])
    response = client.post(url, {"updates": "", "questions": "", "decisions": "", "send": "1"})
    assert response.status_code == 200 and not OutgoingMail.objects.exists()
    for _ in range(2):
        client.post(url, {"updates": "40 charts are done", "questions": "", "decisions": "", "send": "1"})
    meeting.refresh_from_db()
    assert meeting.agenda_sent_on == timezone.localdate() and kinds() == ["agenda"]
    client.post(url, {"updates": "50 charts are done", "questions": "", "decisions": "", "send": "1"})
    assert kinds() == ["agenda", "agenda"], "other words leave the same day"


def test_each_reads_the_shared_notes_and_only_their_own(client, pair):
    meeting = make.make_meeting(pair, starts_at=soon(3))
    url = reverse("mentorship:meeting_notes", args=[meeting.pk])
    client.post(url, {"shared_notes": "We chose a journal", "own_notes": "mine alone"})
    client.force_login(pair.mentor.user)
    client.post(url, {"shared_notes": "We chose a journal", "own_notes": "theirs alone"})
    body = client.get(reverse("mentorship:meeting", args=[meeting.pk])).content.decode()
    assert "We chose a journal" in body and "theirs alone" in body and "mine alone" not in body
    meeting.refresh_from_db()
    assert (meeting.mentee_notes, meeting.mentor_notes) == ("mine alone", "theirs alone")


def test_shared_notes_are_not_overwritten_unseen(client, pair):
    meeting = make.make_meeting(pair, starts_at=soon(3))
    url = reverse("mentorship:meeting_notes", args=[meeting.pk])
    seen = client.get(url).context["seen"]
    theirs = {"shared_notes": "Theirs: send the draft by Friday", "own_notes": ""}
    client.force_login(pair.mentor.user)
    client.post(url, theirs | {"seen": seen})
    client.force_login(pair.mentee)
    mine = {"shared_notes": "Mine: poster", "own_notes": "mine alone", "seen": seen}
    answer = client.post(url, mine)
    body = answer.content.decode()
    assert "changed while you wrote" in body and "Theirs: send the draft" in body and "Mine: poster" in body
    meeting.refresh_from_db()
    assert (meeting.shared_notes, meeting.mentee_notes) == ("Theirs: send the draft by Friday", "")
    for _ in range(2):  # twice: pressing again with the same words is no clash
        client.post(url, mine | {"shared_notes": "Both", "seen": answer.context["seen"]})
    meeting.refresh_from_db()
    assert (meeting.shared_notes, meeting.mentee_notes) == ("Both", "mine alone")


def test_a_former_mentor_keeps_only_their_own_notes(client, pair):
    past(pair, mentor_notes="theirs alone", mentee_notes="mine alone", shared_notes="ours", outcome="held")
    type(pair).objects.filter(pk=pair.pk).update(status="ended", ended_on=timezone.localdate())
    client.force_login(pair.mentor.user)
    body = client.get(reverse("mentorship:past_notes")).content.decode()
    assert "theirs alone" in body and "mine alone" not in body and "ours" not in body.replace("yours", "")
    assert client.get(reverse("mentorship:relationship", args=[pair.pk])).status_code == 404


@pytest.fixture
def bank(db):
    from django.core.management import call_command

    call_command("sync_playbook", verbosity=0)


@pytest.mark.parametrize(("count", "words"), [(0, "Pick three or four"), (3, ""), (5, "Drop some")])
def test_the_first_meeting_page_wants_three_or_four_questions(client, pair, bank, count, words):
    meeting = make.make_meeting(pair, starts_at=soon(3), kind="first")
    url = reverse("mentorship:kit", args=[meeting.pk])
    keys = [f"Q-F{n}" for n in range(1, count + 1)]
    body = client.post(url, {"questions": keys}, follow=True).content.decode()
    meeting.refresh_from_db()
    assert meeting.kit_questions == keys and words in body
    assert client.post(url, {"questions": ["Q-XX"]}).status_code == 200


def test_the_outcome_stands_on_every_later_meeting(client, pair):
    meeting = make.make_meeting(pair, starts_at=soon(3))
    body = client.get(reverse("mentorship:meeting", args=[meeting.pk])).content.decode()
    assert "One abstract submitted" in body and "Jun 30" in body


def test_a_meeting_of_a_day_knows_its_hours(pair):
    meeting = make.make_meeting(pair, starts_at=soon(3), minutes=30)
    assert meeting.ends_at - meeting.starts_at == timedelta(minutes=30) and date.today()
