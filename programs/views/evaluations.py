"""Saved programs: the shortlist, what one writes about a program, and the interviews. All of it the person's own."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import calendar_files
from programs import access, hooks, shortlist
from programs.actions import evaluations as actions
from programs.forms.evaluations import EvaluationForm
from programs.numbers import ROWS_PER_PAGE

PAGE = ["GET", "HEAD", "POST"]


@require_safe
def evaluations(request):
    """Which programs have I saved, how does each stand, and why in this order?"""
    sort = request.GET.get("sort") if request.GET.get("sort") in shortlist.SORTS else "weights"
    today = timezone.localdate()
    saved = shortlist.saved_programs(
        access.visible_evaluations(request.user), user=request.user, today=today, sort=sort
    )
    tags = shortlist.tags_of(saved)
    picked = next((tag for tag in tags if tag[0] == request.GET.get("tag")), None)
    found = [row for row in saved if picked is None or picked[0] in row.tags]
    shown = found if "all" in request.GET else found[:ROWS_PER_PAGE]
    context = {
        "today": today,
        "total": len(saved),
        "found": len(found),
        "saved": shown,
        "rest": [row.evaluation for row in found[len(shown) :]],
        "sort": sort,
        "sorts": shortlist.SORTS.items(),
        "tags": tags,
        "picked": picked,
        "needs_url": hooks.needs_url() if saved and not saved[0].verdict.needs else "",
    }
    return render(request, "programs/evaluations.html", context)


@require_POST
def evaluation_save(request, pk):
    """Keep this program. In the search results only the button changes."""
    program = get_object_or_404(access.visible_programs(request.user), pk=pk)
    evaluation, new = actions.save_program(program=program, by=request.user)
    if request.htmx:
        on_its_page = request.POST.get("next") == reverse("programs:program", args=[pk])
        context = {"program": program, "evaluation": evaluation, "line": on_its_page}
        return render(request, "programs/_save.html", context)
    if new:
        undo = reverse("programs:evaluation_remove", args=[evaluation.pk])
        messages.success(request, "Saved. Only you see it.", extra_tags=f"undo:{undo}")
    else:
        messages.info(request, "It is on your list already.")
    return redirect(_back(request) or reverse("programs:program", args=[pk]))


@require_http_methods(PAGE)
def evaluation_edit(request, pk):
    """Note, tags, aim, and when the interview is."""
    evaluation = own_evaluation(request, pk)
    form = EvaluationForm(request.POST if request.method == "POST" else None, evaluation=evaluation)
    if form.is_valid():
        actions.edit_evaluation(evaluation=evaluation, by=request.user, **form.cleaned_data)
        messages.success(request, "Kept. Only you see it.")
        return redirect("programs:evaluation", pk)
    is_ahead = evaluation.interview_at is not None and evaluation.interview_ends_at > timezone.now()
    context = {"evaluation": evaluation, "form": form, "is_ahead": is_ahead}
    return render(request, "programs/evaluation_edit.html", context)


@require_http_methods(PAGE)
def evaluation_remove(request, pk):
    """Do I take this program off my list, with all I wrote about it?"""
    evaluation = own_evaluation(request, pk)
    goes = actions.what_goes(evaluation)
    # The undo after saving posts without the page: it may come late, when something has been written already.
    if request.method == "POST" and ("sure" in request.POST or not (goes or evaluation.note)):
        if actions.remove_evaluation(evaluation=evaluation, by=request.user):
            messages.success(request, "It is off your list.")
        return redirect(_back(request) or "programs:evaluations")
    context = {"evaluation": evaluation, "goes": goes}
    return render(request, "programs/evaluation_remove.html", context)


@require_safe
def interviews(request):
    """Where am I expected, when, and what is ready for it?"""
    planned = access.visible_evaluations(request.user).exclude(interview_at=None)
    planned = list(planned.select_related("program__institution").order_by("interview_at", "pk"))
    now = timezone.now()
    context = {
        "today": timezone.localdate(),
        "ahead": [row for row in planned if row.interview_ends_at > now],
        "past": [row for row in reversed(planned) if row.interview_ends_at <= now],
        "without": access.visible_evaluations(request.user).filter(interview_at=None).count(),
    }
    return render(request, "programs/interviews.html", context)


@require_safe
def interview_file(request, pk):
    """The interview as a calendar file: when and where, and no word of what I noted."""
    evaluation = own_evaluation(request, pk)
    if evaluation.interview_at is None:
        raise Http404
    body = calendar_files.calendar_file(
        uid=f"interview-{evaluation.pk}",
        starts_at=evaluation.interview_at,
        ends_at=evaluation.interview_ends_at,
        summary=f"Interview: {evaluation.program.institution.name}",
        place=evaluation.interview_place,
        stamp=timezone.now(),
        method="PUBLISH",
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="interview.ics"'
    return response


# ---- shared by the views of this file, ranking.py and matching.py ----
def own_evaluation(request, pk):
    """The person's own, with its program; 404 for everybody else, whoever they are."""
    own = access.visible_evaluations(request.user).select_related(
        "program__institution", "program__specialty"
    )
    return get_object_or_404(own, pk=pk)


def _back(request):
    """The page the person came from, when it is ours."""
    path = request.POST.get("next", "")
    return path if path and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""
