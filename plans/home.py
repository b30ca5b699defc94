"""What the first page of each role needs, gathered in a few queries and handed to the rules. Reads only."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from mentorship.models import Meeting, Message, Need, Relationship
from mentorship.models.meetings import HELD
from mentorship.models.relationships import OPEN_STATUSES, WORKING_STATUSES
from plans import wins
from plans.access import visible_plans
from plans.chips import short_day
from plans.models import Plan
from plans.rules.next_step import Facts, Step, next_step
from plans.timeline import milestone_row, strip_state
from plans.whole import whole
from playbook.vocabulary import Function, MeetingOutcome, RelationshipStatus, Ring

ALSO_AT_MOST = 4
SINCE_AT_MOST = 5
MEETINGS_AHEAD = timedelta(days=31)
MEETINGS_BACK = timedelta(days=120)
WAITING_FOR_ANSWER = ["sent", "reminded", "go_between"]


def door(name, *args):
    """The address of a page, or "" while that page is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@dataclass(slots=True)
class Line:
    """A row of one of the panels."""

    title: str
    url: str = ""
    glyph: str = "flag"
    notes: tuple = ()
    row: object = None  # a milestone, when the three answers belong beside it
    action: str = ""


@dataclass(slots=True)
class Month:
    """A resident's page."""

    plan: Plan | None
    step: Step
    strip: list = field(default_factory=list)
    month: int = 0
    pgy: int = 0
    also: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    team: list = field(default_factory=list)
    wins: list = field(default_factory=list)
    since: object = None
    has_needs: bool = False
    mentors: int = 0
    starts_on: object = None


def month_of(user, today, now):
    """A resident's month: the one next thing, a few others, who is asked, the team, what happened since."""
    has_needs = Need.objects.filter(owner=OuterRef("resident"), state=Need.State.OPEN)
    running = visible_plans(user).exclude(state=Plan.State.ENDED).annotate(has_needs=Exists(has_needs))
    plan = next(iter(whole(running, "leaves", "milestones", "checkins", "outputs")), None)
    ties = ties_of(user)
    if plan is None:
        has_needs = Need.objects.filter(owner=user, state=Need.State.OPEN).exists()
        step = next_step(Facts(has_needs=has_needs, has_plan=False))
        return Month(None, step, has_needs=has_needs, team=_team(ties, {}, {}, today), mentors=len(ties))
    plan.resident = user
    meetings = _meetings(ties, now)
    checkins = list(plan.checkins.all())
    for checkin in checkins:
        strip_state(plan, checkin, today)
    rows = [
        milestone_row(item, today) for item in plan.milestones.all() if not (item.done_on or item.dropped_on)
    ]
    facts = _facts(plan, ties, meetings, checkins, rows, today, now)
    step = next_step(facts)
    current = next((c for c in checkins if c.strip_class in ("open", "late")), None)
    since = wins.since(checkins, current or _first_ahead(checkins)) if checkins else plan.starts_on
    return Month(
        plan,
        step,
        strip=checkins,
        month=facts.month,
        pgy=plan.pgy(today),
        also=_also(step, rows, meetings, current, today, now),
        waiting=_waiting(ties, today),
        team=_team(ties, *_nearest(meetings, now), today),
        wins=wins.wins_from(plan, [m for m in meetings if m.outcome in HELD], since, today)[:SINCE_AT_MOST],
        since=since,
        has_needs=facts.has_needs,
        mentors=len(ties),
        starts_on=plan.starts_on,
    )


def ties_of(user):
    """Everyone this resident works with or has asked, with the day of the last message."""
    last = Message.objects.filter(relationship=OuterRef("pk"), state__in=WAITING_FOR_ANSWER).order_by(
        "-sent_on"
    )
    return list(
        Relationship.objects.filter(mentee=user, status__in=OPEN_STATUSES)
        .select_related("mentor")
        .annotate(asked_on=Subquery(last.values("sent_on")[:1]))
    )


def _meetings(ties, now):
    """The meetings of these ties, some months back and one ahead, without another look at who they are with."""
    by_pk = {tie.pk: tie for tie in ties}
    found = Meeting.objects.filter(
        relationship__in=by_pk, starts_at__gt=now - MEETINGS_BACK, starts_at__lt=now + MEETINGS_AHEAD
    ).order_by("starts_at")
    meetings = list(found)
    for meeting in meetings:
        meeting.relationship = by_pk[meeting.relationship_id]
    return meetings


