"""R-03, R-04, R-08, R-10, R-12 and R-15 as tables. Not known is a row of its own everywhere."""

import pytest

from programs.rules import (
    evaluation_link,
    hero_risk,
    missing_tiers,
    model_weights,
    tier_flow,
    unbacked_claim,
)

Y, N, U = True, False, None
LOWER, MID, HIGH = "lower", "mid", "high"

BRANCHES = [
    # presence, structure, outcomes, low, high, nodes reached, questions
    (N, N, N, LOWER, LOWER, 1, 0),
    (N, N, Y, LOWER, LOWER, 1, 0),
    (N, Y, N, LOWER, LOWER, 1, 0),
    (N, Y, Y, LOWER, LOWER, 1, 0),
    (N, U, U, LOWER, LOWER, 1, 0),
    (N, U, Y, LOWER, LOWER, 1, 0),
    (N, Y, U, LOWER, LOWER, 1, 0),
    (N, N, U, LOWER, LOWER, 1, 0),
    (N, U, N, LOWER, LOWER, 1, 0),
    (Y, N, N, LOWER, LOWER, 2, 0),
    (Y, N, Y, LOWER, LOWER, 2, 0),
    (Y, N, U, LOWER, LOWER, 2, 0),
    (Y, Y, N, MID, MID, 3, 0),
    (Y, Y, Y, HIGH, HIGH, 3, 0),
    (Y, Y, U, MID, HIGH, 3, 1),
    (Y, U, N, LOWER, MID, 2, 1),
    (Y, U, Y, LOWER, HIGH, 2, 1),
    (Y, U, U, LOWER, HIGH, 2, 2),
    (U, N, N, LOWER, LOWER, 1, 0),
    (U, N, Y, LOWER, LOWER, 1, 0),
    (U, N, U, LOWER, LOWER, 1, 0),
    (U, Y, N, LOWER, MID, 1, 1),
    (U, Y, Y, LOWER, HIGH, 1, 1),
    (U, Y, U, LOWER, HIGH, 1, 2),
    (U, U, N, LOWER, MID, 1, 2),
    (U, U, Y, LOWER, HIGH, 1, 2),
    (U, U, U, LOWER, HIGH, 1, 3),
]


@pytest.mark.parametrize(
    ("presence", "structure", "outcomes", "low", "high", "reached", "questions"), BRANCHES
)
def test_every_branch(presence, structure, outcomes, low, high, reached, questions):
    tier = tier_flow(presence, structure, outcomes)
    assert (tier.low, tier.high) == (low, high)
    assert sum(node.reached for node in tier.nodes) == reached
    assert len(tier.questions) == questions
    assert len(tier.reasons) == reached
    assert tier.is_open == (low != high)


def test_the_table_holds_every_branch():
    assert len({row[:3] for row in BRANCHES}) == 27


@pytest.mark.parametrize(
    ("values", "hero", "low", "high"),
    [
        ((Y, Y, Y), True, MID, MID),
        ((Y, Y, N), True, LOWER, LOWER),
        ((Y, N, N), True, LOWER, LOWER),
        ((Y, Y, U), True, LOWER, MID),
        ((U, U, U), True, LOWER, MID),
        ((Y, Y, Y), False, HIGH, HIGH),
        ((Y, Y, Y), None, HIGH, HIGH),
        ((Y, Y, U), None, MID, HIGH),
    ],
)
def test_hero_risk_moves_one_step_and_not_known_moves_none(values, hero, low, high):
    tier = tier_flow(*values, hero=hero)
    assert (tier.low, tier.high) == (low, high)


def test_a_lit_path_ends_where_it_is_not_known():
    tier = tier_flow(Y, U, Y)
    assert [node.lit_next for node in tier.nodes] == [True, False, False]
    assert not any(node.lit_no for node in tier.nodes)


