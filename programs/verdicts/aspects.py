"""What programs are compared by: six aspects with their usual pattern (G1), strengths beside gaps, six models."""

from playbook.vocabulary import FactKind, FactPart, Setting
from programs import rules
from programs.verdicts.lines import AspectLine

# (kind, label, usual in a community hospital, usual in a university hospital, answers that tell, question to ask)
ASPECTS = {
    "G-01": (
        FactKind.MENTORING_STRUCTURE, "Mentoring structure",
        "varies, and is often thin", "usual, and written down", ("mentoring_structure",), "Q-L1",
    ),
    "G-02": (
        FactKind.PROTECTED_TIME, "Time for mentors",
        "little, most hours are clinical", "more likely, for key mentors above all",
        ("time_basis", "faculty_credit"), "Q-R4",
    ),
    "G-03": (
        FactKind.RESEARCH_SUPPORT, "Research support",
        "thin, residents run it", "built in: ethics office, statistics, coordinators",
        ("research_support",), "probe:research_support",
    ),
    "G-04": (
        FactKind.LETTER_REACH, "Reach of letters",
        "known nearby, perhaps in the region", "writers known across the country more often", ("letter_reach",), "Q-R2",
    ),
    "G-05": (
        FactKind.PROJECT_ACCESS, "Getting projects",
        "you start and run them", "often some ready to join", ("project_access",), "Q-R5",
    ),
    "G-06": (
        FactKind.ROLE_FLEXIBILITY, "Room to shape your role",
        "much, for those who push", "some, with more rules", ("role_flexibility",), "probe:role_flexibility",
    ),
}  # fmt: skip
MODEL_FEEDS = {
    FactPart.MODEL_TIERED: (("model_tiered",), "Q-I1"),
    FactPart.MODEL_BRIDGE: (("model_bridge",), "Q-I5"),
    FactPart.MODEL_AFFINITY: (("model_affinity",), "probe:model_affinity"),
    FactPart.MODEL_NETWORKED: (("committee",), "Q-I3"),
    FactPart.MODEL_TASK_OUTCOME: (("outcome_facts",), "Q-I11"),
    FactPart.MODEL_EVALUATION_LINKED: (("ccc_link",), "Q-I10"),
}
PROBES = {
    "probe:research_support": ("Who helps residents with ethics papers, statistics and data?", "leadership"),
    "probe:role_flexibility": ("What did a resident start here that was not there before?", "resident"),
    "probe:model_affinity": (
        "Is anybody matched with a mentor who came from a similar place, and does somebody else mentor them too?",
        "leadership_img",
    ),
    "probe:img_share": ("How many of your residents are international graduates?", "leadership_img"),
}
SHORT_NOTE = 140


def aspect_lines(setting, answers, facts, today):
    """The six aspects, each from the facts, else from what was heard, else unknown with the usual pattern beside it."""
    return [
        _line(
            key, label, kind, feeds, ask, answers, facts, today, hints=_hints(setting, community, university)
        )
        for key, (kind, label, community, university, feeds, ask) in ASPECTS.items()
    ]


def model_lines(answers, facts, today):
    """The six mentoring models, by their fact or by what was heard."""
    lines = []
    for part in rules.MODELS:
        feeds, ask = MODEL_FEEDS[part]
        of_part = [fact for fact in facts if fact.part == part]
        if part == FactPart.MODEL_NETWORKED:
            of_part += [fact for fact in facts if fact.kind == FactKind.COMMITTEE]
        lines.append(_combine(part.value, part.label, of_part, feeds, ask, answers, today))
    return lines


def beside(kinds, facts, today):
    """One line per kind from facts alone: for strengths beside gaps."""
    return [_combine(kind.value, kind.label, _of(kind, facts), (), "", (), today) for kind in kinds]


def _of(kind, facts):
    return [fact for fact in facts if fact.kind == kind and not fact.part]


def _line(key, label, kind, feeds, ask, answers, facts, today, hints):
    return _combine(key, label, _of(kind, facts), feeds, ask, answers, today, hints)


def _combine(key, label, facts, feeds, ask, answers, today, hints=()):
    if facts:
        reading = rules.read_together(facts, today, kind=facts[0].kind)
        if reading.value != rules.UNKNOWN:
            fact = max((f for f in facts if f.value == reading.value), key=lambda f: f.as_of)
            return AspectLine(key, label, reading.value, fact.detail or "", hints, fact=fact)
    value, answer = heard(row for row in answers if row.feeds in feeds)
    if answer and value != rules.UNKNOWN:
        return AspectLine(key, label, value, _short(answer.note), hints, answer=answer)
    words = "Asked, nothing to build on yet" if answer else "Not asked yet"
    if facts and not answer:
        words = reading.reason.rstrip(".")
    return AspectLine(key, label, rules.UNKNOWN, words, hints, answer=answer, ask=ask)


def heard(rows):
    """(value, answer): what answers say on one thing. A warning sign alone is a no; vague words are not known."""
    rows = [row for row in rows if row.is_heard]
    against = [row for row in rows if row.is_against]
    strong = [row for row in rows if row.is_for]
    some = [row for row in rows if row.reading in ("partial", "opportunity") and not row.is_against]
    if strong:
        return (rules.PARTIAL if against else rules.YES), strong[0]
    if some:
        return rules.PARTIAL, some[0]
    if against:
        return rules.NO, against[0]
    return rules.UNKNOWN, (rows[0] if rows else None)


def _hints(setting, community, university):
    both = (("Community", community), ("University", university))
    return {Setting.COMMUNITY: both[:1], Setting.UNIVERSITY: both[1:], Setting.HYBRID: both}.get(setting, ())


def _short(note):
    first = " ".join(note.split())
    return first if len(first) <= SHORT_NOTE else f"{first[:SHORT_NOTE].rsplit(' ', 1)[0]}…"
