"""What a silent website adds to the questions (R-09). It adds questions and never takes anything away."""

from dataclasses import dataclass

from playbook.vocabulary import Audience

# By the field of the website check: key, question, what is missing on the page.
_PROBES = {
    "names_support": (
        "probe:names_support",
        "Who looks after residents who are new to this country's hospitals, and what do they do?",
        "The website names no support and no group behind it.",
    ),
    "explains_structure": (
        "probe:explains_structure",
        "How is mentoring set up here, and where could I read about it?",
        "The website does not say how mentoring is set up.",
    ),
    "shows_outcomes": (
        "probe:shows_outcomes",
        "Where did your last three classes go, and do you publish it?",
        "The website shows no outcomes.",
    ),
}


@dataclass(frozen=True)
class Probe:
    """One question that something left unsaid adds to the sheet, and why it is there."""

    key: str
    wording: str
    why: str
    audience: str = Audience.LEADERSHIP.value
    feeds: str = ""


def website_probes(
    *, names_support: bool | None, explains_structure: bool | None, shows_outcomes: bool | None
) -> tuple[Probe, ...]:
    """R-09. One probe for each thing looked for and not found. Not looked for yet adds nothing."""
    found = {
        "names_support": names_support,
        "explains_structure": explains_structure,
        "shows_outcomes": shows_outcomes,
    }
    return tuple(
        Probe(*_PROBES[field], feeds=f"website_{field}") for field, there in found.items() if there is False
    )
