from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from programs import access, hooks
from programs.evidence import gather
from programs.finding import KINDS, SORTS, Found, Search
from programs.gaps import gap_lines_of_plan
from programs.places import STATES


def search(request):
    """Every program, narrowed as you type. The server's address is the state, with or without a script."""
    asked = Search.read(request.GET)
    found = Found(asked, access.visible_programs(request.user))
    context = {
        "search": asked,
        "found": found,
        "saved": access.saved_among(request.user, [row["pk"] for row in found.rows]),
        "near": asked.near if "near" in request.GET or request.htmx else access.zip_code_of(request.user),
        "kinds": [(value, label, None) for value, label in KINDS.items()],
        "sorts": [(value, label, None) for value, (label, _) in SORTS.items()],
    }
    response = render(request, "programs/_results.html" if request.htmx else "programs/search.html", context)
    if request.htmx:
        response["HX-Replace-Url"] = reverse("programs:search") + asked.query_string(page=found.page)
    return response


def program(request, pk):
    """One program: what it is, who builds the mentoring, strengths beside gaps, each with source and date."""
    trains_here = Exists(access.memberships_of(request.user).filter(program=OuterRef("pk")))
    staffed_here = Exists(access.programs_staffed_by(request.user).filter(program=OuterRef("pk")))
    programs = access.visible_programs(request.user).select_related(
        "institution", "specialty", "imported_in", "listed_in"
    )
    programs = programs.annotate(trains_here=trains_here, staffed_here=staffed_here)
    program = get_object_or_404(programs, pk=pk)
    evidence = gather(program, timezone.localdate())
    in_plan = hooks.tasks_in_plan(request.user, program) if program.trains_here else None
    context = {
        "program": program,
        "evaluation": access.visible_evaluations(request.user).filter(program=program).first(),
        "tracks": program.tracks.all(),
        "evidence": evidence,
        "own_gaps": None if in_plan is None else gap_lines_of_plan(evidence.gaps, in_plan),
        "state": STATES.get(program.state, program.state),
        "suggest": reverse("programs:suggest", args=[program.pk]) if program.staffed_here else "",
    }
    return render(request, "programs/program.html", context)
