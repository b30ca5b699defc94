"""Questions that what is missing adds: a website silent on support (R-09), a fact nobody knows, a known shortfall.

Pure: they take a check or readings and give questions. Silence is a question to ask and never a bad mark.
"""

from playbook.vocabulary import Audience, FactKind
from programs import rules
from programs.rules.website import Probe, website_probes

LEADERS, RESIDENTS = Audience.LEADERSHIP, Audience.RESIDENT


UNKNOWN_FACTS = {
    FactKind.SUBSPECIALISTS: LEADERS,
    FactKind.PROTECTED_TIME: LEADERS,
    FactKind.RESEARCH_SUPPORT: LEADERS,
    FactKind.IN_HOUSE_FELLOWSHIPS: LEADERS,
    FactKind.VOLUME: RESIDENTS,
    FactKind.AUTONOMY: RESIDENTS,
    FactKind.LOW_BUREAUCRACY: RESIDENTS,
    FactKind.ATTENDING_ACCESS: RESIDENTS,
    FactKind.ROLE_FLEXIBILITY: RESIDENTS,
    FactKind.IMG_SHARE: Audience.LEADERSHIP_IMG,
}
# A known shortfall: how people who train there live with it.
SHORTFALLS = {
    FactKind.SUBSPECIALISTS: "When you need a specialist this hospital does not have, whom do you turn to?",
    FactKind.PROTECTED_TIME: "Mentors get little time for it here. When do you meet yours in practice?",
    FactKind.RESEARCH_SUPPORT: "With little research help in the house, who got a project done, and how?",
    FactKind.IN_HOUSE_FELLOWSHIPS: "With no such fellowship here, where did people rotate, and who wrote for them?",
}


def from_website(check):
    """One probe for each thing looked for on the program's pages and not found; none before anybody has looked."""
    if check is None:
        return ()
    return website_probes(
        names_support=check.names_support,
        explains_structure=check.explains_structure,
        shows_outcomes=check.shows_outcomes,
    )


def from_facts(readings, what_to_ask):
    """Probes for what the catalogue does not know and for what it knows to be short. `readings`: {(kind, part): …}."""
    probes = []
    for kind, audience in UNKNOWN_FACTS.items():
        reading = readings.get((kind.value, ""))
        value = reading.value if reading else rules.UNKNOWN
        if value == rules.UNKNOWN and kind in what_to_ask:
            why = f"{kind.label}: nobody knows yet."
            probes.append(Probe(f"probe:{kind.value}", what_to_ask[kind], why, audience, kind.value))
        elif value in (rules.NO, rules.PARTIAL) and kind in SHORTFALLS:
            why = f"{kind.label}: short here."
            probes.append(Probe(f"probe:short:{kind.value}", SHORTFALLS[kind], why, RESIDENTS, kind.value))
    return probes
