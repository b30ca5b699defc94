"""Tasks that make up for what a program lacks: taken into the plan to come, or left."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from playbook.vocabulary import FactKind
from programs import access, hooks
from programs.actions import gaps as actions
from programs.gaps import TASKS, gap_lines, gap_sets
from programs.models import GapTask
from programs.verdicts import verdicts_of

STATES = {"accept": GapTask.State.ACCEPTED, "decline": GapTask.State.DECLINED}


@require_POST
def gap_task(request, pk):
    """Does this task go into my plan here?"""
    evaluations = access.visible_evaluations(request.user).select_related("program")
    evaluation = get_object_or_404(evaluations, pk=pk)
    gap, code, do = (request.POST.get(name, "") for name in ("gap", "code", "do"))
    if gap not in FactKind or code not in TASKS.get(FactKind(gap), ()) or do not in {*STATES, "undo"}:
        messages.error(request, "That task is not there any more. Nothing was changed.")
    elif do == "undo":
        actions.forget_gap_task(evaluation=evaluation, code=code, by=request.user)
    else:
        actions.decide_gap_task(evaluation=evaluation, gap=gap, code=code, state=STATES[do], by=request.user)
    if not request.htmx:
        return redirect("programs:evaluation", pk)
    today, also = timezone.localdate(), gap_sets(evaluation)
    verdict = verdicts_of([evaluation], user=request.user, today=today, also=also)[pk]
    context = {
        "evaluation": evaluation,
        "gaps": gap_lines(verdict.gaps, verdict.material.also, is_first=verdict.pioneer[0]),
        "pressed": gap,
        "oob": True,
    }
    return render(request, "programs/_gap_tasks.html", context)


@require_POST
def gap_take(request, pk):
    """Put what answers a shortfall of my own program into my plan."""
    program = get_object_or_404(access.visible_programs(request.user), pk=pk)
    if hooks.tasks_in_plan(request.user, program) is None:
        raise PermissionDenied
    gap, today = request.POST.get("gap", ""), timezone.localdate()
    codes = TASKS.get(FactKind(gap), ()) if gap in FactKind else ()
    new = hooks.take_tasks(user=request.user, program=program, codes=codes, today=today) if codes else 0
    if new:
        messages.success(request, f"{new} task{'' if new == 1 else 's'} more in your plan.")
    elif not codes:
        messages.error(request, "That task is not there any more. Nothing was changed.")
    return redirect("programs:program", pk)
