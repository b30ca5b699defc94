"""What one answer is worth (R-01), whether several tell of a pattern (R-07), and excusing talk (R-11)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from playbook.vocabulary import Audience, Reading
from programs.numbers import CONCRETE_SIGNALS, GREEN_CUES_LIKE_TWO_SIGNALS, PATTERN_CASES
from programs.rules.findings import Finding

# Warm words that hold nothing to check. "Family medicine" is a field, and a patient's family is no comfort phrase.
_COMFORT = {
    "like a family": r"\b(?:a|one|big|like|are|is|we're|the|our) family\b"
    r"(?! (?:medicine|practice|physician|doctor|member))",
    "the open door": r"\bopen[- ]door|\bdoors? (?:is|are|was|were|stays?|stands?)(?: \w+)? open\b|\bopen doors?\b",
    "ask anybody": r"\b(?:just )?ask (?:any(?:one|body)|who(?:m)?ever|us any)|\bjust ask\b",
    "very supportive": r"\b(?:very|so|super|really|always|all) supportive\b|\b(?:lots|plenty|a lot) of support\b",
    "everybody is approachable": r"\b(?:every(?:one|body)|all)\b[^.;!?]{0,24}\bapproachable\b",
    "everybody mentors everybody": r"\bevery(?:one|body) mentors every(?:one|body)\b",
}
_COMFORT = {name: re.compile(pattern) for name, pattern in _COMFORT.items()}
SIGNALS = (("has_name", "a name"), ("has_timeframe", "a date or number"), ("has_example", "an example"))


@dataclass(frozen=True)
class Suggested:
    """The reading we suggest, why, and whether another one wants a reason. `ask_for`: what would make it concrete.

    `comfort`: the warm phrases found when nothing else stands beside them.
    """

    reading: Reading
    reasons: tuple[str, ...]
    needs_reason: bool = False
    ask_for: str = ""
    comfort: tuple[str, ...] = ()


def comfort_phrases(text: str | None) -> tuple[str, ...]:
    """Names of the comfort phrases in some words, each once."""
    plain = " ".join((text or "").lower().replace("\u2019", "'").split())
    return tuple(name for name, pattern in _COMFORT.items() if pattern.search(plain))


def suggest_reading(
    audience: str,
    *,
    has_name: bool | None,
    has_timeframe: bool | None,
    has_example: bool | None,
    note: str | None,
    green: Sequence[str] = (),
    red: Sequence[str] = (),
    opening: Sequence[str] = (),
) -> Suggested:
    """R-01. Two or three signals are concrete, one is partial, none is vague; cues only hint.

    A signal counts with the words that hold it. The audience decides what willing words without a system are: from
    one subspecialist an opening, from leaders nothing to build on (C-09). From anybody but a subspecialist an `opening`
    cue is a caution: neither good nor bad, so partial (S3-2.4). Nothing heard stays unanswered.
    """
    note = (note or "").strip()
    ticked = [
        words for (_, words), on in zip(SIGNALS, (has_name, has_timeframe, has_example), strict=True) if on
    ]
    signals = ticked if note else []
    missing = [words for _, words in SIGNALS if words not in signals]
    if not (note or green or red or opening):
        ask = f"Write down {_list(ticked)} as you heard it." if ticked else ""
        return Suggested(Reading.UNANSWERED, ("It follows what you tap and write.",), ask_for=ask)
    comfort = comfort_phrases(". ".join([note, *red, *opening]))
    if (
        audience == Audience.SUBSPECIALIST
        and len(signals) < CONCRETE_SIGNALS
        and (opening or (comfort and not red))
    ):
        why = (
            "Willing, without a set way of doing it. From one person that is an opening: get in touch early."
        )
        return Suggested(Reading.OPPORTUNITY, (why,), True, _would_help(missing), comfort)
    if comfort and not signals:
        why = f"Warm words ({', '.join(comfort)}) and no name, date or example."
        return Suggested(Reading.VAGUE, (why,), True, _would_help(missing), comfort)
    caution = () if audience == Audience.SUBSPECIALIST else opening
    return _by_signals(signals, missing, green, red, caution)


def _by_signals(signals, missing, green, red, caution):
    reasons = [f"It holds {_list(signals)}." if signals else "No name, date or example yet."]
    points = len(signals)
    if green and len(green) >= GREEN_CUES_LIKE_TWO_SIGNALS:
        points = max(points, CONCRETE_SIGNALS)
        reasons.append(f"You heard {len(green)} of the good signs.")
    elif dated := [cue for cue in green if any(letter.isdigit() for letter in cue)]:
        points = max(points, CONCRETE_SIGNALS)  # S3-1.8: a good sign that holds its own date or number
        reasons.append(f"A good sign with its number: {dated[0]}.")
    elif green:
        points = max(points, 1)
        reasons.append(f"A good sign: {green[0]}.")
    if caution:
        reasons.append(f"A caution: {caution[0]}.")
        if not green and not red:
            points = 1
    if red:
        reasons.append(f"A warning sign: {red[0]}.")
        if not green:
            points = min(points, 1)
    reading = Reading.VAGUE if points == 0 else Reading.PARTIAL
    if points >= CONCRETE_SIGNALS:
        return Suggested(Reading.CONCRETE, tuple(reasons), True)
    return Suggested(reading, tuple(reasons), True, _would_help(missing))


def _would_help(missing):
    return f"Ask for {_list(missing, 'or')}." if missing else ""


def _list(words, join="and"):
    words = list(words)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {join} {words[-1]}"


@dataclass(frozen=True)
class Told:
    """One telling of a success: by whom, of which people if they were named, of how many if that was said."""

    by: str
    names: tuple[str, ...] = ()
    cases: int | None = None


def pattern_or_star(told: Iterable[Told]) -> Finding:
    """R-07. Two independent cases or answers make a pattern; the same person told of twice counts once."""
    told = [one for one in told if one.names or one.cases is None or one.cases > 0]
    if not told:
        return Finding(
            None, ("Nobody has told you of a success yet.",), "unknown", "Who got there, and who helped?"
        )
    names = {" ".join(name.lower().split()) for one in told for name in one.names}
    unnamed = [one for one in told if not one.names]
    most = max([len(names), *(one.cases or 0 for one in told)])
    voices = {one.by for one in unnamed}
    independent = max(most, len(voices) + (1 if names else 0)) if unnamed else most
    if independent >= PATTERN_CASES:
        return Finding(True, (f"{independent} independent cases or voices: a pattern.",), "pattern")
    return Finding(
        False, ("One case, or one voice. One star is not a system.",), "single", "Who else got there?"
    )


def excusing_talk(*, remark: bool | None, remedy: bool | None) -> Finding:
    """R-11. Blaming how international graduates communicate is a red sign, unless a remedy comes with it."""
    ask = "And what did the program change, or offer, after that?"
    if remark is None:
        return Finding(None, ("Nobody has told you of a hard start and what turned it around.",), "unknown")
    if not remark:
        return Finding(False, ("A hard start was told without blame.",), "neutral")
    if remedy:
        return Finding(False, ("Communication came up, and so did what was done about it.",), "neutral")
    if remedy is None:
        return Finding(
            None, ("Communication was blamed. Whether anything was done is not known.",), "unknown", ask
        )
    return Finding(True, ("Communication was blamed, and no remedy named.",), "red", ask)
