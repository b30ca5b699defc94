"""Who is owed a reminder today (K-01, K-06). Asked broadly and often: the keys make each mail once-only.

Days are those of the resident's own time zone; mail leaves in their own morning.
"""

from datetime import timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.utils import timezone

from accounts import outbox
from plans import numbers
from plans.models import CheckIn, Milestone, Plan
from plans.rules.quarters import step_due

ANYWHERE = timedelta(days=1)  # today differs by at most a day between two time zones
CHUNK = 2000


def owe(now):
    """Write down every reminder that is owed at this moment. Returns how many are new."""
    return owe_checkins(now) + owe_items(now)


def owe_checkins(now):
    """K-01: one mail per check-in and step, of missed steps only the latest. One query, one insert per 2,000."""
    return outbox.put_many(_owed_checkins(now))


def _owed_checkins(now):
    today = now.date()
    rows = (
        CheckIn.objects.filter(
            sent_at=None,
            skipped=False,
            plan__state=Plan.State.ACTIVE,
            plan__resident__is_active=True,
            opens_on__lte=today + ANYWHERE,
            late_on__gt=today - timedelta(days=numbers.CHECKIN_LATE_AFTER) - ANYWHERE,
        )
        .exclude(plan__resident__profile__muted_kinds__contains=["checkin_due"])
        .values_list(
            "pk",
            "plan_id",
            "quarter",
            "opens_on",
            "due_on",
            "late_on",
            "postponed_until",
            "plan__resident_id",
            "plan__resident__profile__time_zone",
        )
    )
    day = _days(now)
    for pk, plan, quarter, opens, due, late, postponed, who, zone in rows.iterator(chunk_size=CHUNK):
        step = step_due(opens_on=opens, due_on=due, late_on=late, today=day(zone), postponed_until=postponed)
        if step:
            yield outbox.Owed(
                "checkin_due",
                key=f"checkin:{plan}:{quarter}:{step}",
                to_user=who,
                about=f"checkin:{pk}",
                data={"checkin": pk, "step": step},
                send_after=outbox.next_morning(zone, now, spread_by=who),
            )


def owe_items(now):
    """K-06: once a week, to residents with dates that are near or have passed. Silent in the first 30 days."""
    return outbox.put_many(_owed_items(now))


def _owed_items(now):
    today = now.date()
    waiting = (
        Milestone.objects.filter(
            done_on=None,
            dropped_on=None,
            due_on__lt=today + timedelta(days=numbers.DUE_SOON_WITHIN),
            plan__state=Plan.State.ACTIVE,
            plan__resident__is_active=True,
            plan__starts_on__lte=today - timedelta(days=numbers.JUST_STARTED_FOR),
            plan__created_at__lte=now - timedelta(days=numbers.JUST_STARTED_FOR),
        )
        .exclude(plan__resident__profile__muted_kinds__contains=["items_due"])
        .order_by()
        .values_list("plan_id", "plan__resident_id", "plan__resident__profile__time_zone")
        .distinct()
    )
    for plan, who, zone in waiting.iterator(chunk_size=CHUNK):
        morning = outbox.next_morning(zone, now, spread_by=who)
        year, week, _ = morning.astimezone(_zone(zone)).isocalendar()
        yield outbox.Owed(
            "items_due",
            key=f"items:{plan}:{year}-{week:02}",
            to_user=who,
            about=f"plan:{plan}",
            data={"plan": plan},
            send_after=morning,
        )


def items_waiting(plans):
    """{plan id: (due soon, passed)} for these plans, in one query."""
    today = timezone.localdate()
    rows = (
        Milestone.objects.filter(plan__in=list(plans), done_on=None, dropped_on=None)
        .order_by()
        .values("plan_id")
        .annotate(
            soon=Count(
                "pk",
                filter=Q(due_on__gte=today, due_on__lt=today + timedelta(days=numbers.DUE_SOON_WITHIN))
                & Q(opens_on__lte=today),
            ),
            passed=Count("pk", filter=Q(due_on__lt=today)),
        )
    )
    return {row["plan_id"]: (row["soon"], row["passed"]) for row in rows}


def _days(now):
    """Today by zone name, each zone asked once per run."""

    @cache
    def day(zone):
        return now.astimezone(_zone(zone)).date()

    return day


@lru_cache(maxsize=64)
def _zone(name):
    return ZoneInfo(name)
