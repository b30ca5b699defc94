"""What happens to one item of a plan. The last change can be undone once."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.models import Milestone, Plan

KEPT = ("progress", "done_on", "evidence", "dropped_on", "dropped_reason")


@transaction.atomic
def mark_done(*, milestone, evidence, by, today):
    """Done, with the words or the record that show it (R-36). Saying it again only changes the words."""
    if not evidence.strip():
        raise ValidationError({"evidence": "Say in a few words what shows that it is done."})
    return _change(
        milestone,
        done_on=today,
        evidence=evidence.strip(),
        dropped_on=None,
        dropped_reason="",
    )


@transaction.atomic
def set_progress(*, milestone, progress, by):
    """Moving, stuck, or neither. An item that was done or dropped is open again."""
    if progress not in Milestone.Progress.values:
        raise ValidationError("Choose moving or stuck.")
    return _change(
        milestone, progress=progress, done_on=None, evidence="", dropped_on=None, dropped_reason=""
    )


@transaction.atomic
def drop(*, milestone, reason, by, today):
    """No longer wanted, with a reason. It stays in the plan, crossed off."""
    if not reason.strip():
        raise ValidationError({"reason": "Say in a few words why it is not for you."})
    return _change(
        milestone,
        dropped_on=today,
        dropped_reason=reason.strip(),
        done_on=None,
        evidence="",
    )


@transaction.atomic
def reopen(*, milestone, by):
    """Neither done nor dropped."""
    return _change(milestone, done_on=None, evidence="", dropped_on=None, dropped_reason="")


@transaction.atomic
def undo(*, milestone, by):
    """Take the last change back. True when there was one; a second undo does nothing."""
    row = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if not row.before:
        return False
    for name in KEPT:
        value = row.before.get(name)
        setattr(row, name, date.fromisoformat(value) if value and name.endswith("_on") else value)
    row.before = None
    row.save()
    return True


@transaction.atomic
def add_milestone(*, plan, title, opens_on, due_on, by, kind="other", done_when=""):
    """An item of one's own. The same title with the same date, added twice, is one."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    check_window(plan, opens_on, due_on)
    there = plan.milestones.filter(code="", title=title, due_on=due_on).first()
    return there or Milestone.objects.create(
        plan=plan,
        window=window_of(plan, due_on),
        kind=kind,
        title=title,
        opens_on=opens_on,
        due_on=due_on,
        done_when=done_when,
        position=1000,
    )


@transaction.atomic
def edit_milestone(*, milestone, title, opens_on, due_on, by, kind=None, done_when=None):
    """Change an item of this plan; the template stays as it is."""
    row = Milestone.objects.select_for_update().get(pk=milestone.pk)
    check_window(row.plan, opens_on, due_on)
    row.title, row.opens_on, row.due_on = title, opens_on, due_on
    row.window = window_of(row.plan, due_on)
    row.kind = kind or row.kind
    row.done_when = row.done_when if done_when is None else done_when
    row.save()
    return row


def check_window(plan, opens_on, due_on):
    """ValidationError naming the last day when an item lies outside the training (F4)."""
    windows = list(plan.windows.all())
    first = windows[0].starts_on if windows else plan.starts_on
    if due_on < opens_on:
        raise ValidationError({"due_on": "It is due after it opens. Choose a later day."})
    if windows and due_on > windows[-1].ends_on:
        month, last = windows[-1].last_month, windows[-1].ends_on
        said = f"Your training ends with month {month}, on {last:%b} {last.day}, {last.year}."
        raise ValidationError({"due_on": said})
    if opens_on < first:
        raise ValidationError({"opens_on": f"Your training begins on {first:%b} {first.day}, {first.year}."})


def window_of(plan, day):
    """The window a day lies in."""
    return next((w for w in plan.windows.all() if w.starts_on <= day <= w.ends_on), None)


def _change(milestone, **fields):
    row = Milestone.objects.select_for_update().get(pk=milestone.pk)
    for name in ("done_on", "dropped_on"):
        if fields.get(name) and getattr(row, name):
            fields[name] = getattr(row, name)  # the first day stays
    if all(getattr(row, name) == value for name, value in fields.items()):
        return row
    row.before = {name: _plain(getattr(row, name)) for name in KEPT}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value
