"""Pages of a mentor with an account."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mentorship import access
from mentorship.actions.answers import UNANSWERED
from mentorship.forms import AnswerForm
from mentorship.models import Mentor
from mentorship.views.linked import act_on_ask, answer_context

SHOWN = 50


def asks(request):
    """Who asked, and for what: those that wait for an answer first."""
    found = list(access.visible_asks(request.user)[:SHOWN])
    waiting = [m for m in found if m.state in UNANSWERED and m.relationship.status == "asked"]
    done = [m for m in found if m not in waiting]
    return render(request, "mentorship/asks.html", {"waiting": waiting, "done": done})


def ask_answer(request, pk):
    message = get_object_or_404(access.visible_asks(request.user), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, message=message, now=timezone.now())
    if act_on_ask(request, message, form, by=request.user):
        return redirect("mentorship:ask_answer", pk)
    zone = request.user.profile.time_zone
    context = answer_context(message, form, timezone.now(), viewer_zone=zone)
    return render(request, "mentorship/ask_answer.html", context)


def mentees(request):
    """Everyone this person mentors, on one page: when they met, when they meet next, what waits."""
    ties = list(
        access.mentoring_relationships(request.user).with_meetings().order_by("mentee__full_name", "pk")
    )
    cards = list(Mentor.objects.filter(user=request.user, retired_on=None).select_related("program"))
    context = {
        "ties": ties,
        "cards": cards,
        "to_sign": [t for t in ties if t.waits_for_signature],
        "has_past": access.past_notes(request.user).exists(),
    }
    return render(request, "mentorship/mentees.html", context)


def past_notes(request):
    """One's own notes from relationships that have ended."""
    return render(
        request, "mentorship/past_notes.html", {"meetings": access.past_notes(request.user)[:SHOWN]}
    )
