"""Whether a program is not enough for one path (R-02). It is about a path, never about the program as such."""

from dataclasses import dataclass
from functools import cache

NOT_ENOUGH, SERIOUS_DOUBT, OPEN, CLEAR = "not_enough", "serious_doubt", "open", "clear"

# In the order in which they are asked. What holds, what holds not, and what to ask while it is not known.
CONDITIONS = {
    "none_reached_it": (
        "Nobody got there in the past three to five years",
        "Somebody got there",
        "How many residents got there in the past three to five years, and by what route?",
    ),
    "no_faculty_record": (
        "No faculty member has guided anybody on this path",
        "Somebody on the faculty knows this path",
        "Who on the faculty guided the last resident on this path?",
    ),
    "vague_leaders": (
        "Leaders stay vague about building it",
        "Leaders say how they would build it",
        "Who would do what in my first year toward this path?",
    ),
    "residents_say_leave": (
        "Residents say to go elsewhere for it",
        "Residents say it can be done here",
        "When somebody here says they want this path, what do people tell them?",
    ),
}
THREE_OF_FOUR = 3


@dataclass(frozen=True)
class PathFinding:
    """How a program stands for one path. `to_ask`: keys of the conditions that are not known."""

    state: str
    reasons: tuple[str, ...]
    to_ask: tuple[str, ...] = ()

    @property
    def is_near(self) -> bool:
        """Three or four of the signs hold (what R-46 calls near)."""
        return self.state in (NOT_ENOUGH, SERIOUS_DOUBT)


FEW_HOLD = ("None of the four signs holds.", "One of four signs holds.", "Two of four signs hold.")


def enough_for_path(holds: dict[str, bool | None]) -> PathFinding:
    """R-02. Four true: rank others higher. Three true: serious doubt. An unknown is never true and is asked."""
    return _finding(tuple(holds.get(key) for key in CONDITIONS))


@cache
def _finding(holds):
    """Of three values for four signs: a table of 81 findings, each made once."""
    known = dict(zip(CONDITIONS, holds, strict=True))
    true = [key for key, value in known.items() if value is True]
    to_ask = tuple(key for key, value in known.items() if value is None)
    proven = tuple(f"{CONDITIONS[key][0]}." for key in true)
    if len(true) == len(CONDITIONS):
        return PathFinding(NOT_ENOUGH, ("All four signs hold. Rank others higher for this path.", *proven))
    if len(true) == THREE_OF_FOUR:
        rest = "One question is still open." if to_ask else "The fourth does not hold."
        return PathFinding(SERIOUS_DOUBT, (f"Three of four signs hold. {rest}", *proven), to_ask)
    if to_ask:
        questions = "One question is" if len(to_ask) == 1 else f"{len(to_ask)} questions are"
        return PathFinding(OPEN, (f"{questions} still open.", *proven), to_ask)
    return PathFinding(CLEAR, (FEW_HOLD[len(true)], *proven))
