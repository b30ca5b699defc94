"""Test data of the interview sheet: an evaluation with the question bank in place, and answers on it."""

from datetime import date

from playbook.sync import sync_playbook
from programs.models import Answer, Evaluation, Preferences, ProgramMessage
from tests.factories import make_applicant
from tests.programs.makers import make_hospital_program

TODAY = date(2026, 11, 22)
T01 = {
    "long_goal": "My goal is a cardiology fellowship.",
    "supports": "A mentor, two small projects, strong letters.",
    "wish": "I am looking for a place where that is realistic.",
}
T02 = {
    "if_matched": "If I were to train with you, I would like to picture it.",
    "structure": "How is mentoring set up?",
    "people": "Who could it be?",
    "frequency": "How often would we meet?",
    "nothing_signed": "Nothing is being signed here.",
}


def make_evaluation(applicant=None, *, hospital="Brindle Bay", **fields):
    applicant = applicant or make_applicant()
    program = make_hospital_program(hospital)
    return Evaluation.objects.create(
        **{"applicant": applicant, "program": program, "target_path": "cardiology fellowship", **fields}
    )


def with_bank():
    sync_playbook(today=TODAY)


def make_answer(evaluation, key="Q-L1", **fields):
    return Answer.objects.create(
        **{
            "evaluation": evaluation,
            "question_key": key,
            "wording": "How does mentoring work here?",
            "audience": "leadership",
            "note": "Dr. Stonecrop pairs interns in week 2.",
            "has_name": True,
            "has_timeframe": True,
            "reading": "concrete",
            "heard_on": TODAY,
            **fields,
        }
    )


def make_img(user):
    return Preferences.objects.update_or_create(user=user, defaults={"is_img": True})[0]


def make_message(evaluation, key="T-01", **fields):
    return ProgramMessage.objects.create(
        **{"evaluation": evaluation, "template_key": key, "parts": T01 if key == "T-01" else T02, **fields}
    )


def errors(response):
    return {name: list(words) for name, words in response.context["form"].errors.items()}
