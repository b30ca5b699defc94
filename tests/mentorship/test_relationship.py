from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import links
from accounts.models import OutgoingMail, SignedLink
from mentorship.actions import meetings, ties
from mentorship.models import Relationship
from playbook.vocabulary import RelationshipStatus
from tests import factories as make
from tests.mentorship.makers import make_sent_ask, open_answer, soon


@pytest.fixture
def tie(client, db):
    tie = make.make_relationship(make.make_user("Rae Resident"))
    client.force_login(tie.mentee)
    return tie


def page(client, tie):
    return client.get(reverse("mentorship:relationship", args=[tie.pk])).content.decode()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("prospect", "Plan the ask"),
        ("asked", "With Dr."),
        ("trial", "Plan the first meeting"),
        ("nominal", "Plan the first meeting"),
        ("active", "Plan the first meeting"),
        ("stalled", "Gone quiet"),
        ("repairing", "Plan the first meeting"),
        ("paused", "Pick it up again"),
        ("declined", "can&#x27;t this time"),
        ("ended", "Ended"),
        ("alumni", "Keeping in touch"),
    ],
)
def test_every_status_has_its_page_and_next_step(client, tie, status, words):
    changes = {"status": status, "ended_on": timezone.localdate() if status == "ended" else None}
    Relationship.objects.filter(pk=tie.pk).update(**changes)
    assert words in page(client, tie)


def test_the_private_note_is_the_residents_own(client, tie):
    url = reverse("mentorship:relationship_note", args=[tie.pk])
    client.post(url, {"private_note": "Ask about the lab"})
    assert "Ask about the lab" in page(client, tie)
    long = client.post(url, {"private_note": "x" * 4001}).content.decode()
    assert "x" * 4001 in long and "Make it shorter: 4000 characters" in long, "what was typed stands there"
    tie.refresh_from_db()
    assert tie.private_note == "Ask about the lab"


def test_what_they_help_with_can_change(client, tie):
    url = reverse("mentorship:relationship_edit", args=[tie.pk])
    need, theirs = make.make_need(tie.mentee), make.make_need(make.make_user())
    typed = {
        "functions": ["career", "project"],
        "ring": "wider",
        "location": "same_program",
        "arrangement": "one_to_one",
    }
    assert client.post(url, {**typed, "need": theirs.pk}).status_code == 200
    assert client.post(url, {**typed, "functions": []}).status_code == 200
    assert client.post(url, {**typed, "need": need.pk, "next_contact_on": "2030-01-01"}).status_code == 302
    tie.refresh_from_db()
    assert (tie.functions, tie.ring, tie.need) == (["career", "project"], "wider", need)


def test_a_pause_and_back(client, tie):
    for door, status in [
        ("pause", "paused"),
        ("pause", "paused"),
        ("resume", "active"),
        ("resume", "active"),
    ]:
        client.post(reverse(f"mentorship:relationship_{door}", args=[tie.pk]))
        tie.refresh_from_db()
        assert tie.status == status


def test_a_trial_is_not_paused(client, tie):
    Relationship.objects.filter(pk=tie.pk).update(status="trial")
    assert client.post(reverse("mentorship:relationship_pause", args=[tie.pk])).status_code == 403


def test_ending_calls_meetings_and_mail_back_and_can_be_undone(client, tie):
    meeting = meetings.plan(relationship=tie, by=tie.mentee, starts_at=soon(4), now=timezone.now())
    OutgoingMail.objects.update(state="sent", sent_at=timezone.now())
    url = reverse("mentorship:relationship_end", args=[tie.pk])
    assert "End with" in client.get(url).content.decode()
    for _ in range(2):
        client.post(url)
    tie.refresh_from_db()
    meeting.refresh_from_db()
    assert (tie.status, tie.ended_on, meeting.outcome) == (
        "ended",
        timezone.localdate(),
        "cancelled_by_mentee",
    )
    assert OutgoingMail.objects.filter(kind="meeting_canceled", state="queued").count() == 2
    client.post(reverse("mentorship:relationship_end_undo", args=[tie.pk]))
    tie.refresh_from_db()
    assert (tie.status, tie.ended_on) == ("active", None)


