"""What a program page prints: a line per kind or part, the statements under it, and all of them together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from programs import rules
from programs.rules import Freshness, Mode, Reading
from programs.rules.scorecard import onboarding, outcomes_told, scorecard, support_claimed

# Three bars and words, the same on every page: a no is one bar, so that nobody takes it for not known, which is
# drawn dashed and never left out.
LEVELS = {
    rules.YES: ("Yes", ("on", "on", "on")),
    rules.PARTIAL: ("In part", ("on", "on", "")),
    rules.NO: ("No", ("on", "", "")),
    rules.UNKNOWN: ("Not known yet", ("ask", "ask", "ask")),
}


@dataclass(frozen=True)
class Statement:
    """One fact as it is shown. `fresh` says whether its date still carries it; `replies` are the program's words."""

    pk: int
    value: str
    words: str
    count: str
    source: str
    source_url: str
    month: str
    fresh: Freshness
    replies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One kind of fact, or one part of it: what its statements say together, and all of them, newest first."""

    kind: str
    label: str
    reading: Reading
    statements: tuple[Statement, ...]
    part: str = ""
    way_around: str = ""
    ask: str = ""

    @property
    def words(self):
        return "Sources disagree" if self.reading.disagree else LEVELS[self.reading.value][0]

    @property
    def bars(self):
        return LEVELS[self.reading.value][1]


@dataclass(frozen=True)
class Evidence:
    """Everything recorded about a program. `readings` is keyed by (kind, part); part is "" for the kind itself."""

    mode: Mode
    behind: tuple[Line, ...]
    strengths: tuple[Line, ...]
    gaps: tuple[Line, ...]
    outcomes: tuple[Line, ...]
    support: tuple[Line, ...]
    onboarding: tuple[Line, ...]
    models: tuple[Line, ...]
    visas: tuple[Line, ...]
    others: tuple[Line, ...]
    unknown: tuple[str, ...]
    readings: Mapping = field(default_factory=dict)

    @property
    def lines(self):
        """Every line, each once."""
        groups = (self.behind, self.strengths, self.gaps, self.outcomes, self.support)
        parts = (self.onboarding, self.models, self.visas, self.others)
        return [line for group in (*groups, *parts) for line in group]

    @cached_property
    def scorecard(self):
        return scorecard(self.readings)

    @cached_property
    def claim(self):
        """R-10: support that is told of and has no outcome behind it is unverified."""
        return rules.unbacked_claim(support_claimed(self.readings), outcomes_told(self.readings))

    @property
    def is_unverified(self):
        return self.claim.value is True

    @cached_property
    def onboarding_score(self):
        return onboarding(self.readings)

    @property
    def models_there(self):
        return sum(line.reading.value == rules.YES for line in self.models if line.part)

    @property
    def models_known(self):
        return any(line.reading.value != rules.UNKNOWN for line in self.models)

    @property
    def visas_open(self):
        return any(line.reading.value == rules.UNKNOWN for line in self.visas)

    @property
    def support_known(self):
        return sum(line.reading.value != rules.UNKNOWN for line in self.support)
