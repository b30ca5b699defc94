from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentorship.models import Relationship
from plans import access, wins
from plans.actions import checkins as actions
from plans.chips import short_day
from plans.forms.checkins import CheckInForm
from plans.models import CheckInReader
from plans.rules.quarters import can_be_sent
from plans.timeline import strip_state


@require_GET
def checkins(request):
    plan, today = access.running_plan(request.user), timezone.localdate()
    if plan is None:
        return redirect("plans:timeline")
    rows = list(plan.checkins.prefetch_related("readers__relationship__mentor"))
    for row in rows:
        strip_state(plan, row, today)
    current = next((row for row in rows if row.strip_class in ("open", "late")), None)
    shown = [row for row in rows if row.strip_class != "ahead"][::-1]
    ahead = next((row for row in rows if row.strip_class == "ahead"), None)
    context = {"plan": plan, "rows": rows, "shown": shown, "current": current, "ahead": ahead, "today": today}
    return render(request, "plans/checkins.html", context)


@require_http_methods(["GET", "POST"])
def checkin(request, pk):
    row, today = _own(request, pk), timezone.localdate()
    state = actions.state_of(row, today)
    form = _form(request, row, today)
    act = request.POST.get("act", "")
    clash = request.method == "POST" and _clash(request, row, form)
    if act in ("keep", "preview") and not clash:
        _keep(request, row, form)
        return redirect("plans:checkin_preview", pk) if act == "preview" else _kept(request)
    if request.method == "POST" and not clash and form.is_valid() and _sent(request, row, form, today):
        return redirect("plans:checkins")
    context = _context(row, form, state, today) | {"clash": clash}
    if row.sent_at and request.method == "GET" and "revise" not in request.GET:
        return render(
            request,
            "plans/checkin_sent.html",
            context | {"copies": row.readers.select_related("relationship__mentor")},
        )
    if not can_be_sent(state):
        return render(request, "plans/checkin_closed.html", context)
    return render(request, "plans/checkin.html", context)


def _own(request, pk):
    found = access.visible_checkins(request.user).select_related(
        "plan__resident__profile", "plan__membership__program"
    )
    row = get_object_or_404(found, pk=pk)
    if request.method == "POST" and not access.can_edit_plan(request.user, row.plan):
        raise PermissionDenied
    return row


def _form(request, row, today):
    """The form with what the records and the last check-in know already."""
    every = list(row.plan.checkins.all())
    first = wins.since(every, row)
    found = wins.wins_between(
        row.plan, first, timezone.localtime(row.sent_at).date() if row.sent_at else today
    )
    ties = working_ties(row.plan)
    data = request.POST if request.method == "POST" else None
    typed = row.sent_at or row.saved_at
    initial = {
        "done": row.done,
        "next": row.next,
        "questions": row.questions,
        "note_to_self": row.note_to_self,
        "wins": row.wins if typed else [win.line for win in found],
        "words_for_director": row.words_for_director,
        "readers": _usual_readers(row, ties),
    }
    form = CheckInForm(data, wins=_with_kept(found, row.wins), ties=ties, initial=initial)
    form.since, form.found = first, found
    return form


def _with_kept(found, kept):
    lines = {win.line for win in found}
    return [*found, *(wins.Win(line, "") for line in kept if line not in lines)]


def working_ties(plan):
    """The mentors who may read a check-in: it works between you, and there is a way to reach them."""
    ties = Relationship.objects.working().filter(mentee=plan.resident_id).select_related("mentor")
    return [tie for tie in ties if tie.mentor.user_id or tie.mentor.email]


