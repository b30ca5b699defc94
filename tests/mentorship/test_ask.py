from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail, SignedLink
from mentorship.actions import Refused
from mentorship.actions import asks as actions
from mentorship.models import Message, OfferedTime
from playbook.vocabulary import RelationshipStatus
from tests import factories as make
from tests.mentorship.makers import PARTS, make_prospect, make_ready_ask, make_sent_ask, soon


def typed(**changes):
    """What the form posts: three times as the browser writes them, in Eastern time."""
    slots = {
        f"slot_{n}": (timezone.localdate() + timedelta(days=5 + n)).strftime("%Y-%m-%dT12:30") for n in (1, 2)
    }
    return {**PARTS, "topic": "a project", **slots, **changes}


@pytest.fixture
def tie(client, db):
    tie = make_prospect(mentor=make.make_mentor("Dr. Teo Larkspur", email="teo@example.org"))
    client.force_login(tie.mentee)
    return tie


def write(client, tie, **changes):
    return client.post(reverse("mentorship:ask", args=[tie.pk]), typed(**changes))


def test_a_finished_draft_is_ready_and_leads_to_its_preview(client, tie):
    response = write(client, tie, preview="1")
    message = Message.objects.get()
    assert response.url == reverse("mentorship:ask_preview", args=[message.pk])
    assert (message.state, message.minutes, message.times.count()) == ("ready", 20, 2)
    at = timezone.localtime(message.times.first().starts_at, timezone.get_default_timezone())
    assert (at.hour, at.minute) == (12, 30)  # the resident's own clock
    body = client.get(response.url).content.decode()
    assert "Dear Dr. Larkspur," in body and PARTS["goals"] in body


@pytest.mark.parametrize("key", ["who", "why_you", "goals", "minutes", "fit", "outline", "sign_off"])
def test_a_missing_part_stays_a_draft_and_is_named(client, tie, key):
    response = write(client, tie, **{key: ""}, preview="1")
    message = Message.objects.get()
    assert response.status_code == 200 and message.state == "draft"
    label = next(e.label for e in response.context["ask"].element if e.key == key)
    assert label in response.context["found"].missing and label in response.content.decode()


def test_the_checklist_ticks_itself_while_typing(client, tie):
    url = reverse("mentorship:ask", args=[tie.pk])
    body = client.post(url, typed(goals=""), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in body and body.count("is-done") == 3 and "Draft kept" in body
    assert Message.objects.get().parts["who"] == PARTS["who"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"fit": "Will you be my mentor?"}, "fit"),
        ({"minutes": "45"}, "minutes"),
        ({"minutes": "90"}, "minutes"),
        ({"minutes": "abc"}, "minutes"),
        ({"slot_1": "2020-01-01T10:00"}, "slot_1"),
        ({"slot_1": "9999-12-31T23:59"}, "slot_1"),
        ({"slot_1": "0001-01-01T00:00"}, "slot_1"),
        ({"who": "I am [name]"}, "who"),
        ({"who": "x" * 2001}, "who"),
    ],
)
def test_bad_input_is_said_at_its_field_and_the_other_words_are_kept(client, tie, changes, field):
    response = write(client, tie, **changes, preview="1")
    assert response.status_code == 200 and field in response.context["form"].errors
    message = Message.objects.get()
    assert message.state == "draft" and message.parts["goals"] == PARTS["goals"]
    assert PARTS["goals"] in response.content.decode()


def test_a_long_ask_warns_and_may_still_be_sent(client, tie):
    response = write(client, tie, goals="One poster by June. " + "word " * 260, preview="1")
    assert response.status_code == 302 and Message.objects.get().state == "ready"


def test_sending_twice_sends_one_mail(client, tie):
    write(client, tie, preview="1")
    message = Message.objects.get()
    url = reverse("mentorship:ask_send", args=[message.pk])
    client.post(url)
    client.post(url)
    message.refresh_from_db()
    tie.refresh_from_db()
    assert (message.state, message.sent_on, message.sent_by) == ("sent", timezone.localdate(), "app")
    assert tie.status == RelationshipStatus.ASKED
    assert OutgoingMail.objects.filter(kind="ask", address="teo@example.org").count() == 1
    assert SignedLink.objects.count() == 1


def test_a_mentor_with_an_account_gets_it_as_that_account(db):
    account = make.make_user("Dr. Mae")
    message = make_sent_ask(make_prospect(mentor=make.make_mentor(user=account, email=account.email)))
    assert OutgoingMail.objects.get(kind="ask").recipient == account and message.state == "sent"


