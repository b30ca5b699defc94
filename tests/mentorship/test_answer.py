from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import links, outbox
from accounts.models import OutgoingMail
from mentorship import letters
from mentorship.actions import answers, meetings, ties
from mentorship.models import Meeting, Message
from tests import factories as make
from tests.mentorship.makers import PARTS, make_prospect, make_sent_ask, open_answer, soon


@pytest.fixture
def message(db):
    return make_sent_ask(make_prospect(mentor=make.make_mentor("Dr. Teo Larkspur", email="teo@example.org")))


def press(client, message, **data):
    return client.post(reverse("mentorship:answer", args=[message.pk]), data)


def kinds():
    return sorted(OutgoingMail.objects.values_list("kind", flat=True))


def test_opening_the_link_shows_the_ask_and_changes_nothing(client, message):
    response, link = open_answer(client, message)
    body = response.content.decode()
    assert response.status_code == 200 and links.token_of(link) not in response.request["PATH_INFO"]
    assert "Rae Resident asks for 20 minutes" in body and PARTS["goals"] in body
    assert body.count("Accept") >= 2
    assert letters.say_clock(message.times.first().starts_at, "America/New_York") in body
    message.refresh_from_db()
    assert message.state == "sent"
    assert "no-store" in response["Cache-Control"]


def test_a_tap_accepts_a_time_and_puts_it_in_both_calendars(client, message):
    open_answer(client, message)
    slot = message.times.first()
    for _ in range(2):  # pressed twice
        response = press(client, message, slot=slot.pk)
        assert response.status_code == 302
    message.refresh_from_db()
    meeting = Meeting.objects.get()
    assert (message.state, message.answer, message.relationship.status) == (
        "answered_yes",
        "accepted",
        "trial",
    )
    assert (meeting.starts_at, meeting.minutes, meeting.kind) == (slot.starts_at, 20, "first")
    assert kinds() == ["ask", "meeting_planned", "meeting_planned"]
    assert "You accepted" in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("data", "status", "answer"),
    [
        ({"answer": "other_time", "words": "Mondays after four"}, "trial", "other_time"),
        ({"answer": "not_now"}, "declined", "not_now"),
        ({"answer": "not_now", "reason": "full", "words": "Try Dr. Bellwether"}, "declined", "not_now"),
        ({"answer": "someone_else", "words": "Dr. Bellwether"}, "declined", "someone_else"),
    ],
)
def test_other_answers_are_normal_answers(client, message, data, status, answer):
    open_answer(client, message)
    press(client, message, **data)
    message.refresh_from_db()
    assert (message.relationship.status, message.answer) == (status, answer)
    assert message.answer_words == data.get("words", "")
    assert kinds() == ["ask", "ask_answered"] and not Meeting.objects.exists()
    client.force_login(message.relationship.mentee)
    body = client.get(reverse("mentorship:relationship", args=[message.relationship_id])).content.decode()
    assert data.get("words", "") in body
    assert "rejected" not in body.lower() and "is-late" not in body and "note-error" not in body


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"answer": "maybe"},
        {"slot": "0"},
        {"slot": "99999999"},
        {"slot": "abc"},
        {"answer": "accepted"},
        {"answer": "other_time", "words": ""},
        {"answer": "someone_else", "words": "  "},
        {"answer": "not_now", "reason": "spite"},
        {"answer": "not_now", "words": "x" * 301},
    ],
)
def test_bad_input_answers_nothing(client, message, data):
    open_answer(client, message)
    assert press(client, message, **data).status_code == 200
    message.refresh_from_db()
    assert message.state == "sent"


def test_a_time_of_another_ask_is_not_accepted(client, message):
    other = make_sent_ask()
    open_answer(client, message)
    assert press(client, message, slot=other.times.first().pk).status_code == 200
    assert not Meeting.objects.exists()


def test_an_answer_can_be_changed_for_a_day(client, message):
    open_answer(client, message)
    press(client, message, slot=message.times.first().pk)
    press(client, message, undo="1")
    message.refresh_from_db()
    assert (message.state, message.answer, message.relationship.status) == ("sent", "", "asked")
    meeting = Meeting.objects.get()
    assert (meeting.outcome, meeting.emergency, meeting.from_message) == ("cancelled_by_mentor", True, None)
    # The invitations had not left, so nobody needs to hear that it is off.
    assert not OutgoingMail.objects.filter(kind="meeting_canceled").exists()
    press(client, message, slot=message.times.first().pk)
    message.refresh_from_db()
    assert message.answer == "accepted" and Meeting.objects.filter(outcome="planned").count() == 1


def test_an_answer_stands_once_another_meeting_was_planned_and_the_page_says_so(client, message):
    open_answer(client, message)
    press(client, message, answer="other_time", words="Fridays")
    tie = message.relationship
    tie.refresh_from_db()
    meetings.plan(relationship=tie, by=tie.mentee, starts_at=soon(9), now=timezone.now())
    assert "Another meeting is planned" in press(client, message, undo="1").content.decode()
    tie.refresh_from_db()
    assert tie.status == "trial"


