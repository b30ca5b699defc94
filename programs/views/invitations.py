"""Offering places by mail, and taking one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import links, outbox
from accounts.models.links import LinkPurpose
from programs import access
from programs.actions import invitations as actions
from programs.actions.members import Refused
from programs.forms.members import InviteForm
from programs.models import Invitation
from programs.views.members import staffed_program

LISTED = 100


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request):
    """Whom do we invite, and who has not answered?"""
    program, programs = staffed_program(request)
    roles = access.roles_offered_by(request.user, program)
    typed = request.POST if request.method == "POST" else None
    form = InviteForm(typed, roles=roles, program=program, today=timezone.localdate())
    if form.is_valid():
        new, kept = actions.invite(program=program, by=request.user, **form.cleaned_data)
        messages.success(request, _said(new, kept))
        return redirect(f"{request.path}?program={program.pk}")
    waiting = Invitation.objects.filter(program=program, accepted_at=None, withdrawn_at=None).select_related(
        "invited_by"
    )
    rows = [(row, row.role in roles) for row in waiting[:LISTED]]
    came_back = outbox.came_back(row.email for row, _ in rows)
    context = {
        "program": program,
        "programs": programs,
        "form": form,
        "waiting": rows,
        "came_back": came_back,
        "count": waiting.count(),
    }
    return render(request, "programs/invitations.html", context)


@require_POST
def invitation_withdraw(request, pk):
    """The offer no longer stands."""
    invitation = _changeable(request, pk)
    if actions.withdraw(invitation=invitation, by=request.user):
        messages.success(
            request, f"The invitation to {invitation.email} is withdrawn. Its link no longer works."
        )
    return _to_invitations(invitation)


@require_POST
def invitation_resend(request, pk):
    """Once more, with a new link."""
    invitation = _changeable(request, pk)
    if actions.resend(invitation=invitation, by=request.user):
        messages.success(request, f"Sent again to {invitation.email}.")
    else:
        messages.info(request, "It went out minutes ago, or is no longer open.")
    return _to_invitations(invitation)


@login_not_required
@require_safe
def invitation(request, pk):
    """Who invites me to what? Open to the mailed link, and to the person whose confirmed address it is."""
    mine = request.user.is_authenticated and access.invitations_for(request.user).filter(pk=pk).exists()
    by_link = links.current(request, LinkPurpose.JOIN_PROGRAM, pk)
    if not mine and by_link is None:
        if request.user.is_authenticated:
            raise Http404
        return links.gone(request)
    offer = Invitation.objects.select_related("program__institution", "program__specialty", "invited_by").get(
        pk=pk
    )
    context = {"invitation": offer, "mine": mine, "here": request.path, "address": offer.email}
    return render(request, "programs/invitation.html", context)


@require_POST
def invitation_accept(request, pk):
    """Yes. Needs an account whose confirmed address was invited; the link alone is not enough."""
    offer = get_object_or_404(access.invitations_for(request.user).select_related("program"), pk=pk)
    try:
        actions.accept(invitation=offer, by=request.user)
        messages.success(request, f"You belong to {offer.program.name} now.")
        return redirect("home")
    except Refused as refused:
        messages.error(request, f"You are still a resident elsewhere. {refused}")
        return redirect("programs:memberships")


def _changeable(request, pk):
    found = get_object_or_404(access.visible_invitations(request.user).select_related("program"), pk=pk)
    if not access.can_change_invitation(request.user, found):
        raise PermissionDenied
    return found


def _to_invitations(found):
    return redirect(f"{reverse('programs:invitations')}?program={found.program_id}")


def _said(new, kept):
    words = (
        "No new invitation."
        if not new
        else "One invitation is on its way."
        if new == 1
        else f"{new} invitations are on their way."
    )
    if kept:
        words += f" {'One' if kept == 1 else kept} had one already."
    return words
