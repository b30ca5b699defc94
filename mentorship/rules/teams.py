"""A team: what is covered (R-16), how big it is (R-17), whether one holds it all (R-18), who has room (R-29)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mentorship import numbers
from mentorship.rules.findings import Finding
from playbook.vocabulary import Function, Origin
from playbook.vocabulary import RelationshipStatus as S

# Best first: what a need counts as when several people hold it.
ORDER = ("covered", "unknown", "trial", "asked", "quiet", "paper", "prospect", "gap")


@dataclass(frozen=True)
class TieFacts:
    """What the coverage rule reads of one relationship. Days are dates in the resident's calendar."""

    mentor: int
    status: str
    functions: tuple[str, ...]
    cadence_days: int | None = None
    last_met_on: date | None = None
    origin: str = Origin.CHOSEN_IN_PROGRAM
    purpose: str = ""
    next_contact_on: date | None = None
    advocated_on: date | None = None
    advocacy_is_kept: bool = False  # False: nobody writes down advocacy yet, so its absence says nothing
    need: int | None = None


def coverage_of(tie: TieFacts, function: str, today: date) -> Finding:
    """What this tie is worth for this function today: state "covered", "trial", "asked", "quiet", "paper", "prospect",
    "unknown" or "gap"."""
    if function not in tie.functions:
        return Finding(False, state="gap")
    if tie.origin == Origin.ORGANIC and tie.status in (S.TRIAL, S.ACTIVE) and tie.purpose:
        if tie.next_contact_on and tie.next_contact_on >= today:
            return Finding(True, state="covered")
        if tie.status == S.TRIAL:
            return Finding(False, ("Set a day to be in touch next, and it counts.",), "trial")
    if tie.status in STANDING:
        return Finding(False, (STANDING[tie.status][1],), STANDING[tie.status][0])
    if tie.status != S.ACTIVE:
        return Finding(False, state="gap")
    if function == Function.SPONSORSHIP:
        return _sponsor(tie, today)
    return _met(tie, today)


STANDING = {
    S.PROSPECT: ("prospect", "Not asked yet."),
    S.ASKED: ("asked", "Asked, no answer yet."),
    S.TRIAL: ("trial", "You are trying it out."),
    S.REPAIRING: ("trial", "You are putting it right."),
    S.NOMINAL: ("paper", "On paper, with nothing agreed yet."),
    S.STALLED: ("quiet", "It has gone quiet."),
    S.PAUSED: ("quiet", "It is paused."),
}


def _sponsor(tie, today):
    if tie.advocated_on is not None:
        spoke = (today - tie.advocated_on).days <= numbers.ADVOCACY_HOLDS
        return Finding(
            spoke, () if spoke else ("Nobody spoke up for you in a year.",), "covered" if spoke else "quiet"
        )
    if tie.advocacy_is_kept:
        return Finding(False, ("Nobody spoke up for you yet.",), "quiet")
    return Finding(None, ("Whether they spoke up for you is not known.",), "unknown")


def _met(tie, today):
    if tie.last_met_on is None:
        return Finding(False, ("You have not met yet.",), "quiet")
    if tie.cadence_days is None:
        recent = (today - tie.last_met_on).days <= numbers.DAYS_WITHOUT_RHYTHM
        if recent:
            return Finding(True, state="covered")
        return Finding(None, ("No rhythm is agreed, so it is hard to say.",), "unknown")
    if today <= tie.last_met_on + timedelta(days=numbers.RHYTHMS_BEFORE_UNCOVERED * tie.cadence_days):
        return Finding(True, state="covered")
    return Finding(False, (f"You last met on {tie.last_met_on:%b} {tie.last_met_on.day}.",), "quiet")


def need_coverage(
    functions: Iterable[str], ties: Iterable[TieFacts], today: date, *, need: int | None = None
) -> Finding:
    """The best that any tie does for any of the functions; a tie made for this need counts with all it holds."""
    functions = set(functions)
    best = Finding(False, ("Nobody yet.",), "gap")
    for tie in ties:
        held = set(tie.functions) if need is not None and tie.need == need else functions & set(tie.functions)
        for function in held:
            found = coverage_of(tie, function, today)
            if ORDER.index(found.state) < ORDER.index(best.state):
                best = found
    return best


def core_size(count: int, *, month: int | None, at_most: int = numbers.CORE_AT_MOST) -> Finding:
    """Two or three people in the core. Month is the month of training, 1-based; None when there is no training date.

    State: "ok", "early", "few" (alert), "many" (advice) or "unknown".
    """
    if count > at_most:
        return Finding(
            False,
            (f"{count} people are a lot to keep up with. Think about moving one to the wider circle.",),
            "many",
        )
    if count >= numbers.CORE_AT_LEAST:
        return Finding(True, state="ok")
    if month is None:
        return Finding(None, ("Two or three people in the core are enough.",), "unknown")
    if month <= numbers.CORE_EXPECTED_AFTER_MONTHS:
        return Finding(True, ("Two or three people in the core by the end of month 6 are enough.",), "early")
    have = "Nobody is" if count == 0 else "One person is"
    return Finding(False, (f"{have} in your core team. Two or three keep it steady.",), "few")


def concentration(covered: dict[str, set[int]], *, days_since_start: int | None) -> Finding:
    """Whether every covered function hangs on one mentor. `covered` maps a function to the mentors who cover it.

    Silent for the first 30 days, and when it is not known since when.
    """
    if days_since_start is None:
        return Finding(None)
    if days_since_start < numbers.SILENT_AT_FIRST or len(covered) < numbers.CONCENTRATION_FROM:
        return Finding(False)
    mentors = set().union(*covered.values())
    if len(mentors) == 1:
        return Finding(True, ("One person carries all of it. A second voice is worth having.",))
    return Finding(False)


def has_room(active: int, capacity: int | None) -> Finding:
    """Whether a mentor takes one more: full ones are not suggested; no capacity given means it is not known."""
    if capacity is None:
        return Finding(None, ("Room not known",))
    if active >= capacity:
        return Finding(False, (f"Mentors {active} of {capacity}",))
    left = capacity - active
    return Finding(True, (f"Has room for {left}",))
