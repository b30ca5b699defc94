"""What an applicant writes to a program: her goals (T-01), the wish for a sketch (T-02). She sends it herself."""

import re

from playbook import composing, drafts
from playbook.composing import Letter
from programs.questions import goal_words

GOALS, SKETCH = "T-01", "T-02"
KEYS = (GOALS, SKETCH)
NOTHING_SIGNED = re.compile(
    r"\b(?:no|not|nothing|nobody|never|without|isn't|won't|n't)\b.{0,60}\b(?:sign\w*|bind\w*|bound|oblig\w*)\b"
    r"|\bnon-?binding\b|\bunsigned\b",
    re.IGNORECASE | re.DOTALL,
)
SAY_SO = "Say plainly that nothing is being signed."


def first_words(template, *, target_path, needs):
    """A beginning to change, filled from the aim and the needs. What is not known yet stays empty."""
    words = {element.key: element.example for element in template.element}
    if template.key == GOALS:
        aim = goal_words(target_path.rstrip(". "))["goal"] if target_path.strip() else ""
        words["long_goal"] = f"My long-term goal is {aim}." if aim else ""
        words["supports"] = _supports([need.sentence for need in needs[:3]])
    return {key: said for key, said in words.items() if said}


def _supports(sentences):
    """Three needs as one sentence; the first letter goes down, unless it begins an abbreviation."""
    said = [s.strip().rstrip(".") for s in sentences if s.strip()]
    said = [s if s[:2].isupper() else f"{s[0].lower()}{s[1:]}" for s in said]
    return f"What would help me most there is to {_listed(said)}." if said else ""


def _listed(words):
    return words[0] if len(words) == 1 else f"{'; to '.join(words[:-1])}; and to {words[-1]}"


def compose(template, parts, *, recipient, sender):
    """The letter as it stands, ready to copy."""
    greeting = composing.greeting(template, recipient) if recipient.strip() else "Dear program director,"
    return Letter(
        subject=template.subject,
        greeting=greeting,
        paragraphs=composing.paragraphs(template, parts),
        closing=template.closing,
        sign_off=sender,
    )


def judge(template, parts, letter):
    """How the draft stands: missing parts, forbidden phrases, length; T-02 has to say that nothing is being signed."""
    errors, said = {}, str(parts.get("nothing_signed") or "")
    if template.key == SKETCH and said.strip() and not NOTHING_SIGNED.search(said.replace("\u2019", "'")):
        errors["nothing_signed"] = SAY_SO
    return drafts.judge(template, parts, text=letter.text, errors=errors)
