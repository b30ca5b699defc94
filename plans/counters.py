"""Goal counters (S0-2.6): they follow the records, so nobody types them, and a deleted record lowers them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from plans.models import Goal
from plans.rules.layout import YEAR, plan_year
from plans.rules.work import outputs_in, strong_letters
from programs.calendar import add_months


@dataclass(frozen=True)
class Counted:
    """A goal with what has been reached: "1 of 2", "0 of 1 to 2", in this year or in all."""

    goal: Goal
    count: int
    span: str

    @property
    def target(self):
        return (
            f"{self.goal.target} to {self.goal.target_high}"
            if self.goal.target_high
            else str(self.goal.target)
        )

    @property
    def label(self):
        """ "1 of 2"."""
        return f"{self.count} of {self.target}"

    @property
    def is_met(self):
        return self.count >= self.goal.target


def year_of(plan, month):
    """(year of training from 1, its first day, its last day). Before the start the first year counts.

    A leave makes the year it falls in longer.
    """
    year = min(max(plan_year(max(month, 1)), 1), plan.years)
    away = [leave for leave in plan.leaves.all()]
    first = _shifted(add_months(plan.starts_on, (year - 1) * YEAR), away)
    last = _shifted(add_months(plan.starts_on, year * YEAR), away) - timedelta(days=1)
    return year, first, last


def _shifted(day, leaves):
    for leave in sorted(leaves, key=lambda leave: leave.starts_on):
        if leave.starts_on <= day:
            day += timedelta(days=leave.days)
    return day


def counted_goals(plan, month):
    """Every open goal with its count. `plan` comes with goals, outputs, letters and check-ins fetched."""
    year, first, last = year_of(plan, month)
    span = f"year {year}"
    rows = []
    for goal in plan.goals.all():
        if goal.closed_on:
            continue
        yearly = goal.per == Goal.Per.YEAR
        days = (first, last) if yearly else (plan.starts_on, date.max)
        rows.append(Counted(goal, _count(plan, goal, *days), span if yearly else "in all"))
    return rows


def _count(plan, goal, first, last):
    if goal.counts == Goal.Counts.LETTERS:
        return strong_letters(plan.letters.all())
    if goal.counts == Goal.Counts.OUTPUTS:
        return outputs_in(plan.outputs.all(), first, last)
    if goal.counts == Goal.Counts.CHECKINS:
        return sum(
            c.sent_at is not None and first <= timezone.localtime(c.sent_at).date() <= last
            for c in plan.checkins.all()
        )
    return goal.own_count
