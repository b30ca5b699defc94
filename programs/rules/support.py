"""Who builds the mentoring at a program (S0-0.1), and the fact kinds shown as strengths beside gaps."""

from collections.abc import Iterable
from dataclasses import dataclass

from playbook.vocabulary import FactKind, SupportMode, TimeBasis
from programs.rules.facts import NO, PARTIAL, UNKNOWN, YES, Reading

BEHIND_THE_MODE = (FactKind.MENTORING_STRUCTURE, FactKind.FACULTY_CREDIT)
TIME_BASES = {
    TimeBasis.PROTECTED.value: YES,
    TimeBasis.CREDITED.value: PARTIAL,
    TimeBasis.VOLUNTEER.value: NO,
}
STRENGTHS = (FactKind.VOLUME, FactKind.AUTONOMY, FactKind.LOW_BUREAUCRACY, FactKind.ATTENDING_ACCESS)
GAPS = (
    FactKind.SUBSPECIALISTS,
    FactKind.PROTECTED_TIME,
    FactKind.RESEARCH_SUPPORT,
    FactKind.IN_HOUSE_FELLOWSHIPS,
)


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


def time_given(bases: Iterable[str]) -> str:
    """S0-3.6. On whose time mentoring happens, by what people said: paid time is a yes, credit a part, own time a no;
    voices that differ make a part. Unknown when nobody knows.
    """
    said = {basis for basis in bases if basis in TIME_BASES}
    if len(said) > 1:
        return PARTIAL
    return TIME_BASES[said.pop()] if said else UNKNOWN


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
