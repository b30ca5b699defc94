"""A leave of absence moves what is still open by its length, and nothing that is done (F4)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from plans.models import Leave, Plan
from plans.numbers import LONGEST_LEAVE


def moves(plan, starts_on, ends_on):
    """What a leave would move: for windows, milestones and checkins a list of (row, days its beginning moves, days
    its end moves).

    An item that was open before the leave keeps its beginning. Reading only, so it serves the preview too.
    """
    days = (ends_on - starts_on).days + 1

    def shift(rows, begins, ends):
        return [
            (row, days if getattr(row, begins) >= starts_on else 0, days)
            for row in rows
            if getattr(row, ends) >= starts_on
        ]

    return {
        "windows": shift(plan.windows.all(), "starts_on", "ends_on"),
        "milestones": shift(plan.milestones.filter(done_on=None, dropped_on=None), "opens_on", "due_on"),
        "checkins": [
            (row, days, days)
            for row in plan.checkins.filter(sent_at=None, skipped=False, due_on__gte=starts_on)
        ],
    }


@transaction.atomic
def add_leave(*, plan, starts_on, ends_on, by):
    """Note a leave and move what is open. The same leave entered twice is one. ValidationError when dates clash."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    same = plan.leaves.filter(starts_on=starts_on, ends_on=ends_on).first()
    if same:
        return same
    check_dates(plan, starts_on, ends_on)
    moved = moves(plan, starts_on, ends_on)
    for kind, rows in moved.items():
        _move(kind, rows, +1)
    notes = {kind: {str(row.pk): [a, b] for row, a, b in rows} for kind, rows in moved.items()}
    try:
        with transaction.atomic():
            return Leave.objects.create(plan=plan, starts_on=starts_on, ends_on=ends_on, moved=notes)
    except IntegrityError:
        raise ValidationError({"starts_on": "There is a leave that begins on that day."}) from None


@transaction.atomic
def remove_leave(*, leave, by):
    """Take a leave back: what it moved and is still open returns to its day. Removing it twice does nothing."""
    plan = Plan.objects.select_for_update().get(pk=leave.plan_id)
    leave = plan.leaves.filter(pk=leave.pk).first()
    if leave is None:
        return False
    still = {
        "windows": plan.windows.all(),
        "milestones": plan.milestones.filter(done_on=None, dropped_on=None),
        "checkins": plan.checkins.filter(sent_at=None),
    }
    for kind, rows in still.items():
        noted = leave.moved.get(kind, {})
        _move(kind, [(row, *noted[str(row.pk)]) for row in rows if str(row.pk) in noted], -1)
    leave.delete()
    return True


def check_dates(plan, starts_on, ends_on):
    """ValidationError in words when a leave cannot be."""
    if ends_on < starts_on:
        raise ValidationError({"ends_on": "The last day comes after the first one."})
    if (ends_on - starts_on).days >= LONGEST_LEAVE:
        raise ValidationError(
            {"ends_on": "A leave of more than a year needs a new plan. Talk with your program."}
        )
    last = max((w.ends_on for w in plan.windows.all()), default=None)
    if starts_on < plan.starts_on or (last and starts_on > last):
        raise ValidationError({"starts_on": "That day is outside your training."})
    for other in plan.leaves.all():
        if starts_on <= other.ends_on and ends_on >= other.starts_on:
            raise ValidationError({"starts_on": "These days overlap with a leave that is noted already."})


FIELDS = {
    "windows": ("starts_on", ["ends_on"]),
    "milestones": ("opens_on", ["due_on"]),
    "checkins": ("opens_on", ["due_on", "late_on"]),
}


def _move(kind, rows, direction):
    begins, ends = FIELDS[kind]
    changed = []
    for row, first, last in rows:
        setattr(row, begins, getattr(row, begins) + direction * timedelta(days=first))
        for name in ends:
            setattr(row, name, getattr(row, name) + direction * timedelta(days=last))
        changed.append(row)
    if changed:
        type(changed[0]).objects.bulk_update(changed, [begins, *ends])
