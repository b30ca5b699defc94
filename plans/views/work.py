from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from plans import access
from plans.actions import work as actions
from plans.chips import LETTER_CHIPS, output_chip
from plans.counters import counted_goals, year_of
from plans.forms.work import GoalForm, LetterForm, OutputForm
from plans.models import Goal
from plans.rules.work import letters_standing, output_floor
from plans.views.plan import PARTS


def _own(request, rows, pk):
    """One's own thing; 403 when its plan has ended and this is no reading."""
    thing = get_object_or_404(rows.select_related("plan"), pk=pk)
    if request.method == "POST" and not access.can_edit_plan(request.user, thing.plan):
        raise PermissionDenied
    return thing


# ---- goals -------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def goal_new(request):
    plan = access.running_plan(request.user)
    if plan is None:
        return redirect("plans:timeline")
    form = GoalForm(request.POST if request.method == "POST" else None, plan=plan)
    if form.is_valid():
        actions.add_goal(plan=plan, by=request.user, **form.cleaned_data)
        messages.success(request, "Goal added.")
        return redirect("plans:timeline")
    return render(request, "plans/goal_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def goal_edit(request, pk):
    goal = _own(request, access.visible_goals(request.user), pk)
    form = GoalForm(request.POST if request.method == "POST" else None, plan=goal.plan, instance=goal)
    if form.is_valid():
        form.save()
        messages.success(request, "Goal changed.")
        return redirect("plans:timeline")
    return render(request, "plans/goal_edit.html", {"form": form, "goal": goal})


@require_POST
def goal_count(request, pk):
    """A goal that the resident counts: set to a number, so that two presses of "2" are one."""
    goal = _own(request, access.visible_goals(request.user), pk)
    number = request.POST.get("own_count", "")
    if goal.counts == Goal.Counts.OWN and number.isdecimal() and len(number) <= 3:
        Goal.objects.filter(pk=goal.pk).update(own_count=int(number))
    return redirect("plans:timeline")


@require_POST
def goal_close(request, pk):
    goal = _own(request, access.visible_goals(request.user), pk)
    actions.close_goal(goal=goal, by=request.user, today=timezone.localdate())
    undo = reverse("plans:goal_reopen", args=[pk])
    messages.success(request, "Goal closed.", extra_tags=f"undo:{undo}")
    return redirect("plans:timeline")


@require_POST
def goal_reopen(request, pk):
    goal = _own(request, access.visible_goals(request.user), pk)
    actions.reopen_goal(goal=goal, by=request.user)
    messages.success(request, "Goal open again.")
    return redirect("plans:timeline")


# ---- projects ----------------------------------------------------------------------------------------------------
@require_GET
def outputs(request):
    plan, today = access.running_plan(request.user, *PARTS), timezone.localdate()
    if plan is None:
        return redirect("plans:timeline")
    month = plan.month(today)
    year, first, last = year_of(plan, month)
    verdict = output_floor(
        plan.outputs.all(), year=year if month else None, years=plan.years, first=first, last=last
    )
    rows = [(output, output_chip(output, today)) for output in plan.outputs.all()]
    goals = [g for g in counted_goals(plan, month) if g.goal.counts == Goal.Counts.OUTPUTS]
    context = {"plan": plan, "rows": rows, "verdict": verdict, "goals": goals, "year": year}
    return render(request, "plans/outputs.html", context)


@require_http_methods(["GET", "POST"])
def output_new(request):
    plan = access.running_plan(request.user)
    if plan is None:
        return redirect("plans:timeline")
    form = OutputForm(request.POST if request.method == "POST" else None, plan=plan)
    if form.is_valid():
        actions.add_output(plan=plan, by=request.user, today=timezone.localdate(), **form.cleaned_data)
        messages.success(request, "Project added.")
        return redirect("plans:outputs")
    return render(request, "plans/output_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def output_edit(request, pk):
    output = _own(request, access.visible_outputs(request.user), pk)
    form = OutputForm(request.POST if request.method == "POST" else None, plan=output.plan, instance=output)
    if form.is_valid():
        actions.edit_output(output=output, by=request.user, today=timezone.localdate(), **form.cleaned_data)
        messages.success(request, "Project changed.")
        return redirect("plans:outputs")
    return render(request, "plans/output_edit.html", {"form": form, "output": output})


# ---- letters -----------------------------------------------------------------------------------------------------
@require_GET
def letters(request):
    plan, today = access.running_plan(request.user, *PARTS), timezone.localdate()
    if plan is None:
        return redirect("plans:timeline")
    rows = [(letter, *LETTER_CHIPS[letter.state]) for letter in plan.letters.all()]
    standing = letters_standing(plan.letters.all(), month=plan.month(today), months=plan.months)
    return render(request, "plans/letters.html", {"plan": plan, "rows": rows, "standing": standing})


@require_http_methods(["GET", "POST"])
def letter_new(request):
    plan = access.running_plan(request.user)
    if plan is None:
        return redirect("plans:timeline")
    form = LetterForm(request.POST if request.method == "POST" else None, plan=plan)
    if form.is_valid() and _letter_saved(request, form, plan, None):
        return redirect("plans:letters")
    return render(request, "plans/letter_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def letter_edit(request, pk):
    letter = _own(request, access.visible_letters(request.user).select_related("writer"), pk)
    form = LetterForm(request.POST if request.method == "POST" else None, plan=letter.plan, instance=letter)
    if form.is_valid() and _letter_saved(request, form, letter.plan, letter):
        return redirect("plans:letters")
    return render(request, "plans/letter_edit.html", {"form": form, "letter": letter})


def _letter_saved(request, form, plan, letter):
    try:
        actions.save_letter(
            plan=plan, by=request.user, today=timezone.localdate(), letter=letter, **form.cleaned_data
        )
    except (ValidationError, IntegrityError) as error:
        form.add_error(
            None, error if isinstance(error, ValidationError) else "There is a letter from them already."
        )
        return False
    messages.success(request, "Letter noted.")
    return True
