"""One program for one applicant: what it adds up to and why, and her own word on it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from programs import hooks
from programs.actions import judging as actions
from programs.forms.judging import ConditionForm, ImgForm, NeedJudgementForm, PathForm
from programs.gaps import gap_lines
from programs.rules import CONDITIONS
from programs.verdicts import verdicts_of
from programs.views.evaluations import own_evaluation

HOLDS = {"yes": True, "no": False, "unknown": None}
SEEN = {"yes": True, "no": False, "": None}


@require_safe
def evaluation(request, pk):
    """What does this program add up to for me, and why?"""
    return _page(request, own_evaluation(request, pk))


def _page(request, evaluation, *, need_form=None, condition_form=None, path_form=None, img_form=None):
    verdict = _verdict(request, evaluation)
    needs = [(line, NeedJudgementForm(line=line)) for line in verdict.needs]
    if need_form:
        needs = [(line, need_form if line.need == need_form.need else form) for line, form in needs]
    context = {
        "evaluation": evaluation,
        "program": evaluation.program,
        "verdict": verdict,
        "needs": needs,
        "gaps": gap_lines(evaluation, verdict.gaps),
        "needs_url": hooks.needs_url(),
        "paths": _paths(verdict, condition_form),
        "path_form": path_form or PathForm(),
        "img_form": img_form or ImgForm(preferences=verdict.material.preferences),
        "form": need_form or condition_form or path_form or img_form,
        "today": timezone.localdate(),
    }
    return render(request, "programs/evaluation.html", context)


def _verdict(request, evaluation):
    found = verdicts_of([evaluation], user=request.user, today=timezone.localdate())
    return found[evaluation.pk]


def _paths(verdict, failed):
    """[(path line, [(condition line, its form)])], the form that was sent back in its place."""
    rows = []
    for number, path in enumerate(verdict.paths):
        forms = []
        for line in path.conditions:
            here = failed and (failed.key, failed.path.casefold()) == (line.key, path.path.casefold())
            forms.append(
                (line, failed if here else _condition_form(verdict, line.key, path.path, line, number))
            )
        rows.append((path, forms))
    return rows


def _condition_form(verdict, key, path, line=None, number=0, data=None):
    given = {"answers": verdict.answers, "facts": verdict.facts}
    return ConditionForm(data, key=key, path=path, line=line, number=number, **given)


@require_POST
def need_judge(request, pk):
    """Keep a note on one need, or my own word on it with a reason."""
    evaluation = own_evaluation(request, pk)
    number = request.POST.get("need", "")
    if not number:
        return redirect("programs:evaluation", pk)
    line = next((row for row in _verdict(request, evaluation).needs if str(row.need.pk) == number), None)
    if line is None:
        raise Http404
    form = NeedJudgementForm(request.POST, line=line)
    form.need = line.need
    if not form.is_valid():
        return _page(request, evaluation, need_form=form)
    actions.judge_need(evaluation=evaluation, need=line.need, by=request.user, **form.cleaned_data)
    messages.success(request, "Kept. Only you see it.")
    return redirect(f"{reverse('programs:evaluation', args=[pk])}#need-{line.need.pk}")


@require_POST
def path_condition(request, pk):
    """Mark a condition of a path with what proves it, look at one more path, or leave one."""
    evaluation = own_evaluation(request, pk)
    act, path = request.POST.get("act"), " ".join(request.POST.get("path", "").split())[:80]
    if act == "add":
        return _add_path(request, evaluation)
    if act == "leave" and path:
        actions.leave_path(evaluation=evaluation, path=path, by=request.user)
    elif act == "mark" and path:
        return _mark(request, evaluation, path)
    return redirect(f"{reverse('programs:evaluation', args=[pk])}#paths")


def _add_path(request, evaluation):
    form = PathForm(request.POST)
    if not form.is_valid():
        return _page(request, evaluation, path_form=form)
    actions.add_path(evaluation=evaluation, path=form.cleaned_data["path"], by=request.user)
    return redirect(f"{reverse('programs:evaluation', args=[evaluation.pk])}#paths")


def _mark(request, evaluation, path):
    verdict, key = _verdict(request, evaluation), request.POST.get("key", "")
    known = next((line for line in verdict.paths if line.path.casefold() == path.casefold()), None)
    if key not in CONDITIONS or known is None:
        raise Http404
    number = verdict.paths.index(known)
    form = _condition_form(verdict, key, known.path, number=number, data=request.POST)
    if not form.is_valid():
        return _page(request, evaluation, condition_form=form)
    said, place = (
        form.cleaned_data,
        {"evaluation": evaluation, "path": known.path, "key": key, "by": request.user},
    )
    if said["holds"] == "heard":
        actions.unmark_condition(**place)
    else:
        proof = {"answer": said["answer"], "fact": said["fact"]}
        actions.mark_condition(holds=HOLDS[said["holds"]], **proof, **place)
    return redirect(f"{reverse('programs:evaluation', args=[evaluation.pk])}#path-{number}")


@require_POST
def img_support(request, pk):
    """Show or hide what is there for international graduates, or say what I saw there."""
    evaluation = own_evaluation(request, pk)
    if request.POST.get("act") == "seen" and request.POST.get("seen") in SEEN:
        actions.see_many_img(evaluation=evaluation, seen=SEEN[request.POST["seen"]], by=request.user)
    elif request.POST.get("act") == "opt":
        form = ImgForm(request.POST, preferences=_verdict(request, evaluation).material.preferences)
        if not form.is_valid():
            return _page(request, evaluation, img_form=form)
        actions.opt_in_to_img(by=request.user, **form.cleaned_data)
    return redirect(f"{reverse('programs:evaluation', args=[pk])}#img")
