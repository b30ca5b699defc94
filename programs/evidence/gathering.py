"""The statements of a program, gathered by kind and part and read by the rules."""

from playbook.vocabulary import FactKind, FactPart, SourceKind
from playbook.vocabulary.programs import PARTS
from programs import rules
from programs.evidence.lines import LEVELS, Evidence, Line, Statement
from programs.gaps import WAYS_AROUND
from programs.models import FactSuggestion
from programs.together import together

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
    FactKind.ROLE_FLEXIBILITY: "What did a resident start here that was not there before?",
    FactKind.IMG_SHARE: "How many of your residents are international graduates?",
    FactKind.BOARD_PASS_RATE: "How many passed their boards at the first try, of how many, over which years?",
    FactKind.FELLOWSHIP_MATCH: "Who entered which fellowship, where, and in which year?",
}
OUTCOMES = (FactKind.BOARD_PASS_RATE, FactKind.FELLOWSHIP_MATCH)
SUPPORT = (FactKind.BRIDGE_MONTHS, FactKind.COMMITTEE, FactKind.REVIEW_CADENCE, FactKind.IMG_SHARE)


def by_kind_and_part(facts):
    """{(kind, part): facts}, in the order given."""
    sorted_out = {}
    for fact in facts:
        sorted_out.setdefault((fact.kind, fact.part), []).append(fact)
    return sorted_out


def readings_of(facts, today):
    """{(kind, part): Reading} of every kind and part there is; what nobody stated reads as unknown."""
    facts = by_kind_and_part(facts)
    return {
        (kind.value, part): rules.read_together(facts.get((kind, part), ()), today, kind=kind)
        for kind in FactKind
        for part in ("", *(part.value for part in PARTS.get(kind, ())))
    }


def gather(program, today, *, replies=None):
    """Read all facts of a program and the program's replies to them: two queries. Strengths beside gaps, always all
    eight, then what else is known. `replies`: the rows of `replies_of`, when a page has read them already.
    """
    facts = list(program.facts.all())
    if replies is None:
        replies = together(replies=replies_of(program))["replies"] if facts else ()
    replies = _by_fact(replies)
    readings, sorted_out = readings_of(facts, today), by_kind_and_part(facts)
    lines = {
        (kind, part): _line(FactKind(kind), part, reading, sorted_out.get((kind, part), ()), replies, today)
        for (kind, part), reading in readings.items()
    }
    return _arrange(program, lines, readings)


def _arrange(program, lines, readings):
    def whole(kinds):
        return tuple(lines[kind, ""] for kind in kinds)

    def parts(kind):
        """Each part, known or not; the general line and the sign of weak onboarding only when somebody said so."""
        found = [lines[kind, part] for part in (*PARTS[kind], "")]
        return tuple(
            line for line in found if line.statements or line.part not in ("", FactPart.ONBOARDING_PAPERWORK)
        )

    shown = {*rules.BEHIND_THE_MODE, *rules.STRENGTHS, *rules.GAPS, *OUTCOMES, *SUPPORT, *PARTS}
    rest = [line for (kind, _), line in lines.items() if kind not in shown]
    changes = lines[FactKind.COMMITTEE, FactPart.COMMITTEE_ACTS]
    return Evidence(
        mode=rules.support_mode(
            {kind: reading for (kind, part), reading in readings.items() if not part},
            override=program.support_mode_override,
            override_reason=program.support_mode_reason,
        ),
        behind=whole(rules.BEHIND_THE_MODE),
        strengths=whole(rules.STRENGTHS),
        gaps=whole(rules.GAPS),
        outcomes=whole(OUTCOMES),
        support=whole(SUPPORT) + ((changes,) if changes.statements else ()),
        onboarding=parts(FactKind.ONBOARDING_PART),
        models=parts(FactKind.MODEL_PRESENT),
        visas=parts(FactKind.VISA_SUPPORT),
        others=tuple(line for line in rest if line.statements),
        unknown=tuple(line.label for line in rest if not line.statements),
        readings=readings,
    )


def replies_of(program):
    """The set of what the program said about its facts, once accepted, for `together`."""
    said = program.suggestions.filter(
        kind=FactSuggestion.Kind.REPLY, state=FactSuggestion.State.ACCEPTED, about__isnull=False
    )
    return said, ("about_id", "words", "decided_at", "pk")


def _by_fact(rows):
    """{fact: (words, ...)}, oldest first."""
    replies = {}
    for row in sorted(rows, key=lambda row: (row["decided_at"], row["pk"])):
        replies[row["about_id"]] = (*replies.get(row["about_id"], ()), row["words"])
    return replies


def _line(kind, part, reading, facts, replies, today):
    short = reading.value in (rules.NO, rules.PARTIAL)
    return Line(
        kind=kind.value,
        part=part,
        label=FactPart(part).label if part else kind.label,
        reading=reading,
        statements=tuple(statement(fact, today, replies.get(fact.pk, ())) for fact in facts),
        way_around=WAYS_AROUND.get(kind, "") if short else "",
        ask=WHAT_TO_ASK.get(kind, "") if reading.value == rules.UNKNOWN else "",
    )


def statement(fact, today, replies=()):
    """A fact (or a suggestion with the same fields) as it is shown."""
    return Statement(
        pk=fact.pk,
        value=LEVELS[fact.value][0],
        words=fact.detail,
        count=figure(fact),
        source=_named_source(fact),
        source_url=fact.source_url,
        month=f"{fact.as_of:%b %Y}",
        fresh=rules.freshness(fact.as_of, today, kind=fact.kind),
        replies=replies,
    )


def figure(fact):
    """ "28 of 30 over 3 years", "93 percent over 5 years", "Lakemoor University Hospital, 2025" or nothing."""
    count = f"{fact.numerator} of {fact.denominator}" if fact.denominator else ""
    if not count and fact.percent is not None:
        count = f"{fact.percent.normalize():f} percent"
    if fact.span_years:
        years = "a year" if fact.span_years == 1 else f"{fact.span_years} years"
        count = f"{count} over {years}".strip()
    where = ", ".join(str(word) for word in (fact.place, fact.year) if word)
    return "; ".join(words for words in (count, where) if words)


def _named_source(fact):
    """ "Interview: two residents", and not "Website: program website"."""
    kind = SourceKind(fact.source_kind).label
    return fact.source if kind.lower() in fact.source.lower() else f"{kind}: {fact.source}"
