"""What happens around every page."""

import logging
import time
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.cache import cache
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRefresh

from programs.access import sees_other_people

log = logging.getLogger(__name__)

IDLE_SECONDS = 8 * 3600
IDLE_SECONDS_FOR_REVIEWERS = 2 * 3600  # clinic workstations are shared
ABSOLUTE_SECONDS = 14 * 24 * 3600
NOTE_ACTIVITY_EVERY = 300  # seconds; a write per request would cost every page one more query
SIGNING_IN = "/accounts/"  # allauth's pages; none of ours stands below it
OPEN_TO_ONE_FACTOR = (SIGNING_IN, "/static/", "/healthz")


def private_pages(get_response):
    """A signed-in page, and a page reached by a mailed link, is never kept by a browser or proxy."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        if request.user.is_authenticated or request.session.get("links"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def no_limits_no_sign_in(get_response):
    """While wrong tries cannot be counted nobody signs in; they are told so, and every other page answers."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if not request.path.startswith(SIGNING_IN) or _limits_are_counted():
            return None
        log.error("Signing in is paused: the rate limits cannot be counted (%s).", type(exception).__name__)
        response = render(request, "accounts/signin_paused.html", status=503)
        response.headers["Retry-After"] = "120"
        return response

    middleware.process_exception = process_exception
    return middleware


def _limits_are_counted():
    try:
        cache.get("limits-are-counted")
    except Exception:
        return False
    return True


def reload_when_signed_out(get_response):
    """A fragment request from an expired session reloads its page, so the sign-in form isn't swapped into it."""

    def middleware(request):
        response = get_response(request)
        if request.htmx and response.status_code == 302 and response.url.startswith(reverse("account_login")):
            return HttpResponseClientRefresh()
        return response

    return middleware


def end_old_sessions(get_response):
    """Sign out after 8 idle hours (2 for people who see others) and after 14 days in any case."""

    def middleware(request):
        if request.user.is_authenticated and _is_over(request):
            logout(request)
            messages.info(request, "You were signed out because nobody used this browser for a while.")
            query = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
            return redirect(reverse("account_login") + query)
        return get_response(request)

    return middleware


def _is_over(request):
    now, session = int(time.time()), request.session
    began, seen = session.get("began_at"), session.get("seen_at")
    if began is None:
        session["began_at"] = session["seen_at"] = now
        return False
    idle = now - seen
    if now - began > ABSOLUTE_SECONDS or idle > IDLE_SECONDS:
        return True
    if idle > IDLE_SECONDS_FOR_REVIEWERS and sees_other_people(request.user):
        return True
    if idle > NOTE_ACTIVITY_EVERY:
        session["seen_at"] = now
    return False


def own_time_zone(get_response):
    """Show times in the person's own zone."""

    def middleware(request):
        if request.user.is_authenticated:
            timezone.activate(request.user.profile.time_zone)
        else:
            timezone.deactivate()
        return get_response(request)

    return middleware


def second_factor(get_response):
    """People who see other people's data set up a second factor before they see any (production only)."""

    def middleware(request):
        if (
            settings.SECOND_FACTOR_REQUIRED
            and request.user.is_authenticated
            and not request.path.startswith(OPEN_TO_ONE_FACTOR)
            and sees_other_people(request.user)
        ):
            from allauth.mfa.utils import is_mfa_enabled

            if not is_mfa_enabled(request.user):
                messages.info(
                    request,
                    "Your role opens other people's pages, so first add a second step to your sign-in.",
                )
                return redirect("mfa_index")
        return get_response(request)

    return middleware
