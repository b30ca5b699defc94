"""What the catalogue decides: how fresh a statement is (R-45), what several say together, who builds mentoring.

Pure functions over plain facts. Each answer can be unknown, and carries its reasons in words fit for a page. Unknown
never counts as no.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from playbook.vocabulary import FactKind, SupportMode
from programs.calendar import add_months
from programs.numbers import FRESH_MONTHS, LOOK_BACK_YEARS, SAME_TIME_MONTHS, USUAL_LOOK_BACK_YEARS

YES, PARTIAL, NO, UNKNOWN = "yes", "partial", "no", "unknown"

BEHIND_THE_MODE = (FactKind.MENTORING_STRUCTURE, FactKind.FACULTY_CREDIT)
STRENGTHS = (FactKind.VOLUME, FactKind.AUTONOMY, FactKind.LOW_BUREAUCRACY, FactKind.ATTENDING_ACCESS)
GAPS = (
    FactKind.SUBSPECIALISTS,
    FactKind.PROTECTED_TIME,
    FactKind.RESEARCH_SUPPORT,
    FactKind.IN_HOUSE_FELLOWSHIPS,
)


@dataclass(frozen=True)
class Freshness:
    """`is_fresh`: True, False (stale), None (no usable date). `counts`: still inside the look-back of its kind."""

    is_fresh: bool | None
    counts: bool
    reason: str


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
    usable = [(fact, freshness(fact.as_of, today, kind=kind)) for fact in facts]
    usable = [(fact, fresh) for fact, fresh in usable if fresh.counts]
    said = [(fact, fresh) for fact, fresh in usable if fact.value != UNKNOWN]
    if not said:
        why = "Nobody has looked yet."
        if usable:
            why = "Looked into, and not found out."
        elif facts:
            why = "What is recorded is too old to count."
        return Reading(UNKNOWN, None, False, why)
    newest = max(fact.as_of for fact, _ in said)
    same_time = [(fact, fresh) for fact, fresh in said if add_months(fact.as_of, SAME_TIME_MONTHS) > newest]
    is_fresh = any(fresh.is_fresh for _, fresh in same_time)
    if len({fact.value for fact, _ in same_time}) > 1:
        return Reading(UNKNOWN, is_fresh, True, "Sources of the same time disagree, so neither counts.")
    reason = next(fresh.reason for fact, fresh in same_time if fact.as_of == newest)
    return Reading(same_time[0][0].value, is_fresh, False, reason)


@dataclass(frozen=True)
class Mode:
    """Who builds the mentoring here, why we say so, and what to ask to be surer."""

    mode: SupportMode
    reasons: tuple[str, ...]
    ask: str = ""
    is_override: bool = False


def support_mode(readings: dict[str, Reading], *, override: str = "", override_reason: str = "") -> Mode:
    """S0-0.1, from the readings by fact kind. The structure decides; time for mentors tells full from half supplied.

    A structure with neither paid time nor credit is half supplied; with time unknown it counts as
    supplied, and the page says what to ask. No usable word about the structure leaves the mode unknown.
    """
    derived = _derived_mode(readings)
    if override and override_reason:
        label = SupportMode(override).label
        reasons = (
            f"{label}, say our editors: {override_reason}",
            f"By the facts alone: {derived.mode.label.lower()}.",
        )
        return Mode(SupportMode(override), reasons, derived.ask, is_override=True)
    return derived


def _derived_mode(readings):
    nothing = Reading(UNKNOWN, None, False, "Nobody has looked yet.")
    structure = readings.get(FactKind.MENTORING_STRUCTURE, nothing)
    times = [readings.get(kind, nothing) for kind in (FactKind.PROTECTED_TIME, FactKind.FACULTY_CREDIT)]
    old = () if structure.is_fresh is not False else (f"Mentoring structure: {structure.reason}",)
    if structure.value == UNKNOWN:
        ask = "Who assigns mentors here, when, and how is it checked that they meet?"
        return Mode(SupportMode.UNKNOWN, (f"Mentoring structure: {structure.reason}",), ask)
    if structure.value == NO:
        return Mode(SupportMode.SELF_BUILT, ("The program assigns no mentors.", *old))
    if structure.value == PARTIAL:
        ask = "Which residents get an assigned mentor, and for how long?"
        return Mode(SupportMode.MIXED, ("The program arranges a part of it.", *old), ask)
    if any(time.value in (YES, PARTIAL) for time in times):
        words = "The program arranges mentoring, and mentors get time or credit for it."
        return Mode(SupportMode.STRUCTURED, (words, *old))
    if all(time.value == NO for time in times):
        words = "There is a structure, on the mentors' own time: no paid hours and no credit."
        return Mode(SupportMode.MIXED, (words, *old), "Who keeps it going when a mentor gets busy?")
    words = "The program arranges mentoring. Whether mentors get time for it is not known yet."
    return Mode(SupportMode.STRUCTURED, (words, *old), "Do mentors get paid time or credit for it?")
