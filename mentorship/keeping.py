"""This app's share of what is kept about a person: needs, mentors, and the pages of a pair, from either side."""

from django.db import transaction
from django.db.models import ProtectedError, Q

from accounts import keepers
from mentorship import access
from mentorship.actions import meetings, ties
from mentorship.models import HELD, OPEN_STATUSES, Meeting, Mentor, Message, Relationship
from playbook.vocabulary import MeetingOutcome

PAIR = (
    "purpose",
    "channel",
    "cadence",
    "outcome",
    "outcome_due_on",
    "mentee_part",
    "project_types",
    "support_offered",
)
MEETING = ("starts_at", "minutes", "kind", "place", "outcome")
AGENDA = ("agenda_updates", "agenda_questions", "agenda_decisions", "shared_notes")
CARD = ("name", "email", "title", "expertise", "position", "functions", "channel", "time_basis", "capacity")


def register():
    keepers.register(
        keepers.Keeper(
            name="mentorship",
            label="Mentoring",
            gather=gather,
            let_go=let_go,
            is_remembered=is_remembered,
            goes=(
                "Your needs, your private notes, your messages and agreements, and agendas and notes of meetings.",
                "Your place in a list of mentors, with the address on it.",
            ),
            stays=(
                "For somebody with an account you worked with: your name, when you met, and their own notes.",
                "An answer you gave to a resident, because it is theirs now.",
            ),
        )
    )


def gather(user):
    own = access.own_relationships(user)
    met = Meeting.objects.filter(relationship__mentee=user).select_related("relationship__mentor")
    # Who only thinks of asking somebody keeps that to themselves.
    mentored = Relationship.objects.filter(mentor__user=user, started_on__isnull=False).select_related(
        "mentee", "mentor"
    )
    held = access.visible_meetings(user).filter(relationship__mentor__user=user)
    cards = Mentor.objects.filter(Q(user=user) | Q(added_by=user, user=None, program=None))
    return [
        ("What you need", keepers.rows(access.visible_needs(user))),
        ("Your mentors", keepers.rows(own, leave_out=("status_before",), mentor="mentor.name")),
        (
            "What you wrote to mentors",
            keepers.rows(access.visible_messages(user), mentor="relationship.mentor.name"),
        ),
        (
            "Your meetings",
            keepers.rows(met, *MEETING, *AGENDA, "mentee_notes", mentor="relationship.mentor.name"),
        ),
        ("Cards about you, and cards you wrote", keepers.rows(cards, *CARD)),
        (
            "People you mentored",
            keepers.rows(mentored, "status", "started_on", "ended_on", mentee="mentee.full_name"),
        ),
        (
            "How you agreed to work with those you mentor",
            keepers.rows(access.mentoring_relationships(user), *PAIR, mentee="mentee.full_name"),
        ),
        (
            "Asks that wait for you or that you answered",
            keepers.rows(access.visible_asks(user), *ASK, mentee=_asker),
        ),
        ("Your meetings as a mentor", keepers.rows(held, *MEETING, *AGENDA, "mentor_notes", mentee=_mentee)),
        (
            "Your own notes from when you were a mentor",
            keepers.rows(access.past_notes(user), "starts_at", "mentor_notes", mentee=_mentee),
        ),
    ]


ASK = ("parts", "topic", "minutes", "sent_on", "answer", "answer_reason", "answer_words", "answered_on")


def _asker(message):
    return message.relationship.mentee.full_name


def _mentee(meeting):
    return meeting.relationship.mentee.full_name


def let_go(*, account, now, today):
    """Both sides of them. What the other side may read goes on, without the words that nobody could read any more."""
    for tie in Relationship.objects.filter(mentee=account).select_related("mentor"):
        _leave_mentor(tie, by=account, today=today, now=now)
    account.needs.all().delete()
    held = Meeting.objects.filter(relationship__mentor__user=account)
    for meeting in held.filter(outcome=MeetingOutcome.PLANNED, starts_at__gt=now):
        meetings.cancel(
            meeting=meeting, by=account, by_mentor=True, now=now
        )  # whose mail says so to the resident
    held.update(mentor_notes="")
    for card in Mentor.objects.filter(Q(user=account) | Q(added_by=account, user=None, program=None)):
        _retire(card, is_theirs=card.user_id == account.pk, today=today)


def _leave_mentor(tie, *, by, today, now):
    """End the pair. It goes altogether when there was no working together, or nobody is left who could look at it; a
    mentor without an account still hears that a meeting is off.
    """
    called_off = tie.meetings.filter(outcome=MeetingOutcome.PLANNED, starts_at__gt=now).exists()
    if tie.status in OPEN_STATUSES and tie.status != "prospect":
        ties.end(relationship=tie, by=by, today=today, now=now)
    worked = tie.started_on or tie.meetings.filter(Q(outcome__in=HELD) | ~Q(mentor_notes="")).exists()
    if not called_off and (tie.mentor.user_id is None or not worked):
        tie.delete()
        return
    Message.objects.filter(relationship=tie).delete()
    tie.meetings.update(
        agenda_updates="",
        agenda_questions="",
        agenda_decisions="",
        shared_notes="",
        mentee_notes="",
        place="",
        kit_questions=[],
    )
    Relationship.objects.filter(pk=tie.pk).update(
        purpose="",
        outcome="",
        mentee_part="",
        project_types="",
        change_asked="",
        private_note="",
        status_before="",
        ccc_role=None,
        next_contact_on=None,
    )


def _retire(card, *, is_theirs, today):
    """Gone when nobody's record hangs on it. Else a name without an address, which no list offers. What a resident
    wrote on a private card of theirs is the resident's.
    """
    try:
        with transaction.atomic():
            card.delete()
    except ProtectedError:
        if is_theirs:
            card.user, card.email = None, ""
            if card.program_id:
                card.retired_on = today
                card.title, card.expertise, card.capacity, card.irb_experience = "", "", None, None
            card.save()


def is_remembered(account):
    return Relationship.objects.filter(mentee=account).exists()
