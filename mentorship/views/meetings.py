from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mentorship import access, calendar_files, rules
from mentorship.actions import Refused, agreements
from mentorship.actions import meetings as actions
from mentorship.forms import AgendaForm, CloseFirstForm, HeldForm, KitForm, MeetingForm, NotesForm
from mentorship.models import Meeting
from mentorship.rhythm import rhythm_of_sketch
from mentorship.views.pair import shared_need
from playbook.models import Question
from playbook.vocabulary import MeetingOutcome, MeetingType, QuestionBank


def _meeting(request, pk):
    return get_object_or_404(access.visible_meetings(request.user), pk=pk)


def _pair(request, pk):
    tie = get_object_or_404(access.visible_relationships(request.user), pk=pk)
    if not access.can_hold_meeting(request.user, tie) or not tie.is_working:
        raise PermissionDenied
    return tie


def _context(request, meeting):
    tie = meeting.relationship
    mine = access.is_mentee(request.user, tie)
    return {
        "meeting": meeting,
        "tie": tie,
        "is_mentee": mine,
        "other": tie.mentor.name if mine else tie.mentee.full_name,
        "own_notes": meeting.mentee_notes if mine else meeting.mentor_notes,
        "shared_need": shared_need(tie, mine),
        "has_begun": meeting.starts_at <= timezone.now(),
    }


def meeting(request, pk):
    return render(request, "mentorship/meeting.html", _context(request, _meeting(request, pk)))


