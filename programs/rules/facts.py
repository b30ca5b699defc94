"""How fresh a dated statement is (R-45), and what several statements of one kind say together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from programs.calendar import add_months
from programs.numbers import FRESH_MONTHS, LOOK_BACK_YEARS, SAME_TIME_MONTHS, USUAL_LOOK_BACK_YEARS

YES, PARTIAL, NO, UNKNOWN = "yes", "partial", "no", "unknown"


@dataclass(frozen=True)
class Freshness:
    """`is_fresh`: True, False (stale), None (no usable date). `counts`: still inside the look-back of its kind."""

    is_fresh: bool | None
    counts: bool
    reason: str


@lru_cache(maxsize=4096)
def freshness(as_of: date | None, today: date, *, kind: str = "") -> Freshness:
    """R-45. A date in the future is no date: forms refuse it, and here it makes the statement unusable."""
    if as_of is None:
        return Freshness(None, False, "It has no date.")
    if as_of > today:
        return Freshness(None, False, "Its date is in the future.")
    years = LOOK_BACK_YEARS.get(kind, USUAL_LOOK_BACK_YEARS)
    if add_months(as_of, 12 * years) < today:
        return Freshness(False, False, f"Older than {years} years, so it is shown and no longer counted.")
    if add_months(as_of, FRESH_MONTHS) < today:
        return Freshness(False, True, f"Older than {FRESH_MONTHS} months. Ask whether it still holds.")
    return Freshness(True, True, f"From the past {FRESH_MONTHS} months.")


@dataclass(frozen=True)
class Reading:
    """What the statements of one kind say together. `value` is yes, partial, no or unknown."""

    value: str
    is_fresh: bool | None
    disagree: bool
    reason: str


def read_together(facts: Iterable, today: date, *, kind: str = "") -> Reading:
    """The newest statements decide; older ones tell of an earlier time. Statements of the same time that contradict
    each other decide nothing. Facts have `.value` and `.as_of`; one whose value is "unknown" contradicts nobody.
    """
    facts = list(facts)
    if len(facts) == 1:
        return _alone(facts[0].value, facts[0].as_of, today, kind)
    usable = [(fact, freshness(fact.as_of, today, kind=kind)) for fact in facts]
    usable = [(fact, fresh) for fact, fresh in usable if fresh.counts]
    said = [(fact, fresh) for fact, fresh in usable if fact.value != UNKNOWN]
    if not said:
        why = LOOKED_INTO if usable else TOO_OLD if facts else "Nobody has looked yet."
        return Reading(UNKNOWN, None, False, why)
    if len(said) == 1:
        fact, fresh = said[0]
        return Reading(fact.value, bool(fresh.is_fresh), False, fresh.reason)
    newest = max(fact.as_of for fact, _ in said)
    same_time = [(fact, fresh) for fact, fresh in said if add_months(fact.as_of, SAME_TIME_MONTHS) > newest]
    is_fresh = any(fresh.is_fresh for _, fresh in same_time)
    if len({fact.value for fact, _ in same_time}) > 1:
        return Reading(UNKNOWN, is_fresh, True, "Sources of the same time disagree, so neither counts.")
    reason = next(fresh.reason for fact, fresh in same_time if fact.as_of == newest)
    return Reading(same_time[0][0].value, is_fresh, False, reason)


LOOKED_INTO, TOO_OLD = "Looked into, and not found out.", "What is recorded is too old to count."


@lru_cache(maxsize=4096)
def _alone(value, as_of, today, kind):
    """What a single statement says, which is what most kinds have."""
    fresh = freshness(as_of, today, kind=kind)
    if not fresh.counts:
        return Reading(UNKNOWN, None, False, TOO_OLD)
    if value == UNKNOWN:
        return Reading(UNKNOWN, None, False, LOOKED_INTO)
    return Reading(value, bool(fresh.is_fresh), False, fresh.reason)