def test_an_unfinished_draft_is_not_sent(client, tie):
    write(client, tie, who="")
    message = Message.objects.get()
    response = client.post(reverse("mentorship:ask_send", args=[message.pk]), follow=True)
    assert "still missing" in response.content.decode() and OutgoingMail.objects.count() == 0


def test_a_time_that_passed_meanwhile_is_said(tie):
    message = make_ready_ask(tie)
    first = message.times.first()
    OfferedTime.objects.filter(pk=first.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(Refused, match="has passed"):
        actions.send_ask(message=message, by=tie.mentee, now=timezone.now(), today=timezone.localdate())


def test_no_address_means_own_mail(client, db):
    tie = make_prospect(mentor=make.make_mentor(email=""))
    client.force_login(tie.mentee)
    message = make_ready_ask(tie)
    with pytest.raises(Refused, match="no e-mail address"):
        actions.send_ask(message=message, by=tie.mentee, now=timezone.now(), today=timezone.localdate())
    body = client.get(reverse("mentorship:ask_preview", args=[message.pk])).content.decode()
    assert "own mail" in body and "mailto:" not in body


def test_sent_from_own_mail_starts_the_clock_on_that_day(client, tie):
    message = make_ready_ask(tie)
    url, day = (
        reverse("mentorship:ask_mark_sent", args=[message.pk]),
        timezone.localdate() - timedelta(days=3),
    )
    client.post(url, {"sent_on": day.isoformat()})
    message.refresh_from_db()
    tie.refresh_from_db()
    assert (message.sent_on, message.sent_by, tie.status) == (day, "own_mail", "asked")
    assert OutgoingMail.objects.count() == 0
    assert actions.followup(message, day + timedelta(days=21)).state == "remind"


@pytest.mark.parametrize("day", ["", "soon", "9999-01-01"])
def test_the_day_is_not_in_the_future(client, tie, day):
    message = make_ready_ask(tie)
    response = client.post(reverse("mentorship:ask_mark_sent", args=[message.pk]), {"sent_on": day})
    assert response.status_code == 200 and "sent_on" in response.context["form"].errors
    message.refresh_from_db()
    assert message.state == "ready"


def test_the_same_person_is_not_written_to_twice_on_a_day(tie):
    make_sent_ask(tie)
    type(tie).objects.filter(pk=tie.pk).update(status="ended", ended_on=timezone.localdate())
    again = make_ready_ask(make_prospect(tie.mentee, mentor=tie.mentor))
    with pytest.raises(Refused, match="today already"):
        actions.send_ask(message=again, by=tie.mentee, now=timezone.now(), today=timezone.localdate())


def test_after_asking_the_words_stand_on_the_page_and_the_form_is_closed(client, tie):
    make_sent_ask(tie)
    response = client.get(reverse("mentorship:ask", args=[tie.pk]))
    assert response.url == reverse("mentorship:relationship", args=[tie.pk])
    body = client.get(response.url).content.decode()
    assert PARTS["goals"] in body and "With Dr. Teo Larkspur" in body


@pytest.mark.parametrize(
    ("said", "status", "state"),
    [
        ("yes", "trial", "answered_yes"),
        ("no", "declined", "answered_no"),
        ("nothing", "ended", "no_response"),
        ("junk", "asked", "sent"),
    ],
)
def test_an_answer_that_came_another_way_is_written_down(client, tie, said, status, state):
    message = make_sent_ask(tie)
    for _ in range(2):
        client.post(reverse("mentorship:ask_outcome", args=[message.pk]), {"said": said})
    tie.refresh_from_db()
    message.refresh_from_db()
    assert (tie.status, message.state) == (status, state)


def test_somebody_elses_draft_is_not_found(client, tie):
    message = make_ready_ask(make_prospect(make.make_user()))
    for door in ("ask_send", "ask_mark_sent", "ask_outcome"):
        assert client.post(reverse(f"mentorship:{door}", args=[message.pk])).status_code == 404


def test_times_are_kept_once_and_in_order(tie):
    actions.save_draft(
        relationship=tie,
        by=tie.mentee,
        parts={},
        topic="",
        minutes=20,
        times=[soon(9), soon(7), soon(9)],
        ready=False,
    )
    assert list(OfferedTime.objects.values_list("starts_at", flat=True)) == [soon(7), soon(9)]


@pytest.mark.parametrize(
    ("basis", "is_shown"), [("volunteer", True), ("protected", False), ("unknown", False)]
)
def test_an_ask_to_somebody_on_their_own_time_shows_how_to_be_light(client, tie, basis, is_shown):
    type(tie.mentor).objects.update(time_basis=basis)
    said = client.get(reverse("mentorship:ask", args=[tie.pk])).content.decode()
    assert ("Light to help" in said) == is_shown
