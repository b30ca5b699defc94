"""The interview sheet of one program: who was asked what, one question at a time, drafts kept as they are typed."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from programs import access, rules
from programs.actions import answers as actions
from programs.actions.members import Refused
from programs.forms.questions import GoalForm, OwnQuestionForm
from programs.forms.sheet import AnswerForm
from programs.questions import better_question_wanted, sheet_of
from programs.questions.tips import BETTER, tip

PAGE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE)
def sheet(request, pk):
    """Who was asked what here, and what is still open? A POST sets the goal or opens the IMG questions."""
    evaluation = own_evaluation(request, pk)
    goal = GoalForm(request.POST if request.POST.get("act") == "goal" else None)
    if goal.is_valid():
        actions.set_goal(evaluation=evaluation, by=request.user, **goal.cleaned_data)
        return redirect(_sheet_url(pk, request.GET.get("audience", "")))
    if request.POST.get("act") in ("img", "no_img"):
        actions.show_img_questions(by=request.user, on=request.POST["act"] == "img")
        return redirect(_sheet_url(pk, "leadership_img" if request.POST["act"] == "img" else ""))
    whole = sheet_of(evaluation, today=timezone.localdate())
    return _sheet(request, whole, goal=goal)


def _sheet(request, whole, *, goal=None, own=None, **more):
    tab = whole.tab(request.POST.get("audience") or request.GET.get("audience", ""))
    context = {
        "evaluation": whole.evaluation,
        "program": whole.evaluation.program,
        "sheet": whole,
        "tab": tab,
        "goal": goal or GoalForm(),
        "form": own or OwnQuestionForm(sheet=whole, initial={"audience": tab.audience}),
        "today": timezone.localdate(),
        "waits": _waits(whole.evaluation, timezone.localdate()),
    }
    return render(request, "programs/sheet.html", context | more)


def _waits(evaluation, today):
    """The sketch that was asked for and did not come yet (R-05), or None."""
    if evaluation.sketch_asked_on is None or evaluation.sketch_replied_on is not None:
        return None
    return rules.read_sketch(asked_on=evaluation.sketch_asked_on, replied_on=None, today=today)


@require_POST
def question_own(request, pk):
    """Add a question of my own. One that everybody answers with yes gets a better one offered first."""
    evaluation = own_evaluation(request, pk)
    whole = sheet_of(evaluation, today=timezone.localdate())
    instead = whole.find(request.POST.get("instead", ""))
    if instead:
        return redirect("programs:answer", pk, instead.key)
    form = OwnQuestionForm(request.POST, sheet=whole)
    if not form.is_valid():
        return _sheet(request, whole, own=form)
    words, audience = form.cleaned_data["wording"], form.cleaned_data["audience"]
    if better_question_wanted(words) and "keep" not in request.POST:
        better = [found for key in BETTER[audience] if (found := whole.find(key))]
        return _sheet(request, whole, own=form, tip=tip(), better=better)
    actions.add_question(evaluation=evaluation, audience=audience, wording=words, by=request.user)
    messages.success(request, "Your question is on the sheet.")
    return redirect(_sheet_url(pk, audience))


@require_http_methods(PAGE)
def answer(request, pk, key):
    """What did they really say? One question, one voice; another voice is another answer."""
    whole, asked = _asked(request, pk, key)
    current = _current(request, asked)
    draft = next((one for one in asked.drafts if one.answer_id == (current.pk if current else None)), None)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        asked=asked,
        answer=current,
        draft=draft,
        speaker="" if asked.answers else _last_voice(whole, asked),
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid() and _saved(request, whole, asked, current, form):
        return redirect(_onward(request, whole, asked))
    return render(request, "programs/answer.html", _context(whole, asked, current, draft, form))


def _saved(request, whole, asked, current, form):
    """Whether it is kept. An empty sheet keeps nothing and is no error; an emptied answer is."""
    if form.is_nothing and current is None:
        actions.drop_draft(evaluation=whole.evaluation, asked=asked, answer=None, by=request.user)
        return True
    if form.is_nothing:
        form.add_error("note", "Nothing is left of this answer. To take it off the sheet, use Remove below.")
        return False
    try:
        actions.save_answer(
            evaluation=whole.evaluation,
            asked=asked,
            answer=current,
            people=form.people(),
            by=request.user,
            **form.values(),
        )
    except Refused as refused:
        form.add_error(refused.field, str(refused))
        return False
    return True


@require_POST
def answer_draft(request, pk, key):
    """Keep what is being typed, right or wrong, and say how it reads so far."""
    whole, asked = _asked(request, pk, key)
    current = _current(request, asked)
    form = AnswerForm(request.POST, asked=asked, answer=current, today=timezone.localdate())
    form.is_valid()
    draft = None
    if current or asked.drafts or form.has_words:
        draft = actions.keep_draft(
            evaluation=whole.evaluation,
            asked=asked,
            answer=current,
            typed=form.typed(),
            opened_at=_moment(request.POST.get("opened", "")),
            by=request.user,
        )
    if not request.htmx:
        return redirect("programs:answer", pk, key)
    context = {"draft": draft, "suggested": form.suggested, "oob": True}
    return render(request, "programs/_answer_saved.html", context)


@require_http_methods(PAGE)
def answer_forget(request, pk, key):
    """Does this answer leave my sheet? For a question of my own without an answer: does the question?"""
    whole, asked = _asked(request, pk, key)
    current = _current(request, asked)
    if current is None and not asked.is_own:
        return redirect("programs:answer", pk, key)
    if request.method == "POST":
        if current is None:
            actions.remove_question(evaluation=whole.evaluation, key=key, by=request.user)
            messages.success(request, "Off your sheet.")
        elif actions.forget_answer(answer=current, by=request.user):
            messages.success(request, "Answer removed.")
        return redirect(_sheet_url(pk, asked.audience))
    only = actions.only_here(current) if current else ()
    context = {"evaluation": whole.evaluation, "asked": asked, "answer": current, "only_here": only}
    return render(request, "programs/answer_forget.html", context)


# ---- shared ----
def own_evaluation(request, pk):
    """One's own look at a program, or 404: nobody learns that somebody else has one."""
    found = access.visible_evaluations(request.user)
    return get_object_or_404(
        found.select_related("program__institution", "program__specialty", "applicant", "website_check"),
        pk=pk,
    )