def _facts(plan, ties, meetings, checkins, rows, today, now):
    current = next((c for c in checkins if c.strip_class in ("open", "late")), None)
    put_off = current is not None and current.postponed_until is not None and current.postponed_until > today
    passed = sorted((r for r in rows if r.words == "Late"), key=lambda r: r.day)
    soon = sorted((r for r in rows if r.state == "soon"), key=lambda r: r.day)
    open_ = sorted(
        (r for r in rows if r.state in ("open", "moving") and r.item.opens_on <= today), key=lambda r: r.day
    )
    return Facts(
        has_needs=plan.has_needs,
        has_plan=True,
        plan_begun=plan.starts_on <= today,
        checkin=None if put_off else current,
        checkin_is_late=current is not None and current.strip_class == "late",
        unconfirmed=next(
            (m for m in meetings if m.outcome == MeetingOutcome.PLANNED and m.starts_at < now), None
        ),
        overdue=passed[0] if passed else None,
        core_mentors=sum(t.ring == Ring.CORE and t.status == RelationshipStatus.ACTIVE for t in ties),
        asked=sum(t.status in (RelationshipStatus.ASKED, RelationshipStatus.TRIAL) for t in ties),
        month=plan.month(today),
        due_soon=soon[0] if soon else None,
        open_item=open_[0] if open_ else None,
    )


def _also(step, rows, meetings, current, today, now):
    """At most four more lines: what has passed, what is near, what moves, and the meetings ahead."""
    lines = []
    if current is not None and step.thing is not current:
        lines.append(
            (
                current.due_on,
                Line(
                    current.name,
                    door("plans:checkin", current.pk),
                    "checks",
                    (f"Due {short_day(current.due_on, today)}",),
                    action="Open",
                ),
            )
        )
    order = {"late": 0, "soon": 1, "stuck": 2, "moving": 3, "open": 4}
    near = sorted(
        (r for r in rows if r.state in order and r is not step.thing), key=lambda r: (order[r.state], r.day)
    )
    for row in near[:ALSO_AT_MOST]:
        lines.append((row.day, Line(row.title, row.url, row.glyph, (row.when,), row)))
    for meeting in meetings:
        if meeting.outcome == MeetingOutcome.PLANNED and meeting.starts_at >= now:
            start = timezone.localtime(meeting.starts_at)
            notes = (meeting.starts_at, meeting.place)
            name = meeting.relationship.mentor.name
            lines.append(
                (
                    start.date(),
                    Line(
                        f"Meet {name}",
                        door("mentorship:meeting", meeting.pk),
                        "cal",
                        notes,
                        action="Open agenda",
                    ),
                )
            )
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])[:ALSO_AT_MOST]]


def _waiting(ties, today):
    lines = []
    for tie in ties:
        if tie.status == RelationshipStatus.ASKED:
            notes = (f"Sent {short_day(tie.asked_on or tie.status_since, today)}",)
            url = door("mentorship:relationship", tie.pk)
            lines.append(Line(f"{tie.mentor.name} has your message", url, "wait", notes, action="See it"))
    return lines


def _nearest(meetings, now):
    """({tie: next meeting}, {tie: last held meeting})."""
    ahead, held = {}, {}
    for meeting in meetings:
        if meeting.outcome in HELD:
            held[meeting.relationship_id] = meeting
        elif meeting.outcome == MeetingOutcome.PLANNED and meeting.starts_at >= now:
            ahead.setdefault(meeting.relationship_id, meeting)
    return ahead, held


def _team(ties, ahead, held, today):
    lines = []
    for tie in ties:
        if tie.status not in WORKING_STATUSES or tie.ring != Ring.CORE:
            continue
        what = ", ".join(Function(name).label for name in tie.functions[:2])
        when = ""
        if tie.pk in ahead:
            when = f"next {short_day(timezone.localtime(ahead[tie.pk].starts_at), today)}"
        elif tie.pk in held:
            when = f"met {short_day(timezone.localtime(held[tie.pk].starts_at), today)}"
        lines.append(
            Line(
                tie.mentor.name,
                door("mentorship:relationship", tie.pk),
                "user",
                tuple(filter(None, (what, when))),
            )
        )
    return lines


def _first_ahead(checkins):
    return next((c for c in checkins if c.strip_class == "ahead"), checkins[-1])
