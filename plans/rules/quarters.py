"""R-28: when the quarterly check-ins open, are due and count as late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plans import numbers
from programs.calendar import add_months


@dataclass(frozen=True)
class Quarter:
    """One check-in's dates. It is due on the last day of its three months."""

    number: int
    opens_on: date
    due_on: date
    late_on: date


def quarters(start: date, years: int) -> Iterator[Quarter]:
    """Every check-in of a training, four a year, counted from the resident's own first day."""
    for number in range(1, years * 12 // numbers.CHECKIN_EVERY_MONTHS + 1):
        due = add_months(start, number * numbers.CHECKIN_EVERY_MONTHS) - timedelta(days=1)
        yield Quarter(number, *around(due))


def around(due: date) -> tuple[date, date, date]:
    """(opens on, due on, late from)."""
    return (
        due - timedelta(days=numbers.CHECKIN_OPENS_BEFORE),
        due,
        due + timedelta(days=numbers.CHECKIN_LATE_AFTER),
    )


def checkin_state(
    *, opens_on: date, late_on: date, today: date, sent: bool, skipped: bool = False, running: bool = True
) -> str:
    """ "sent", "ahead", "open", "late", or "none" (never sent, and its time is over).

    A plan that is paused or ended asks for nothing: what was not sent then is "none" or "ahead", never "late".
    """
    if sent:
        return "sent"
    if skipped or today >= late_on + timedelta(days=numbers.CHECKIN_LATE_FOR):
        return "none"
    if today < opens_on:
        return "ahead"
    if not running:
        return "none"
    return "open" if today < late_on else "late"


def can_be_sent(state: str) -> bool:
    """Late is still welcome; a sent one may be revised (S0-8.1)."""
    return state in ("open", "late", "sent")


def step_due(
    *, opens_on: date, due_on: date, late_on: date, today: date, postponed_until: date | None = None
) -> str | None:
    """Which reminder of K-01 is owed: the latest whose day has come, so that missed ones are not sent in a row.

    "opens", "due", "week", "late", or "later:<day>" once a postponement has run out; None while it runs, before the
    check-in opens, and when it is no longer asked for.
    """
    if postponed_until and today < postponed_until:
        return None
    if today >= late_on + timedelta(days=numbers.CHECKIN_LATE_AFTER):
        return None  # four weeks of silence is an answer: the page and the director's list still show it
    again = due_on + timedelta(days=numbers.CHECKIN_REMIND_AGAIN_AFTER)
    steps = [(opens_on, "opens"), (due_on, "due"), (again, "week"), (late_on, "late")]
    if postponed_until:
        steps.append((postponed_until, f"later:{postponed_until.isoformat()}"))
    come = [(day, name) for day, name in sorted(steps) if day <= today]
    return come[-1][1] if come else None
