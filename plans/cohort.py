"""A program's residents for its director: states, dates and counts (R-41), in one query. There is no word to leak.

Who counts as a core mentor, and when somebody was last met, is decided where the team page decides it. Days are the
reader's own: the view runs in their time zone.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    Case,
    CharField,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    FilteredRelation,
    Min,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import JSONObject, Least
from django.utils import timezone

from mentorship.coverage import core_count_of, last_met_of
from plans import numbers
from plans.models import CheckIn, Leave, Milestone, Plan
from plans.rules.look import Look, needs_a_look
from programs.calendar import pgy, training_month
from programs.models import Membership

# One letter a check-in, so that a whole strip travels as one short text.
MARKS = {"s": "sent", "o": "open", "l": "late", "n": "none", "a": "ahead"}


@dataclass(frozen=True, slots=True)
class Row:
    """One resident as the director sees them. `month` is 0 before training and None without a plan."""

    membership_id: int
    resident_id: int
    name: str
    pgy: int
    month: int | None
    strip: tuple[str, ...]
    last_met_on: date | None
    core_mentors: int
    done: int
    asked_so_far: int
    overdue: int
    next_due_on: date | None
    look: Look

    @property
    def sent(self):
        return self.strip.count("sent")

    @property
    def opened(self):
        """Check-ins whose time has come, sent ones included."""
        return len(self.strip) - self.strip.count("ahead")

    @property
    def checkin(self):
        """The state of the check-in that matters now: late, open or nothing."""
        return "late" if "late" in self.strip else "open" if "open" in self.strip else ""


def cohort(residencies, today):
    """One row for each of these residencies (Membership rows), those who need a look first, then by name."""
    rows = [_row(values, today) for values in _facts(residencies, today)]
    return sorted(rows, key=lambda row: (not row.look.needed, row.name.casefold(), row.membership_id))


def _facts(residencies, today):
    of_plan = OuterRef("plan__pk")
    of_resident = OuterRef("user")
    return (
        residencies.annotate(plan=FilteredRelation("plans", condition=~Q(plans__state=Plan.State.ENDED)))
        .annotate(
            strip=Subquery(_strip(today).filter(plan=of_plan).values("marks"), output_field=CharField()),
            milestones=Subquery(_milestones(today).filter(plan=of_plan).values("found")),
            away=Subquery(_days_away(today).filter(plan=of_plan).values("days")),
            last_met_at=last_met_of(of_resident),
            core=core_count_of(of_resident),
        )
        .values(
            "pk", "user_id", "user__full_name", "entry_pgy", "started_on", "strip", "milestones", "away",
            "last_met_at", "core", plan_starts_on=F("plan__starts_on"), plan_entry_pgy=F("plan__entry_pgy"),
        )
    )  # fmt: skip


def _strip(today):
    """The same states as rules.quarters.checkin_state, said in SQL; a test holds the two together."""
    over = today - timedelta(days=numbers.CHECKIN_LATE_FOR)
    mark = Case(
        When(sent_at__isnull=False, then=Value("s")),
        When(Q(skipped=True) | Q(late_on__lte=over), then=Value("n")),
        When(opens_on__gt=today, then=Value("a")),
        When(plan__state=Plan.State.PAUSED, then=Value("n")),
        When(late_on__gt=today, then=Value("o")),
        default=Value("l"),
    )
    return CheckIn.objects.order_by().values("plan").annotate(marks=StringAgg(mark, "", order_by="quarter"))


def _milestones(today):
    begun = Q(opens_on__lte=today) | Q(done_on__isnull=False)
    open_ = Q(done_on=None, dropped_on=None)
    return (
        Milestone.objects.order_by()
        .values("plan")
        .annotate(
            found=JSONObject(
                done=Count("pk", filter=Q(done_on__isnull=False)),
                asked=Count("pk", filter=begun & Q(dropped_on=None)),
                overdue=Count("pk", filter=open_ & Q(due_on__lt=today)),
                next=Min("due_on", filter=open_ & Q(due_on__gte=today)),
            )
        )
    )


def _days_away(today):
    """Days of leave up to today, first and last included."""
    length = Least(F("ends_on"), Value(today)) - F("starts_on") + Value(timedelta(days=1))
    return (
        Leave.objects.filter(starts_on__lte=today)
        .order_by()
        .values("plan")
        .annotate(days=Sum(ExpressionWrapper(length, DurationField())))
    )


def _row(v, today):
    begun = v["plan_starts_on"]
    away = v["away"].days if v["away"] else 0
    starts_on = begun or v["started_on"]
    month = training_month(starts_on, today, days_away=away)
    strip = tuple(MARKS[mark] for mark in v["strip"] or "")
    found = v["milestones"] or {"done": 0, "asked": 0, "overdue": 0, "next": None}
    look = needs_a_look(
        days_since_start=(today - begun).days if begun else None,
        month=month,
        late_checkins=strip.count("late"),
        overdue_items=found["overdue"],
        core_mentors=v["core"],
    )
    return Row(
        membership_id=v["pk"],
        resident_id=v["user_id"],
        name=v["user__full_name"],
        pgy=pgy(month, entry_pgy=v["plan_entry_pgy"] or v["entry_pgy"]),
        month=month if begun else None,
        strip=strip,
        last_met_on=timezone.localdate(v["last_met_at"]) if v["last_met_at"] else None,
        core_mentors=v["core"],
        done=found["done"],
        asked_so_far=found["asked"],
        overdue=found["overdue"],
        next_due_on=date.fromisoformat(found["next"]) if found["next"] else None,
        look=look,
    )


def residents_of(program, today):
    """The residencies of a program that run today."""
    return Membership.objects.residents().current(today).filter(program=program)
