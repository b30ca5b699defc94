"""Around the visit: the program's website, what is written to it, what comes back, and who was named."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from playbook import composing
from programs import hooks, letters
from programs.actions import messages as actions
from programs.actions import people
from programs.actions.members import Refused
from programs.forms.letters import LetterForm, ReactionForm, SentForm, SketchReplyForm
from programs.forms.noted import PersonForm, WebsiteForm
from programs.models import NamedPerson
from programs.rules.sketch import LABELS, read_sketch
from programs.views.sheet import own_evaluation

PAGE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE)
def website_check(request, pk):
    """What do their own pages say? What they do not say becomes a question."""
    evaluation, today = own_evaluation(request, pk), timezone.localdate()
    form = WebsiteForm(
        request.POST if request.method == "POST" else None,
        check=getattr(evaluation, "website_check", None),
        program=evaluation.program,
        today=today,
    )
    if form.is_valid():
        check = actions.check_website(evaluation=evaluation, by=request.user, **form.values())
        silent = sum(getattr(check, name) is False for name in form.THINGS)
        added = {0: "Kept.", 1: "Kept. One question joins your sheet."}
        messages.success(request, added.get(silent, f"Kept. {silent} questions join your sheet."))
        return redirect("programs:sheet", pk)
    return render(request, "programs/website_check.html", {"evaluation": evaluation, "form": form})


@require_http_methods(PAGE)
def message(request, pk, key):
    """What will I write to them? Every save keeps the draft; the checklist ticks itself."""
    evaluation, template, draft = _letter(request, pk, key)
    form = _letter_form(request, evaluation, template, draft)
    if form.is_bound:
        form.is_valid()
    if request.method == "POST" and not (draft and draft.sent_on):
        draft = actions.save_message(
            evaluation=evaluation, template_key=key, by=request.user, **_words(form, draft)
        )
        if not request.htmx and form.is_valid():
            messages.success(request, "Draft kept. Only you see it.")
            return redirect("programs:message", pk, key)
    return _message(request, evaluation, template, draft, form)


@require_POST
def message_sent(request, pk, key):
    """I sent it, on this day."""
    evaluation, template, draft = _letter(request, pk, key)
    form, sent = (
        _letter_form(request, evaluation, template, draft),
        SentForm(request.POST, today=timezone.localdate()),
    )
    valid = form.is_valid() and sent.is_valid()
    if valid or not (draft and draft.sent_on):
        draft = actions.save_message(
            evaluation=evaluation, template_key=key, by=request.user, **_words(form, draft)
        )
    if valid and _is_marked(request, evaluation, template, form, sent):
        messages.success(request, "Noted. We count the days from there.")
        return redirect("programs:reply", pk)
    return _message(request, evaluation, template, draft, form, sent)


def _words(form, draft):
    """What to keep: a field with a mistake leaves the words that were kept for it before."""
    before = {**draft.parts, "recipient": draft.recipient} if draft else {}
    kept = {name: before[name] for name in form.errors if name in before}
    recipient = form.cleaned_data.get("recipient", kept.pop("recipient", ""))
    return {"parts": kept | form.parts(), "recipient": recipient}


def _is_marked(request, evaluation, template, form, sent):
    found = letters.judge(template, form.parts(), _composed(request, template, form))
    try:
        actions.mark_sent(
            evaluation=evaluation,
            template_key=template.key,
            is_ready=found.ready,
            today=timezone.localdate(),
            by=request.user,
            **sent.cleaned_data,
        )
    except Refused as refused:
        for name, error in found.errors.items():
            form.add_error(name, error)
        sent.add_error("sent_on", str(refused))
        return False
    return True


def _letter(request, pk, key):
    evaluation = own_evaluation(request, pk)
    if key not in letters.KEYS:
        raise Http404
    return evaluation, composing.template(key), evaluation.messages.filter(template_key=key).first()


def _letter_form(request, evaluation, template, draft):
    if draft and (draft.parts or draft.recipient):
        initial = {**draft.parts, "recipient": draft.recipient}
    else:
        initial = letters.first_words(
            template, target_path=evaluation.target_path, needs=hooks.needs_of(request.user)
        )
    data = request.POST if request.method == "POST" and not (draft and draft.sent_on) else None
    if request.method == "POST" and data is None:
        return LetterForm(initial, template=template)  # sent already: its words stand
    return LetterForm(data, template=template, initial=initial)


def _composed(request, template, form):
    found = form.cleaned_data if form.is_bound else form.initial
    recipient = found.get("recipient") or ""
    return letters.compose(template, form.parts(), recipient=recipient, sender=request.user.full_name)


def _message(request, evaluation, template, draft, form, sent=None):
    letter = _composed(request, template, form)
    context = {
        "evaluation": evaluation,
        "template": template,
        "draft": draft,
        "form": form,
        "sent": sent or SentForm(today=timezone.localdate()),
        "letter": letter,
        "found": letters.judge(template, form.parts(), letter),
        "saved_at": draft.updated_at if draft else None,
        "needs_url": hooks.needs_url(),
        "today": timezone.localdate(),
    }
    page = "programs/_message_check.html" if request.htmx else "programs/message.html"
    return render(request, page, context)


@require_http_methods(PAGE)
def reply(request, pk):
    """What came back: how they took my goals, and the sketch."""
    evaluation, today = own_evaluation(request, pk), timezone.localdate()
    act = request.POST.get("act", "") if request.method == "POST" else ""
    reaction = ReactionForm(
        request.POST if act == "reaction" else None, initial={"reaction": evaluation.reaction}
    )
    sketch = SketchReplyForm(request.POST if act == "sketch" else None, evaluation=evaluation, today=today)
    try:
        if reaction.is_valid():
            actions.note_reaction(evaluation=evaluation, by=request.user, **reaction.cleaned_data)
            messages.success(request, "Reaction noted.")
            return redirect("programs:reply", pk)
        if sketch.is_valid():
            actions.note_reply(
                evaluation=evaluation, by=request.user, people=sketch.people(), **sketch.values()
            )
            messages.success(request, "Reply noted.")
            return redirect("programs:reply", pk)
    except Refused as refused:
        (reaction if act == "reaction" else sketch).add_error(refused.field, str(refused))
    named = [person for person in evaluation.people.all() if person.in_sketch]
    context = {
        "evaluation": evaluation,
        "reaction": reaction,
        "form": sketch,
        "named": named,
        "found": _read(evaluation, named, today),
        "own": LABELS.get(evaluation.sketch_reading, ""),
        "today": today,
    }
    return render(request, "programs/reply.html", context)


def _read(evaluation, named, today):
    """R-05 by the rule alone, so that her own reading stands beside it."""
    return read_sketch(
        asked_on=evaluation.sketch_asked_on,
        replied_on=evaluation.sketch_replied_on,
        today=today,
        signs=evaluation.sketch_signs,
        names=len(named) or None,
        text=evaluation.sketch_text,
    )


@require_http_methods(PAGE)
def person_edit(request, pk, person):
    """Who is this, what do they do, and shall I ask them after the Match?"""
    evaluation = own_evaluation(request, pk)
    noted = get_object_or_404(evaluation.people.all(), pk=person)
    if request.POST.get("act") == "remove":
        people.forget_person(person=noted, by=request.user)
        messages.success(request, "Off your notes.")
        return redirect("programs:sheet", pk)
    form = PersonForm(
        request.POST if request.method == "POST" else None, person=noted, heard=_heard_from(noted)
    )
    if form.is_valid():
        try:
            noted = people.edit_person(
                person=noted, by=request.user, same_as=form.cleaned_data["same_as"], **form.values()
            )
            messages.success(request, "Kept what you noted. Only you see it.")
            return redirect("programs:sheet", pk)
        except NamedPerson.DoesNotExist:
            raise Http404 from None  # merged or removed on another device meanwhile
        except Refused as refused:
            form.add_error(refused.field, str(refused))
    context = {"evaluation": evaluation, "person": noted, "form": form, "answers": noted.answers.all()}
    return render(request, "programs/person_edit.html", context)


def _heard_from(person):
    """What their own answers say on how to approach them (Q-S3) and on projects (Q-S2), to begin with."""
    notes = {answer.question_key: answer.note for answer in person.answers.all()}
    return {"approach": notes.get("Q-S3", "")[:200], "project_types": notes.get("Q-S2", "")[:200]}
