"""R-37 and R-38: whether there is enough to show, and whether the letters will be there in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans import numbers
from playbook.vocabulary import LetterLane, LetterState, OutputStage, Position

ORDER = [stage.value for stage in OutputStage if stage != OutputStage.DROPPED]
ASKED = {LetterState.ASKED, LetterState.AGREED, LetterState.SENT}
IN_SIGHT = {LetterState.AGREED, LetterState.SENT}


@dataclass(frozen=True)
class Verdict:
    """`state` is None when it is too early to say."""

    state: str | None
    reasons: tuple[str, ...] = ()


def at_least(stage: str, wanted: str) -> bool:
    """Whether a project has come as far as the wanted stage. A dropped one has come nowhere."""
    return stage in ORDER and ORDER.index(stage) >= ORDER.index(wanted)


def days_reached(stages_reached: dict, wanted: str) -> list[date]:
    """The days on which this stage or a later one was reached; days that cannot be read are left out."""
    found = []
    for stage, day in (stages_reached or {}).items():
        if at_least(stage, wanted):
            try:
                found.append(date.fromisoformat(day))
            except (TypeError, ValueError):
                continue
    return sorted(found)


def reached_between(stages_reached: dict, wanted: str, first: date, last: date) -> bool:
    """Whether the wanted stage was first reached, or passed further, within these days (both included)."""
    return any(first <= day <= last for day in days_reached(stages_reached, wanted))


def outputs_in(outputs: Iterable, first: date, last: date, wanted: str = OutputStage.DRAFT) -> int:
    """How many projects reached this stage or a later one between two days. Dropped ones do not count."""
    return sum(
        o.stage != OutputStage.DROPPED and reached_between(o.stages_reached, wanted, first, last)
        for o in outputs
    )


def output_floor(outputs: Iterable, *, year: int | None, years: int, first: date, last: date) -> Verdict:
    """Enough to show for this year of training? "below", "on_track" (one or two) or "fine" (R-37).

    The first year counts drafts, years between ask for one submitted, the last for one presented. A one-year
    training asks only for the draft.
    """
    if year is None or year < 1:
        return Verdict(None, ("training has not begun",))
    outputs = list(outputs)
    drafted = outputs_in(outputs, first, last)
    low, high = numbers.OUTPUTS_A_YEAR
    if drafted < low:
        return Verdict("below", ("nothing drafted this year yet",))
    wanted = (
        OutputStage.DRAFT if year == 1 else OutputStage.PRESENTED if year >= years else OutputStage.SUBMITTED
    )
    if not outputs_in(outputs, first, last, wanted):
        return Verdict("below", (f"nothing {wanted.label.lower()} this year yet",))
    said = f"{drafted} drafted or further this year"
    return Verdict("fine" if drafted > high else "on_track", (said,))


def is_strong(*, worked_together: bool | None, position: str) -> bool | None:
    """A strong letter comes from somebody who worked with the resident and is no near-peer; None: not said yet."""
    if position in (Position.NEAR_PEER, Position.PEER):
        return False
    return worked_together


def strong_letters(letters: Iterable) -> int:
    """Strong letters promised or sent, each writer once."""
    return len(
        {
            letter.writer_id
            for letter in letters
            if letter.state in IN_SIGHT
            and is_strong(worked_together=letter.worked_together, position=letter.writer.position)
        }
    )


@dataclass(frozen=True)
class Letters:
    """Where the letters stand (R-38)."""

    strong: int
    wanted: int
    short_lanes: tuple[str, ...]
    ask_now: bool
    missing: bool
    advice: str


def letters_standing(letters: Iterable, *, month: int, months: int) -> Letters:
    """Two strong letters, one lane each at least; ask a year before the end, in hand half a year before it."""
    letters = [letter for letter in letters if letter.state != LetterState.DECLINED]
    seen, lanes = set(), {LetterLane.COMMUNITY: 0, LetterLane.ACADEMIC: 0}
    for letter in letters:
        if letter.writer_id not in seen:
            seen.add(letter.writer_id)
            lanes[LetterLane(letter.lane)] += 1
    short = tuple(
        lane.value
        for lane, least in (
            (LetterLane.COMMUNITY, numbers.COMMUNITY_LETTERS),
            (LetterLane.ACADEMIC, numbers.ACADEMIC_LETTERS),
        )
        if lanes[lane] < least
    )
    strong = strong_letters(letters)
    asked = sum(letter.state in ASKED for letter in letters)
    sent = sum(letter.state == LetterState.SENT for letter in letters)
    ask_by = months - numbers.ASK_LETTERS_MONTHS_BEFORE_END
    in_hand_by = months - numbers.LETTERS_IN_HAND_MONTHS_BEFORE_END
    ask_now = month > 0 and month > ask_by - 3 and asked < numbers.STRONG_LETTERS
    missing = month > in_hand_by and sent < numbers.STRONG_LETTERS
    if missing:
        advice = "Letters should be in hand by now. Ask kindly when each will be sent."
    elif ask_now:
        advice = "Now is the time to ask."
    elif short:
        advice = "Keep a place for one writer from " + " and one from ".join(
            "an academic center" if lane == LetterLane.ACADEMIC else "your own hospital" for lane in short
        )
        advice += "."
    else:
        advice = ""
    return Letters(strong, numbers.STRONG_LETTERS, short, ask_now, missing, advice)
