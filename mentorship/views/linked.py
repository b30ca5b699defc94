"""Pages that a mailed link opens, for mentors without an account. Opening shows; only pressing a button acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts import links, outbox
from accounts.models.links import LinkPurpose
from mentorship import letters
from mentorship.actions import Refused
from mentorship.actions import answers as answer_actions
from mentorship.actions import meetings as meeting_actions
from mentorship.actions.agreements import seal
from mentorship.forms import AnswerForm, ChangeForm
from mentorship.models import Meeting, Message, Relationship
from mentorship.views.agreements import act_on_agreement
from playbook.vocabulary import MeetingOutcome, MessageState, Role
from programs.access import memberships_of
from programs.calendar import pgy, training_month

# What the page of an ask prints. Five rows side by side have a hundred columns, and reading them all was half its cost.
SHOWN = [
    "template_key",
    "parts",
    "state",
    "answer",
    "answered_at",
    "topic",
    "minutes",
    "relationship__status",
    "relationship__purpose",
    "relationship__mentor__name",
    "relationship__mentee__full_name",
    "relationship__mentee__profile__time_zone",
    "relationship__need__sentence",
    "relationship__need__bucket",
]


@login_not_required
def answer(request, pk):
    """Answer an ask: accept a time with one tap, or answer another way. For a day it can be taken back."""
    asks = Message.objects.select_related(
        "relationship__mentor", "relationship__mentee__profile", "relationship__need"
    )
    asks = asks if request.method == "POST" else asks.only(*SHOWN)
    link, message = _opened(request, LinkPurpose.ANSWER_ASK, asks, pk)
    if message is None:
        return links.gone(request)
    acting = request.method == "POST" and not switch_mail(request, link)
    form = AnswerForm(request.POST if acting else None, message=message, now=timezone.now())
    if request.method == "POST" and (not acting or act_on_ask(request, message, form, by=None)):
        return redirect("mentorship:answer", pk)
    context = {"link": link, "stopped": message.mail_is_off}
    return render(request, "mentorship/answer.html", context | answer_context(message, form, timezone.now()))


def _opened(request, purpose, rows, pk, *, email="relationship__mentor__email"):
    """The link this browser opened, and the row it is about: two queries. (None, None) when the link no longer holds.

    The row is read by the address the link was mailed to, so a mentor's changed address closes the page; it carries
    `mail_is_off`, whether that address gets no mail.
    """
    link = links.current(request, purpose, pk, ask_holder=False)
    if link is None:
        return None, None
    rows = rows.filter(pk=pk, **{f"{email}__iexact": link.address})
    return link, rows.annotate(mail_is_off=outbox.is_stopped_too(link.address)).first()


def switch_mail(request, link):
    """Stop all mail to the link's address, or take that back. Whether that was what was pressed."""
    if "stop_mail" in request.POST:
        outbox.stop(link.address)
    elif "start_mail" in request.POST:
        outbox.start_again(link.address)
    else:
        return False
    return True


def act_on_ask(request, message, form, *, by):
    """Answer, or take an answer back. Whether something was done; the pages of link and account share it."""
    now, today = timezone.now(), timezone.localdate()
    if request.method != "POST":
        return False
    try:
        if "undo" in request.POST:
            answer_actions.undo_answer(message=message, by=by, now=now, today=today)
            return True
        if form.is_valid():
            answer_actions.answer_ask(message=message, by=by, now=now, today=today, **form.values())
            return True
    except Refused as refused:
        form.add_error(None, str(refused))
    return False


