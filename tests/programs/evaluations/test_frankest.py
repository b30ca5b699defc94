"""A resident's answer weighs double where one has to stand for several (S0-3.5), and decides nothing by itself."""

import pytest

from programs.verdicts.aspects import heard
from programs.verdicts.material import AnswerRow
from tests.programs.evaluations.makers import make_answer, make_look, make_me, verdict_of

GOOD, BAD = ["A name"], ["No credit"]


def row(audience, reading, green=(), red=()):
    return AnswerRow(
        1, 1, "Q-L1", "mentoring_structure", audience, "", list(green), list(red), None, reading, "unknown"
    )


LEADER, OTHER = row("leadership", "concrete", GOOD), row("subspecialist", "concrete", GOOD)
RESIDENT, IMG = row("resident", "concrete", GOOD), row("img_resident", "concrete", GOOD)
LEADER_BAD, RESIDENT_BAD = row("leadership", "vague", red=BAD), row("resident", "vague", red=BAD)
LEADER_PART, RESIDENT_PART = row("leadership", "partial"), row("resident", "partial")
LEADER_VAGUE, RESIDENT_VAGUE = row("leadership", "vague"), row("resident", "vague")


@pytest.mark.parametrize(
    ("rows", "value", "shown"),
    [
        ([], "unknown", None),
        ([LEADER], "yes", LEADER),
        ([LEADER, RESIDENT], "yes", RESIDENT),
        ([LEADER, OTHER, IMG], "yes", IMG),
        ([LEADER, RESIDENT_BAD], "partial", RESIDENT_BAD),
        ([LEADER_BAD, RESIDENT], "partial", RESIDENT),
        ([LEADER, OTHER, RESIDENT_BAD], "partial", LEADER),
        ([LEADER_PART, RESIDENT_PART], "partial", RESIDENT_PART),
        ([LEADER_BAD, RESIDENT_BAD], "no", RESIDENT_BAD),
        ([LEADER_VAGUE, RESIDENT_VAGUE], "unknown", RESIDENT_VAGUE),
        ([LEADER_VAGUE], "unknown", LEADER_VAGUE),
    ],
)
def test_which_answer_is_shown_and_what_it_adds_up_to(rows, value, shown):
    assert heard(rows) == (value, shown)
    assert heard(rows[::-1])[0] == value


@pytest.mark.parametrize(("one", "weight"), [(LEADER, 1), (OTHER, 1), (RESIDENT, 2), (IMG, 2)])
def test_what_a_voice_weighs(one, weight):
    assert one.weight == weight


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "facts", "value"),
    [
        ({"Q-R4": "volunteer"}, (), "no"),
        ({"Q-R4": "protected"}, (), "yes"),
        ({"Q-R4": "volunteer", "Q-L1c": "protected"}, (), "partial"),
        ({"Q-R4": "unknown", "Q-L1c": "volunteer"}, (), "no"),
        ({"Q-R4": "volunteer"}, [("protected_time", "yes")], "yes"),
        ({}, (), "unknown"),
    ],
)
def test_on_whose_time_decides_what_is_said_of_time(told, facts, value):
    """S0-3.6: the plain word goes before how concrete the answer was; a recorded fact before both."""
    evaluation = make_look(make_me(needs=0), answers=[], facts=facts)
    for key, basis in told.items():
        audience, feeds = ("resident", "time_basis") if key == "Q-R4" else ("leadership", "faculty_credit")
        make_answer(evaluation, key, audience=audience, feeds=feeds, time_basis=basis)
    verdict = verdict_of(evaluation)
    aspect = next(line for line in verdict.aspects if line.key == "G-02")
    gap = next(line for line in verdict.gaps if line.key == "protected_time")
    assert (aspect.value, gap.value) == (value, value)
    if told and not facts:
        assert gap.answer.audience == ("leadership" if told["Q-R4"] == "unknown" else "resident")
