from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import outbox
from mentorship import numbers
from mentorship.actions import Refused, asks, ties
from mentorship.models import HELD, Meeting
from playbook.vocabulary import MeetingOutcome, MeetingType

CLOSED_TO_PLANS = ("declined", "ended", "prospect", "asked")


@transaction.atomic
def plan(*, relationship, by, starts_at, now, minutes=20, place="", kind="", from_message=None):
    """A date for two people, in both calendars. The same moment planned twice is one meeting."""
    if relationship.status in CLOSED_TO_PLANS:
        raise Refused("First there has to be a yes.")
    kind = kind or (MeetingType.REGULAR if _has_met(relationship) else MeetingType.FIRST)
    there = relationship.meetings.filter(
        starts_at=starts_at, outcome__in=[MeetingOutcome.PLANNED, *HELD]
    ).first()
    if there is None:
        try:
            with transaction.atomic():
                there = Meeting.objects.create(
                    relationship=relationship,
                    starts_at=starts_at,
                    minutes=minutes,
                    place=place,
                    kind=kind,
                    from_message=from_message,
                )
        except IntegrityError:
            return relationship.meetings.get(starts_at=starts_at, outcome=MeetingOutcome.PLANNED)
        if starts_at > now:
            tell_both("meeting_planned", there)
    return there


def _has_met(relationship):
    return relationship.meetings.filter(outcome__in=HELD).exists()


@transaction.atomic
def log_held(*, relationship, by, starts_at, now, minutes=20, kind=""):
    """Write down a meeting that took place without having been planned here."""
    meeting = plan(relationship=relationship, by=by, starts_at=starts_at, now=now, minutes=minutes, kind=kind)
    return record(meeting=meeting, by=by, outcome=MeetingOutcome.HELD, now=now, via=Meeting.ConfirmedVia.PAGE)


@transaction.atomic
def move(*, meeting, by, starts_at, minutes, place, now):
    """Another time or place. Both calendars learn of it; saving the same again tells nobody."""
    meeting = _locked(meeting)
    if not meeting.is_planned:
        raise Refused("This meeting is not planned any more.")
    new = (starts_at, minutes, place)
    if new == (meeting.starts_at, meeting.minutes, meeting.place):
        return meeting
    meeting.starts_at, meeting.minutes, meeting.place = new
    meeting.calendar_version += 1
    try:
        with transaction.atomic():
            meeting.save(update_fields=["starts_at", "minutes", "place", "calendar_version"])
    except IntegrityError:
        raise Refused("You have another meeting with each other at that time.") from None
    call_back(meeting)
    if starts_at > now:
        tell_both("meeting_moved", meeting)
    return meeting


@transaction.atomic
def cancel(*, meeting, by, by_mentor, now, emergency=False):
    """Call it off. An emergency counts against nobody. A second press changes nothing."""
    meeting = _locked(meeting)
    if not meeting.is_planned:
        return meeting
    waiting = outbox.cancel(about=f"meeting:{meeting.pk}", kinds=["meeting_planned"])
    # Whoever has not heard of it yet need not hear that it is off.
    was_told = meeting.calendar_version > 0 or waiting < 1 + bool(meeting.relationship.mentor.email)
    call_back(meeting)
    meeting.outcome = MeetingOutcome.CANCELLED_BY_MENTOR if by_mentor else MeetingOutcome.CANCELLED_BY_MENTEE
    meeting.emergency = emergency
    meeting.calendar_version += 1
    meeting.save(update_fields=["outcome", "emergency", "calendar_version"])
    if meeting.starts_at > now and was_told:
        tell_both("meeting_canceled", meeting)
    return meeting


@transaction.atomic
def record(*, meeting, by, outcome, now, via, by_mentor=False):
    """Say whether it was held. The last word stands; held meetings may make the relationship active."""
    meeting = _locked(meeting)
    if meeting.starts_at > now and outcome != MeetingOutcome.PLANNED:
        raise Refused("It has not begun yet. Call it off if it cannot take place.")
    if meeting.outcome == outcome and meeting.confirmed_at and meeting.confirmed_by_mentor == by_mentor:
        return meeting
    meeting.outcome, meeting.confirmed_at, meeting.confirmed_via = outcome, now, via
    meeting.confirmed_by_mentor = by_mentor
    meeting.disowned_at = None
    _save_outcome(meeting)
    call_back(meeting)
    tie = meeting.relationship
    ties.refresh_status(tie, today=timezone.localdate(now))
    return meeting


