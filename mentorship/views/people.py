from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import outbox
from mentorship import access, rules
from mentorship.actions import Refused
from mentorship.actions import mentors as actions
from mentorship.coverage import with_load
from mentorship.forms import CardForm, DirectoryForm, MentorForm
from mentorship.models import Need, Relationship
from mentorship.outside import begun_through, is_id, scheme_named, term_ends
from playbook.vocabulary import Function, Origin

PAGE = 60


def directory(request):
    """Mentors of one's own programs, by name, filtered by what they help with."""
    function = request.GET.get("function", "")
    cards = access.directory(request.user).select_related("program")
    if function in Function.values:
        cards = cards.filter(functions__contains=[function])
    typed = request.GET.get("q", "").replace("\0", "").strip()[:80]
    if typed:
        cards = cards.filter(name__icontains=typed)
    cards = list(with_load(cards)[:PAGE])
    mine = dict(Relationship.objects.open().filter(mentee=request.user).values_list("mentor_id", "pk"))
    for card in cards:
        card.room, card.pair = rules.has_room(card.load_now, card.capacity), mine.get(card.pk)
    programs = access.programs_of(request.user)
    kept_by_me = [p for p in programs if access.can_add_to_directory(request.user, p)]
    context = {
        "cards": cards,
        "came_back": outbox.came_back(card.email for card in cards) if kept_by_me else (),
        "function": function,
        "typed": typed,
        "is_full": len(cards) == PAGE,
        "functions": Function.choices,
        "programs": programs,
        "kept_by_me": kept_by_me,
    }
    return render(request, "mentorship/directory.html", context)


def directory_new(request, pk):
    program = get_object_or_404(access.programs_of(request.user), pk=pk)
    if not access.can_add_to_directory(request.user, program):
        raise PermissionDenied
    form = DirectoryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        card, is_new = actions.add_mentor(by=request.user, program=program, **form.cleaned_data)
        messages.success(request, f"{card.name} is in the directory{'' if is_new else ' already'}.")
        return redirect("mentorship:directory")
    return render(request, "mentorship/directory_new.html", {"form": form, "program": program})


def mentor_new(request):
    """Somebody the resident has in mind. An address that is known already leads to the card that is there."""
    needs = access.visible_needs(request.user).filter(state=Need.State.OPEN)
    asked = request.GET.get("need", "")
    need = needs.filter(pk=asked).first() if is_id(asked) else None
    scheme = scheme_named(request.GET.get("through", ""))
    initial = {
        "need": need,
        "functions": need.functions if need else [],
        **(begun_through(scheme) if scheme else {}),
    }
    form = MentorForm(request.POST if request.method == "POST" else None, needs=needs, initial=initial)
    there = None
    if form.is_valid():
        there = actions.existing_card(by=request.user, email=form.cleaned_data["email"])
        if there is None or request.POST.get("use_card") == str(there.pk):
            return _join(request, form, there, scheme)
    context = {"form": form, "there": there, "scheme": scheme}
    return render(request, "mentorship/mentor_new.html", context)


def _join(request, form, card, scheme):
    if card is None:
        card, _ = actions.add_mentor(by=request.user, **form.card())
    try:
        today, ties = timezone.localdate(), form.tie()
        ends = term_ends(scheme, today) if ties["origin"] == Origin.SCHEME else None
        tie, is_new = actions.add_tie(by=request.user, mentor=card, today=today, review_on=ends, **ties)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("mentorship:team")
    if not is_new:
        messages.success(request, f"{card.name} is in your team already. What you ticked was added.")
    return redirect("mentorship:relationship", tie.pk)


def mentor_edit(request, pk):
    card = get_object_or_404(access.visible_mentors(request.user), pk=pk)
    if not access.can_edit_mentor(request.user, card):
        raise PermissionDenied
    keeps = not access.can_change_address(request.user, card)
    form = CardForm(request.POST if request.method == "POST" else None, instance=card, keeps_address=keeps)
    if form.is_valid():
        try:
            actions.save_mentor(mentor=card, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, "Kept.")
            return redirect(_after_card(request.user, card))
    return render(request, "mentorship/mentor_edit.html", {"form": form, "card": card})


def _after_card(user, card):
    if card.user_id == user.pk:
        return "mentorship:mentees"
    return "mentorship:directory" if card.program_id else "mentorship:team"


@require_POST
def mentor_join(request, pk):
    """Put a card one can see into one's own team, as a possibility."""
    card = get_object_or_404(access.visible_mentors(request.user), pk=pk, retired_on=None)
    need = request.POST.get("need", "")
    need = access.visible_needs(request.user).filter(pk=need).first() if is_id(need) else None
    functions = [f for f in card.functions if need is None or f in need.functions] or card.functions
    try:
        tie, _ = actions.add_tie(
            by=request.user, mentor=card, functions=functions, need=need, today=timezone.localdate()
        )
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect("mentorship:directory")
    if request.POST.get("then") == "ask" and tie.status == "prospect":
        return redirect("mentorship:ask", tie.pk)
    return redirect("mentorship:relationship", tie.pk)
