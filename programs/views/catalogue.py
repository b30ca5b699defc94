from django.db.models import Exists, OuterRef, Subquery
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from programs import access, hooks
from programs.evidence import gather, replies_of
from programs.finding import KINDS, SORTS, Found, Search
from programs.gaps import gap_items, gap_lines_of_plan
from programs.models import Track
from programs.places import STATES
from programs.together import instances, together


def search(request):
    """Every program, narrowed as you type. The server's address is the state, with or without a script."""
    asked = Search.read(request.GET)
    found = Found(asked, access.visible_programs(request.user))
    own_zip = access.zip_code_of(request.user) if found.centre or not request.htmx else ""
    context = {
        "search": asked,
        "found": found,
        "saved": access.saved_among(request.user, [row["pk"] for row in found.rows]),
        "own_zip": own_zip,
        "near_home": asked.query_string(near=own_zip, sort="distance", page=1),
        "kinds": [(value, label, None) for value, label in KINDS.items()],
        "sorts": [(value, label, None) for value, (label, _) in SORTS.items()],
    }
    response = render(request, "programs/_results.html" if request.htmx else "programs/search.html", context)
    if request.htmx:
        response["HX-Replace-Url"] = reverse("programs:search") + asked.query_string(page=found.page)
    return response


def program(request, pk):
    """One program: what it is, who builds the mentoring, strengths beside gaps, each with source and date."""
    program = get_object_or_404(_programs(request.user), pk=pk)
    in_plan = hooks.tasks_in_plan(request.user, program) if program.trains_here else None
    sets = {"tracks": program.tracks.all(), "replies": replies_of(program)}
    also = together(**sets, **({} if in_plan is None else gap_items()))
    evidence = gather(program, timezone.localdate(), replies=also["replies"])
    context = {
        "program": program,
        "tracks": sorted(instances(Track, also["tracks"]), key=lambda track: track.nrmp_code),
        "evidence": evidence,
        "own_gaps": None if in_plan is None else gap_lines_of_plan(evidence.gaps, in_plan, also),
        "state": STATES.get(program.state, program.state),
        "suggest": reverse("programs:suggest", args=[program.pk]) if program.staffed_here else "",
    }
    return render(request, "programs/program.html", context)


def _programs(user):
    """With what this person has to do with each: trains there, staffs it, saved it (as which evaluation, by its id)."""
    programs = access.visible_programs(user).select_related(
        "institution", "specialty", "imported_in", "listed_in"
    )
    here = OuterRef("pk")
    return programs.annotate(
        trains_here=Exists(access.memberships_of(user).filter(program=here)),
        staffed_here=Exists(access.programs_staffed_by(user).filter(program=here)),
        saved_as=Subquery(access.visible_evaluations(user).filter(program=here).values("pk")[:1]),
    )
