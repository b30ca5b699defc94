"""A director's view of a program's residents: who needs a look, and why. Dates and counts only."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts import access_log
from accounts.models import AccessEntry
from accounts.templatetags.ui import STRIP_WORDS
from plans import access, exports
from plans.cohort import cohort as rows_of
from plans.cohort import residents_of
from plans.forms.cohort import CohortFilter

ROLE = "Program director"
LEGEND = [((state,), words) for state, words in STRIP_WORDS.items()]


def cohorts(request):
    """Where "Residents" leads: to the one program a director has, or to a choice among several."""
    programs = list(access.reviewed_programs(request.user))
    if len(programs) == 1:
        return redirect("plans:cohort", programs[0].pk)
    return render(request, "plans/cohorts.html", {"programs": programs})


def cohort(request, pk):
    program = get_object_or_404(access.reviewed_programs(request.user), pk=pk)
    today = timezone.localdate()
    rows, form = _rows(request, program, today)
    context = {
        "program": program,
        "today": today,
        "form": form,
        "look": [row for row in rows if row.look.needed],
        "rest": [row for row in rows if not row.look.needed],
        "one_list": form.is_valid() and form.cleaned_data["sort"] not in ("", "look"),
        "shown": rows,
        "filtered": bool(request.GET),
        "legend": LEGEND,
        "open_checkins": sum(row.checkin == "open" for row in rows),
    }
    access_log.record(viewer=request.user, subjects=_ids(rows), what=AccessEntry.What.COHORT, role=ROLE)
    return render(request, "plans/cohort.html", context)


def cohort_csv(request, pk):
    program = get_object_or_404(access.reviewed_programs(request.user), pk=pk)
    today = timezone.localdate()
    rows, _ = _rows(request, program, today)
    access_log.record(viewer=request.user, subjects=_ids(rows), what=AccessEntry.What.COHORT_FILE, role=ROLE)
    name = f"residents-{today:%Y-%m-%d}.csv"
    return HttpResponse(
        exports.cohort_csv(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _rows(request, program, today):
    form = CohortFilter(request.GET)
    return form.keep(rows_of(residents_of(program, today), today)), form


def _ids(rows):
    return [row.resident_id for row in rows]
