"""One resident's progress, as their director may read it."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts import access_log
from accounts.models import AccessEntry
from plans import access
from plans import progress as facts
from plans.cohort import cohort
from plans.counters import counted_goals
from programs.models import Membership

ROLE = "Program director"


def progress(request, pk):
    today = timezone.localdate()
    residency = get_object_or_404(access.reviewed_residencies(request.user, today), pk=pk)
    plan = facts.running_plan_of(residency)
    row = cohort(Membership.objects.filter(pk=residency.pk), today)[0]
    context = {
        "residency": residency,
        "resident": residency.user,
        "program": residency.program,
        "today": today,
        "plan": plan,
        "row": row,
        "ties": facts.ties(residency),
        **(_of_plan(plan, row.month, today) if plan else {}),
    }
    access_log.record(viewer=request.user, subject=residency.user, what=AccessEntry.What.PROGRESS, role=ROLE)
    return render(request, "plans/progress.html", context)


def _of_plan(plan, month, today):
    outputs, letters = facts.work(plan, today)
    return {
        "stretches": facts.stretches(plan, today),
        "checkins": facts.checkins(plan, today),
        "goals": counted_goals(plan, month),
        "outputs": outputs,
        "letters": letters,
    }
