"""R-46 and S3-0.2 as tables. Not known is a row of its own everywhere."""

from itertools import permutations

import pytest

from programs.rules import Heard, feasibility, one_sided, program_verdict


def heard(*words):
    """ "L concrete", "R vague", "S opportunity"; "!" marks an answer with warning signs only."""
    by = {"L": "leader", "R": "resident", "S": "other"}
    return [Heard(w.split()[1].strip("!"), by[w[0]], against="!" in w) for w in words]


@pytest.mark.parametrize(
    ("answers", "near", "value", "sided"),
    [
        ([], False, "unknown", False),
        ([], True, "unknown", False),
        (["L unanswered"], True, "unknown", False),
        (["L concrete", "R concrete"], False, "secured", False),
        (["L concrete", "R concrete"], True, "secured", False),
        (["L concrete", "L vague", "R concrete"], False, "secured", False),
        (["L concrete", "R concrete", "R vague"], False, "winnable", False),
        (["L concrete", "R unanswered"], False, "winnable", True),
        (["L concrete"], False, "winnable", True),
        (["R concrete"], False, "winnable", True),
        (["S concrete"], False, "winnable", True),
        (["L concrete", "R partial"], False, "winnable", False),
        (["L concrete", "R vague"], False, "unknown", False),
        (["L concrete", "R concrete!"], False, "unknown", False),
        (["L concrete!", "R concrete"], False, "winnable", False),
        (["L partial"], False, "winnable", True),
        (["L partial", "R vague"], False, "winnable", False),
        (["L vague", "R vague", "S opportunity"], True, "winnable", False),
        (["S opportunity"], False, "winnable", True),
        (["L vague"], False, "unknown", True),
        (["L vague"], True, "unlikely", True),
        (["L vague", "R vague"], True, "unlikely", False),
        (["L vague", "R vague"], False, "unknown", False),
        (["L partial!"], True, "unlikely", True),
        (["L partial!"], False, "unknown", True),
    ],
)
def test_one_need(answers, near, value, sided):
    found = feasibility(heard(*answers), near_not_enough=near)
    assert (found.value, found.one_sided) == (value, sided)
    assert found.reasons


@pytest.mark.parametrize(
    ("needs", "path_state", "alone", "verdict"),
    [
        ([], "", False, "incomplete"),
        ([], "not_enough", False, "incomplete"),
        ([(1, "secured")], "", False, "good_fit"),
        ([(1, "secured")], "clear", False, "good_fit"),
        ([(1, "secured")], "open", False, "good_fit"),
        ([(1, "secured")], "", True, "workable_self_build"),
        ([(1, "winnable")], "", False, "workable"),
        ([(1, "winnable")], "", True, "workable_self_build"),
        ([(1, "unknown")], "", False, "incomplete"),
        ([(1, "unknown")], "", True, "incomplete"),
        ([(1, "unlikely")], "", False, "serious_doubt"),
        ([(1, "unlikely")], "", True, "serious_doubt"),
        ([(1, "secured"), (1, "winnable")], "", False, "workable"),
        ([(1, "secured"), (1, "unknown")], "", False, "incomplete"),
        ([(1, "unknown"), (1, "unlikely")], "", False, "serious_doubt"),
        ([(1, "secured"), (2, "unlikely"), (3, "unknown")], "", False, "good_fit"),
        ([(2, "winnable"), (3, "unlikely")], "", False, "workable"),  # the highest there is
        ([(1, "secured")], "serious_doubt", False, "serious_doubt"),
        ([(1, "secured")], "not_enough", True, "not_enough"),
    ],
)
def test_a_program_is_its_worst_high_priority_need(needs, path_state, alone, verdict):
    for order in permutations(needs):
        rows = [(priority, f"Need {value}", value) for priority, value in order]
        found = program_verdict(rows, path="cardiology", path_state=path_state, builds_alone=alone)
        assert found.verdict == verdict
        assert found.words and found.reasons


@pytest.mark.parametrize(
    ("audiences", "sided"),
    [
        ([], False),
        (["leadership"], True),
        (["leadership", "leadership_img"], True),
        (["leadership", "resident"], False),
        (["resident"], False),
        (["subspecialist", "leadership"], False),
    ],
)
def test_only_leaders_is_one_sided(audiences, sided):
    assert one_sided(audiences) is sided
