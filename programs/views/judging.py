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
from programs.gaps import gap_lines, gap_sets
from programs.rules import CONDITIONS
from programs.verdicts import people_named, verdicts_of, website_checks
from programs.views.evaluations import own_evaluation

HOLDS = {"yes": True, "no": False, "unknown": None}
SEEN = {"yes": True, "no": False, "": None}


@require_safe
def evaluation(request, pk):
    """What does this program add up to for me, and why? ?word= opens one of the forms for an own word."""
    return _page(request, own_evaluation(request, pk), opened=request.GET.get("word", ""))


def _page(request, evaluation, *, form=None, opened=""):
    """The page, with one form open: the one that was sent back, or the one asked for."""
    verdict = _verdict(request, evaluation)
    if form is not None:
        opened = form.word
    else:
        form = _opened(verdict, opened)
    context = {
        "evaluation": evaluation,
        "program": evaluation.program,
        "verdict": verdict,
        "gaps": gap_lines(verdict.gaps, verdict.material.also, is_first=verdict.pioneer[0]),
        "needs_url": hooks.needs_url(),
        "form": form,
        "opened": opened if form is not None else "",
        "today": timezone.localdate(),
    }
    return render(request, "programs/evaluation.html", context)


def _opened(verdict, word):
    """The form behind a link such as "need-12", "path-0-vague_leaders", "path" or "img"; None for any other word."""
    if word == "path":
        return PathForm()
    if word == "img":
        return ImgForm(preferences=verdict.material.preferences)
    for line in verdict.needs:
        if word == f"need-{line.need.pk}":
            return NeedJudgementForm(line=line)
    for number, path in enumerate(verdict.paths):
        for line in path.conditions:
            if word == f"path-{number}-{line.key}":
                return _condition_form(verdict, line.key, line=line, number=number)
    return None


def _verdict(request, evaluation):
    """Everything of one program: what the page shows beside the verdict comes in the same query."""
    pks = [evaluation.pk]
    also = {"people": people_named(pks), "checks": website_checks(pks), **gap_sets(evaluation)}
    return verdicts_of([evaluation], user=request.user, today=timezone.localdate(), also=also)[evaluation.pk]


def _condition_form(verdict, key, *, number, line=None, data=None):
    given = {"answers": verdict.answers, "facts": verdict.facts}
    return ConditionForm(data, key=key, number=number, line=line, **given)


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
    if not form.is_valid():
        return _page(request, evaluation, form=form)
    actions.judge_need(evaluation=evaluation, need=line.need, by=request.user, **form.cleaned_data)
    messages.success(request, "Kept. Only you see it.")
    return redirect(f"{reverse('programs:evaluation', args=[pk])}#need-{line.need.pk}")


@require_POST
def path_condition(request, pk):
    """Mark a condition of a path with its proof, look at one more path or leave one, say that nobody went it yet."""
    evaluation = own_evaluation(request, pk)
    path = " ".join(request.POST.get("path", "").replace("\0", "").split())[:80]
    act = request.POST.get("act")
    if act == "add":
        return _add_path(request, evaluation)
    if act == "leave" and path:
        actions.leave_path(evaluation=evaluation, path=path, by=request.user)
    elif act == "first" and request.POST.get("first") in SEEN:
        actions.say_who_is_first(evaluation=evaluation, first=SEEN[request.POST["first"]], by=request.user)
        return redirect(f"{reverse('programs:evaluation', args=[pk])}#first")
    elif act == "mark" and path:
        return _mark(request, evaluation, path)
    return redirect(f"{reverse('programs:evaluation', args=[pk])}#paths")


def _add_path(request, evaluation):
    form = PathForm(request.POST)
    if not form.is_valid():
        return _page(request, evaluation, form=form)
    actions.add_path(evaluation=evaluation, path=form.cleaned_data["path"], by=request.user)
    return redirect(f"{reverse('programs:evaluation', args=[evaluation.pk])}#paths")


def _mark(request, evaluation, path):
    verdict, key = _verdict(request, evaluation), request.POST.get("key", "")
    known = next((line for line in verdict.paths if line.path.casefold() == path.casefold()), None)
    if key not in CONDITIONS or known is None:
        raise Http404
    number = verdict.paths.index(known)
    form = _condition_form(verdict, key, number=number, data=request.POST)
    if not form.is_valid():
        return _page(request, evaluation, form=form)
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
            return _page(request, evaluation, form=form)
        actions.opt_in_to_img(by=request.user, **form.cleaned_data)
    return redirect(f"{reverse('programs:evaluation', args=[pk])}#img")
