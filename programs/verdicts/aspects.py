"""What programs are compared by: six aspects with their usual pattern (G1), strengths beside gaps, six models."""

from playbook.vocabulary import FactKind, FactPart
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
    FactPart.MODEL_AFFINITY: (("model_affinity",), "Q-I1"),
    FactPart.MODEL_NETWORKED: (("committee",), "Q-I3"),
    FactPart.MODEL_TASK_OUTCOME: (("outcome_facts",), "Q-I11"),
    FactPart.MODEL_EVALUATION_LINKED: (("ccc_link",), "Q-I10"),
}
PROBES = {
    "probe:research_support": ("Who helps residents with ethics papers, statistics and data?", "leadership"),
    "probe:role_flexibility": ("What did a resident start here that was not there before?", "resident"),
    "probe:img_share": ("How many of your residents are international graduates?", "leadership_img"),
}
SHORT_NOTE = 140
# Where an answer may say on whose time mentoring happens. In this order, so that the same answer is shown each time.
ABOUT_TIME = ("time_basis", "faculty_credit", "protected_time")
NOTHING = (rules.UNKNOWN, None)


def aspect_lines(setting, by_feed, by_kind, today):
    """The six aspects, each from the facts, else from what was heard, else unknown with the usual pattern beside it."""
    lines = []
    for key, (kind, label, _, _, feeds, ask) in ASPECTS.items():
        hints = HINTS[key].get(setting, ())
        given = _time(by_feed) if kind == FactKind.PROTECTED_TIME else NOTHING
        lines.append(_combine(key, label, by_kind.get(kind, ()), feeds, ask, by_feed, today, hints, given))
    return lines


def model_lines(by_feed, by_kind, today):
    """The six mentoring models, by their fact or by what was heard."""
    lines = []
    models = by_kind.get(FactKind.MODEL_PRESENT, ())
    for part in rules.MODELS:
        feeds, ask = MODEL_FEEDS[part]
        of_part = [fact for fact in models if fact.part == part]
        if part == FactPart.MODEL_NETWORKED:
            of_part += [fact for fact in by_kind.get(FactKind.COMMITTEE, ()) if not fact.part]
        lines.append(_combine(part.value, part.label, of_part, feeds, ask, by_feed, today))
    return lines


def beside(kinds, by_feed, by_kind, today):
    """One line per kind, for strengths beside gaps: from the facts, else from the probe that asks for it."""
    lines = []
    for kind in kinds:
        facts, ask = by_kind.get(kind, ()), f"probe:{kind.value}"
        given = _time(by_feed) if kind == FactKind.PROTECTED_TIME else NOTHING
        lines.append(_combine(kind.value, kind.label, facts, (kind.value,), ask, by_feed, today, given=given))
    return lines


def _time(by_feed):
    """(value, answer) of on whose time mentoring happens, where somebody said so (S0-3.6): the plain word goes before
    the reading of the answer around it.
    """
    told = [row for feed in ABOUT_TIME for row in by_feed.get(feed, ()) if row.time_basis in rules.TIME_BASES]
    value = rules.time_given(row.time_basis for row in told)
    return (value, _frankest(told)) if told else NOTHING


def _combine(key, label, facts, feeds, ask, by_feed, today, hints=(), given=NOTHING):
    """One line. `given`: what was said in so many words, before how concrete it was."""
    if facts:
        reading = rules.read_together(facts, today, kind=facts[0].kind)
        if reading.value != rules.UNKNOWN:
            fact = facts[0] if len(facts) == 1 else _newest(facts, reading.value)
            return AspectLine(key, label, reading.value, fact.detail, hints, fact=fact)
    value, answer = given
    if value == rules.UNKNOWN:
        value, answer = heard([row for feed in feeds for row in by_feed.get(feed, ())])
    if value != rules.UNKNOWN:
        return AspectLine(key, label, value, _short(answer.note), hints, answer=answer)
    words = "Asked, nothing to build on yet" if answer else "Not asked yet"
    if facts and not answer:
        words = reading.reason.rstrip(".")
    return AspectLine(key, label, rules.UNKNOWN, words, hints, answer=answer, ask=ask)


def _newest(facts, value):
    return max((fact for fact in facts if fact.value == value), key=lambda fact: fact.as_of)


def heard(rows):
    """(value, answer): what answers say on one thing. A warning sign alone is a no, vague words are not known.

    The answer is the one that tells most, a resident's before others; where they contradict each other, one of the side
    that weighs more (S0-3.5).
    """
    if not rows:
        return rules.UNKNOWN, None
    against = [row for row in rows if row.is_against]
    strong = [row for row in rows if row.is_for]
    if strong:
        side = against if _weight(against) > _weight(strong) else strong
        return (rules.PARTIAL if against else rules.YES), _frankest(side)
    some = [row for row in rows if row.is_part]
    if some:
        return rules.PARTIAL, _frankest(some)
    if against:
        return rules.NO, _frankest(against)
    return rules.UNKNOWN, _frankest(rows)


def _weight(rows):
    return sum(row.weight for row in rows)


def _frankest(rows):
    return max(rows, key=lambda row: row.weight)


def _hints(community, university):
    both = (("Community", community), ("University", university))
    return {"community": both[:1], "university": both[1:], "hybrid": both}


HINTS = {key: _hints(aspect[2], aspect[3]) for key, aspect in ASPECTS.items()}


def _short(note):
    first = " ".join(note.split())
    return first if len(first) <= SHORT_NOTE else f"{first[:SHORT_NOTE].rsplit(' ', 1)[0]}…"
