"""Checks of the question banks and of the directory."""

from playbook import wording
from playbook.models.questions import PLACEHOLDERS


def questions(book):
    """E006: placeholders are known. E007: an interview question has cues. E008: a follow-up follows something."""
    keys = {q.key for q in book.questions}
    for question in book.questions:
        for found in wording.placeholders_in(question.ask):
            if found.strip("{}") not in PLACEHOLDERS:
                yield "E006", f"{question.key}: nothing fills {found}"
        if question.asked_per_need and "{need}" not in question.ask:
            yield "E006", f"{question.key}: a question asked for each need has to say {{need}}"
        if (
            question.bank == "interview"
            and question.kind == "question"
            and not (question.green and question.red)
        ):
            yield "E007", f"{question.key}: a question for a visit needs green and red cues"
        if question.kind == "checklist" and not question.items:
            yield "E007", f"{question.key}: a list to go through needs points"
        if question.follows and question.follows not in keys:
            yield "E008", f"{question.key}: follows {question.follows}, which is not there"


def schemes(book):
    """E018: somebody can get there."""
    for scheme in book.schemes:
        if not (scheme.url or scheme.contact):
            yield "E018", f"{scheme.key}: needs a link or a contact"
        if scheme.url and not scheme.url.startswith("https://"):
            yield "E018", f"{scheme.key}: the link has to begin with https://"
