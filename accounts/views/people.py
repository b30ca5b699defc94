from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import access, actions, hooks, outbox
from accounts.forms import ProfileForm, ThemeForm, WelcomeForm
from accounts.models import User

LOOKS_ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    """What I say about myself, and which mail I get."""
    form = ProfileForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in actions.ABOUT_ONESELF}
        stage_changed = actions.save_profile(
            by=request.user,
            full_name=form.cleaned_data["full_name"],
            muted_kinds=form.muted_kinds() if "wanted_kinds" in form.fields else None,
            **said,
        )
        messages.success(request, "Profile saved.")
        return redirect(f"{request.path}?stage=new" if stage_changed else request.path)
    context = {
        "form": form,
        "stage_is_new": "stage" in request.GET,
        "came_back": outbox.why_stopped(request.user.email) == "bounced",
    }
    return render(request, "accounts/profile.html", context)


@require_POST
def theme(request):
    """Light, dark, or as the device says; then back to the page it was chosen on."""
    form = ThemeForm(request.POST)
    if form.is_valid():
        actions.choose_theme(by=request.user, theme=form.cleaned_data["theme"])
    return redirect(_own_path(request, request.POST.get("next")) or "accounts:profile")


@require_safe
def more(request):
    """Every page the bar has no room for."""
    return render(request, "accounts/more.html")


@require_safe
def looks(request):
    """Who opened my pages, and when?"""
    page = Paginator(access.visible_looks(request.user), LOOKS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/looks.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request):
    """The first visit, page one: who are you, and what would help most?"""
    form = WelcomeForm(request.POST if request.method == "POST" else None, profile=request.user.profile)
    onward = {"next": _own_path(request, request.GET.get("next")) or ""}
    if form.is_valid():
        said = dict(form.cleaned_data)
        onward["urgent"] = said.pop("urgent")
        actions.welcome(by=request.user, **said)
        person = User.objects.get(pk=request.user.pk)  # as they are now, roles included
        return redirect(hooks.path_after(person, "accounts:welcome", onward))
    steps = hooks.welcome_steps(request.user, "accounts:welcome")
    return render(request, "accounts/welcome.html", {"form": form, "steps": steps})


def _own_path(request, path):
    """The path when it stays on this site, else None."""
    safe = url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return path if path and safe and path.startswith("/") else None
