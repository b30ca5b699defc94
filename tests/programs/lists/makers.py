"""Saved programs and what was heard there, for tests."""

from datetime import date

from programs.models import Answer, Evaluation
from tests.factories import make_program


def make_evaluation(applicant, program=None, **fields):
    return Evaluation.objects.create(applicant=applicant, program=program or make_program(), **fields)


def make_answer(evaluation, key="Q-L1", audience="leadership", **fields):
    return Answer.objects.create(
        **{
            "evaluation": evaluation,
            "question_key": key,
            "wording": "Who mentors residents here?",
            "audience": audience,
            "note": "Dr. Stonecrop pairs interns in week 2.",
            "reading": "partial",
            "heard_on": date(2026, 11, 2),
            **fields,
        }
    )
