from django.db import transaction

from accounts import outbox
from mentorship.actions import Refused, asks, meetings, ties
from mentorship.models import Meeting, Message
from playbook.vocabulary import MeetingOutcome, MeetingType, MessageState
from playbook.vocabulary import RelationshipStatus as S

Answer = Message.Answer
YES = (Answer.ACCEPTED, Answer.OTHER_TIME)
CALLED_OFF = [MeetingOutcome.CANCELLED_BY_MENTOR, MeetingOutcome.CANCELLED_BY_MENTEE]
UNANSWERED = [MessageState.SENT, MessageState.REMINDED, MessageState.GO_BETWEEN]


@transaction.atomic
def answer_ask(*, message, by, answer, now, today, slot=None, reason="", words=""):
    """The mentor's answer. A time accepted becomes the first meeting; a no is a normal end (R-21).

    `by` is the mentor's account, or None when a mailed link speaks for them. A second press changes nothing: to
    change an answer, take it back first.
    """
    message = asks.locked(message)
    tie = message.relationship
    if message.state not in UNANSWERED or tie.status != S.ASKED:
        return message
    if answer == Answer.ACCEPTED and (slot is None or slot.starts_at <= now):
        raise Refused("That time has passed. Suggest another one.")
    _write(message, answer, reason, words, now, today)
    if answer in YES:
        ties.move(tie, S.TRIAL, today=today)
        tie.started_on = tie.started_on or today
    else:
        ties.move(tie, S.DECLINED, today=today)
    tie.save(update_fields=["status", "status_before", "status_since", "started_on"])
    if answer == Answer.ACCEPTED:
        meetings.plan(
            relationship=tie,
            by=by,
            starts_at=slot.starts_at,
            minutes=message.minutes,
            kind=MeetingType.FIRST,
            from_message=message,
            now=now,
        )
    else:
        _tell(message, now)
    return message


def _write(message, answer, reason, words, now, today):
    message.answer, message.answer_reason, message.answer_words = answer, reason, words
    message.answered_at, message.answered_on = now, today
    message.state = MessageState.ANSWERED_YES if answer in YES else MessageState.ANSWERED_NO
    message.save()


def _tell(message, now):
    outbox.put(
        "ask_answered",
        key=f"ask-answered:{message.pk}:{int(now.timestamp())}",
        to_user=message.relationship.mentee_id,
        about=message.relationship.about,
        data={"message": message.pk},
    )


def may_change(message, now):
    """For a day the mentor may take an answer back."""
    until = asks.answer_until(message)
    return until is not None and now < until and message.relationship.status in (S.TRIAL, S.DECLINED)


@transaction.atomic
def undo_answer(*, message, by, now, today):
    """Back to waiting for an answer. A meeting that came of it is called off and counts against nobody."""
    message = asks.locked(message)
    tie = message.relationship
    if not may_change(message, now):
        return message
    meeting = Meeting.objects.filter(from_message=message).first()
    if tie.meetings.exclude(pk=meeting.pk if meeting else None).exclude(outcome__in=CALLED_OFF).exists():
        raise Refused("Another meeting is planned or was held since, so the answer stands.")
    if meeting is not None:
        if meeting.outcome not in (MeetingOutcome.PLANNED, MeetingOutcome.CANCELLED_BY_MENTOR):
            raise Refused("You have met since, so the answer stands.")
        meetings.cancel(meeting=meeting, by=by, by_mentor=True, emergency=True, now=now)
        Meeting.objects.filter(pk=meeting.pk).update(from_message=None)
    outbox.cancel(about=tie.about, kinds=["ask_answered"])
    message.answer = message.answer_reason = message.answer_words = ""
    message.answered_at = message.answered_on = None
    message.state = MessageState.SENT
    message.save()
    tie.status, tie.status_before, tie.status_since, tie.started_on = S.ASKED, "", message.sent_on, None
    tie.save(update_fields=["status", "status_before", "status_since", "started_on"])
    return message


@transaction.atomic
def note_answer(*, message, by, said_yes, now, today):
    """The resident writes down an answer that came another way."""
    message = asks.locked(message)
    tie = message.relationship
    if message.state not in UNANSWERED or tie.status != S.ASKED:
        return message
    _write(message, Answer.OTHER_TIME if said_yes else Answer.NOT_NOW, "", "", now, today)
    ties.move(tie, S.TRIAL if said_yes else S.DECLINED, today=today)
    tie.started_on = today if said_yes else None
    tie.save(update_fields=["status", "status_before", "status_since", "started_on"])
    return message


@transaction.atomic
def close_unanswered(*, message, by, now, today):
    """Nothing came back, and that is nobody's fault: the matter rests (R-20)."""
    message = asks.locked(message)
    if message.state in UNANSWERED:
        message.state = MessageState.NO_RESPONSE
        message.save(update_fields=["state", "updated_at"])
        ties.end(relationship=message.relationship, by=by, today=today, now=now)
    return message
