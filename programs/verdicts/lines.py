"""What a page says about one program, line by line. Each line opens to the answer or the fact behind it."""

from dataclasses import dataclass, field

from playbook.vocabulary import Feasibility
from programs.hooks import NeedFact

LEVELS = {
    "yes": ("on", "on", "on"),
    "partial": ("on", "on", ""),
    "no": ("on", "", ""),
    "unknown": ("ask", "ask", "ask"),
}
LEVEL_WORDS = {"yes": "much", "partial": "some", "no": "little", "unknown": "not known"}


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class NeedLine:
    """How one need stands. `overruled`: the value is the applicant's own word, `by_rule` is ours."""

    need: NeedFact
    value: Feasibility
    reasons: tuple[Reason, ...]
    note: str = ""
    overruled: bool = False
    own_reason: str = ""
    by_rule: Feasibility = Feasibility.UNKNOWN
    one_sided: bool = False
    ask: str = ""

    @property
    def chip(self):
        return {"secured": "done", "winnable": "trial", "unlikely": "unlikely", "unknown": "ahead"}[
            self.value
        ]


@dataclass(frozen=True)
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

    @property
    def proof(self):
        return self.answer or self.fact


@dataclass(frozen=True)
class PathLine:
    """How the program stands for one path (R-02)."""

    path: str
    state: str
    conditions: tuple[ConditionLine, ...]
    reasons: tuple[str, ...]
    to_ask: tuple[ToAsk, ...] = ()
    is_target: bool = False

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


@dataclass(frozen=True)
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
        return LEVELS[self.value]

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


@dataclass(frozen=True)
class Placed:
    """One program's place by somebody's own weights. `unknown`: what is not known and would move it."""

    evaluation: object
    reasons: tuple[Reason, ...]
    low: float = 0
    high: float = 1
    unknown: tuple[AspectLine, ...] = field(default=())
    place: int = 0
