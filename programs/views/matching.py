""" "I matched here": asked once more, then done in one press, and taken back while the program has not answered."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from programs.actions import matching as actions
from programs.actions.members import Refused
from programs.calendar import season_of, season_start
from programs.forms.matching import MatchedForm
from programs.models import Membership
from programs.views.evaluations import own_evaluation


@require_http_methods(["GET", "HEAD", "POST"])
def matched(request, pk):
    """Did I match here, and when do I begin?"""
    evaluation, today = own_evaluation(request, pk), timezone.localdate()
    if request.POST.get("act") == "undo":
        return _take_back(request, evaluation, today)
    place = actions.place_of(request.user, evaluation.program_id)
    if evaluation.matched_on is not None and place is not None:
        return _done_already(request, evaluation, place)
    form = MatchedForm(
        request.POST if request.method == "POST" else None,
        starts_on=season_start(season_of(today)),
        today=today,
        program=evaluation.program,
    )
    if form.is_valid():
        try:
            done = actions.match_here(
                evaluation=evaluation, by=request.user, today=today, **form.cleaned_data
            )
            for words in done.said or ("That is done already.",):
                messages.success(request, words)
            return redirect("home")
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return render(request, "programs/matched.html", {"evaluation": evaluation, "form": form})


def _done_already(request, evaluation, place):
    if request.method == "POST":
        messages.info(request, "That is done already. Nothing was made twice.")
        return redirect("programs:matched", evaluation.pk)
    context = {"evaluation": evaluation, "place": place, "can_undo": place.state == Membership.State.ASKED}
    return render(request, "programs/matched.html", context)


def _take_back(request, evaluation, today):
    if actions.undo_match(evaluation=evaluation, by=request.user, today=today):
        messages.success(request, "Taken back. The program has no request from you any more.")
        return redirect("programs:evaluations")
    messages.info(request, "Too late to take back here: the program has let you in.")
    return redirect("programs:matched", evaluation.pk)
