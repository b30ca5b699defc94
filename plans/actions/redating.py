"""A plan begins when the program says that training begins: its dates follow the approved first day."""

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.actions.leaves import add_leave, remove_leave
from plans.models import Plan
from plans.rules.layout import days_moved, month_ends, month_starts
from plans.rules.quarters import quarters


@transaction.atomic
def follow(membership, was=None):
    """Date the plan of this residency from the first day the program gave. Whether anything moved.

    When somebody is just let in (`was` is None), the draft they look at follows. A later correction moves a plan only
    that followed the day before and in which nothing is done yet: what is lived by is not moved from outside.
    """
    plan = (
        Plan.objects.select_for_update().filter(membership=membership).exclude(state=Plan.State.ENDED).first()
    )
    if plan is None or (was is not None and (plan.starts_on != was or is_used(plan))):
        return False
    if plan.entry_pgy != membership.entry_pgy:
        plan.entry_pgy = membership.entry_pgy
        plan.save(update_fields=["entry_pgy"])
    if plan.starts_on == membership.started_on:
        return False
    try:
        _begin_on_around_leaves(plan, membership.started_on, by=membership.user)
    except ValidationError:  # a leave lies outside the new dates: its days are the resident's, so all stay
        return False
    return True


@transaction.atomic
def _begin_on_around_leaves(plan, first_day, *, by):
    """A leave keeps its days, so what it moved goes back first and is moved anew from the new dates."""
    leaves = list(plan.leaves.all())
    for leave in leaves:
        remove_leave(leave=leave, by=by)
    begin_on(plan, first_day)
    for leave in leaves:
        add_leave(plan=plan, starts_on=leave.starts_on, ends_on=leave.ends_on, by=by)


def begin_on(plan, first_day):
    """Move windows, check-ins and what is still open to where they stand from this first day on. What is done, was sent
    or has a day chosen by hand stays. Called with the plan held.
    """
    firsts, lasts = days_moved(plan.starts_on, first_day, plan.months)
    windows = list(plan.windows.all())
    for window in windows:
        window.starts_on = month_starts(first_day, window.first_month)
        window.ends_on = month_ends(first_day, window.last_month)
    plan.windows.bulk_update(windows, ["starts_on", "ends_on"])
    items = list(plan.milestones.filter(done_on=None, dropped_on=None))
    for item in items:
        item.opens_on = firsts.get(item.opens_on, item.opens_on)
        item.due_on = max(lasts.get(item.due_on, item.due_on), item.opens_on)
    plan.milestones.bulk_update(items, ["opens_on", "due_on"])
    new = {quarter.number: quarter for quarter in quarters(first_day, plan.years)}
    waiting = list(plan.checkins.filter(sent_at=None, skipped=False))
    for checkin in waiting:
        quarter = new[checkin.quarter]
        checkin.opens_on, checkin.due_on, checkin.late_on = quarter.opens_on, quarter.due_on, quarter.late_on
    plan.checkins.bulk_update(waiting, ["opens_on", "due_on", "late_on"])
    plan.redated_from, plan.starts_on = plan.starts_on, first_day
    plan.save(update_fields=["redated_from", "starts_on"])


def is_used(plan):
    """Whether the resident lives by it: something is done, put aside or moving, sent, or on leave."""
    return (
        plan.milestones.exclude(done_on=None, dropped_on=None, progress="").exists()
        or plan.checkins.exclude(sent_at=None).exists()
        or plan.leaves.exists()
    )