def test_ending_an_open_ask_ends_its_link(db):
    message = make_sent_ask()
    tie = message.relationship
    ties.end(relationship=tie, by=tie.mentee, today=timezone.localdate(), now=timezone.now())
    message.refresh_from_db()
    assert message.state == "closed" and SignedLink.objects.get().revoked_at


def test_an_undone_ending_opens_the_mailed_link_again(client, db):
    message = make_sent_ask()
    OutgoingMail.objects.update(state="sent", sent_at=timezone.now())
    tie = message.relationship
    _, link = open_answer(client, message)
    ties.end(relationship=tie, by=tie.mentee, today=timezone.localdate(), now=timezone.now())
    for _ in range(2):
        ties.undo_end(relationship=tie, by=tie.mentee, today=timezone.localdate())
    message.refresh_from_db()
    assert message.state == "sent" and OutgoingMail.objects.count() == 1
    assert client.get(links.url(link).partition("8000")[2], follow=True).status_code == 200


def test_an_ask_laid_to_rest_and_taken_up_again_waits_for_its_answer(client, db):
    message = make_sent_ask()
    tie = message.relationship
    client.force_login(tie.mentee)
    client.post(reverse("mentorship:ask_outcome", args=[message.pk]), {"said": "nothing"})
    assert OutgoingMail.objects.get().state == "cancelled"
    for _ in range(2):
        client.post(reverse("mentorship:relationship_end_undo", args=[tie.pk]))
    message.refresh_from_db()
    tie.refresh_from_db()
    assert (tie.status, message.state) == ("asked", "sent")
    assert OutgoingMail.objects.filter(kind="ask", state="queued").count() == 1, "its mail had not left"
    assert SignedLink.objects.get(revoked_at=None).target == message.pk


def test_an_ending_is_not_undone_into_a_second_tie(client, tie):
    ties.end(relationship=tie, by=tie.mentee, today=timezone.localdate(), now=timezone.now())
    make.make_relationship(tie.mentee, tie.mentor, status=RelationshipStatus.PROSPECT)
    client.post(reverse("mentorship:relationship_end_undo", args=[tie.pk]))
    tie.refresh_from_db()
    assert tie.status == "ended"


def test_a_name_can_be_taken_off_the_list_only_before_asking(client, tie):
    prospect = make.make_relationship(tie.mentee, status=RelationshipStatus.PROSPECT)
    client.post(reverse("mentorship:relationship_remove", args=[prospect.pk]))
    client.post(reverse("mentorship:relationship_remove", args=[tie.pk]))
    assert list(Relationship.objects.all()) == [tie]


def test_a_mentor_sees_the_pair_without_private_words(client, tie):
    mentor = make.make_user("Dr. Mae")
    type(tie.mentor).objects.filter(pk=tie.mentor_id).update(user=mentor)
    Relationship.objects.filter(pk=tie.pk).update(
        private_note="only mine",
        need=make.make_need(tie.mentee, bucket="day_to_day", sentence="Finish 5 notes by noon"),
    )
    client.force_login(mentor)
    body = page(client, tie)
    assert "Rae Resident" in body and "Find and finish one project" in body
    assert "only mine" not in body and "Finish 5 notes" not in body


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_mentors_page_costs_the_same_for_any_number(client, db, count, django_assert_num_queries):
    mentor = make.make_user("Dr. Mae")
    mentor.profile.is_mentor = True
    mentor.profile.save()
    card = make.make_mentor(user=mentor, email=mentor.email)
    for n in range(count):
        tie = make.make_relationship(make.make_user(f"Rae {n}"), card)
        make.make_meeting(tie, starts_at=timezone.now() - timedelta(days=n + 1), outcome="held")
        make.make_meeting(tie, starts_at=soon(n + 1))
    client.force_login(mentor)
    client.get(reverse("mentorship:mentees"))
    with django_assert_num_queries(6):
        body = client.get(reverse("mentorship:mentees")).content.decode()
    assert body.count("met ") >= count
