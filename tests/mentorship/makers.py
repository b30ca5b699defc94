"""What the tests of mentorship need beyond tests/factories.py."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts import links
from accounts.models.links import LinkPurpose
from mentorship.actions import asks
from playbook.vocabulary import RelationshipStatus
from tests import factories as make

PARTS = {
    "who": "I am a PGY-1 in internal medicine.",
    "why_you": "You showed us how to decide on rounds.",
    "goals": "One project at a regional meeting by June 2027.",
    "minutes": 20,
    "fit": "Only this one talk, to see whether it fits.",
    "outline": "I will send one page two days before.",
    "sign_off": "Rae Resident, PGY-1",
}


def soon(days=7, hour=17):
    """A full hour in the coming days."""
    day = timezone.now().astimezone(UTC).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def make_prospect(mentee=None, **fields):
    mentee = mentee or make.make_user("Rae Resident")
    return make.make_relationship(mentee, status=RelationshipStatus.PROSPECT, **fields)


def make_ready_ask(tie=None, *, times=(7, 9), **parts):
    """A draft with every part, ready to send."""
    tie = tie or make_prospect()
    return asks.save_draft(
        relationship=tie,
        by=tie.mentee,
        parts={**PARTS, **parts},
        topic="a project",
        minutes=20,
        times=[soon(days) for days in times],
        ready=True,
    )


def make_sent_ask(tie=None, **fields):
    message = make_ready_ask(tie, **fields)
    return asks.send_ask(
        message=message, by=message.relationship.mentee, now=timezone.now(), today=timezone.localdate()
    )


def open_link(client, purpose, target, relationship):
    """Press the link that a mail carries. Returns the page it leads to."""
    link = links.make(
        purpose=purpose, target=target, address=relationship.mentor.email, about=relationship.about
    )
    return client.get(reverse("accounts:link_enter", args=[links.token_of(link)]), follow=True), link


def open_answer(client, message):
    return open_link(client, LinkPurpose.ANSWER_ASK, message.pk, message.relationship)
