"""An applicant with needs, and evaluations with answers and facts behind them."""

from datetime import date

from programs.access import visible_evaluations
from programs.verdicts import verdicts_of
from tests.factories import make_applicant, make_need
from tests.programs.makers import make_fact
from tests.programs.sheet.makers import make_answer, make_evaluation, make_img, with_bank  # noqa: F401

TODAY = date(2026, 11, 22)
# key, audience, feeds, reading, green, red
SHEET = [
    ("Q-L1", "leadership", "mentoring_structure", "concrete", ["Interns are paired early"], []),
    ("Q-L2", "leadership", "goal_support", "concrete", ["Names people"], []),
    ("Q-R1", "resident", "named_mentors", "concrete", ["Three names"], []),
    ("Q-R3", "resident", "none_to_path", "concrete", ["A number"], []),
    ("Q-R6", "resident", "residents_say_go_academic", "partial", [], ["Go to an academic program for that"]),
    ("Q-S3", "subspecialist", "opportunity", "opportunity", [], []),
]


def make_me(needs=3):
    """An applicant with that many needs, the first of the highest priority."""
    me = make_applicant("Maya Applicant")
    for number in range(needs):
        bucket = ("pathway", "scholarly", "day_to_day")[number % 3]
        make_need(me, sentence=f"Need number {number + 1} by June", bucket=bucket, priority=number + 1)
    return me


def make_look(me, hospital="Brindle Bay", *, answers=SHEET, facts=(), **fields):
    """An evaluation with the usual answers and some facts, (kind, value) each."""
    evaluation = make_evaluation(me, hospital=hospital, **fields)
    for key, audience, feeds, reading, green, red in answers:
        make_answer(evaluation, key, audience=audience, feeds=feeds, reading=reading, green=green, red=red)
    for kind, value in facts:
        make_fact(evaluation.program, kind, value)
    return evaluation


def look(me, **options):
    """All of a person's evaluations, and their verdicts."""
    evaluations = list(visible_evaluations(me).select_related("program"))
    return evaluations, verdicts_of(evaluations, user=me, today=TODAY, **options)


def verdict_of(evaluation, **options):
    return look(evaluation.applicant, **options)[1][evaluation.pk]
