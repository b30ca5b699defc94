"""Belonging to programs: one's own places, asked for, held and left."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import hooks
from programs import access
from programs.actions import members as actions
from programs.forms.members import AskForm
from programs.models import Membership
from programs.search import matching

PAGE = ["GET", "HEAD", "POST"]
FOUND, LONGEST_QUERY = 10, 120


@require_safe
def memberships(request):
    """Where do I belong, what have I asked for, and who invited me?"""
    own = Membership.objects.filter(user=request.user).select_related("program__institution")
    places = [m for m in own.order_by("-started_on") if m.state != Membership.State.DECLINED]
    today = timezone.localdate()
    context = {
        "waiting": [m for m in places if m.state == Membership.State.ASKED],
        "current": [m for m in places if m.state == Membership.State.ACTIVE and m.holds_on(today)],
        "past": [m for m in places if m.state == Membership.State.ACTIVE and not m.holds_on(today)],
        "invitations": access.invitations_for(request.user).select_related(
            "program__institution", "invited_by"
        ),
    }
    return render(request, "programs/memberships.html", context)


@require_http_methods(PAGE)
def membership_ask(request):
    """Which program, as what, since when?"""
    chosen, first_visit = _chosen_program(request), "welcome" in request.GET
    form = AskForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if chosen and form.is_valid():
        try:
            actions.ask_membership(program=chosen, by=request.user, **form.cleaned_data)
            messages.success(request, "Asked. The program's staff hear of it by mail.")
            return redirect(_onward(request) if first_visit else "programs:memberships")
        except actions.Refused as refused:
            form.add_error(refused.field, str(refused))
    typed = request.GET.get("q", "").replace("\0", "")[:LONGEST_QUERY].strip()
    context = {
        "program": chosen,
        "form": form,
        "typed": typed,
        "found": _found(request.user, typed),
        "staffed": chosen is not None and actions.staff_of(chosen).exists(),
        "steps": hooks.welcome_steps(request.user, "programs:membership_ask") if first_visit else [],
        "skip": _onward(request) if first_visit else "",
        "carried": _carried(request),
    }
    return render(request, "programs/membership_ask.html", context)


@require_POST
def membership_cancel(request, pk):
    """Take back my request."""
    membership = get_object_or_404(access.visible_memberships(request.user), pk=pk)
    if membership.user_id != request.user.pk:
        raise PermissionDenied
    if actions.cancel_request(membership=membership, by=request.user):
        messages.success(request, "Request taken back.")
    return redirect("programs:memberships")


@require_http_methods(PAGE)
def membership_leave(request, pk):
    """Give up one of my roles, after one question."""
    membership = get_object_or_404(access.visible_memberships(request.user).select_related("program"), pk=pk)
    if not access.can_leave(request.user, membership):
        raise PermissionDenied
    refusal = ""
    if request.method == "POST":
        try:
            actions.end_membership(membership=membership, ended_on=timezone.localdate(), by=request.user)
            messages.success(request, "You have left this role.")
            return redirect("programs:memberships")
        except actions.Refused as refused:
            refusal = str(refused)
    return render(request, "programs/membership_leave.html", {"membership": membership, "refusal": refusal})


def _chosen_program(request):
    wanted = request.GET.get("program", "")
    if not wanted.isdecimal() or len(wanted) > 18:
        return None
    programs = access.visible_programs(request.user).filter(withdrawn_on=None)
    return programs.select_related("institution", "specialty").filter(pk=wanted).first()


def _found(user, typed):
    """The first programs by name that fit what was typed, to pick one from."""
    if not typed:
        return []
    programs = matching(access.visible_programs(user).filter(withdrawn_on=None), typed)
    return programs.select_related("institution", "specialty").order_by("sort_name", "pk")[:FOUND]


def _carried(request):
    """What travels from page to page of the first visit."""
    carried = QueryDict(mutable=True)
    for name in ("welcome", "next", "urgent"):
        if "welcome" in request.GET and request.GET.get(name):
            carried[name] = request.GET[name]
    return carried


def _onward(request):
    query = {name: request.GET.get(name, "") for name in ("next", "urgent")}
    if not url_has_allowed_host_and_scheme(query["next"], allowed_hosts=None):
        query["next"] = ""
    return hooks.path_after(request.user, "programs:membership_ask", query)
