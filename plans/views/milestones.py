from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from plans import access
from plans.actions import milestones as actions
from plans.evidence import find_evidence
from plans.forms.plan import DoneForm, DropForm, MilestoneForm
from plans.timeline import milestone_row


def own_milestone(request, pk):
    """The resident's own item; 404 for anybody else, 403 when its plan has ended and this is no reading."""
    found = access.visible_milestones(request.user).select_related("plan__resident__profile", "window")
    item = get_object_or_404(found, pk=pk)
    if request.method == "POST" and not access.can_edit_plan(request.user, item.plan):
        raise PermissionDenied
    return item


@require_http_methods(["GET", "POST"])
def milestone(request, pk):
    item, today = own_milestone(request, pk), timezone.localdate()
    linked = "" if item.done_on or item.dropped_on else find_evidence(item.plan, item)
    form = DoneForm(
        request.POST if request.method == "POST" else None, initial={"evidence": item.evidence or linked}
    )
    if form.is_valid():
        actions.mark_done(milestone=item, by=request.user, today=today, **form.cleaned_data)
        _say(request, item, "Marked as done.")
        return redirect("plans:timeline")
    return render(request, "plans/milestone.html", _context(item, today, form, DropForm(), linked))


@require_POST
def milestone_drop(request, pk):
    item, today = own_milestone(request, pk), timezone.localdate()
    drop_form = DropForm(request.POST)
    if drop_form.is_valid():
        actions.drop(milestone=item, by=request.user, today=today, **drop_form.cleaned_data)
        _say(request, item, "Put aside.")
        return redirect("plans:timeline")
    return render(request, "plans/milestone.html", _context(item, today, DoneForm(), drop_form, ""))


def _context(item, today, form, drop_form, linked):
    return {
        "item": item,
        "row": milestone_row(item, today),
        "form": form,
        "drop_form": drop_form,
        "linked": linked,
        "today": today,
    }


@require_POST
def milestone_tap(request, pk):
    """Done, moving or stuck by one press. Done needs a record that shows it, else the page asks for a few words."""
    item, today = own_milestone(request, pk), timezone.localdate()
    progress = request.POST.get("progress", "")
    if progress == "done":
        linked = item.evidence or find_evidence(item.plan, item)
        if not linked:
            return _go(request, reverse("plans:milestone", args=[pk]) + "#done")
        item = actions.mark_done(milestone=item, evidence=linked, by=request.user, today=today)
    else:
        try:
            item = actions.set_progress(milestone=item, progress=progress, by=request.user)
        except ValidationError:
            return redirect("plans:milestone", pk)
    said = {"done": "marked as done", "moving": "marked as moving", "stuck": "marked as stuck"}.get(
        progress, "open again"
    )
    _say(request, item, f"“{item.title}” {said}.")
    if request.htmx:
        return render(
            request, "plans/_tap.html", {"item": item, "row": milestone_row(item, today), "oob": True}
        )
    return redirect(_back(request))


@require_POST
def milestone_reopen(request, pk):
    item = actions.reopen(milestone=own_milestone(request, pk), by=request.user)
    _say(request, item, "Open again.")
    return redirect("plans:milestone", pk)


@require_POST
def milestone_undo(request, pk):
    item = own_milestone(request, pk)
    if actions.undo(milestone=item, by=request.user):
        messages.success(request, f"“{item.title}” is as it was before.")
    return redirect(_back(request))


@require_http_methods(["GET", "POST"])
def milestone_new(request):
    plan, today = access.running_plan(request.user), timezone.localdate()
    if plan is None:
        return redirect("plans:timeline")
    initial = {"opens_on": max(today, plan.starts_on)}
    form = MilestoneForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.add_milestone(plan=plan, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Added to your plan.")
            return redirect("plans:timeline")
    return render(request, "plans/milestone_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def milestone_edit(request, pk):
    item = own_milestone(request, pk)
    initial = {name: getattr(item, name) for name in ("title", "kind", "opens_on", "due_on", "done_when")}
    form = MilestoneForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.edit_milestone(milestone=item, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Changed in your plan.")
            return redirect("plans:milestone", pk)
    return render(request, "plans/milestone_edit.html", {"form": form, "item": item})


def _say(request, item, words):
    messages.success(request, words, extra_tags=f"undo:{reverse('plans:milestone_undo', args=[item.pk])}")


def _go(request, url):
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)


def _back(request):
    """The page the press came from, when it is one of ours; else the plan."""
    url = request.POST.get("next") or request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if safe else reverse("plans:timeline")
