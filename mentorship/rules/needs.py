"""Whether a need is said so that one can tell when it has come (R-43)."""

import re
from datetime import date

from mentorship.rules.findings import Finding

EXAMPLE = "Try: “Submit two abstracts before June 2027.”"
VAGUE = (
    "good mentor",
    "good mentorship",
    "better mentor",
    "be better",
    "get better",
    "be a better",
    "improve myself",
    "more support",
    "more guidance",
    "some guidance",
    "general advice",
    "anything",
    "whatever",
    "succeed",
    "be successful",
    "do well",
)
KNOWN_VERBS = """
accept add analyze answer apply ask attend be become begin book build call choose close collect complete
contact cut decide defend deliver design discuss draft earn enroll enter explore find finish follow gain get
give graduate have hear help improve interview join keep know land lead learn leave list log make manage
match meet name observe obtain organize pass pick place plan practice prepare present prove publish reach
read receive record reduce review run save schedule see select send set shadow share show sign sit spend
start study submit survey take talk teach try use visit win work write
"""
VERBS = frozenset(KNOWN_VERBS.split())
WORD = re.compile(r"[a-z]+")


def measurable(sentence: str, *, count: int | None, due: date | None) -> Finding:
    """Needs a verb and a number or a date. Vague words alone are refused; a verb we do not know is let through."""
    words = WORD.findall(sentence.lower())
    if not words:
        return Finding(False, ("Say in one sentence what should come of it.", EXAMPLE))
    plain = " ".join(words)
    has_number = bool(re.search(r"\d", sentence))
    if any(phrase in plain for phrase in VAGUE) and not has_number and len(words) <= 8:
        return Finding(False, ("That could mean anything, so nobody could say when it has come.", EXAMPLE))
    if count is None and due is None:
        return Finding(False, ("Add a number or a date, so that you can tell when it is done.", EXAMPLE))
    if len(words) < 3:
        return Finding(False, ("Say who or what, too.", EXAMPLE))
    if not VERBS & set(words):
        return Finding(None, ("Beginning with a verb makes it easier to tell when it is done.",))
    return Finding(True)
