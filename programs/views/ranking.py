"""The rank list: one person's order of programs, moved by hand, by keys or without a script. Hers alone for ever."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from programs import access, hooks
from programs.actions import ranking as actions
from programs.exports import rank_list_csv
from programs.models import RankList
from programs.numbers import ROWS_PER_PAGE
from programs.seasons import season_now
from programs.shortlist import saved_with
from programs.together import instances
from programs.views.evaluations import own_evaluation

MOVES = {"up": {"step": -1}, "down": {"step": 1}, "top": {"position": 1}, "on": {}}


@require_safe
def rank_list(request):
    """In which order do I want these programs, and which should I look at again before I call it final?"""
    return render(request, "programs/rank_list.html", _context(request))


@require_POST
def rank_move(request, pk):
    """Move one program: up, down, to the top, to a position, on the list or off it."""
    evaluation = own_evaluation(request, pk)
    name, how = evaluation.program.institution.name, request.POST.get("how", "")
    moves = _moves(how, request.POST.get("position", ""))
    if how == "off":
        actions.take_off(evaluation=evaluation, by=request.user, **_season(request))
        said = f"{name} is off the list. It stays saved."
    elif moves is None:
        said = "Type a position as a number: 1 is the first."
    else:
        place = actions.place(evaluation=evaluation, by=request.user, **moves, **_season(request))
        said = f"{name} is now number {place}."
    return _answer(request, said, moved=pk)


@require_POST
def rank_order(request):
    """The whole order at once, as dragging leaves it."""
    pks = [int(pk) for pk in request.POST.get("order", "").split(",") if pk.isdecimal() and len(pk) < 19]
    moved = request.POST.get("moved", "")
    order = actions.reorder(pks=pks, by=request.user, **_season(request))
    moved = int(moved) if moved.isdecimal() and len(moved) < 19 else None
    said = f"Moved to number {order.index(moved) + 1}." if moved in order else "The order is kept."
    return _answer(request, said, moved=moved)


@require_POST
def rank_undo(request):
    """Back to the order before the last change."""
    undone = actions.undo(by=request.user, **_season(request))
    return _answer(request, "The last change is undone." if undone else "There is nothing to undo.")


@require_http_methods(["GET", "HEAD", "POST"])
def rank_final(request):
    """Do I call this order final? It can be opened again."""
    season = season_now(timezone.localdate())
    if request.method != "POST":
        context = _context(request) | {"needs_first": _needs_first(request)}
        return render(request, "programs/rank_final.html", context)
    if request.POST.get("act") == "reopen":
        if actions.reopen(by=request.user, season=season.key):
            messages.success(request, "The list is open again.")
    elif request.POST.get("act") != "anyway" and (page := _needs_first(request)):
        messages.info(request, "Say first what you need: an order of programs is judged by that.")
        return redirect(page)
    elif actions.finish(by=request.user, season=season.key) is None:
        messages.info(request, "Put a program on the list first.")
    else:
        messages.success(request, "Marked as final here. Now certify it with the NRMP.")
    return redirect("programs:rank_list")


@require_safe
def rank_csv(request):
    """My order as a file, to have beside me while I type it in elsewhere."""
    ranked = access.visible_evaluations(request.user).exclude(rank=None).order_by("rank")
    ranked = ranked.select_related("program__institution").prefetch_related("program__tracks")
    response = HttpResponse(rank_list_csv(ranked), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rank-list.csv"'
    return response


def _season(request):
    today = timezone.localdate()
    season = season_now(today)
    return {"season": season.key, "deadline": season.deadline_on, "today": today}


def _needs_first(request):
    """Where needs are written down, for somebody who ranks programs and has written none (S0-1.4); else nothing."""
    ranks = access.visible_evaluations(request.user).exclude(rank=None).exists()
    return hooks.needs_url() if ranks and not hooks.needs_of(request.user) else ""


def _moves(how, typed):
    """What was asked for, as the action takes it; None when it cannot be understood."""
    if how == "to":
        typed = typed.strip()
        return {"position": int(typed)} if typed.isdecimal() and len(typed) < 5 else None
    return MOVES.get(how)


def _context(request):
    today = timezone.localdate()
    season = season_now(today)
    lists = access.visible_rank_lists(request.user).filter(season=season.key)
    saved, found = saved_with(
        access.visible_evaluations(request.user),
        user=request.user,
        today=today,
        sort="rank",
        also={"rank_list": lists},
    )
    own = instances(RankList, found.also["rank_list"])
    ranked = [row for row in saved if row.evaluation.rank is not None]
    shown = ranked if _shows_all(request) else ranked[:ROWS_PER_PAGE]
    return {
        "today": today,
        "season": season,
        "list": own[0] if own else RankList(season=season.key),
        "ranked": ranked,
        "shown": shown,
        "rest": [row.evaluation for row in ranked[len(shown) :]],
        "last": ranked[-1].evaluation.pk if ranked else None,
        "others": [row for row in saved if row.evaluation.rank is None],
        "doubtful": [row for row in ranked if row.in_doubt],
    }


def _shows_all(request):
    """Whether the page asked for shows the whole list; after a move, whether the page it was made on did."""
    if request.method == "GET":
        return "all" in request.GET
    came_from = request.htmx.current_url if request.htmx else request.headers.get("Referer")
    return "all=1" in (came_from or "")


def _answer(request, said, moved=None):
    """The list anew, with what happened said aloud; without a script, back to the page and to the row."""
    if request.htmx:
        return render(request, "programs/_rank.html", {**_context(request), "said": said, "moved": moved})
    messages.success(request, said)
    response = redirect("programs:rank_list")
    response["Location"] += "?all=1" if _shows_all(request) else ""
    response["Location"] += f"#row-{moved}" if moved else ""
    return response