def test_a_meeting_called_off_is_not_said_to_stand(client, message):
    open_answer(client, message)
    page = press(client, message, slot=message.times.first().pk).url
    meetings.cancel(meeting=Meeting.objects.get(), by=None, by_mentor=False, now=timezone.now())
    body = client.get(page).content.decode()
    assert "You accepted" not in body and "You said yes" in body


def test_after_a_day_the_answer_stands(client, message):
    open_answer(client, message)
    press(client, message, answer="not_now")
    Message.objects.filter(pk=message.pk).update(answered_at=timezone.now() - timedelta(hours=25))
    press(client, message, undo="1")
    message.refresh_from_db()
    assert message.state == "answered_no"


def test_only_the_opened_ask_can_be_answered(client, message):
    other = make_sent_ask()
    open_answer(client, message)
    assert client.get(reverse("mentorship:answer", args=[other.pk])).status_code == 410
    assert press(client, other, answer="not_now").status_code == 410
    other.refresh_from_db()
    assert other.state == "sent"


def test_a_link_never_shows_other_mentees(client, message):
    other = make_sent_ask(make_prospect(make.make_user("Omar Other"), mentor=message.relationship.mentor))
    response, _ = open_answer(client, message)
    assert "Omar" not in response.content.decode() and other.pk


def test_a_tampered_or_expired_link_says_only_that(client, message):
    _, link = open_answer(client, message)
    token = links.token_of(link)
    client.session.flush()
    client.cookies.clear()
    assert (
        client.get(
            reverse("accounts:link_enter", args=[token[:-1] + ("A" if token[-1] != "A" else "B")])
        ).status_code
        == 410
    )
    type(link).objects.filter(pk=link.pk).update(
        created_at=timezone.now() - timedelta(days=40), expires_at=timezone.now() - timedelta(days=1)
    )
    response = client.get(reverse("accounts:link_enter", args=[token]))
    assert response.status_code == 410 and b"Rae" not in response.content


def test_ending_the_relationship_ends_link_and_mail(client, message):
    open_answer(client, message)
    tie = message.relationship
    ties.end(relationship=tie, by=tie.mentee, today=timezone.localdate(), now=timezone.now())
    assert client.get(reverse("mentorship:answer", args=[message.pk])).status_code == 410
    assert OutgoingMail.objects.get(kind="ask").state == "cancelled"


def test_stopping_mail_from_the_page(client, message):
    open_answer(client, message)
    press(client, message, stop_mail="1")
    assert outbox.is_stopped("teo@example.org")
    press(client, message, start_mail="1")
    assert not outbox.is_stopped("teo@example.org")
    message.refresh_from_db()
    assert message.state == "sent"


def test_a_mentor_with_an_account_answers_signed_in(client, db):
    mentor = make.make_user("Dr. Mae")
    message = make_sent_ask(make_prospect(mentor=make.make_mentor(user=mentor, email=mentor.email)))
    mentor.profile.time_zone = "America/Los_Angeles"
    mentor.profile.save()
    client.force_login(mentor)
    assert "Rae Resident" in client.get(reverse("mentorship:asks")).content.decode()
    url = reverse("mentorship:ask_answer", args=[message.pk])
    body, at = client.get(url).content.decode(), message.times.first().starts_at
    assert "Your time, Pacific" in body and letters.say_clock(at, "America/Los_Angeles") in body
    assert f"{letters.say_clock(at, 'America/New_York')} for Rae" in body
    client.post(url, {"slot": message.times.first().pk})
    message.refresh_from_db()
    assert message.state == "answered_yes"
    assert "You accepted" in client.get(url).content.decode()


def test_a_time_gone_by_is_refused_by_the_action_too(message):
    slot = message.times.first()
    with pytest.raises(answers.Refused):
        answers.answer_ask(
            message=message,
            by=None,
            answer="accepted",
            slot=slot,
            now=slot.starts_at + timedelta(minutes=1),
            today=timezone.localdate(),
        )


def test_the_link_page_costs_five_queries(client, message, django_assert_num_queries):
    """Session, link, the ask with everything it prints and whether mail is off, times, where the resident trains."""
    open_answer(client, message)
    with django_assert_num_queries(5):
        client.get(reverse("mentorship:answer", args=[message.pk]))
    press(client, message, slot=message.times.first().pk)
    with django_assert_num_queries(5):  # the meeting in place of the times
        body = client.get(reverse("mentorship:answer", args=[message.pk])).content.decode()
    assert "You accepted" in body and "Change my answer" in body


def test_the_page_closes_when_the_mentors_address_changes(client, message):
    """Each link page reads its row by the address the link went to."""
    open_answer(client, message)
    mentor = message.relationship.mentor
    mentor.email = "somebody.else@example.org"
    mentor.save(update_fields=["email"])
    for response in (
        client.get(reverse("mentorship:answer", args=[message.pk])),
        press(client, message, answer="not_now"),
    ):
        assert response.status_code == 410 and b"Rae" not in response.content
    message.refresh_from_db()
    assert message.state == "sent"


def test_the_page_says_when_mail_is_off(client, message):
    open_answer(client, message)
    outbox.stop("teo@example.org")
    assert b"You get no more mail" in client.get(reverse("mentorship:answer", args=[message.pk])).content
