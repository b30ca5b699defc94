"""How a program took what an applicant wrote to it: the reply to the plan sketch (R-05), the reaction (R-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from playbook.vocabulary import Reaction
from programs.numbers import SKETCH_ANSWER_DAYS, SKETCH_NAMES, SKETCH_QUICK_DAYS
from programs.rules.answers import comfort_phrases

NAMES, CADENCE, TIED, OPEN_DOOR = "names_given", "cadence_given", "tied_to_evaluation", "open_door"
SIGNS = {NAMES: "People are named", CADENCE: "A rhythm is given", TIED: "Tied to the evaluation"}


@dataclass(frozen=True)
class Sketch:
    """`state`: not_asked, waiting, no_reply, unknown, workable, partial or self_build. `days` from ask to answer."""

    state: str
    reasons: tuple[str, ...]
    days: int | None = None
    is_overruled: bool = False

    @property
    def label(self):
        return LABELS[self.state]


LABELS = {
    "not_asked": "Not asked yet",
    "waiting": "With the program",
    "no_reply": "No reply yet",
    "unknown": "Answered, not read yet",
    "workable": "A workable plan",
    "partial": "A part of a plan",
    "self_build": "You would build it",
}


def read_sketch(
    *,
    asked_on: date | None,
    replied_on: date | None,
    today: date,
    signs: Sequence[str] = (),
    names: int | None = None,
    text: str = "",
    own_reading: str = "",
    own_reason: str = "",
) -> Sketch:
    """R-05. Two names, a rhythm and a tie to the evaluation make a workable plan; an open door without a name is none.

    How fast it came is shown and decides nothing. `names`: people noted from the reply; None counts by the sign alone.
    An own reading of the reply goes before ours when it has its reason, and ours is still said.
    """
    if asked_on is None:
        return Sketch("not_asked", ("You have not asked for a plan sketch.",))
    if replied_on is None:
        return _without_reply(asked_on, today)
    days = (replied_on - asked_on).days
    state, why = _by_the_rule(signs, names, text)
    speed = f"Answered in {days} day{'' if days == 1 else 's'}."
    if days <= SKETCH_QUICK_DAYS:
        speed += " Quick, a good sign by itself."
    if own_reading in LABELS and own_reason:
        ours = f"By the rule: {LABELS[state].lower()}."
        return Sketch(own_reading, (speed, f"Your own reading: {own_reason}", ours), days, is_overruled=True)
    return Sketch(state, (speed, *why), days)


def _by_the_rule(signs, names, text):
    people = names or (1 if NAMES in signs else 0)
    if not (people or signs or text.strip()):
        return "unknown", ("Write down what they sent, or tick what it holds.",)
    open_door = comfort_phrases(text) or (("the open door",) if OPEN_DOOR in signs else ())
    if open_door and not people:
        return "self_build", (f"Warm words ({', '.join(open_door)}) and nobody named.",)
    met = _met(people, signs)
    if people >= SKETCH_NAMES and CADENCE in signs and TIED in signs:
        return "workable", met
    if met:
        return "partial", (*met, *_missing(people, signs))
    return "self_build", ("No names, no rhythm, no tie to the evaluation.",)


def _without_reply(asked_on, today):
    due = asked_on + timedelta(days=SKETCH_ANSWER_DAYS)
    if today > due:
        days = (today - asked_on).days
        return Sketch("no_reply", (f"Asked {days} days ago, no reply. One friendly reminder is fine.",))
    return Sketch("waiting", (f"Asked on {asked_on:%b} {asked_on.day}. Give it until {due:%b} {due.day}.",))


def _met(people, signs):
    met = []
    if people:
        met.append("One person is named." if people == 1 else f"{people} people are named.")
    met += [f"{SIGNS[sign]}." for sign in (CADENCE, TIED) if sign in signs]
    return tuple(met)


def _missing(people, signs):
    missing = [] if people >= SKETCH_NAMES else ["a second name" if people else "two names"]
    missing += [
        words
        for sign, words in ((CADENCE, "a rhythm"), (TIED, "a tie to the evaluation"))
        if sign not in signs
    ]
    return (f"Missing: {', '.join(missing)}.",) if missing else ()


def reaction_signal(reaction: str | None) -> tuple[int, str]:
    """R-06. (+1, 0 or -1 leadership signal, why). Not known counts nothing."""
    return {
        Reaction.LEANED_IN: (1, "They leaned in when you said what you need."),
        Reaction.SIDESTEPPED: (-1, "They stepped aside when you said what you need."),
        Reaction.NEUTRAL: (0, "They took what you need without much of a reaction."),
    }.get(reaction or "", (0, "You have not noted a reaction to your goals."))
