"""What went well since the last check-in, found in the records (S0-8.2). Facts only: no notes, no evidence texts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from mentorship.models import Meeting
from mentorship.models.meetings import HELD
from playbook.vocabulary import OutputStage

TIMES = {1: "once", 2: "twice"}
BEFORE = "Before this plan began"  # done when the plan was made is nobody's news


@dataclass(frozen=True)
class Win:
    """One line, ready to be ticked."""

    text: str
    detail: str

    @property
    def line(self):
        return f"{self.text} ({self.detail})"


def wins_between(plan, first, last):
    """Milestones done, stages reached and meetings held between two days, both included. Three queries."""
    return wins_from(plan, _held(plan, first, last), first, last)


def wins_from(plan, held, first, last):
    """The same, from meetings at hand; no query when the plan's milestones and outputs are fetched."""
    return [*_meetings(held, first, last), *_outputs(plan, first, last), *_milestones(plan, first, last)]


def since(checkins, checkin):
    """The first day that belongs to this check-in: the day after the last one that was sent, or the quarter's own."""
    before = [c for c in checkins if c.quarter < checkin.quarter]
    sent = [timezone.localtime(c.sent_at).date() for c in before if c.sent_at]
    if sent:
        return max(sent) + timedelta(days=1)
    if before:
        return max(c.due_on for c in before) + timedelta(days=1)
    return checkin.plan.starts_on


def _milestones(plan, first, last):
    found = sorted(
        (m for m in plan.milestones.all() if m.done_on and first <= m.done_on <= last),
        key=lambda m: m.done_on,
    )
    return [Win(m.title, short(m.done_on)) for m in found if m.evidence != BEFORE]


def _outputs(plan, first, last):
    found = []
    for output in plan.outputs.all():
        for stage, day in output.stages_reached.items():
            if first.isoformat() <= day <= last.isoformat() and stage not in (
                OutputStage.DROPPED,
                OutputStage.IDEA,
            ):
                words = f"{output.title}: {OutputStage(stage).label.lower()}"
                found.append((day, Win(words, short(datetime.fromisoformat(day)))))
    return [win for _, win in sorted(found, key=lambda pair: pair[0])]


def _held(plan, first, last):
    zone = timezone.get_current_timezone()
    held = Meeting.objects.filter(
        relationship__mentee=plan.resident_id,
        outcome__in=HELD,
        starts_at__gte=datetime.combine(first, time.min, tzinfo=zone),
        starts_at__lt=datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone),
    )
    return held.select_related("relationship__mentor").order_by("starts_at")


def _meetings(held, first, last):
    days = defaultdict(list)
    for meeting in held:
        day = timezone.localtime(meeting.starts_at)
        if first <= day.date() <= last:
            days[meeting.relationship.mentor.name].append(day)
    return [
        Win(f"Met {name} {TIMES.get(len(when), f'{len(when)} times')}", " and ".join(_listed(when)))
        for name, when in days.items()
    ]


def _listed(days):
    words = [short(day) for day in days]
    return [", ".join(words[:-1]), words[-1]] if len(words) > 1 else words


def short(day):
    """ "Dec 3"."""
    return f"{day:%b} {day.day}"
