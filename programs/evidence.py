"""What the program page shows: the statements of a program, gathered by kind and read by the rules."""

from dataclasses import dataclass

from playbook.vocabulary import FactKind, SourceKind
from programs import rules
from programs.rules import Freshness, Mode, Reading

# Three bars and words. Not known is drawn dashed and never left out.
LEVELS = {
    rules.YES: ("Yes", ("on", "on", "on")),
    rules.PARTIAL: ("In part", ("on", "on", "")),
    rules.NO: ("No", ("", "", "")),
    rules.UNKNOWN: ("Not known yet", ("ask", "ask", "ask")),
}
# S0-1.2, S0-7. What residents of thinly staffed programs do about each shortfall, in one sentence.
WAYS_AROUND = {
    FactKind.SUBSPECIALISTS: "Look outside: former faculty, a society's mentor list, an away rotation.",
    FactKind.PROTECTED_TIME: "Ask small and exact: one draft, twenty minutes, two times to choose from.",
    FactKind.RESEARCH_SUPPORT: "Pick work that needs little: a case report, a chart review, quality improvement.",
    FactKind.IN_HOUSE_FELLOWSHIPS: "Plan early for a visiting rotation and one letter from an academic center.",
}
# What to ask on the day, so that an unknown line leads somewhere.
WHAT_TO_ASK = {
    FactKind.VOLUME: "How many patients does an intern look after on a usual day?",
    FactKind.AUTONOMY: "What does a second-year decide alone?",
    FactKind.LOW_BUREAUCRACY: "Who has to agree before a resident starts a project, and how long did it last take?",
    FactKind.ATTENDING_ACCESS: "How do residents reach an attending at 3 PM, and at 3 AM?",
    FactKind.SUBSPECIALISTS: "Which subspecialists work here every week?",
    FactKind.PROTECTED_TIME: "How many paid hours does a mentor have for it?",
    FactKind.RESEARCH_SUPPORT: "Who helps with ethics papers, statistics and data?",
    FactKind.IN_HOUSE_FELLOWSHIPS: "Which fellowships run here, and how many of your own entered one?",
}


@dataclass(frozen=True)
class Statement:
    """One fact as it is shown. `fresh` says whether its date still carries it."""

    value: str
    words: str
    count: str
    source: str
    source_url: str
    month: str
    fresh: Freshness


@dataclass(frozen=True)
class Line:
    """One kind of fact: what its statements say together, and all of them, newest first."""

    kind: str
    label: str
    reading: Reading
    statements: tuple[Statement, ...]
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
    mode: Mode
    behind: tuple[Line, ...]
    strengths: tuple[Line, ...]
    gaps: tuple[Line, ...]
    others: tuple[Line, ...]
    unknown: tuple[str, ...]


def gather(program, today):
    """Read all facts of a program (one query): strengths beside gaps, always all eight, then what
    else is known."""
    facts = {}
    for fact in program.facts.all():
        facts.setdefault(fact.kind, []).append(fact)
    lines = {kind: _line(kind, facts.get(kind, ()), today) for kind in FactKind}
    named = {*rules.BEHIND_THE_MODE, *rules.STRENGTHS, *rules.GAPS}
    rest = [line for kind, line in lines.items() if kind not in named]
    return Evidence(
        mode=rules.support_mode(
            {kind: line.reading for kind, line in lines.items()},
            override=program.support_mode_override,
            override_reason=program.support_mode_reason,
        ),
        behind=tuple(lines[kind] for kind in rules.BEHIND_THE_MODE),
        strengths=tuple(lines[kind] for kind in rules.STRENGTHS),
        gaps=tuple(lines[kind] for kind in rules.GAPS),
        others=tuple(line for line in rest if line.statements),
        unknown=tuple(line.label for line in rest if not line.statements),
    )


def _line(kind, facts, today):
    reading = rules.read_together(facts, today, kind=kind)
    short = reading.value in (rules.NO, rules.PARTIAL)
    return Line(
        kind=kind.value,
        label=kind.label,
        reading=reading,
        statements=tuple(_statement(fact, today) for fact in facts),
        way_around=WAYS_AROUND.get(kind, "") if short else "",
        ask=WHAT_TO_ASK.get(kind, "") if reading.value == rules.UNKNOWN else "",
    )


def _statement(fact, today):
    count = f"{fact.numerator} of {fact.denominator}" if fact.denominator else ""
    if fact.span_years:
        years = "a year" if fact.span_years == 1 else f"{fact.span_years} years"
        count = f"{count} over {years}".strip()
    return Statement(
        value=LEVELS[fact.value][0],
        words=fact.detail,
        count=count,
        source=_named_source(fact),
        source_url=fact.source_url,
        month=f"{fact.as_of:%b %Y}",
        fresh=rules.freshness(fact.as_of, today, kind=fact.kind),
    )


def _named_source(fact):
    """ "Interview: two residents", and not "Website: program website"."""
    kind = SourceKind(fact.source_kind).label
    return fact.source if kind.lower() in fact.source.lower() else f"{kind}: {fact.source}"
