"""The order by somebody's own weights: it follows them, names what is not known, and gives reasons."""

import pytest

from programs.models import PathCondition, Preferences
from programs.verdicts import order_by_weights, weights_of
from tests.programs.evaluations.makers import look, make_look, make_me
from tests.programs.makers import make_fact

pytestmark = pytest.mark.django_db


def test_the_order_follows_the_weights_and_unknown_is_never_a_no():
    me = make_me(needs=0)
    research = make_look(
        me, "Alder", answers=[], facts=[("research_support", "yes"), ("role_flexibility", "no")]
    )
    roles = make_look(
        me, "Beech", answers=[], facts=[("research_support", "no"), ("role_flexibility", "yes")]
    )
    unknown = make_look(me, "Cedar", answers=[])

    def order(**weights):
        evaluations, verdicts = look(me, summary=True)
        return [placed.evaluation for placed in order_by_weights(evaluations, verdicts, weights)]

    only_research = dict.fromkeys(("needs", "G-01", "G-02", "G-04", "G-05", "G-06"), 0)
    assert order(**only_research) == [research, unknown, roles]
    assert order(**only_research | {"G-03": 0, "G-06": 80}) == [roles, unknown, research]


def test_a_program_that_is_not_enough_for_the_path_stands_last_and_says_so():
    me = make_me()
    short = make_look(me, "Alder")
    other = make_look(me, "Beech", answers=[])
    for key in PathCondition.Key:
        PathCondition.objects.create(
            evaluation=short, path=short.target_path, key=key, holds=True, answer=short.answers.first()
        )
    evaluations, verdicts = look(me)
    placed = order_by_weights(evaluations, verdicts, {})
    assert [row.evaluation for row in placed] == [other, short]
    assert "all four signs" in placed[-1].reasons[0].text


def test_a_need_profile_changes_the_order_visibly():
    me = make_me(needs=0)
    tiers = make_look(me, "Alder", answers=[])
    network = make_look(me, "Beech", answers=[])
    make_fact(tiers.program, "model_present", "yes", part="tiered")
    make_fact(tiers.program, "model_present", "no", part="networked")
    make_fact(network.program, "model_present", "yes", part="networked")
    make_fact(network.program, "model_present", "no", part="tiered")
    orders = {}
    for profile in ("older_grad_gap", "fellowship_focused"):
        preferences, _ = Preferences.objects.update_or_create(
            user=me, defaults={"is_img": True, "need_profiles": [profile]}
        )
        evaluations, verdicts = look(me)
        rows = order_by_weights(evaluations, verdicts, weights_of(preferences))
        orders[profile] = [row.evaluation for row in rows]
    assert orders == {"older_grad_gap": [tiers, network], "fellowship_focused": [network, tiers]}


def test_every_place_has_reasons():
    me = make_me()
    make_look(me, "Alder")
    make_look(me, "Beech", answers=[])
    evaluations, verdicts = look(me)
    assert all(row.reasons for row in order_by_weights(evaluations, verdicts, {"nonsense": 3}))
