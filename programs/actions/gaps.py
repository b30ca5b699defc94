"""What an applicant makes of the tasks that answer a program's shortfalls. Each act may be repeated."""

from django.db import transaction

from programs.actions.holding import hold
from programs.models import GapTask


@transaction.atomic
def decide_gap_task(*, evaluation, gap, code, state, by):
    """Take a task into the plan, or decline it for good. One decision stands per task, whatever gap it was offered at.

    `by` is the applicant, whose evaluation this is.
    """
    hold(evaluation.pk, by)
    evaluation.gap_tasks.filter(code=code).exclude(gap=gap).delete()
    task, _ = GapTask.objects.update_or_create(
        evaluation=evaluation, gap=gap, code=code, defaults={"state": state}
    )
    return task


@transaction.atomic
def forget_gap_task(*, evaluation, code, by):
    """Take the decision back: the task is offered again. Whether there was one."""
    hold(evaluation.pk, by)
    return bool(evaluation.gap_tasks.filter(code=code).delete()[0])
