"""Begin a plan: copy the template's rows and date them from the resident's first day."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mentorship.models import Need
from plans import numbers
from plans.models import CheckIn, Goal, Milestone, Plan, PlanWindow
from plans.rules.layout import items_for, windows_for
from plans.rules.quarters import quarters
from plans.wins import BEFORE as BEFORE_THIS_PLAN
from playbook.models import PlanTemplate
from playbook.vocabulary import GoalCounts
from programs.calendar import add_months
from programs.models import Membership

BASE = "three_year_community"
EARLIER_OPEN, EARLIER_DONE = "open", "done"
COUNTS = {
    GoalCounts.STRONG_LETTERS: Goal.Counts.LETTERS,
    GoalCounts.OUTPUTS: Goal.Counts.OUTPUTS,
    GoalCounts.CHECKINS: Goal.Counts.CHECKINS,
}
OWNERS = {"mentor": Milestone.Owner.MENTOR, "chief": Milestone.Owner.CHIEF}


@transaction.atomic
def start_plan(
    *, membership, starts_on, years, entry_pgy=1, by, today, template_key=BASE, earlier=EARLIER_OPEN, now=None
):
    """The resident's plan, with its windows, milestones, goals and every quarter's check-in.

    Repeating it with the same dates gives the plan that is there. ValidationError when another one is running, when
    the dates make no sense (F4), or when there is no such template. `earlier` says what becomes of items whose time
    was over before today: left open with two months to catch up, or counted as done before.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    _dates_make_sense(starts_on, years, entry_pgy, membership, today)
    running = Plan.objects.filter(resident=membership.user).exclude(state=Plan.State.ENDED).first()
    if running:
        same = (running.membership_id, running.starts_on, running.years) == (membership.pk, starts_on, years)
        if same:
            return running
        raise ValidationError("You have a running plan already. End it before you begin another one.")
    template = PlanTemplate.objects.current().whole().filter(key=template_key).first()
    if template is None:
        raise ValidationError("That plan template is not there. An admin can load it with sync_playbook.")
    plan = Plan.objects.create(
        resident=membership.user,
        membership=membership,
        template_key=template_key,
        starts_on=starts_on,
        years=years,
        entry_pgy=entry_pgy,
        created_at=now or timezone.now(),
    )
    _copy(plan, template, today, earlier)
    return plan


def _dates_make_sense(starts_on, years, entry_pgy, membership, today):
    if starts_on is None:
        raise ValidationError({"starts_on": "Enter the day your training began or will begin."})
    if years not in numbers.YEARS:
        raise ValidationError({"years": "Training lasts one to seven years."})
    if not 1 <= entry_pgy <= 7:
        raise ValidationError({"entry_pgy": "Choose PGY-1 to PGY-7."})
    if membership.ends_on and starts_on >= membership.ends_on:
        raise ValidationError({"starts_on": "That is after your training ends."})
    if add_months(starts_on, 12 * years) <= today:
        raise ValidationError(
            {"starts_on": "A training that began then is over by now. Check the date or the years."}
        )
    if starts_on > today + timedelta(days=numbers.LATEST_START_DAYS_AHEAD):
        raise ValidationError({"starts_on": "That is more than a year and a half ahead. Check the year."})


def _copy(plan, template, today, earlier):
    start, years = plan.starts_on, plan.years
    windows = windows_for([w for w in template.windows.all() if w.is_current], start, years)
    rows = PlanWindow.objects.bulk_create(
        PlanWindow(
            plan=plan,
            number=w.number,
            theme=w.theme,
            first_month=w.first_month,
            last_month=w.last_month,
            starts_on=w.starts_on,
            ends_on=w.ends_on,
        )
        for w in windows
    )
    by_number = {row.number: row for row in rows}
    placed = [p for p in template.placed_items() if p.item.on_by_default]
    Milestone.objects.bulk_create(
        _milestone(plan, item, by_number[item.window.number], number, today, earlier)
        for number, item in enumerate(items_for(placed, windows, start, years), 1)
    )
    needs = {
        need.bucket: need
        for need in Need.objects.filter(owner=plan.resident, state="open").order_by("-priority")
    }
    Goal.objects.bulk_create(_goal(plan, goal, needs) for goal in template.goals.all() if goal.is_current)
    CheckIn.objects.bulk_create(
        CheckIn(
            plan=plan,
            quarter=q.number,
            opens_on=q.opens_on,
            due_on=q.due_on,
            late_on=q.late_on,
            skipped=q.late_on <= today,
        )
        for q in quarters(start, years)
    )


def _milestone(plan, item, window, position, today, earlier):
    source, due, done = item.source, item.due_on, {}
    if due < today and earlier == EARLIER_DONE:
        done = {"done_on": due, "evidence": BEFORE_THIS_PLAN}
    elif due < today:
        due = today + timedelta(days=numbers.CATCH_UP_DAYS)
    return milestone_of(
        plan, source, window, position, code=item.code, opens_on=item.opens_on, due_on=due, **done
    )


def milestone_of(plan, source, window, position, **fields):
    """An unsaved milestone with the words of a template's item."""
    helper = "both" if source.helper == "mentor" else ""
    return Milestone(
        plan=plan,
        window=window,
        kind=source.kind,
        title=source.title,
        owner=OWNERS.get(source.owner, helper or Milestone.Owner.RESIDENT),
        done_when=source.done_when,
        hint=source.hint,
        proof=source.evidence,
        proof_of=source.evidence_of,
        proof_count=source.evidence_count,
        position=position,
        **fields,
    )


def _goal(plan, goal, needs):
    bucket = {"outputs": "scholarly", "letters": "career_direction"}.get(COUNTS[goal.counts].value)
    return Goal(
        plan=plan,
        need=needs.get(bucket),
        title=goal.title,
        counts=COUNTS[goal.counts],
        target=goal.target,
        target_high=goal.most,
        per=Goal.Per.YEAR if goal.per == "year" else Goal.Per.TRAINING,
    )
