from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentorship import access
from mentorship.actions import needs as actions
from mentorship.forms import NeedForm
from mentorship.models import Need
from playbook import load
from playbook.vocabulary import NeedBucket, Role
from programs.access import memberships_of


def needs(request):
    own = access.visible_needs(request.user)
    open_needs = [need for need in own if need.state == Need.State.OPEN]
    closed = [need for need in own if need.state != Need.State.OPEN]
    return render(request, "mentorship/needs.html", {"needs": open_needs, "closed": closed})


def need_new(request):
    bucket = request.GET.get("bucket", "")
    if not bucket and request.method == "GET":
        return render(request, "mentorship/need_new.html", {"buckets": load.needs().bucket})
    if bucket not in NeedBucket.values:
        raise Http404
    return _form(request, None, bucket)


def need_edit(request, pk):
    need = get_object_or_404(access.visible_needs(request.user), pk=pk)
    return _form(request, need, need.bucket)


def _form(request, need, bucket):
    today = timezone.localdate()
    form = NeedForm(
        request.POST if request.method == "POST" else None,
        instance=need,
        bucket=bucket,
        today=today,
        ends_on=_end_of_training(request.user),
    )
    if form.is_valid():
        actions.save_need(by=request.user, need=need, today=today, **form.values())
        messages.success(request, f"Kept. {form.hint()}".strip())
        return redirect("mentorship:needs" if need else "mentorship:team")
    context = {"form": form, "need": need, "bucket": form.bucket}
    return render(request, f"mentorship/need_{'edit' if need else 'new'}.html", context)


def _end_of_training(user):
    residency = memberships_of(user).filter(role=Role.RESIDENT).first()
    return residency.ends_on if residency else None


@require_POST
def need_close(request, pk):
    need = get_object_or_404(access.visible_needs(request.user), pk=pk)
    state = Need.State.MET if request.POST.get("state") == Need.State.MET else Need.State.DROPPED
    actions.close_need(need=need, by=request.user, state=state, today=timezone.localdate())
    said = "Marked as met." if state == Need.State.MET else "Taken off the list."
    messages.success(request, said, extra_tags=f"undo:{reverse('mentorship:need_reopen', args=[pk])}")
    return redirect("mentorship:needs")


@require_POST
def need_reopen(request, pk):
    need = get_object_or_404(access.visible_needs(request.user), pk=pk)
    actions.reopen_need(need=need, by=request.user)
    return redirect("mentorship:needs")