def meeting_new(request, pk):
    tie = _pair(request, pk)
    form = MeetingForm(request.POST if request.method == "POST" else None, now=timezone.now())
    if form.is_valid():
        made = actions.plan(relationship=tie, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Planned. The calendar file is on its way to both of you.")
        return redirect("mentorship:meeting", made.pk)
    return render(request, "mentorship/meeting_new.html", {"form": form, "tie": tie})


def meeting_log(request, pk):
    """A meeting that took place without having been planned here."""
    tie = _pair(request, pk)
    now = timezone.now()
    form = HeldForm(request.POST if request.method == "POST" else None, now=now)
    if form.is_valid():
        made = actions.log_held(relationship=tie, by=request.user, now=now, **form.cleaned_data)
        messages.success(request, "Kept as held.")
        return redirect("mentorship:meeting", made.pk)
    return render(request, "mentorship/meeting_log.html", {"form": form, "tie": tie})


def meeting_move(request, pk):
    found = _meeting(request, pk)
    _pair(request, found.relationship_id)
    initial = {"starts_at": found.starts_at, "minutes": found.minutes, "place": found.place}
    form = MeetingForm(
        request.POST if request.method == "POST" else None, now=timezone.now(), moving=True, initial=initial
    )
    if form.is_valid():
        try:
            actions.move(meeting=found, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("starts_at", str(refused))
        else:
            messages.success(request, "Moved. Both calendars learn of it by mail.")
            return redirect("mentorship:meeting", pk)
    return render(request, "mentorship/meeting_move.html", {"form": form, **_context(request, found)})


def meeting_cancel(request, pk):
    """Asks first, and whether it was an emergency: that counts against nobody."""
    found = _meeting(request, pk)
    tie = _pair(request, found.relationship_id)
    if request.method == "POST":
        actions.cancel(
            meeting=found,
            by=request.user,
            by_mentor=access.is_mentor(request.user, tie),
            emergency="emergency" in request.POST,
            now=timezone.now(),
        )
        messages.success(request, "Called off.")
        return redirect("mentorship:meeting", pk)
    return render(request, "mentorship/meeting_cancel.html", _context(request, found))


OUTCOMES = [MeetingOutcome.HELD, MeetingOutcome.LATE, MeetingOutcome.NO_SHOW]


@require_POST
def meeting_outcome(request, pk):
    """One tap: held, held late, did not happen, or take that back."""
    found = _meeting(request, pk)
    tie = found.relationship
    if not access.can_hold_meeting(request.user, tie):
        raise PermissionDenied
    now = timezone.now()
    outcome = "undo" if "undo" in request.GET else request.POST.get("outcome")
    form = _closing(request, found, outcome)
    if form is not None and not form.is_valid():
        return render(
            request, "mentorship/meeting.html", {**_context(request, found), "form": form, "outcome": outcome}
        )
    try:
        if outcome in OUTCOMES:
            if form is not None:
                words = {"today": timezone.localdate(now), **form.cleaned_data}
                agreements.save_agreement(relationship=tie, by=request.user, **words)
            _record(request, found, outcome, now)
        elif outcome == "undo":
            actions.undo_record(meeting=found, by=request.user, now=now)
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("mentorship:meeting", pk)


def _closing(request, found, outcome):
    """A first meeting closes only with channel and rhythm set (R-22): the form that asks the resident for them."""
    tie = found.relationship
    is_first = found.kind == MeetingType.FIRST and outcome in (MeetingOutcome.HELD, MeetingOutcome.LATE)
    if not is_first or not access.is_mentee(request.user, tie) or (tie.channel and tie.cadence):
        return None
    asked = "channel" in request.POST
    initial = {
        "channel": tie.channel or tie.mentor.channel,
        "cadence": tie.cadence or rhythm_of_sketch(request.user, tie),
    }
    return CloseFirstForm(request.POST if asked else None, initial=initial)


def _record(request, found, outcome, now):
    actions.record(
        meeting=found,
        by=request.user,
        outcome=outcome,
        now=now,
        via=Meeting.ConfirmedVia.PAGE,
        by_mentor=access.is_mentor(request.user, found.relationship),
    )
    undo = reverse("mentorship:meeting_outcome", args=[found.pk])
    messages.success(
        request, f"Kept: {MeetingOutcome(outcome).label.lower()}.", extra_tags=f"undo:{undo}?undo"
    )


def meeting_agenda(request, pk):
    found = _meeting(request, pk)
    if not access.can_prepare_meeting(request.user, found):
        raise PermissionDenied
    initial = {n: getattr(found, f"agenda_{n}") for n in ("updates", "questions", "decisions")}
    form = AgendaForm(
        request.POST if request.method == "POST" else None, mentor=found.relationship.mentor, initial=initial
    )
    if form.is_valid():
        actions.save_agenda(meeting=found, by=request.user, **form.cleaned_data)
        try:
            if "send" in request.POST:
                actions.send_agenda(meeting=found, by=request.user, today=timezone.localdate())
        except Refused as refused:
            form.add_error("updates", str(refused))
        else:
            messages.success(request, "Sent." if "send" in request.POST else "Kept.")
            return redirect("mentorship:meeting", pk)
    return render(request, "mentorship/meeting_agenda.html", {"form": form, **_context(request, found)})


def meeting_notes(request, pk):
    found = _meeting(request, pk)
    if not access.can_hold_meeting(request.user, found.relationship):
        raise PermissionDenied
    context = _context(request, found) | {"theirs": None}
    own = "mentee_notes" if context["is_mentee"] else "mentor_notes"
    initial = {"shared_notes": found.shared_notes, "own_notes": context["own_notes"]}
    form = NotesForm(
        request.POST if request.method == "POST" else None, other=context["other"], initial=initial
    )
    if form.is_valid():
        notes, seen = form.cleaned_data, request.POST.get("seen", "")
        notes = {"shared_notes": notes["shared_notes"], own: notes["own_notes"]}
        try:
            actions.save_notes(meeting=found, by=request.user, seen=seen, **notes)
        except Refused as refused:
            form.add_error("shared_notes", str(refused))
            found.refresh_from_db(fields=["shared_notes"])
            context["theirs"] = found.shared_notes
        else:
            messages.success(request, "Kept.")
            return redirect("mentorship:meeting", pk)
    context |= {"form": form, "seen": actions.mark(found.shared_notes)}
    return render(request, "mentorship/meeting_notes.html", context)


def meeting_ics(request, pk):
    """The calendar file, to put into a calendar by hand."""
    found = _meeting(request, pk)
    body = calendar_files.calendar_file(found, stamp=timezone.now(), method="PUBLISH")
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


def kit(request, pk):
    """One page for a first meeting: goals and three or four questions, to print or to have at hand."""
    found = _meeting(request, pk)
    if not access.can_prepare_meeting(request.user, found):
        raise PermissionDenied
    tie = found.relationship
    bank = [(q.key, _worded(q, tie)) for q in Question.objects.in_bank(QuestionBank.FIRST_MEETING).current()]
    form = KitForm(
        request.POST if request.method == "POST" else None,
        bank=bank,
        initial={"questions": found.kit_questions},
    )
    if form.is_valid():
        actions.save_kit(meeting=found, by=request.user, questions=form.cleaned_data["questions"])
        messages.success(request, "Kept.")
        return redirect("mentorship:kit", pk)
    size = rules.kit_size(len(found.kit_questions))
    chosen = [words for key, words in bank if key in found.kit_questions]
    needs = access.visible_needs(request.user).filter(state="open").exclude(bucket="day_to_day")
    context = {"form": form, "size": size, "chosen": chosen, "needs": needs, **_context(request, found)}
    return render(request, "mentorship/kit.html", context)


def _worded(question, tie):
    wanted = tie.outcome or (tie.need.sentence if tie.need else "")
    words = wanted.rstrip(".")
    return question.wording.replace("{outcome}", f"“{words}”" if words else "one finished piece of work")
