"""Whether one need can be met at one program, and what a program adds up to (R-46)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from playbook.vocabulary import Feasibility, Reading, Verdict
from programs.rules.paths import NOT_ENOUGH, SERIOUS_DOUBT


@dataclass(frozen=True)
class Heard:
    """One answer that speaks to a need. `against`: its only cues are warning signs. `by`: leader, resident, other."""

    reading: str
    by: str
    against: bool = False

    @property
    def is_heard(self):
        return self.reading != Reading.UNANSWERED

    @property
    def is_for(self):
        return self.reading == Reading.CONCRETE and not self.against

    @property
    def is_part(self):
        return self.reading in (Reading.PARTIAL, Reading.OPPORTUNITY) and not self.against

    @property
    def is_empty(self):
        """Heard, and nothing in it to build on."""
        return self.is_heard and (self.against or self.reading == Reading.VAGUE)


@dataclass(frozen=True)
class Feasible:
    """`value` of one need, why, and what to ask. `one_sided`: no resident, or no leader, has been heard on it."""

    value: Feasibility
    reasons: tuple[str, ...]
    one_sided: bool = False
    ask: str = ""


def feasibility(heard: Iterable[Heard], *, near_not_enough: bool = False) -> Feasible:
    """R-46 for one need. Secured takes a concrete leader and a concrete resident who agree.

    A concrete word from one side only, like a partial one or an opening, can be won. All vague is unlikely only while
    the path itself is in serious doubt (R-02 near); otherwise it is not known. Nothing heard is not known. `heard` are
    Heard, or anything that answers alike.
    """
    heard = [one for one in heard if one.is_heard]
    if not heard:
        return _feasible(Feasibility.UNKNOWN, NOBODY_ASKED, ask="leaders and a resident")
    leaders = [one for one in heard if one.by == "leader"]
    residents = [one for one in heard if one.by == "resident"]
    one_sided = not leaders or not residents
    ask = "a leader" if not leaders else "a resident" if not residents else ""
    concrete = [one for one in heard if one.is_for]
    if concrete:
        return _concrete({one.by for one in concrete}, leaders, residents, one_sided, ask)
    parts = [one for one in heard if one.is_part]
    if parts:
        opening = any(one.reading == Reading.OPPORTUNITY for one in parts)
        words = "Somebody is willing, without a set way yet." if opening else "A part of it was concrete."
        return _feasible(Feasibility.WINNABLE, words, one_sided, ask)
    if near_not_enough:
        words = "Nothing concrete was said, and the path itself is in serious doubt."
        return _feasible(Feasibility.UNLIKELY, words, one_sided)
    return _feasible(
        Feasibility.UNKNOWN, "Nothing concrete was said yet.", one_sided, ask or "for a name or a date"
    )


def _concrete(by, leaders, residents, one_sided, ask):
    """Somebody was concrete: `by` says which sides. Residents who have nothing to build on stand against it."""
    empty = [one for one in residents if one.is_empty]
    if "leader" in by and "resident" in by and not empty:
        return _feasible(Feasibility.SECURED, "A leader and a resident both gave something concrete.")
    if "leader" in by and residents and len(empty) == len(residents):
        words = "Leaders are concrete and residents do not bear it out."
        return _feasible(Feasibility.UNKNOWN, words, ask="another resident")
    side = "Residents" if not leaders else "Leaders" if not residents else "One side"
    words = f"{side} gave something concrete; {ask or 'the other side'} has not confirmed it."
    return _feasible(Feasibility.WINNABLE, words, one_sided, ask)


NOBODY_ASKED = "Nobody has been asked about this."


@cache
def _feasible(value, words, one_sided=False, ask=""):
    """There are a dozen of them, and a long list has each a hundred times."""
    return Feasible(value, (words,), one_sided, ask)


# From worst to best. Not known is worse than winnable for a decision, and still never a no.
WORST_FIRST = (Feasibility.UNLIKELY, Feasibility.UNKNOWN, Feasibility.WINNABLE, Feasibility.SECURED)


@dataclass(frozen=True)
class ProgramFinding:
    verdict: Verdict
    words: str
    reasons: tuple[str, ...]


def program_verdict(
    needs: Sequence[tuple[int, str, str]],
    *,
    path: str = "",
    path_state: str = "",
    builds_alone: bool = False,
) -> ProgramFinding:
    """R-46 for a program: the worst of its high-priority needs. Never from the type of the program (C-10).

    `needs` are (priority, sentence, feasibility), priority 1 the highest; those of the highest priority given decide.
    `path_state` is R-02 of the path aimed at. `builds_alone`: the plan sketch or the facts say residents build it.
    """
    if not needs:
        words = "Say first what you need, then a program can be judged by it."
        return ProgramFinding(Verdict.INCOMPLETE, words, ("No needs written down yet.",))
    if path_state == NOT_ENOUGH:
        words = f"All four signs say that {path or 'this path'} is not within reach here. Rank others higher for it."
        return ProgramFinding(Verdict.NOT_ENOUGH, words, (f"Four of four signs for {path or 'this path'}.",))
    if path_state == SERIOUS_DOUBT:
        words = f"Three of four warning signs for {path or 'this path'}."
        return ProgramFinding(Verdict.SERIOUS_DOUBT, words, (words,))
    highest = min(priority for priority, _, _ in needs)
    deciding = [(sentence, value) for priority, sentence, value in needs if priority == highest]
    worst = min((value for _, value in deciding), key=WORST_FIRST.index)
    named = [sentence for sentence, value in deciding if value == worst]
    return _by_worst_need(worst, named, deciding, builds_alone)


def _by_worst_need(worst, named, deciding, builds_alone):
    which = f"“{named[0]}”" + (f" and {len(named) - 1} more" if len(named) > 1 else "")
    reason = (f"Of what matters most, {which}: {Feasibility(worst).label.lower()}.",)
    if worst == Feasibility.UNLIKELY:
        words = "Something that matters most to you is unlikely here."
        return ProgramFinding(Verdict.SERIOUS_DOUBT, words, reason)
    if worst == Feasibility.UNKNOWN:
        words = "Something that matters most to you has not been answered yet."
        return ProgramFinding(Verdict.INCOMPLETE, words, reason)
    if builds_alone:
        words = "What matters most can be had, and building it would be yours."
        return ProgramFinding(Verdict.WORKABLE_SELF_BUILD, words, reason)
    if worst == Feasibility.WINNABLE:
        words = "What matters most can be won here, with some asking."
        return ProgramFinding(Verdict.WORKABLE, words, reason)
    words = "What matters most is secured by answers that agree."
    return ProgramFinding(Verdict.GOOD_FIT, words, reason)


def one_sided(audiences_heard: Iterable[str]) -> bool:
    """S0-3.2. Leaders were heard and nobody else: what it says is provisional. Nobody heard is not one-sided."""
    heard = {str(audience) for audience in audiences_heard}
    return bool(heard) and heard <= {"leadership", "leadership_img"}
