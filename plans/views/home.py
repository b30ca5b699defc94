from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from mentorship.models import Need
from plans import access, front
from plans.duties import directing_of, mentoring_of
from plans.home import door, month_of
from plans.season import season_home
from playbook.vocabulary import Stage
from programs.access import roles_of

# What to begin with when a person is several things: the one whose work others wait for first.
STAFF = {"director", "coordinator"}


@login_not_required
@require_GET
def home(request):
    """What should I do next? One page, with a part for each role of the person; visitors see what this is."""
    if not request.user.is_authenticated:
        return render(request, "plans/front.html", front.PICTURE)
    roles = request.roles = roles_of(request.user)
    today, now = timezone.localdate(), timezone.now()
    context = {
        "today": today,
        "roles": roles,
        "mentoring": mentoring_of(request.user, now) if "mentor" in roles else None,
        "directing": directing_of(request.user, today) if roles & STAFF else None,
        "month": month_of(request.user, today, now) if "resident" in roles else None,
        "season": season_home(request.user, today, now) if "applicant" in roles else None,
        "doors": {short: door(name) for short, name in DOORS.items()},
    }
    step = context["month"].step if context["month"] else None
    context["step_url"] = door("mentorship:meeting", step.thing.pk) if step and step.kind == "meeting" else ""
    context["newcomer"] = context["month"] is None and not roles & {"mentor", "applicant", "admin", *STAFF}
    if context["newcomer"]:
        context["asked"] = access.waits_for_a_program(request.user)
        context["trains"] = request.user.profile.stage == Stage.RESIDENT
        context["has_needs"] = Need.objects.filter(owner=request.user).exists()
    return render(request, "plans/home.html", context)


DOORS = {
    "needs": "mentorship:needs",
    "team": "mentorship:team",
    "mentees": "mentorship:mentees",
    "asks": "mentorship:asks",
    "cohort": "plans:cohorts",
    "members": "programs:members",
    "search": "programs:search",
    "memberships": "programs:memberships",
    "join": "programs:membership_ask",
    "admin": "admin:index",
}
