"""Whether a question one typed oneself will be answered with a yes that says nothing (Q-P0)."""

import re

from playbook.models import Question
from playbook.vocabulary import QuestionKind

# "Is the mentoring good?", "are your mentors supportive?", "do you like the mentorship here?"
_ABOUT = r"\b(?:mentor\w*|support\w*|teach\w*|faculty|attendings?|culture|program)\b"
_MERIT = r"\b(?:good|great|strong|excellent|nice|okay|ok|happy|satisf\w+|like|helpful|supportive|solid|decent|enough)\b"
_OPENS = r"^(?:(?:so|and|well),?\s+)?(?:is|are|was|were|do|does|did|would|how\s+(?:good|strong|supportive|is|are))\b"
# Words that make somebody tell something that can be checked.
_CONCRETE = r"\b(?:who|whom|when|how often|how many|which|what did|last time|example|name|tell me)\b"


def better_question_wanted(words: str) -> bool:
    """True for a question about merit that nobody answers with a no."""
    plain = " ".join(words.lower().replace("\u2019", "'").split())
    if re.search(_CONCRETE, plain):
        return False
    return bool(re.search(_OPENS, plain) and re.search(_ABOUT, plain) and re.search(_MERIT, plain))


# What to ask in its place, by audience: the first of these that are on the sheet.
BETTER = {
    "leadership": ("Q-L1b", "Q-L2a", "Q-L1c"),
    "resident": ("Q-R1", "Q-R4", "Q-R3"),
    "subspecialist": ("Q-S1", "Q-S2"),
    "leadership_img": ("Q-I5", "Q-I4"),
    "img_resident": ("Q-P1", "Q-P2", "Q-P3"),
}


def tip():
    """Why, in the words educators have today."""
    row = Question.objects.current().filter(kind=QuestionKind.TIP).first()
    return row.hint if row else ""
