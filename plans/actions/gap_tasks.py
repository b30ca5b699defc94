"""What a resident takes into a running plan from the page of the own program: the tasks that answer a shortfall."""

from django.db import transaction

from plans.actions.from_match import add_tasks
from plans.models import Plan


def tasks_in_plan(user, program):
    """The codes that stand in this person's running plan at this program; None without such a plan."""
    codes = _running(user, program).values_list("pk", "milestones__code")
    return {code for _, code in codes if code} if codes else None


@transaction.atomic
def take_tasks(*, user, program, codes, today):
    """Put these tasks into the running plan, each once. How many are new; 0 without a plan."""
    plan = _running(user, program).select_for_update(of=("self",)).first()
    return 0 if plan is None else add_tasks(plan=plan, codes=codes, today=today)


def _running(user, program):
    return Plan.objects.filter(resident=user, membership__program=program).exclude(state=Plan.State.ENDED)
