from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from programs import access
from programs.evidence import gather
from programs.finding import SORTS, Found, Search
from programs.places import STATES


def search(request):
    """Every program, narrowed as you type. The server's address is the state, with or without a script."""
    asked = Search.read(request.GET)
    found = Found(asked, access.visible_programs(request.user))
    context = {
        "search": asked,
        "found": found,
        "specialties": options(found.specialties(), asked.specialty),
        "states": options(found.states(), asked.state),
        "tracks": options(found.track_kinds(), asked.track),
        "sorts": options([(value, label, None) for value, (label, _) in SORTS.items()], asked.sort),
    }
    response = render(request, "programs/_results.html" if request.htmx else "programs/search.html", context)
    if request.htmx:
        response["HX-Replace-Url"] = reverse("programs:search") + asked.query_string(page=found.page)
    return response


def options(choices, picked):
    """<option> tags with their counts, built here because a hundred of them are the most of the page."""
    chosen = mark_safe(" selected")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (
                value,
                chosen if value == picked else "",
                label if n is None else format_html("{} ({})", label, f"{n:,}"),
            )
            for value, label, n in choices
        ),
    )


def program(request, pk):
    """One program: what it is, who builds the mentoring, strengths beside gaps, each with source and date."""
    trains_here = Exists(access.memberships_of(request.user).filter(program=OuterRef("pk")))
    programs = access.visible_programs(request.user).select_related("institution", "specialty", "imported_in")
    program = get_object_or_404(programs.annotate(trains_here=trains_here), pk=pk)
    context = {
        "program": program,
        "tracks": program.tracks.all(),
        "evidence": gather(program, timezone.localdate()),
        "state": STATES.get(program.state, program.state),
    }
    return render(request, "programs/program.html", context)
