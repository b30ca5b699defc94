"""The people a program's staff look after: who asks, who is here, who ends."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import outbox
from programs import access
from programs.actions import members as actions
from programs.forms.members import EndForm, MemberForm
from programs.models import Membership, Program
from programs.models.people import ROLE_CHOICES
from programs.numbers import MEMBERS_PER_PAGE
from programs.roster import about_people

PAGE = ["GET", "HEAD", "POST"]


@require_safe
def members(request):
    """Who is here, and who asks to be?"""
    program, programs = staffed_program(request)
    today = timezone.localdate()
    role, past = request.GET.get("role", ""), request.GET.get("show") == "past"
    everybody = Membership.objects.filter(program=program).select_related("user", "program")
    active = everybody.filter(state=Membership.State.ACTIVE)
    listed = active.exclude(pk__in=active.current(today).values("pk")) if past else active.current(today)
    listed = listed.filter(role=role) if role in dict(ROLE_CHOICES) else listed
    page = Paginator(listed.order_by("user__full_name", "pk"), MEMBERS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "program": program,
        "programs": programs,
        "waiting": about_people(
            request.user, everybody.filter(state=Membership.State.ASKED).order_by("asked_at"), today
        ),
        "people": about_people(request.user, page, today),
        "came_back": outbox.came_back(member.user.email for member in page),
        "page": page,
        "roles": ROLE_CHOICES,
        "role": role,
        "past": past,
    }
    return render(request, "programs/members.html", context)


@require_http_methods(PAGE)
def member_edit(request, pk):
    """Role, dates and PGY of one person here."""
    membership = _decidable(request, pk)
    roles = access.roles_offered_by(request.user, membership.program)
    form = MemberForm(request.POST if request.method == "POST" else None, roles=roles, membership=membership)
    if form.is_valid():
        try:
            actions.change_member(membership=membership, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return _to_members(membership)
        except actions.Refused as refused:
            form.add_error(refused.field, str(refused))
    return render(request, "programs/member_edit.html", {"membership": membership, "form": form})


@require_POST
def member_approve(request, pk):
    """Yes: this person belongs here."""
    membership = _decidable(request, pk)
    try:
        if actions.approve(membership=membership, by=request.user):
            undo = f"undo:{reverse('programs:member_undo', args=[pk])}"
            messages.success(
                request, f"{membership.user} is in. They hear of it in ten minutes.", extra_tags=undo
            )
    except actions.Refused as refused:
        messages.error(request, f"{membership.user}: {refused}")
    return _to_members(membership)


@require_http_methods(PAGE)
def member_decline(request, pk):
    """No, after one question."""
    membership = _decidable(request, pk)
    if request.method == "POST":
        if actions.decline(membership=membership, by=request.user):
            undo = f"undo:{reverse('programs:member_undo', args=[pk])}"
            messages.success(
                request, f"{membership.user} hears in ten minutes that it was a no.", extra_tags=undo
            )
        return _to_members(membership)
    return render(request, "programs/member_decline.html", {"membership": membership})


@require_POST
def member_undo(request, pk):
    """Take back what I decided minutes ago."""
    membership = _decidable(request, pk)
    if not access.can_undo_decision(request.user, membership):
        messages.info(request, "Too late to undo: the answer has been sent.")
    elif actions.undo_decision(membership=membership, by=request.user):
        messages.success(request, "Undone. The request waits again.")
    return _to_members(membership)


@require_http_methods(PAGE)
def member_end(request, pk):
    """From which day on is this person no longer here?"""
    membership = _decidable(request, pk)
    form = EndForm(
        request.POST if request.method == "POST" else None, initial={"ended_on": timezone.localdate()}
    )
    if form.is_valid():
        try:
            actions.end_membership(membership=membership, by=request.user, **form.cleaned_data)
            messages.success(request, f"{membership.user}'s place here has its last day.")
            return _to_members(membership)
        except actions.Refused as refused:
            form.add_error(refused.field, str(refused))
    return render(request, "programs/member_end.html", {"membership": membership, "form": form})


# ---- shared by the views of this file and of invitations.py ----
def staffed_program(request):
    """(the program asked for by ?program=, or the first; all programs this person staffs). 404 for everybody else."""
    programs = list(
        Program.objects.filter(pk__in=access.programs_staffed_by(request.user)).select_related("institution")
    )
    wanted = request.GET.get("program")
    program = (
        next((p for p in programs if str(p.pk) == wanted), None) if wanted else next(iter(programs), None)
    )
    if program is None:
        raise Http404
    return program, programs


def _decidable(request, pk):
    membership = get_object_or_404(
        access.visible_memberships(request.user).select_related("user", "program__institution"), pk=pk
    )
    if not access.can_decide_membership(request.user, membership):
        raise PermissionDenied
    return membership


def _to_members(membership):
    return redirect(f"{reverse('programs:members')}?program={membership.program_id}")
