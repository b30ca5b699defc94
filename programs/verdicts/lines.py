"""What a page says about one program, line by line. Each line opens to the answer or the fact behind it."""

from dataclasses import dataclass
from functools import cached_property

from playbook.vocabulary import Feasibility
from programs.evidence.lines import LEVELS
from programs.hooks import NeedFact
from programs.rules.needs import Feasible
from programs.rules.paths import PathFinding

LEVEL_WORDS = {"yes": "much", "partial": "some", "no": "little", "unknown": "not known"}


@dataclass(slots=True)
class Reason:
    """Why, in one sentence. `ask` is the key of the question that would tell more."""

    text: str
    answer: object = None
    fact: object = None
    ask: str = ""

    def __str__(self):
        return self.text


@dataclass(frozen=True)
class ToAsk:
    """A question whose answer would change something here."""

    key: str
    wording: str
    audience: str

    def __iter__(self):
        return iter((self.key, self.wording, self.audience))


@dataclass(slots=True)
class NeedLine:
    """How one need stands. `found` is the rule's word; `overruled`: the value is the applicant's own. `told`: the
    answers that speak to it.
    """

    need: NeedFact
    value: Feasibility
    found: Feasible
    told: list
    note: str = ""
    overruled: bool = False
    own_reason: str = ""
    ask: str = ""

    @property
    def word(self):
        """The name of its place on a page."""
        return f"need-{self.need.pk}"

    @property
    def by_rule(self):
        return self.found.value

    @property
    def one_sided(self):
        return self.found.one_sided

    @property
    def why(self):
        """The first reason, with the answer that decided."""
        if self.overruled:
            return Reason(f"Your own word: {self.own_reason}")
        return Reason(self.found.reasons[0], answer=self._deciding())

    @property
    def reasons(self):
        """Why, then every answer that speaks to it."""
        by_rule = [Reason(self.found.reasons[0], answer=self._deciding())] if self.overruled else []
        return [self.why, *by_rule, *(_heard(row) for row in self.told)]

    def _deciding(self):
        return min(
            self.told,
            key=lambda row: (row.is_against, STRONGEST.get(row.reading, 4), -row.weight),
            default=None,
        )

    @property
    def chip(self):
        return {"secured": "done", "winnable": "trial", "unlikely": "unlikely", "unknown": "ahead"}[
            self.value
        ]


STRONGEST = {"concrete": 0, "opportunity": 1, "partial": 2, "vague": 3}


def _heard(row):
    warning = ", with a warning sign" if row.red else ""
    return Reason(f"{row.who}: {row.reading_label.lower()}{warning}.", answer=row)


@dataclass(slots=True)
class ConditionLine:
    """One of the four conditions of one path. `is_own`: the applicant marked it herself."""

    key: str
    label: str
    holds: bool | None
    words: str
    answer: object = None
    fact: object = None
    is_own: bool = False
    ask: str = ""
    question: str = ""
    audience: str = ""

    @property
    def proof(self):
        return self.answer or self.fact


@dataclass(slots=True)
class PathLine:
    """How the program stands for one path (R-02)."""

    path: str
    finding: PathFinding
    conditions: list[ConditionLine]
    is_target: bool = False

    @property
    def state(self):
        return self.finding.state

    @property
    def reasons(self):
        return self.finding.reasons

    @property
    def to_ask(self):
        return [
            ToAsk(line.question, line.ask, line.audience) for line in self.conditions if line.holds is None
        ]

    @property
    def label(self):
        return {
            "not_enough": "Rank others higher",
            "serious_doubt": "Serious doubt",
            "open": "Still open",
            "clear": "Nothing against it",
        }[self.state]

    @property
    def chip(self):
        return {"not_enough": "unlikely", "serious_doubt": "look", "open": "ahead", "clear": "done"}[
            self.state
        ]


@dataclass(slots=True)
class AspectLine:
    """One thing programs are compared by. A fact counts before an answer, an answer before the hint."""

    key: str
    label: str
    value: str
    words: str
    hints: tuple[tuple[str, str], ...] = ()
    fact: object = None
    answer: object = None
    ask: str = ""

    @property
    def hint(self):
        return " ".join(f"{who}: {words}." for who, words in self.hints)

    @property
    def level(self):
        return LEVELS[self.value][1]

    @property
    def level_words(self):
        return LEVEL_WORDS[self.value]

    @property
    def is_known(self):
        return self.value != "unknown"


@dataclass(frozen=True)
class FlagLine:
    """One sign about support for international graduates, with its rule's finding and what it rests on."""

    title: str
    finding: object
    answer: object = None
    fact: object = None
    ask: str = ""

    @property
    def chip(self):
        state = self.finding.state
        if state in ("red", "unverified", "single"):
            return "look"
        return "ahead" if self.finding.value is None else "done"

    @property
    def words(self):
        return FLAG_WORDS.get(self.finding.state, "Not known")


FLAG_WORDS = {
    "red": "Look",
    "unverified": "Unverified",
    "single": "One case",
    "pattern": "A pattern",
    "backed": "Backed",
    "no_claim": "Not told of",
    "green": "Linked",
    "fine": "Fine",
    "neutral": "Fine",
}


class Placed:
    """One program's place by somebody's own weights, from `low` to `high` between 0 and 1: what is not known could go
    either way. `unknown`: what would move it. The reasons are put in words when they are shown.
    """

    def __init__(self, evaluation, low, high, unknown, say, *, is_not_enough=False):
        self.evaluation, self.low, self.high, self.unknown = evaluation, low, high, unknown
        self.is_not_enough = is_not_enough
        self._say = say

    @cached_property
    def reasons(self):
        return self._say()
