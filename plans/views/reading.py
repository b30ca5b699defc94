"""A check-in as the mentors it was sent to read it: signed in, or by a mailed link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import links, outbox
from accounts.models import LinkPurpose
from mentorship.views.linked import switch_mail
from plans import access
from plans.actions import checkins as actions
from plans.forms.checkins import ReplyForm


@require_http_methods(["GET", "POST"])
def checkin_from(request, pk):
    """A check-in sent to a mentor who has an account."""
    copy = get_object_or_404(_copies(access.readable_copies(request.user)), checkin=pk)
    return _read(request, copy, "plans/checkin_from.html", reverse("plans:checkin_from", args=[pk]))


@login_not_required
@require_http_methods(["GET", "POST"])
def checkin_read(request, pk):
    """The same words for a mentor who came by a mailed link; `pk` is the copy's."""
    link = links.current(request, LinkPurpose.READ_CHECKIN, pk)
    copy = _copies(access.sent_copies()).filter(pk=pk).first() if link else None
    if copy is None:
        return links.gone(request)
    here = reverse("plans:checkin_read", args=[pk])
    if request.method == "POST" and switch_mail(request, link):
        return redirect(here)
    foot = {"link": link, "stopped": outbox.is_stopped(link.address)}
    return _read(request, copy, "plans/checkin_read.html", here, **foot)


def _copies(found):
    return found.select_related("checkin__plan__resident", "relationship__mentor", "relationship__need")


def _read(request, copy, template, url, **more):
    resident = copy.checkin.plan.resident
    form = ReplyForm(
        request.POST if request.method == "POST" else None,
        resident=resident.full_name,
        initial={"reply": copy.reply},
    )
    if form.is_valid():
        actions.mark_read(reader=copy, now=timezone.now(), **form.cleaned_data)
        messages.success(request, f"Thank you. {resident.full_name} can see that you read it.")
        return redirect(url)
    goals = copy.checkin.plan.goals.filter(closed_on=None)
    context = {"copy": copy, "checkin": copy.checkin, "resident": resident, "goals": goals, "form": form}
    return render(request, template, context | {"tie": copy.relationship} | more)