def answer_context(message, form, now, *, viewer_zone=None):
    """What both answer pages show: who asks, in their own words, and the times that are still ahead.

    Times are said in the viewer's zone when it is known, else in the resident's.
    """
    tie = message.relationship
    is_open = message.state in answer_actions.UNANSWERED and tie.status == "asked"
    meeting = Meeting.objects.filter(from_message=message).first() if message.answer == "accepted" else None
    theirs = tie.mentee.profile.time_zone
    zone = viewer_zone or theirs
    return {
        "message": message,
        "tie": tie,
        "mentee": tie.mentee,
        "form": form,
        "typed": form.data.get("words", ""),
        "facts": [(label, message.parts[key]) for key, label in FACTS if message.parts.get(key)],
        "quote": message.parts.get("goals", ""),
        "times": [
            (
                at.pk,
                f"{letters.say_day(at.starts_at, zone)}, {letters.say_clock(at.starts_at, zone)}",
                letters.say_clock(at.starts_at, theirs) if zone != theirs else "",
            )
            for at in (message.times.all() if is_open else ())
            if at.starts_at > now
        ],
        "own_zone": zone != theirs,
        "standing": _standing(tie.mentee, timezone.localdate(now)),
        "zone_words": letters.zone_words(zone, now),
        "reasons": Message.Reason.choices,
        "is_open": is_open,
        "said_yes": message.state == MessageState.ANSWERED_YES,
        "may_change": answer_actions.may_change(message, now),
        "accepted": letters.say_when(meeting.starts_at, zone) if meeting and not meeting.is_canceled else "",
    }


def _standing(mentee, today):
    """ "PGY-2 in Internal Medicine, Brindle Bay Hospital", or nothing for somebody in no program."""
    found = (
        memberships_of(mentee)
        .filter(role=Role.RESIDENT)
        .values_list("started_on", "entry_pgy", "program__name", "program__institution__name")
    )
    if not found:
        return ""
    started_on, entry_pgy, program, institution = found[0]
    year = pgy(training_month(started_on, today), entry_pgy=entry_pgy)
    return f"PGY-{year} in {program}, {institution}"


FACTS = (("who", "Who"), ("why_you", "Why you"), ("outline", "Brings"))


@login_not_required
def confirm_meeting(request, pk):
    """Say whether a meeting was held. No answer is chosen beforehand; it can be changed for thirty days."""
    meetings = Meeting.objects.select_related(
        "relationship__mentor", "relationship__mentee__profile", "relationship__need"
    )
    link, meeting = _opened(request, LinkPurpose.CONFIRM_MEETING, meetings, pk)
    if meeting is None:
        return links.gone(request)
    if request.method == "POST":
        if not switch_mail(request, link):
            _confirm(request, meeting)
        return redirect("mentorship:confirm_meeting", pk)
    now = timezone.now()
    context = {
        "link": link,
        "stopped": meeting.mail_is_off,
        "meeting": meeting,
        "tie": meeting.relationship,
        "when": letters.say_when(meeting.starts_at, meeting.relationship.mentee.profile.time_zone),
        "is_open": meeting.is_planned and meeting.disowned_at is None,
        "has_begun": meeting.starts_at <= now,
        "may_change": meeting_actions.may_change(meeting, now),
    }
    return render(request, "mentorship/confirm_meeting.html", context)


OUTCOMES = {"held": MeetingOutcome.HELD, "late": MeetingOutcome.LATE, "no": MeetingOutcome.NO_SHOW}


def _confirm(request, meeting):
    now, said = timezone.now(), request.POST.get("said")
    try:
        if said == "undo":
            meeting_actions.undo_record(meeting=meeting, by=None, now=now)
        elif said == "not_mine":
            meeting_actions.disown(meeting=meeting, now=now)
        elif said in OUTCOMES:
            meeting_actions.record(
                meeting=meeting,
                by=None,
                outcome=OUTCOMES[said],
                now=now,
                via=Meeting.ConfirmedVia.LINK,
                by_mentor=True,
            )
    except Refused as refused:
        messages.warning(request, str(refused))


@login_not_required
def sign_agreement(request, pk):
    """Read an agreement, and sign it or ask for a change."""
    ties = Relationship.objects.working().select_related("mentor", "mentee__profile", "need")
    link, tie = _opened(request, LinkPurpose.SIGN_AGREEMENT, ties, pk, email="mentor__email")
    if tie is None:
        return links.gone(request)
    switched = request.method == "POST" and switch_mail(request, link)
    typed = request.method == "POST" and not switched and "sign" not in request.POST
    form = ChangeForm(request.POST if typed else None, mentee=tie.mentee)
    if switched or act_on_agreement(request, tie, form, by=None):
        return redirect("mentorship:sign_agreement", pk)
    context = {"link": link, "tie": tie, "form": form, "seal": seal(tie), "stopped": tie.mail_is_off}
    return render(request, "mentorship/sign_agreement.html", context)
