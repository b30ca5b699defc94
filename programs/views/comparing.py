"""Two to four programs side by side, and all of them by one's own weights."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from programs import access, hooks
from programs.actions import judging as actions
from programs.forms.judging import ImgForm, WeightsForm
from programs.numbers import COMPARE_AT_LEAST, COMPARE_AT_MOST, ROWS_PER_PAGE
from programs.verdicts import (
    Material,
    order_by_weights,
    usual_weights,
    verdicts_from,
    verdicts_of,
    weights_of,
)
from programs.verdicts.picture import profiles
from programs.verdicts.side_by_side import side_by_side

PAGE = ["GET", "HEAD", "POST"]


@require_safe
def compare(request):
    """Where can I get what I need? Two to four of my programs, line by line."""
    own = _own(request)
    asked = list(dict.fromkeys(int(pk) for pk in request.GET.getlist("e") if pk.isdecimal() and len(pk) < 10))
    context = {"saved": own.order_by("program__sort_name"), "asked": asked, "at_most": COMPARE_AT_MOST}
    if "pick" in request.GET or not COMPARE_AT_LEAST <= len(asked) <= COMPARE_AT_MOST:
        context["too_few"] = len(asked) == 1
        context["too_many"] = len(asked) > COMPARE_AT_MOST
        return render(request, "programs/compare.html", context)
    found = own.in_bulk(asked)
    if len(found) != len(asked):
        raise Http404
    evaluations = [found[pk] for pk in asked]
    verdicts = verdicts_of(evaluations, user=request.user, today=timezone.localdate())
    columns = [(evaluation, verdicts[evaluation.pk]) for evaluation in evaluations]
    context |= {"columns": columns, "table": side_by_side(columns), "picture": profiles(columns)}
    context |= {"is_img": columns[0][1].is_img, "needs_url": hooks.needs_url()}
    return render(request, "programs/compare.html", context)


@require_http_methods(PAGE)
def weights(request):
    """In which order do my programs stand, by what matters to me? The order follows the sliders."""
    evaluations, today = list(_own(request)), timezone.localdate()
    material = Material(evaluations, user=request.user, today=today, summary=True)
    preferences = material.preferences
    act = request.POST.get("act", "")
    data = request.POST if act in ("show", "keep") else None
    form = WeightsForm(data, is_img=preferences.is_img, weights=weights_of(preferences))
    img_form = ImgForm(request.POST if act == "opt" else None, preferences=preferences)
    if _kept(act, form, img_form, by=request.user):
        return redirect("programs:weights")
    verdicts, shows_all = verdicts_from(material), "all" in request.GET
    given = form.weights()
    placed = order_by_weights(evaluations, verdicts, given)
    shown = placed if shows_all else placed[:ROWS_PER_PAGE]
    context = {
        "form": form,
        "img_form": img_form,
        "placed": [(row, verdicts[row.evaluation.pk]) for row in shown],
        "rest": [row.evaluation for row in placed[len(shown) :]],
        "preferences": preferences,
        "is_usual": given == usual_weights(preferences),
    }
    return render(request, "programs/_weighed.html" if request.htmx else "programs/weights.html", context)


def _kept(act, form, img_form, *, by):
    """Do what a button asks for; False when there is nothing to keep, or something to correct first."""
    if act == "reset":
        actions.keep_weights(weights={}, by=by)
    elif act == "keep" and form.is_valid():
        actions.keep_weights(weights=form.weights(), by=by)
    elif act == "opt" and img_form.is_valid():
        actions.opt_in_to_img(by=by, **img_form.cleaned_data)
    else:
        return False
    return True


def _own(request):
    return access.visible_evaluations(request.user).select_related("program__institution")
