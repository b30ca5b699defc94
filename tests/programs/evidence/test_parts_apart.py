"""Parts of one kind never argue with each other in an applicant's verdict either."""

import pytest

from programs.access import visible_evaluations
from programs.verdicts import verdicts_of
from tests.programs.evaluations.makers import TODAY, make_img, make_look, make_me
from tests.programs.makers import make_fact

pytestmark = pytest.mark.django_db


def verdict(*facts):
    me = make_me()
    make_img(me)
    program = make_look(me, answers=[], many_img=True).program
    for kind, part, value in facts:
        make_fact(program, kind, value, part=part)
    evaluations = list(visible_evaluations(me).select_related("program"))
    return verdicts_of(evaluations, user=me, today=TODAY)[evaluations[0].pk]


def test_tiers_without_a_bridge_are_a_structure():
    found = verdict(("model_present", "tiered", "yes"), ("model_present", "bridge", "no"))
    assert found.tier.nodes[1].holds is True


def test_a_committee_that_does_not_act_is_still_a_committee():
    found = verdict(("committee", "", "yes"), ("committee", "acts_on_issues", "no"))
    assert {line.key: line.value for line in found.models}["networked"] == "yes"
