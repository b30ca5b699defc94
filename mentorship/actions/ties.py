from django.db import transaction

from accounts import links, outbox
from mentorship import rules
from mentorship.actions import Refused
from mentorship.models import Meeting, Relationship
from playbook.vocabulary import MeetingOutcome, MessageState
from playbook.vocabulary import RelationshipStatus as S


def hold(pk):
    """Keep everybody else from changing this pair until the transaction ends. Always the first lock that is taken."""
    Relationship.objects.select_for_update().filter(pk=pk).first()


def locked(relationship):
    """The row as it stands now, held until the end of the transaction."""
    return (
        Relationship.objects.select_for_update(of=("self",))
        .select_related("mentor", "mentee")
        .get(pk=relationship.pk)
    )


def move(relationship, to, *, today):
    """Go along the status path, remembering where from. Forbidden when there is no such way."""
    rules.require_move(relationship.status, to)
    if relationship.status != to:
        relationship.status_before = relationship.status
        relationship.status, relationship.status_since = to, today
    return relationship


@transaction.atomic
def edit_tie(*, relationship, by, **fields):
    """Functions, closeness, need, where, the next day to be in touch."""
    for name, value in fields.items():
        setattr(relationship, name, value)
    relationship.save(update_fields=list(fields))
    return relationship


def refresh_status(relationship, *, today):
    """Become active once agreement and meeting are there (R-22); a meeting also wakes what had gone quiet."""
    if relationship.status not in (S.TRIAL, S.NOMINAL, S.STALLED, S.REPAIRING):
        return relationship
    held = relationship.meetings.filter(outcome__in=[MeetingOutcome.HELD, MeetingOutcome.LATE]).count()
    ready = rules.becomes_active(
        agreed_on=relationship.agreed_on,
        meetings_held=held,
        **{name: getattr(relationship, name) for name in rules.ties.AGREEMENT},
    )
    if ready.value:
        move(relationship, S.ACTIVE, today=today)
        relationship.save(update_fields=["status", "status_before", "status_since"])
    return relationship


@transaction.atomic
def pause(*, relationship, by, today):
    """Nobody counts as silent meanwhile."""
    tie = locked(relationship)
    if tie.status != S.PAUSED:
        move(tie, S.PAUSED, today=today).save(update_fields=["status", "status_before", "status_since"])
    return tie


@transaction.atomic
def resume(*, relationship, by, today):
    tie = locked(relationship)
    if tie.status == S.PAUSED:
        move(tie, S.ACTIVE, today=today).save(update_fields=["status", "status_before", "status_since"])
    return tie


@transaction.atomic
def end(*, relationship, by, today, now):
    """Close it: planned meetings are called off, mails not yet sent are called back, links stop working."""
    from mentorship.actions import meetings

    tie = locked(relationship)
    if tie.status == S.ENDED:
        return tie
    move(tie, S.ENDED, today=today)
    tie.ended_on = max(today, tie.started_on) if tie.started_on else today
    tie.save(update_fields=["status", "status_before", "status_since", "ended_on"])
    tie.messages.filter(state__in=[MessageState.SENT, MessageState.REMINDED]).update(
        state=MessageState.CLOSED
    )
    call_back(tie)
    for meeting in tie.meetings.filter(outcome=MeetingOutcome.PLANNED, starts_at__gt=now):
        meetings.cancel(meeting=meeting, by=by, by_mentor=False, now=now)
    return tie


def call_back(tie):
    """No mail that still waits leaves any more, and no mailed link works."""
    outbox.cancel(about=tie.about)
    for pk in Meeting.objects.filter(relationship=tie).values_list("pk", flat=True):
        outbox.cancel(about=f"meeting:{pk}")
    links.revoke(about=tie.about)


@transaction.atomic
def undo_end(*, relationship, by, today):
    """Take the ending back to where it stood, mailed links included. Meetings that were called off stay off."""
    tie = locked(relationship)
    if tie.status != S.ENDED or not tie.status_before:
        return tie
    if Relationship.objects.open().filter(mentee=tie.mentee, mentor=tie.mentor).exists():
        raise Refused("You have begun again with this person since.")
    tie.status, tie.status_before, tie.status_since, tie.ended_on = tie.status_before, "", today, None
    tie.save(update_fields=["status", "status_before", "status_since", "ended_on"])
    links.restore(about=tie.about)
    if tie.status == S.ASKED:
        _ask_waits_again(tie)
    return tie


def _ask_waits_again(tie):
    """An ask that was closed, or laid to rest, waits for its answer; when its mail never left, it leaves now."""
    from mentorship.actions import asks

    tie.messages.filter(state__in=[MessageState.CLOSED, MessageState.NO_RESPONSE]).update(
        state=MessageState.SENT
    )
    asks.post_what_was_called_back(tie)


@transaction.atomic
def remove_prospect(*, relationship, by):
    """Take a name off the list before anything was asked. A second press finds nothing to do."""
    if relationship.status != S.PROSPECT:
        raise Refused("Something was asked already. You can close it kindly instead.")
    relationship.delete()
