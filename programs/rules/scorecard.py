"""Weak against strong support for international graduates: five features (G-07 to G-11), counted with care.

Each feature is strong, weak or unknown. How many are strong is said only while at most one is unknown, because a
count over gaps in our knowledge would read as a mark. What half exists counts as weak: these five are about
whether newcomers can rely on it. The five parts of onboarding (S3-2.2) are counted the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from playbook.vocabulary import FactKind, FactPart
from programs.rules.facts import NO, PARTIAL, UNKNOWN, YES, Reading

STRONG, WEAK = "strong", "weak"
MOST_UNKNOWN = 1
NOTHING = Reading(UNKNOWN, None, False, "Nobody has looked yet.")
FIVE_PARTS = (
    FactPart.ONBOARDING_REASONING,
    FactPart.ONBOARDING_PRESENTING,
    FactPart.ONBOARDING_NOTES,
    FactPart.ONBOARDING_CONSULTS,
    FactPart.ONBOARDING_TIME,
)


@dataclass(frozen=True)
class Cell:
    """One feature. `value` is strong, weak or unknown; `aim` says what strong looks like."""

    key: str
    label: str
    value: str
    reason: str
    aim: str
    ask: str = ""


@dataclass(frozen=True)
class Scorecard:
    cells: tuple[Cell, ...]

    @property
    def unknown(self) -> int:
        return sum(cell.value == UNKNOWN for cell in self.cells)

    @property
    def strong(self) -> int | None:
        """0 to 5, or None when two or more are unknown."""
        if self.unknown > MOST_UNKNOWN:
            return None
        return sum(cell.value == STRONG for cell in self.cells)


@dataclass(frozen=True)
class Feature:
    """How a cell is read: from the first of `read_from` that says something; with `any_yes`, one yes is enough."""

    key: str
    label: str
    read_from: tuple[tuple[str, str], ...]
    strong: str
    weak: str
    aim: str
    ask: str
    any_yes: bool = False


FEATURES = (
    Feature(
        "G-07",
        "Who mentors a newcomer",
        ((FactKind.MODEL_PRESENT, FactPart.MODEL_TIERED),),
        "Several mentors are assigned: senior, faculty, peer.",
        "One general advisor each.",
        "A senior, a faculty mentor and a peer, named in the first weeks.",
        "Who is each newcomer paired with, and in which week?",
    ),
    Feature(
        "G-08",
        "How often they meet",
        ((FactKind.BRIDGE_MONTHS, ""), (FactKind.MODEL_PRESENT, FactPart.MODEL_BRIDGE)),
        "Meetings of the first months are booked ahead.",
        "Left to the resident to arrange.",
        "Booked ahead, closest together in the first six months.",
        "Which mentor meetings of the first six months are in the calendar before they begin?",
    ),
    Feature(
        "G-09",
        "Who watches over it",
        ((FactKind.COMMITTEE, ""), (FactKind.MODEL_PRESENT, FactPart.MODEL_NETWORKED)),
        "A committee or working group does.",
        "No group has this job.",
        "A committee or a working group that meets.",
        "Which group follows how international graduates do, and when did it last meet?",
    ),
    Feature(
        "G-10",
        "What is counted",
        ((FactKind.BOARD_PASS_RATE, ""), (FactKind.FELLOWSHIP_MATCH, "")),
        "Results are followed and told.",
        "No results are followed.",
        "Boards, fellowships and visas, with figures and years.",
        "Which results do you follow: boards, fellowships, visas?",
        any_yes=True,
    ),
    Feature(
        "G-11",
        "What feedback changes",
        ((FactKind.COMMITTEE, FactPart.COMMITTEE_ACTS),),
        "When an issue comes back, the way things are done changes.",
        "Each case is handled by itself.",
        "An issue that comes back changes how things are done.",
        "What changed the last time several people had the same trouble?",
    ),
)


def scorecard(readings: Mapping[tuple[str, str], Reading]) -> Scorecard:
    """The five cells, from readings by (kind, part); part is "" for the kind itself."""
    return Scorecard(tuple(_cell(feature, readings) for feature in FEATURES))


def _cell(feature, readings):
    found = [readings.get(source, NOTHING) for source in feature.read_from]
    said = [reading for reading in found if reading.value != UNKNOWN]
    if any(reading.disagree for reading in found):
        return _made(feature, UNKNOWN, "Sources of the same time disagree.")
    if not said:
        return _made(feature, UNKNOWN, found[0].reason)
    decides = said[0].value
    if feature.any_yes and any(reading.value == YES for reading in said):
        decides = YES
    if decides == YES:
        return _made(feature, STRONG, feature.strong)
    if decides == PARTIAL:
        return _made(feature, WEAK, "Only in part, so newcomers cannot rely on it.")
    return _made(feature, WEAK, feature.weak)


def _made(feature, value, reason):
    return Cell(
        feature.key,
        feature.label,
        value,
        reason,
        "" if value == STRONG else feature.aim,
        feature.ask if value == UNKNOWN else "",
    )


def support_claimed(readings: Mapping[tuple[str, str], Reading]) -> bool | None:
    """Whether anybody says that newcomers are supported here: True, False (said that they are not) or None."""
    kinds = {FactKind.MODEL_PRESENT, FactKind.ONBOARDING_PART, FactKind.BRIDGE_MONTHS, FactKind.COMMITTEE}
    values = {
        reading.value
        for (kind, part), reading in readings.items()
        if kind in kinds and part != FactPart.ONBOARDING_PAPERWORK
    }
    if values & {YES, PARTIAL}:
        return True
    return False if NO in values else None


def outcomes_told(readings: Mapping[tuple[str, str], Reading]) -> str:
    """The outcomes together, as one value: yes when any of them is told, no when one was asked for and not kept."""
    values = [
        readings.get((kind, ""), NOTHING).value
        for kind in (FactKind.BOARD_PASS_RATE, FactKind.FELLOWSHIP_MATCH)
    ]
    return next((value for value in (YES, PARTIAL, NO) if value in values), UNKNOWN)


@dataclass(frozen=True)
class Onboarding:
    """`there` of five parts; `unknown` of them nobody knows; `is_paperwork_only` is True, False or None (not known)."""

    there: int
    unknown: int
    is_paperwork_only: bool | None
    disagree: bool

    @property
    def words(self) -> str:
        if self.is_paperwork_only:
            return "Paperwork only"
        if self.unknown == len(FIVE_PARTS):
            return "Not known yet"
        known = f"{self.there} of {len(FIVE_PARTS)} parts"
        return f"{known}, {self.unknown} not known yet" if self.unknown else known


def onboarding(readings: Mapping[tuple[str, str], Reading]) -> Onboarding:
    """S3-2.2. The weak kind, a day of paperwork, is said by a source or follows when none of the five is there."""
    values = [readings.get((FactKind.ONBOARDING_PART, part), NOTHING).value for part in FIVE_PARTS]
    paperwork = readings.get((FactKind.ONBOARDING_PART, FactPart.ONBOARDING_PAPERWORK), NOTHING)
    there = sum(value == YES for value in values)
    weak = {YES: True, NO: False}.get(paperwork.value)
    if weak is None and (there or all(value == NO for value in values)):
        weak = not there
    contradicts = weak is True and any(value in (YES, PARTIAL) for value in values)
    return Onboarding(
        there=there,
        unknown=sum(value == UNKNOWN for value in values),
        is_paperwork_only=None if contradicts else weak,
        disagree=contradicts or paperwork.disagree,
    )
