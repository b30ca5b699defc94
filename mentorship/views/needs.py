from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts import hooks
from mentorship import access
from mentorship.actions import needs as actions
from mentorship.forms import NeedForm
from mentorship.models import Need
from playbook import load
from playbook.vocabulary import NeedBucket, Role
from programs.access import memberships_of
from programs.models import Preferences

STEP = "mentorship:need_new"


def needs(request):
    own = access.visible_needs(request.user)
    open_needs = [need for need in own if need.state == Need.State.OPEN]
    closed = [need for need in own if need.state != Need.State.OPEN]
    return render(request, "mentorship/needs.html", {"needs": open_needs, "closed": closed})


def need_new(request):
    bucket = request.GET.get("bucket", "")
    if not bucket and request.method == "GET":
        return render(request, "mentorship/need_new.html", _choices(request))
    if bucket not in NeedBucket.values:
        raise Http404
    return _form(request, None, bucket)


def _choices(request):
    """The four kinds, the most urgent first, and needs that people at this stage often have."""
    urgent = next((u for u in load.needs().urgent if u.key == request.GET.get("urgent")), None)
    buckets = sorted(load.needs().bucket, key=lambda b: urgent is None or b.key != urgent.bucket)
    profile = request.user.profile
    proposals = load.default_needs(
        stage=profile.stage, career_setting=profile.career_setting, img_gaps=_img_gaps(request.user)
    )
    return {
        "buckets": buckets,
        "urgent": urgent,
        "proposals": [need for need in proposals if not need.img_gap],
        "img_proposals": [need for need in proposals if need.img_gap],
        "carried": _carried(request).urlencode(),
        **_first_visit(request),
    }


def _img_gaps(user):
    """The four gaps that graduates from abroad often meet (S3-0.2), for those who said that they are one."""
    said_so = Preferences.objects.filter(user=user, is_img=True).exists()
    return tuple(need.img_gap for need in load.needs().default if need.img_gap) if said_so else ()


def _carried(request):
    """What travels from page to page of the first visit."""
    carried = QueryDict(mutable=True)
    for name in ("welcome", "next", "urgent"):
        if "welcome" in request.GET and request.GET.get(name):
            carried[name] = request.GET[name]
    return carried


def _first_visit(request):
    if "welcome" not in request.GET:
        return {"steps": [], "skip": ""}
    return {"steps": hooks.welcome_steps(request.user, STEP), "skip": _onward(request)}


def _onward(request):
    query = {"next": request.GET.get("next", "")}
    if not url_has_allowed_host_and_scheme(query["next"], allowed_hosts={request.get_host()}):
        query["next"] = ""
    return hooks.path_after(request.user, STEP, query)


def need_edit(request, pk):
    need = get_object_or_404(access.visible_needs(request.user), pk=pk)
    return _form(request, need, need.bucket)


def _form(request, need, bucket):
    today = timezone.localdate()
    proposal = next((n for n in load.needs().default if n.key == request.GET.get("like")), None)
    form = NeedForm(
        request.POST if request.method == "POST" else None,
        instance=need,
        initial={"sentence": proposal.sentence, "priority": proposal.priority}
        if proposal and need is None
        else {},
        bucket=bucket,
        today=today,
        ends_on=_end_of_training(request.user),
    )
    if form.is_valid():
        actions.save_need(by=request.user, need=need, today=today, **form.values())
        messages.success(request, f"Kept. {form.hint()}".strip())
        if need is None and "welcome" in request.GET:
            return redirect(_onward(request))
        return redirect("mentorship:needs" if need else "mentorship:team")
    context = {"form": form, "need": need, "bucket": form.bucket, **_first_visit(request)}
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
