"""What happened so far: plans with past dates kept, check-ins sent, meetings held."""

from datetime import UTC, datetime, time, timedelta
from random import Random

from config.demo import words
from mentorship.models import Meeting, Relationship
from plans.actions.starting import start_plan
from plans.models import CheckIn, CheckInReader, Milestone
from playbook.vocabulary import Cadence, Channel, MeetingOutcome, MeetingType, RelationshipStatus, Ring

MEETING_EVERY = {"career": 85, "project": 60, "day_to_day": 40}
AT_NOON = time(17, 10)  # UTC: shortly after noon in the east


def at(day, clock=AT_NOON):
    return datetime.combine(day, clock, UTC)


def make_tie(resident, card, functions, started_on, today, *, status=RelationshipStatus.ACTIVE, **fields):
    """A working relationship with its agreement, and a meeting every few weeks until today (or `quiet_since`)."""
    quiet_since = fields.pop("quiet_since", None)
    purpose, outcome = words.AGREEMENTS[functions[0]]
    tie = Relationship.objects.create(
        mentee=resident,
        mentor=card,
        functions=list(functions),
        status=status,
        status_since=quiet_since or started_on,
        started_on=started_on,
        purpose=purpose,
        channel=Channel.EMAIL,
        cadence=Cadence.EVERY_2_MONTHS if functions[0] == "project" else Cadence.QUARTERLY,
        outcome=outcome,
        outcome_due_on=today + timedelta(days=200),
        mentee_part="I send a draft two days ahead and keep the list of what we decided.",
        agreed_on=started_on + timedelta(days=14),
        agreement_sent_on=started_on + timedelta(days=14),
        mentor_signed_at=at(started_on + timedelta(days=16)),
        review_on=today + timedelta(days=90),
        **fields,
    )
    step = MEETING_EVERY.get(functions[0], 90)
    last = quiet_since or today - timedelta(days=9)
    days = range(7, max((last - started_on).days, 8), step)
    Meeting.objects.bulk_create(_held(tie, started_on + timedelta(days=n), first=n == 7) for n in days)
    return tie


def weekday(day):
    """This day, or the Monday after a weekend."""
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def _held(tie, day, *, first):
    day = weekday(day)
    return Meeting(
        relationship=tie,
        kind=MeetingType.FIRST if first else MeetingType.REGULAR,
        starts_at=at(day),
        place="Cafeteria, level 2",
        outcome=MeetingOutcome.HELD,
        confirmed_at=at(day + timedelta(days=1)),
        confirmed_via=Meeting.ConfirmedVia.LINK,
        confirmed_by_mentor=True,
        shared_notes=words.MEETING_NOTES[day.toordinal() % len(words.MEETING_NOTES)],
    )


def plan_next_meeting(tie, day, **fields):
    return Meeting.objects.create(
        relationship=tie, starts_at=at(weekday(day)), place="Cafeteria, level 2", **fields
    )


def make_plan(membership, today, *, leave_overdue=0, late_checkins=0, seed=1):
    """A plan begun on the first day of training, with what was due by now done, but for what is left out on purpose."""
    plan = start_plan(
        membership=membership,
        starts_on=membership.started_on,
        years=3,
        by=membership.user,
        today=membership.started_on,
        now=at(membership.started_on),
    )
    _keep_dates(plan, today, leave_overdue, Random(seed))  # noqa: S311  (the demo repeats itself)
    _send_checkins(plan, today, late_checkins)
    return plan


def _keep_dates(plan, today, leave_overdue, chance):
    past = list(plan.milestones.filter(due_on__lt=today).order_by("due_on", "position"))
    for milestone in past[: len(past) - leave_overdue]:
        milestone.done_on = milestone.due_on - timedelta(days=chance.randint(3, 40))
        milestone.evidence = words.EVIDENCE.get(milestone.code, "Done and written down.")
    current = plan.milestones.filter(opens_on__lte=today, due_on__gte=today).order_by("due_on", "position")
    for milestone in current[1:2]:
        milestone.progress = Milestone.Progress.MOVING
        milestone.save(update_fields=["progress"])
    Milestone.objects.bulk_update(past, ["done_on", "evidence"])


def _send_checkins(plan, today, late):
    past = list(plan.checkins.filter(due_on__lt=today - timedelta(days=3)).order_by("quarter"))
    for checkin in past[: len(past) - late]:
        done, following, question = words.CHECKINS[checkin.quarter % len(words.CHECKINS)]
        checkin.done, checkin.next, checkin.questions = done, following, question
        checkin.sent_at = at(checkin.due_on - timedelta(days=checkin.quarter % 5 + 1))
    CheckIn.objects.bulk_update(past, ["done", "next", "questions", "sent_at"])


def add_readers(plan):
    """Each sent check-in went to the mentors of the time, who pressed "read"."""
    ties = list(Relationship.objects.filter(mentee=plan.resident, ring=Ring.CORE).working())
    CheckInReader.objects.bulk_create(
        CheckInReader(
            checkin=checkin,
            relationship=tie,
            added_at=checkin.sent_at,
            read_at=checkin.sent_at + timedelta(days=2),
        )
        for checkin in plan.checkins.exclude(sent_at=None)
        for tie in ties
        if tie.started_on < checkin.sent_at.date()
    )
