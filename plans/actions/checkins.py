"""The quarterly check-in: keep a draft, send it to the mentors chosen, put it off, read it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import outbox
from plans.models import CheckIn, CheckInReader, Plan
from plans.rules.quarters import can_be_sent, checkin_state

WORDS = ("done", "next", "questions", "note_to_self")
MONDAY = 7


def about(checkin):
    """What its reminders are about, so that sending it cancels them."""
    return f"checkin:{checkin.pk}"


@transaction.atomic
def save_draft(*, checkin, by, now, readers=None, **words):
    """Keep what was typed and who is ticked; nothing is sent, and nobody can read it.

    A check-in that was sent is left alone: revising it is an act of its own.
    """
    row = CheckIn.objects.select_for_update().get(pk=checkin.pk)
    if row.sent_at:
        return row
    for name in (*WORDS, "wins", "words_for_director"):
        if name in words:
            setattr(row, name, words[name])
    row.saved_at = now
    row.save()
    if readers is not None:
        _choose(row, readers)
    return row


@transaction.atomic
def send_checkin(
    *, checkin, done, next, questions, wins, readers, words_for_director, by, now, today, note_to_self=""
):
    """Send a quarter's check-in, or revise it: one record, and one mail per reader however often it is sent.

    `readers` are relationships. ValidationError when the check-in cannot be sent now, or says nothing.
    """
    row = CheckIn.objects.select_for_update().select_related("plan").get(pk=checkin.pk)
    if not can_be_sent(state_of(row, today)):
        raise ValidationError("This check-in is not open.")
    if not (done.strip() or wins):
        raise ValidationError({"done": "Say in a line what is done, or keep one of the wins above."})
    if not next.strip():
        raise ValidationError({"next": "Say in a line what comes next."})
    if row.sent_at is None:
        row.sent_at = now
    elif _differs(row, done, next, questions, wins):
        row.revised_at = now
    row.done, row.next, row.questions = done.strip(), next.strip(), questions.strip()
    row.note_to_self, row.wins, row.words_for_director = note_to_self, list(wins), words_for_director
    row.postponed_until = None
    row.save()
    _name_readers(row, list(readers))
    outbox.cancel(about=about(row), kinds=["checkin_due"])
    return row


@transaction.atomic
def postpone(*, checkin, by, today):
    """Not before next Monday. Returns that day; pressing twice changes nothing."""
    monday = today + timedelta(days=MONDAY - today.weekday())
    CheckIn.objects.filter(pk=checkin.pk, sent_at=None).update(postponed_until=monday)
    outbox.cancel(about=about(checkin), kinds=["checkin_due"])
    return monday


@transaction.atomic
def wake(*, checkin, by):
    """Take a postponement back."""
    CheckIn.objects.filter(pk=checkin.pk).update(postponed_until=None)


@transaction.atomic
def mark_read(*, reader, reply="", now=None):
    """A mentor has read it, perhaps with a line back. The first moment stays; a later reply replaces an earlier one."""
    row = CheckInReader.objects.select_for_update().get(pk=reader.pk)
    row.read_at = row.read_at or now or timezone.now()
    row.reply = reply.strip() or row.reply
    row.save()
    return row


def state_of(checkin, today):
    """The state of a check-in whose plan is at hand."""
    return checkin_state(
        opens_on=checkin.opens_on,
        late_on=checkin.late_on,
        today=today,
        sent=checkin.sent_at is not None,
        skipped=checkin.skipped,
        running=checkin.plan.state == Plan.State.ACTIVE,
    )


def version_of(checkin):
    """Which state of a check-in a page shows: another one whenever a draft is kept or words are sent."""
    at = max(filter(None, (checkin.saved_at, checkin.sent_at, checkin.revised_at)), default=None)
    return at.isoformat() if at else "new"


def says_the_same(checkin, relationships, **typed):
    """Whether words and readers as typed are those that stand there already: pressing twice is no clash."""
    chosen = {relationship.pk for relationship in relationships}
    return _plain(typed) == _plain({name: getattr(checkin, name) for name in typed}) and chosen == set(
        checkin.readers.values_list("relationship_id", flat=True)
    )


def _plain(words):
    """As the database keeps them: line breaks of one kind, no space around."""
    return {
        name: value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
        for name, value in words.items()
    }


def _differs(row, done, next, questions, wins):
    return (row.done, row.next, row.questions, row.wins) != (
        done.strip(),
        next.strip(),
        questions.strip(),
        list(wins),
    )


def _choose(row, relationships):
    """These and no others. Being chosen opens nothing before the check-in is sent."""
    chosen = {relationship.pk for relationship in relationships}
    row.readers.exclude(relationship__in=chosen).delete()
    CheckInReader.objects.bulk_create(
        [CheckInReader(checkin=row, relationship=relationship) for relationship in relationships],
        ignore_conflicts=True,
    )


def _name_readers(row, relationships):
    """Write down who reads it and owe each of them one mail for their copy."""
    _choose(row, relationships)
    outbox.put_many(
        outbox.Owed(
            "checkin_sent",
            key=f"checkin-copy:{reader.pk}",  # somebody taken out and named again gets a copy, and a link, anew
            to_user=reader.relationship.mentor.user_id,
            address=None if reader.relationship.mentor.user_id else reader.relationship.mentor.email,
            about=f"relationship:{reader.relationship_id}",
            data={"reader": reader.pk},
        )
        for reader in row.readers.select_related("relationship__mentor")
        if reader.relationship.mentor.user_id or reader.relationship.mentor.email
    )