@pytest.mark.parametrize(
    ("share", "tiered", "value", "state"),
    [
        (25, "no", True, "red"),
        (60, "no", True, "red"),
        (24.9, "no", False, "fine"),
        (60, "yes", False, "fine"),
        (60, "partial", False, "fine"),
        (60, "unknown", None, "ask"),
        (10, "unknown", False, "fine"),
        (None, "no", None, "ask"),
        (None, "unknown", None, "ask"),
        (None, "yes", False, "fine"),
        (0, "no", False, "fine"),
    ],
)
def test_missing_tiers(share, tiered, value, state):
    finding = missing_tiers(share, tiered)
    assert (finding.value, finding.state) == (value, state)
    assert bool(finding.ask) == (value is None)


@pytest.mark.parametrize(
    ("many", "share", "tiered", "value", "state", "said"),
    [
        (True, None, "no", True, "red", "Many are international graduates"),
        (True, None, "unknown", None, "ask", "not known"),
        (True, None, "yes", False, "fine", "tiers"),
        (False, None, "no", False, "fine", "Few"),
        (False, 60, "no", False, "fine", "Few"),
        (True, 10, "no", True, "red", "About 10 in 100"),
        (None, 60, "no", True, "red", "About 60 in 100"),
        (None, None, "no", None, "ask", "not known"),
        (None, None, "partial", False, "fine", "tiers"),
    ],
)
def test_missing_tiers_without_a_figure(many, share, tiered, value, state, said):
    finding = missing_tiers(share, tiered, many=many)
    assert (finding.value, finding.state) == (value, state) and said in finding.why


@pytest.mark.parametrize(
    ("named", "wider", "value"),
    [
        (1, False, True),
        (2, False, True),
        (2, None, True),
        (2, True, False),
        (3, False, False),
        (0, False, None),
        (0, True, None),
        (None, None, None),
        (None, True, None),
    ],
)
def test_hero_risk(named, wider, value):
    assert hero_risk(named, wider=wider).value is value


@pytest.mark.parametrize(
    ("claimed", "outcomes", "value", "state"),
    [
        (True, "yes", False, "backed"),
        (True, "partial", False, "backed"),
        (True, "no", True, "unverified"),
        (True, "unknown", True, "unverified"),  # too old counts as not known
        (False, "unknown", False, "no_claim"),
        (False, "yes", False, "no_claim"),
        (None, "yes", None, "unknown"),
        (None, "unknown", None, "unknown"),
    ],
)
def test_a_claim_without_an_outcome_is_unverified(claimed, outcomes, value, state):
    finding = unbacked_claim(claimed, outcomes)
    assert (finding.value, finding.state) == (value, state)


@pytest.mark.parametrize(
    ("value", "linked"), [("yes", True), ("partial", True), ("no", False), ("unknown", None)]
)
def test_evaluation_link(value, linked):
    finding = evaluation_link(value)
    assert finding.value is linked
    assert bool(finding.ask) == (linked is None)


EQUAL = dict.fromkeys(["tiered", "bridge", "affinity", "networked", "task_outcome", "evaluation_linked"], 50)


@pytest.mark.parametrize(
    ("profiles", "changed"),
    [
        ([], {}),
        (["none"], {}),
        (["nonsense"], {}),
        (["older_grad_gap"], {"tiered": 90, "bridge": 90}),
        (["fellowship_focused"], {"networked": 75, "task_outcome": 75}),
        (["visa_dependent"], {"affinity": 85, "networked": 85}),
        (["fellowship_focused", "visa_dependent"], {"networked": 85, "task_outcome": 75, "affinity": 85}),
        (["visa_dependent", "fellowship_focused"], {"networked": 85, "task_outcome": 75, "affinity": 85}),
        (["older_grad_gap", "older_grad_gap"], {"tiered": 90, "bridge": 90}),
        (
            ["older_grad_gap", "fellowship_focused", "visa_dependent"],
            {"tiered": 90, "bridge": 90, "affinity": 85, "networked": 85, "task_outcome": 75},
        ),
    ],
)
def test_profiles_weigh_models_by_their_highest(profiles, changed):
    assert model_weights(profiles) == EQUAL | changed