def _usual_readers(row, ties):
    """Those ticked before, in the draft or when it was sent; else those who got the last one; else the core team."""
    if row.sent_at or row.saved_at:
        return [str(pk) for pk in row.readers.values_list("relationship_id", flat=True)]
    named = CheckInReader.objects.filter(
        checkin__plan=row.plan, checkin__quarter__lt=row.quarter, checkin__sent_at__isnull=False
    )
    last = named.order_by("-checkin__quarter").values_list("checkin_id", flat=True).first()
    if last:
        chosen = set(named.filter(checkin=last).values_list("relationship_id", flat=True))
        if chosen & {tie.pk for tie in ties}:
            return [str(tie.pk) for tie in ties if tie.pk in chosen]
    return [str(tie.pk) for tie in ties if tie.ring == "core"]


def _context(row, form, state, today):
    first = form.since
    return {
        "checkin": row,
        "version": actions.version_of(row),
        "plan": row.plan,
        "form": form,
        "state": state,
        "today": today,
        "since": first,
        "total": row.plan.checkins.count(),
        "send_label": send_label(len(form.chosen), row),
    }


def send_label(count, row):
    """What the button does: "Send to 2 mentors"."""
    verb = "Send the change" if row.sent_at else "Send"
    if not count:
        return "Keep the change, send to nobody" if row.sent_at else "Mark as sent, to nobody"
    return f"{verb} to {count} mentor{'' if count == 1 else 's'}"


def _clash(request, row, form):
    """ "sent" or "kept" when another page did that with other words since this one was opened; else "".

    A button for drafts pressed after the check-in was sent clashes in any case: nothing leaves by it.
    """
    if row.sent_at and request.POST.get("act") in ("keep", "preview"):
        return "sent"
    seen = request.POST.get("seen")
    if (
        seen is None
        or seen == actions.version_of(row)
        or actions.says_the_same(row, form.chosen, **form.typed())
    ):
        return ""
    return "sent" if row.sent_at else "kept"


def _keep(request, row, form):
    actions.save_draft(checkin=row, readers=form.chosen, by=request.user, now=timezone.now(), **form.typed())


def _kept(request):
    messages.success(request, "Kept. Nothing is sent yet.")
    return redirect("home")


def _sent(request, row, form, today):
    data = dict(form.cleaned_data)
    readers = [form.ties[key] for key in data.pop("readers")]
    try:
        actions.send_checkin(
            checkin=row, readers=readers, by=request.user, now=timezone.now(), today=today, **data
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    said = (
        f"{row.name} sent to {len(readers)} mentor{'' if len(readers) == 1 else 's'}."
        if readers
        else f"{row.name} is done."
    )
    messages.success(request, said)
    return True


@require_POST
def checkin_save(request, pk):
    """Keeps the draft while it is being typed; names the readers anew, beside the words and on the button."""
    row, today = _own(request, pk), timezone.localdate()
    form = _form(request, row, today)
    if not request.htmx:
        return redirect("plans:checkin", pk)
    clash = _clash(request, row, form)
    if not row.sent_at and not clash:
        _keep(request, row, form)
        row.refresh_from_db(fields=["saved_at"])
    said = {"checkin": row, "form": form, "clash": clash, "version": actions.version_of(row), "oob": True}
    return render(request, "plans/_saved.html", said | {"send_label": send_label(len(form.chosen), row)})


@require_GET
def checkin_preview(request, pk):
    row, today = _own(request, pk), timezone.localdate()
    return render(request, "plans/checkin_preview.html", {"checkin": row, "plan": row.plan, "today": today})


@require_POST
def checkin_postpone(request, pk):
    row, today = _own(request, pk), timezone.localdate()
    if row.sent_at is None:
        day = actions.postpone(checkin=row, by=request.user, today=today)
        undo = reverse("plans:checkin_wake", args=[pk])
        messages.success(
            request, f"We will remind you on Monday, {short_day(day, today)}.", extra_tags=f"undo:{undo}"
        )
    return redirect("home")


@require_POST
def checkin_wake(request, pk):
    actions.wake(checkin=_own(request, pk), by=request.user)
    messages.success(request, "Back on your list.")
    return redirect("home")
