from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import hooks
from plans import access
from plans.actions.from_match import add_self_built
from plans.actions.leaves import add_leave, check_dates, moves, remove_leave
from plans.actions.overlays import FELLOWSHIP, OFFERED, STEP3, add_fellowship, leave_overlay, take_overlay
from plans.actions.sharing import share, unshare
from plans.actions.starting import start_plan
from plans.chips import LETTER_CHIPS, output_chip
from plans.counters import counted_goals
from plans.forms.plan import LeaveForm, PlanStartForm
from plans.rules.layout import warning_for
from plans.rules.work import letters_standing
from plans.timeline import build


@require_http_methods(["GET", "POST"])
def plan_start(request):
    today = timezone.localdate()
    membership = access.residency_of(request.user)
    plan = access.running_plan(request.user)
    if membership is None or (plan is not None and request.method == "GET"):
        return redirect("plans:timeline")
    form = PlanStartForm(
        request.POST if request.method == "POST" else None, membership=membership, today=today
    )
    if form.is_valid():
        try:
            plan = start_plan(membership=membership, by=request.user, today=today, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            said = [
                "Your plan is ready.",
                warning_for(plan.years),
                add_self_built(plan=plan, today=today),
                add_fellowship(plan=plan, today=today),
            ]
            messages.success(request, " ".join(filter(None, said)))
            return redirect("plans:timeline")
    steps = hooks.welcome_steps(request.user, "plans:plan_start") if "welcome" in request.GET else []
    return render(request, "plans/plan_start.html", {"form": form, "membership": membership, "steps": steps})


STEP3_BY = 12
PARTS = ("windows", "milestones", "checkins", "goals", "outputs", "letters")


@require_GET
def timeline(request):
    plan = access.running_plan(request.user, *PARTS)
    if plan is None:
        can_start = access.residency_of(request.user) is not None
        is_waiting = not can_start and access.waits_for_a_program(request.user)
        return render(request, "plans/no_plan.html", {"can_start": can_start, "is_waiting": is_waiting})
    return render(request, "plans/timeline.html", plan_context(plan, timezone.localdate()))


@require_GET
def plan_page(request):
    plan = access.running_plan(request.user, *PARTS)
    if plan is None:
        return redirect("plans:timeline")
    context = plan_context(plan, timezone.localdate()) | {"back": reverse("plans:timeline")}
    return render(request, "plans/plan_page.html", context)


def plan_context(plan, today):
    """What the picture, the list and the boards beneath it need. Asks the database nothing."""
    month = plan.month(today)
    built = build(
        plan,
        plan.windows.all(),
        plan.milestones.all(),
        plan.checkins.all(),
        plan.outputs.all(),
        plan.letters.all(),
        today,
    )
    outputs = [(output, output_chip(output, today)) for output in plan.outputs.all()]
    letters = [(letter, *LETTER_CHIPS[letter.state]) for letter in plan.letters.all()]
    return {
        "plan": plan,
        "today": today,
        "month": month,
        "pgy": plan.pgy(today),
        "timeline": built,
        "goals": counted_goals(plan, month),
        "offers": _offers(plan, month),
        "outputs": outputs,
        "letters": letters,
        "standing": letters_standing(plan.letters.all(), month=month, months=plan.months),
        "ends_on": max((w.ends_on for w in plan.windows.all()), default=plan.starts_on),
    }


def _offers(plan, month):
    """The aims whose items could join this plan. Step 3 belongs into the first year (R-39)."""
    wanted = {FELLOWSHIP: plan.aims_at_fellowship, STEP3: plan.is_img and month <= STEP3_BY}
    return [key for key, is_wanted in wanted.items() if is_wanted and key not in plan.overlays]


@require_POST
def plan_overlay(request, key):
    """Do the items for this aim go into my plan?"""
    if key not in OFFERED:
        raise Http404
    plan, today = access.running_plan(request.user), timezone.localdate()
    if plan is not None and request.POST.get("do") == "leave":
        leave_overlay(plan=plan, key=key)
        messages.success(request, "Left out. It is not offered again.")
    elif plan is not None:
        added = take_overlay(plan=plan, key=key, today=today)
        messages.success(request, f"{added} more in your plan." if added else "Nothing new for your plan.")
    return redirect("plans:timeline")


@require_http_methods(["GET", "POST"])
def plan_share(request):
    plan = access.running_plan(request.user)
    if plan is None:
        return redirect("plans:timeline")
    if request.method == "POST":
        if request.POST.get("act") == "unshare":
            unshare(plan=plan, by=request.user)
            messages.success(request, "Your goals are closed to your program director again.")
            return redirect("plans:plan_share")
        try:
            share(plan=plan, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("plans:goal_new")
        messages.success(request, "Your program director can read your goals and your identity line now.")
        return redirect("plans:plan_share")
    goals = plan.goals.filter(closed_on=None)
    return render(request, "plans/plan_share.html", {"plan": plan, "goals": goals})


@require_http_methods(["GET", "POST"])
def leave(request):
    plan = access.running_plan(request.user)
    if plan is None:
        return redirect("plans:timeline")
    asked = request.POST if request.method == "POST" else request.GET if "starts_on" in request.GET else None
    form, preview = LeaveForm(asked), None
    if form.is_valid():
        try:
            if request.method == "POST":
                row = add_leave(plan=plan, by=request.user, **form.cleaned_data)
                undo = reverse("plans:leave_remove", args=[row.pk])
                said = f"Leave noted. What was open moves by {row.days} days."
                messages.success(request, said, extra_tags=f"undo:{undo}")
                return redirect("plans:timeline")
            check_dates(plan, **form.cleaned_data)
            preview = moves(plan, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"form": form, "plan": plan, "leaves": plan.leaves.all(), "preview": preview}
    return render(request, "plans/leave.html", context)


@require_POST
def leave_remove(request, pk):
    row = get_object_or_404(access.visible_leaves(request.user), pk=pk)
    if remove_leave(leave=row, by=request.user):
        messages.success(request, "The leave is gone, and the dates are back where they were.")
    return redirect("plans:timeline")
