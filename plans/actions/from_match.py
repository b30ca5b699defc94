"""After a match: a draft plan dated from the first day, with the tasks that make up for what the program lacks.

A plan is a draft as long as its membership waits for the program. Nothing has to happen when the program agrees.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from plans import numbers
from plans.actions.overlays import add_fellowship
from plans.actions.redating import is_used
from plans.actions.starting import milestone_of, start_plan
from plans.models import Milestone, Plan
from plans.rules.layout import month_ends, month_starts
from playbook.models import TemplateItem
from playbook.vocabulary import SupportMode
from programs.evidence import gather
from programs.models import GapTask, Membership
from programs.verdicts import verdicts_of

OVERLAY = "self_built"
LAST_MONTH = 6  # S0-4.2: what makes up for a gap belongs into the first half year


@transaction.atomic
def draft_from(match):
    """The draft, once, and a sentence about it. A plan of another residency is left as it is."""
    running = Plan.objects.filter(resident=match.user).exclude(state=Plan.State.ENDED).first()
    if running is not None:
        running = _taken_along(running, match.membership)
    if running is not None and running.membership_id != match.membership.pk:
        return "You have a running plan, so no draft was made."
    membership = match.membership
    years = match.years or membership.program.years_from(membership.entry_pgy)
    if running is None and years is None:
        return (
            "No draft of a plan yet: nobody knows how long training lasts there. You say so once you are in."
        )
    try:
        with transaction.atomic():
            plan = running or start_plan(
                membership=membership,
                starts_on=match.starts_on,
                years=years,
                entry_pgy=membership.entry_pgy,
                by=match.user,
                today=match.today,
            )
    except ValidationError as error:
        return f"No draft of a plan yet: {error.messages[0]}"
    added = add_gap_tasks(plan=plan, evaluation=match.evaluation, today=match.today)
    tasks = f", with {_tasks(added)} you accepted in its first six months" if added else ""
    said = f"A draft of your plan begins on {match.starts_on:%b} {match.starts_on.day}{tasks}."
    more = (
        add_self_built(plan=plan, today=match.today, evaluation=match.evaluation),
        add_fellowship(plan=plan, today=match.today),
        _rhythm(match.evaluation),
    )
    return " ".join(filter(None, (said, *more)))


def forget_draft_from(match):
    """The draft goes with the request, unless something in it is done already."""
    for plan in Plan.objects.filter(resident=match.user, membership=match.membership):
        if not is_used(plan):
            plan.delete()


@transaction.atomic
def add_gap_tasks(*, plan, evaluation, today):
    """Copy every accepted task into months 1 to 6, each once. What was declined is not offered. How many are new."""
    accepted = GapTask.objects.filter(evaluation=evaluation, state=GapTask.State.ACCEPTED)
    return add_tasks(plan=plan, codes=accepted.values("code"), today=today)


def add_self_built(*, plan, today, evaluation=None):
    """S0-0.1. Where residents build the mentoring themselves, by the facts or by the reply to her sketch, the small
    moves that make up for it stand in the plan, but for those she declined. A sentence about it, or "".
    """
    program, user = plan.membership.program, plan.resident
    sketch = ""
    if evaluation is not None:
        sketch = verdicts_of([evaluation], user=user, today=today, summary=True)[evaluation.pk].sketch.state
    if sketch != "self_build" and gather(program, today).mode.mode != SupportMode.SELF_BUILT:
        return ""
    declined = GapTask.objects.filter(
        evaluation__applicant=user, evaluation__program=program, state=GapTask.State.DECLINED
    )
    items = TemplateItem.objects.current().filter(template__key=OVERLAY)
    codes = items.exclude(code__in=declined.values("code")).values("code")
    added = add_tasks(plan=plan, codes=codes, today=today)
    if not added:
        return ""
    return f"Residents build the mentoring there themselves, so {_tasks(added)} for that came with it."


def _rhythm(evaluation):
    """S0-5.4. What the sketch said about how often is where agreements with people there begin."""
    label = evaluation.get_sketch_cadence_display()
    return (
        f"Agreements with mentors there begin with the rhythm of their sketch: {label.lower()}."
        if label
        else ""
    )


def _tasks(number):
    return f"{number} task{'' if number == 1 else 's'}"


def add_tasks(*, plan, codes, today):
    """Copy these tasks of the overlay, each once; those whose months are over get time to catch up. How many are new.
    Called inside a transaction that holds the plan.
    """
    there = set(plan.milestones.values_list("code", flat=True))
    items = (
        TemplateItem.objects.current().filter(template__key=OVERLAY, code__in=codes).exclude(code__in=there)
    )
    position = plan.milestones.aggregate(last=Max("position"))["last"] or 0
    windows = list(plan.windows.all())
    rows = [_task(plan, item, windows, position + number, today) for number, item in enumerate(items, 1)]
    Milestone.objects.bulk_create(rows)
    if rows and OVERLAY not in plan.overlays:
        plan.overlays = [*plan.overlays, OVERLAY]
        plan.save(update_fields=["overlays"])
    return len(rows)


def _task(plan, item, windows, position, today):
    first = min(max(item.first_month or 1, 1), LAST_MONTH)
    last = min(max(item.last_month or LAST_MONTH, first), LAST_MONTH, plan.months)
    window = next((w for w in windows if w.first_month <= last <= w.last_month), windows[0])
    opens, due = month_starts(plan.starts_on, first), month_ends(plan.starts_on, last)
    due = due if due >= today else today + timedelta(days=numbers.CATCH_UP_DAYS)
    return milestone_of(plan, item, window, position, code=item.code, opens_on=opens, due_on=due)


def _taken_along(plan, membership):
    """A draft whose program said no: made anew for the next request, or moved to it when something in it is done."""
    if plan.membership.state != Membership.State.DECLINED:
        return plan
    if not is_used(plan):
        plan.delete()
        return None
    plan.membership = membership
    plan.save(update_fields=["membership"])
    return plan
