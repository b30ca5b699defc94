"""The one thing to do now. A fixed order, so that the page never argues with itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """What the choice rests on. Things stand for themselves and are handed back: an item, a check-in, a meeting."""

    has_needs: bool
    has_plan: bool
    plan_begun: bool = True
    checkin: object = None  # open or late, and not put off
    checkin_is_late: bool = False
    unconfirmed: object = None  # a meeting whose time has passed
    overdue: object = None  # the oldest item whose date has passed
    core_mentors: int = 0
    asked: int = 0  # asks that wait for an answer
    month: int = 0
    due_soon: object = None
    open_item: object = None


@dataclass(frozen=True)
class Step:
    kind: str
    thing: object = None


def next_step(facts: Facts) -> Step:
    """needs, plan, checkin, meeting, overdue, people, soon, item, or calm when nothing waits."""
    if not facts.has_needs and not facts.has_plan:
        return Step("needs")
    if not facts.has_plan:
        return Step("plan")
    if facts.checkin is not None and facts.checkin_is_late:
        return Step("checkin", facts.checkin)
    if facts.unconfirmed is not None:
        return Step("meeting", facts.unconfirmed)
    if facts.checkin is not None:
        return Step("checkin", facts.checkin)
    if not facts.has_needs:
        return Step("needs")
    if facts.overdue is not None:
        return Step("overdue", facts.overdue)
    if facts.core_mentors + facts.asked == 0:
        return Step("people")
    if facts.due_soon is not None:
        return Step("soon", facts.due_soon)
    if facts.core_mentors < 2 and facts.month > 6 and not facts.asked:
        return Step("people")
    if facts.open_item is not None:
        return Step("item", facts.open_item)
    return Step("calm")