def _asked(request, pk, key):
    whole = sheet_of(own_evaluation(request, pk), today=timezone.localdate())
    asked = whole.find(key)
    if asked is None:
        raise Http404
    return whole, asked


def _current(request, asked):
    """The answer being changed: the one named by `of`, the first one when none is named, None for a new one."""
    named = request.POST.get("of") if "of" in request.POST else request.GET.get("of")
    if named is None:
        return asked.answers[0] if asked.answers and "another" not in request.GET else None
    if named == "":
        return None
    found = next((one for one in asked.answers if str(one.pk) == named), None)
    if found is None:
        raise Http404
    return found


def _last_voice(whole, asked):
    """Who of these people was heard last today: the next question is likely answered by the same person."""
    heard = [one for q in whole.tab(asked.audience).asked for one in q.answers]
    heard = [one for one in heard if one.heard_on == timezone.localdate()]
    return max(heard, key=lambda one: one.updated_at).speaker if heard else ""


def _context(whole, asked, current, draft, form):
    tab = whole.tab(asked.audience)
    places = list(tab.questions)
    place = places.index(asked)
    open_ones = [q for q in whole.not_asked if q.key != asked.key]
    return {
        "evaluation": whole.evaluation,
        "program": whole.evaluation.program,
        "sheet": whole,
        "tab": tab,
        "asked": asked,
        "answer": current,
        "draft": draft,
        "form": form,
        "suggested": form.suggested,
        "number": place + 1,
        "total": len(places),
        "before": places[place - 1] if place else None,
        "after": places[place + 1] if place + 1 < len(places) else None,
        "open_ones": open_ones[:3],
        "open_count": len(open_ones),
        "speakers": sorted({one.speaker for q in tab.asked for one in q.answers if one.speaker}),
        "opened": timezone.now().isoformat(),
        "today": timezone.localdate(),
    }


def _onward(request, whole, asked):
    """To the next question for these people; after the last one, or on request, back to the sheet."""
    places = list(whole.tab(asked.audience).questions)
    place = places.index(asked) + 1
    if place < len(places) and "stay" not in request.POST:
        return reverse("programs:answer", args=[whole.evaluation.pk, places[place].key])
    return _sheet_url(whole.evaluation.pk, asked.audience)


def _sheet_url(pk, audience):
    url = reverse("programs:sheet", args=[pk])
    return f"{url}?audience={audience}" if audience in BETTER else url


def _moment(typed) -> datetime | None:
    """When the page was opened, as the page itself said it; None for anything else."""
    try:
        found = parse_datetime(typed)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None
