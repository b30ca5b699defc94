"""A program answers what is written about it. Its own staff only; to everybody else these pages do not exist."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programs import access
from programs.actions import suggestions as actions
from programs.evidence import figure, statement
from programs.forms.suggestions import SuggestionForm
from programs.models import Program

LISTED = 100


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request, pk):
    """What is not right here, or missing, and how could somebody check it?"""
    program = _own_program(request, pk)
    wanted = request.GET.get("fact", "")
    fact = get_object_or_404(program.facts, pk=wanted) if wanted.isdecimal() and len(wanted) < 18 else None
    form = SuggestionForm(request.POST if request.method == "POST" else None, about=fact)
    if form.is_valid():
        made = actions.suggest(program=program, about=fact, by=request.user, **form.cleaned_data)
        undo = reverse("programs:suggestion_withdraw", args=[made.pk])
        messages.success(request, "Sent to our editors. You hear from us by mail.", extra_tags=f"undo:{undo}")
        return redirect("programs:suggestions", program.pk)
    said = statement(fact, timezone.localdate()) if fact else None
    return render(
        request, "programs/suggest.html", {"program": program, "fact": fact, "said": said, "form": form}
    )


@require_safe
def suggestions(request, pk):
    """What have we suggested, and what became of it?"""
    program = _own_program(request, pk)
    rows = access.visible_suggestions(request.user).filter(program=program)
    rows = list(rows.select_related("about", "suggested_by")[:LISTED])
    for row in rows:
        row.figure = figure(row)
    return render(request, "programs/suggestions.html", {"program": program, "rows": rows})


@require_POST
def suggestion_withdraw(request, pk):
    """Take it back while nobody has decided."""
    suggestion = get_object_or_404(access.visible_suggestions(request.user), pk=pk)
    if actions.withdraw(suggestion=suggestion, by=request.user):
        messages.success(request, "Taken back.")
    else:
        messages.info(request, "Our editors have decided this one already.")
    return redirect("programs:suggestions", suggestion.program_id)


def _own_program(request, pk):
    programs = Program.objects.filter(pk__in=access.programs_staffed_by(request.user))
    return get_object_or_404(programs.select_related("institution", "specialty"), pk=pk)
