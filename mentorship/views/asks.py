from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentorship import access, letters
from mentorship.actions import Refused, answers
from mentorship.actions import asks as actions
from mentorship.forms import AskForm, SentForm
from playbook.vocabulary import RelationshipStatus as S


def ask(request, pk):
    """Write the first ask. Every save keeps the draft, finished or not; the checklist ticks itself."""
    tie = get_object_or_404(access.visible_relationships(request.user), pk=pk)
    if not access.can_ask(request.user, tie):
        raise PermissionDenied
    if tie.status != S.PROSPECT:
        return redirect("mentorship:relationship", pk)
    template, draft = letters.template(), actions.draft_of(tie)
    form = AskForm(
        request.POST if request.method == "POST" else None,
        template=template,
        relationship=tie,
        now=timezone.now(),
        zone=request.user.profile.time_zone,
        initial=AskForm.initial_of(draft) if draft else _first_words(request.user, tie),
    )
    if request.method == "POST":
        return _save(request, tie, template, form)
    return render(request, "mentorship/ask.html", _context(tie, template, form, draft, form_found(form)))


def _save(request, tie, template, form):
    valid = form.is_valid()
    found = form.found()
    # A half-typed date must not lose the words around it: what can be read is kept, as a draft.
    draft = actions.save_draft(
        relationship=tie,
        by=request.user,
        ready=valid and found.ready,
        template_key=template.key,
        **form.values(),
    )
    if request.htmx:
        return render(
            request,
            "mentorship/_ask_check.html",
            {"found": found, "saved_at": timezone.now(), "ask": template},
        )
    if valid and found.ready and "preview" in request.POST:
        return redirect("mentorship:ask_preview", draft.pk)
    if valid and "preview" not in request.POST:
        messages.success(request, "Draft kept.")
        return redirect("mentorship:ask", tie.pk)
    for name, error in found.errors.items():
        if name in form.fields and name not in form.errors:
            form.add_error(name, error)
    return render(request, "mentorship/ask.html", _context(tie, template, form, draft, found))


def _first_words(user, tie):
    return {"sign_off": user.full_name, "topic": "", "minutes": 20}


def form_found(form):
    """How a form that was not sent stands: its initial words, judged like a draft."""
    form.cleaned_data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return form.found()


def _context(tie, template, form, draft, found):
    parts = [
        (
            heading,
            [form[e.key] if e.kind != "slots" else None for e in template.element if e.heading == heading],
        )
        for heading in template.headings
    ]
    return {"tie": tie, "ask": template, "form": form, "draft": draft, "found": found, "parts": parts}


def _own_message(request, pk):
    return get_object_or_404(access.visible_messages(request.user), pk=pk)


def _letter(message, *, with_times):
    return letters.compose(
        letters.template(message.template_key),
        message.parts,
        mentor=message.relationship.mentor,
        topic=message.topic,
        times=[at.starts_at for at in message.times.all()],
        zone=message.relationship.mentee.profile.time_zone,
        with_times=with_times,
    )


def ask_preview(request, pk):
    """The words as they will be read, and the two ways to send them."""
    message = _own_message(request, pk)
    if message.state not in actions.OPEN_DRAFTS:
        return redirect("mentorship:relationship", message.relationship_id)
    return _preview(request, message, SentForm(today=timezone.localdate()))


def _preview(request, message, form, status=200):
    context = {
        "message": message,
        "mentor": message.relationship.mentor,
        "letter": _letter(message, with_times=False),
        "own_letter": _letter(message, with_times=True),
        "times": list(message.times.all()),
        "form": form,
        "is_ready": message.state == "ready",
    }
    return render(request, "mentorship/ask_preview.html", context, status=status)


@require_POST
def ask_send(request, pk):
    message = _own_message(request, pk)
    try:
        actions.send_ask(message=message, by=request.user, now=timezone.now(), today=timezone.localdate())
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("mentorship:ask_preview", pk)
    messages.success(request, f"Sent to {message.relationship.mentor.name}.")
    return redirect("mentorship:relationship", message.relationship_id)


@require_POST
def ask_mark_sent(request, pk):
    message, today = _own_message(request, pk), timezone.localdate()
    form = SentForm(request.POST, today=today)
    if not form.is_valid():
        return _preview(request, message, form)
    try:
        actions.mark_sent(
            message=message, by=request.user, now=timezone.now(), today=today, **form.cleaned_data
        )
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("mentorship:ask_preview", pk)
    messages.success(request, "Noted. We count the weeks from that day.")
    return redirect("mentorship:relationship", message.relationship_id)


@require_POST
def ask_outcome(request, pk):
    """The resident says what came back another way: a yes, a no, or nothing."""
    message = _own_message(request, pk)
    now, today = timezone.now(), timezone.localdate()
    said = request.POST.get("said")
    if said in ("yes", "no"):
        answers.note_answer(message=message, by=request.user, said_yes=said == "yes", now=now, today=today)
    elif said == "nothing":
        answers.close_unanswered(message=message, by=request.user, now=now, today=today)
    return redirect("mentorship:relationship", message.relationship_id)