@transaction.atomic
def undo_record(*, meeting, by, now):
    """Back to "was it held?", for thirty days. The relationship keeps what it has become."""
    meeting = _locked(meeting)
    if not may_change(meeting, now):
        return meeting
    taken = meeting.relationship.meetings.filter(
        starts_at=meeting.starts_at, outcome__in=[MeetingOutcome.PLANNED, *HELD]
    )
    if not meeting.was_held and taken.exclude(pk=meeting.pk).exists():
        raise Refused("Another meeting stands at that time.")
    meeting.outcome, meeting.confirmed_at, meeting.confirmed_via = MeetingOutcome.PLANNED, None, ""
    meeting.confirmed_by_mentor, meeting.emergency, meeting.disowned_at = False, False, None
    _save_outcome(meeting)
    return meeting


@transaction.atomic
def disown(*, meeting, now):
    """The reader of a mailed link says: not my mentee. No more mail about this meeting; the resident is told."""
    meeting = _locked(meeting)
    if meeting.disowned_at is None:
        meeting.disowned_at = now
        meeting.save(update_fields=["disowned_at"])
        call_back(meeting)
        outbox.put(
            "not_my_mentee",
            key=f"not-my-mentee:{meeting.pk}",
            to_user=meeting.relationship.mentee_id,
            about=meeting.relationship.about,
            data={"meeting": meeting.pk},
        )
    return meeting


def may_change(meeting, now):
    at = meeting.confirmed_at or meeting.disowned_at
    return at is not None and now < at + timedelta(days=numbers.OUTCOME_MAY_CHANGE)


@transaction.atomic
def save_agenda(*, meeting, by, updates, questions, decisions):
    meeting.agenda_updates, meeting.agenda_questions, meeting.agenda_decisions = updates, questions, decisions
    meeting.save(update_fields=["agenda_updates", "agenda_questions", "agenda_decisions"])
    return meeting


@transaction.atomic
def send_agenda(*, meeting, by, today):
    """Mail the agenda to the mentor, in the resident's words: that is what it was written for.

    The same words leave once a day at most, other words at once.
    """
    if not meeting.has_agenda:
        raise Refused("Write a line in one of the three parts first.")
    if not meeting.relationship.mentor.email:
        raise Refused("There is no e-mail address to send it to.")
    words = (meeting.agenda_updates, meeting.agenda_questions, meeting.agenda_decisions)
    meeting.agenda_sent_on = today
    meeting.save(update_fields=["agenda_sent_on"])
    outbox.put(
        "agenda",
        key=f"agenda:{meeting.pk}:{today:%Y%m%d}:{mark(*words)}",
        about=f"meeting:{meeting.pk}",
        data={"meeting": meeting.pk},
        **asks.to_mentor(meeting.relationship),
    )
    return meeting


def mark(*words):
    """Tells one state of words from another without holding them."""
    return salted_hmac("mentorship.meeting", repr(words), algorithm="sha256").hexdigest()[:16]


@transaction.atomic
def save_notes(*, meeting, by, seen="", **notes):
    """Shared notes, and the writer's own: the field says whose.

    `seen` marks the shared notes that the writer had before them; Refused, and nothing kept, when the other one has
    written there since.
    """
    meeting = _locked(meeting)
    shared = meeting.shared_notes
    if seen and seen != mark(shared) and notes.get("shared_notes", shared) != shared:
        raise Refused("These notes changed while you wrote. Put together what should stay, then keep it.")
    for name, words in notes.items():
        setattr(meeting, name, words)
    meeting.save(update_fields=list(notes))
    return meeting


@transaction.atomic
def save_kit(*, meeting, by, questions):
    meeting.kit_questions = questions
    meeting.save(update_fields=["kit_questions"])
    return meeting


def tell_both(kind, meeting):
    """One mail to each, under the version of the calendar file, so that a change is told once."""
    tie, version = meeting.relationship, meeting.calendar_version
    shared = {"about": f"meeting:{meeting.pk}", "data": {"meeting": meeting.pk, "side": "mentee"}}
    outbox.put(kind, key=f"{kind}:{meeting.pk}:{version}:mentee", to_user=tie.mentee_id, **shared)
    if tie.mentor.email:
        shared["data"] = {"meeting": meeting.pk, "side": "mentor"}
        outbox.put(kind, key=f"{kind}:{meeting.pk}:{version}:mentor", **shared, **asks.to_mentor(tie))


def call_back(meeting):
    """Mails about it that have not left are no longer wanted. How many there were."""
    return outbox.cancel(about=f"meeting:{meeting.pk}")


def _save_outcome(meeting):
    meeting.save(
        update_fields=[
            "outcome",
            "confirmed_at",
            "confirmed_via",
            "confirmed_by_mentor",
            "emergency",
            "disowned_at",
        ]
    )


def _locked(meeting):
    ties.hold(meeting.relationship_id)
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("relationship__mentor__user__profile", "relationship__mentee__profile")
        .get(pk=meeting.pk)
    )
