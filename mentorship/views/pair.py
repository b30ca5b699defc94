from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import outbox
from mentorship import access, next_step, rules
from mentorship.actions import Refused, ties
from mentorship.forms import PrivateNoteForm, TieForm
from mentorship.models import Message, Need
from playbook.vocabulary import RelationshipStatus as S

MEETINGS_SHOWN = 12


def relationship(request, pk):
    """The page of a pair: the resident's whole view, or what the mentor shares of it."""
    return _page(request, pk)


def _page(request, pk, form=None):
    tie = get_object_or_404(access.visible_relationships(request.user).with_meetings(), pk=pk)
    mine = access.is_mentee(request.user, tie)
    now, today = timezone.now(), timezone.localdate()
    meetings = list(tie.meetings.all()[:MEETINGS_SHOWN])
    messages_sent = list(_sent(tie, mine))
    context = {
        "tie": tie,
        "is_mentee": mine,
        "other": tie.mentor.name if mine else tie.mentee.full_name,
        "meetings": meetings,
        "now": now,
        "held": sum(m.was_held for m in meetings),
        "called_off": sum(m.is_canceled and not m.emergency for m in meetings),
        "messages_sent": messages_sent,
        "step": next_step.for_pair(
            tie, meetings=meetings, sent=messages_sent, now=now, today=today, mine=mine
        ),
        "cadence_hint": rules.cadence_sense(tie.cadence, ring=tie.ring, location=tie.location)
        if tie.cadence
        else None,
        "shared_need": shared_need(tie, mine),
        "mail_off": outbox.why_stopped(tie.mentor.email) if mine else "",
        "may_change_card": mine and access.is_own_card(request.user, tie.mentor),
        "can_pause": rules.may_move(tie.status, S.PAUSED),
        "can_end": mine and tie.is_working,
        "can_undo_end": mine and tie.status == S.ENDED and bool(tie.status_before),
    }
    if mine:
        context["form"] = form or PrivateNoteForm(initial={"private_note": tie.private_note})
    return render(request, "mentorship/relationship.html", context)


def _sent(tie, mine):
    """What left. The mentor reads what went from here; what somebody sent by their own mail may have read otherwise."""
    sent = tie.messages.filter(sent_on__isnull=False)
    return sent if mine else sent.filter(sent_by=Message.SentBy.APP)


def shared_need(tie, mine):
    """The need this tie is for, as far as the reader may see it: daily growth is the resident's own (S0-2.4)."""
    if tie.need is None or (not mine and tie.need.bucket == "day_to_day"):
        return None
    return tie.need


def _own(request, pk):
    """The user's own tie: 404 when it cannot be seen, 403 when it is seen from the mentor's side."""
    tie = get_object_or_404(access.visible_relationships(request.user), pk=pk)
    if not access.can_change_relationship(request.user, tie):
        raise PermissionDenied
    return tie


def relationship_edit(request, pk):
    tie = _own(request, pk)
    needs = access.visible_needs(request.user).filter(state=Need.State.OPEN)
    form = TieForm(request.POST if request.method == "POST" else None, instance=tie, needs=needs)
    if form.is_valid():
        ties.edit_tie(relationship=tie, by=request.user, **form.cleaned_data)
        messages.success(request, "Kept.")
        return redirect("mentorship:relationship", pk)
    return render(request, "mentorship/relationship_edit.html", {"form": form, "tie": tie})


@require_POST
def relationship_note(request, pk):
    tie = _own(request, pk)
    form = PrivateNoteForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form)
    ties.edit_tie(relationship=tie, by=request.user, **form.cleaned_data)
    messages.success(request, "Your note is kept.")
    return redirect("mentorship:relationship", pk)


@require_POST
def relationship_pause(request, pk):
    tie = _own(request, pk)
    if not (rules.may_move(tie.status, S.PAUSED) or tie.status == S.PAUSED):
        raise PermissionDenied
    ties.pause(relationship=tie, by=request.user, today=timezone.localdate())
    undo = reverse("mentorship:relationship_resume", args=[pk])
    messages.success(request, "Paused. Nobody counts as silent meanwhile.", extra_tags=f"undo:{undo}")
    return redirect("mentorship:relationship", pk)


@require_POST
def relationship_resume(request, pk):
    ties.resume(relationship=_own(request, pk), by=request.user, today=timezone.localdate())
    return redirect("mentorship:relationship", pk)


def relationship_end(request, pk):
    """Asks first; the button on this page ends it."""
    tie = _own(request, pk)
    if request.method == "POST":
        if not rules.may_move(tie.status, S.ENDED) and tie.status != S.ENDED:
            raise PermissionDenied
        ties.end(relationship=tie, by=request.user, today=timezone.localdate(), now=timezone.now())
        undo = reverse("mentorship:relationship_end_undo", args=[pk])
        messages.success(request, f"Ended with {tie.mentor.name}.", extra_tags=f"undo:{undo}")
        return redirect("mentorship:relationship", pk)
    return render(request, "mentorship/relationship_end.html", {"tie": tie})


@require_POST
def relationship_end_undo(request, pk):
    try:
        ties.undo_end(relationship=_own(request, pk), by=request.user, today=timezone.localdate())
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("mentorship:relationship", pk)


@require_POST
def relationship_remove(request, pk):
    tie = _own(request, pk)
    try:
        ties.remove_prospect(relationship=tie, by=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("mentorship:relationship", pk)
    messages.success(request, f"{tie.mentor.name} is off your list.")
    return redirect("mentorship:team")
