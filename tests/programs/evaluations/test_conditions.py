"""The four conditions of a path, as they are read from answers, facts, the reaction and an own word."""

from datetime import date

import pytest

from programs.models import PathCondition
from tests.programs.evaluations.makers import TODAY, make_answer, make_look, make_me, verdict_of
from tests.programs.makers import make_fact

pytestmark = pytest.mark.django_db

LEAVE = ["Go to an academic program for that"]


@pytest.mark.parametrize(
    ("key", "rows", "holds"),
    [
        ("none_reached_it", [], None),
        ("none_reached_it", [("none_to_path", "partial", [], ["Nobody I know of"], None)], True),
        ("none_reached_it", [("none_to_path", "concrete", [], [], 0)], True),
        ("none_reached_it", [("none_to_path", "concrete", ["A number"], [], 3)], False),
        ("none_reached_it", [("none_to_path", "vague", [], [], None)], None),
        ("none_reached_it", [("none_to_path", "unanswered", [], [], None)], None),
        (
            "none_reached_it",
            [
                ("none_to_path", "partial", [], ["Nobody I know of"], None),
                ("none_to_path", "concrete", [], [], 1),
            ],
            False,
        ),
        ("no_faculty_record", [], None),
        ("no_faculty_record", [("faculty_record", "vague", [], ["None"], None)], True),
        ("no_faculty_record", [("faculty_record", "concrete", ["One or more"], [], None)], False),
        ("residents_say_leave", [], None),
        ("residents_say_leave", [("residents_say_go_academic", "partial", [], LEAVE, None)], True),
        (
            "residents_say_leave",
            [("residents_say_go_academic", "partial", ["It has been done"], [], None)],
            False,
        ),
        (
            "residents_say_leave",
            [
                ("residents_say_go_academic", "partial", [], LEAVE, None),
                ("residents_say_go_academic", "partial", ["It has been done"], [], None),
            ],
            None,
        ),
    ],
)
def test_a_condition_by_what_was_heard(key, rows, holds):
    evaluation = make_look(make_me(), answers=[])
    for number, (feeds, reading, green, red, cases) in enumerate(rows):
        said = {"reading": reading, "green": green, "red": red, "cases": cases, "audience": "resident"}
        make_answer(evaluation, f"Q-X{number}", feeds=feeds, speaker=f"PGY-{number}", **said)
    line = next(line for line in verdict_of(evaluation).path.conditions if line.key == key)
    assert line.holds is holds
    assert bool(line.answer) == bool(rows) if holds is not None else True
    assert bool(line.ask) == (holds is None)


@pytest.mark.parametrize(
    ("readings", "reaction", "holds"),
    [
        ([], "", None),
        ([], "sidestepped", None),
        (["vague"], "", True),
        (["vague"], "leaned_in", None),
        (["vague"], "sidestepped", True),
        (["vague", "partial"], "", True),
        (["partial"], "", None),
        (["partial"], "sidestepped", None),
        (["concrete"], "", False),
        (["concrete"], "sidestepped", None),
        (["concrete", "vague"], "", None),
        (["concrete", "vague"], "leaned_in", False),
    ],
)
def test_vague_leaders_with_the_reaction_as_one_more_sign(readings, reaction, holds):
    sent = {"reaction": reaction, "priorities_sent_on": TODAY} if reaction else {}
    evaluation = make_look(make_me(), answers=[], **sent)
    for number, reading in enumerate(readings):
        make_answer(evaluation, f"Q-X{number}", feeds="goal_support", reading=reading)
    line = next(line for line in verdict_of(evaluation).path.conditions if line.key == "vague_leaders")
    assert line.holds is holds


def test_a_recorded_outcome_speaks_for_its_path_only_while_it_counts():
    evaluation = make_look(make_me(), answers=[])
    fact = make_fact(
        evaluation.program,
        "fellowship_match",
        "no",
        detail="Nobody in cardiology.",
        numerator=0,
        denominator=24,
    )
    line = verdict_of(evaluation).path.conditions[0]
    assert line.holds is True and line.fact.pk == fact.pk
    fact.as_of = date(2020, 1, 1)
    fact.save()
    assert verdict_of(evaluation).path.conditions[0].holds is None


def test_a_mark_whose_proof_is_gone_is_not_known():
    evaluation = make_look(make_me())
    answer = evaluation.answers.first()
    PathCondition.objects.create(
        evaluation=evaluation, path="cardiology fellowship", key="vague_leaders", holds=True, answer=answer
    )
    assert verdict_of(evaluation).path.conditions[2].holds is True
    answer.delete()
    line = verdict_of(evaluation).path.conditions[2]
    assert line.holds is None and "gone" in line.words


def test_all_four_for_one_path_leave_another_path_alone():
    evaluation = make_look(make_me())
    proof = evaluation.answers.first()
    for key in PathCondition.Key:
        PathCondition.objects.create(
            evaluation=evaluation, path="cardiology fellowship", key=key, holds=True, answer=proof
        )
    PathCondition.objects.create(evaluation=evaluation, path="primary care", key="vague_leaders", holds=False)
    verdict = verdict_of(evaluation)
    assert [(line.path, line.state) for line in verdict.paths] == [
        ("cardiology fellowship", "not_enough"),
        ("primary care", "open"),
    ]
    assert verdict.verdict == "not_enough"
    assert len([reason for reason in verdict.reasons if reason.answer and reason.answer.pk == proof.pk]) >= 4
