"""G-07 to G-11 and onboarding: what is not known is never weak, and never counted."""

import pytest

from playbook.vocabulary import FactKind as K
from playbook.vocabulary import FactPart as P
from programs.rules.facts import Reading
from programs.rules.scorecard import FIVE_PARTS, onboarding, outcomes_told, scorecard, support_claimed

# What makes each of the five features strong.
STRONG = {
    "G-07": (K.MODEL_PRESENT, P.MODEL_TIERED),
    "G-08": (K.BRIDGE_MONTHS, ""),
    "G-09": (K.COMMITTEE, ""),
    "G-10": (K.BOARD_PASS_RATE, ""),
    "G-11": (K.COMMITTEE, P.COMMITTEE_ACTS),
}


def read(value, disagree=False):
    return Reading(value, None if value == "unknown" else True, disagree, "A reason.")


def cells(readings):
    return {cell.key: cell for cell in scorecard(readings).cells}


def test_nobody_looked_is_unknown_throughout_and_has_no_count():
    card = scorecard({})
    assert {cell.value for cell in card.cells} == {"unknown"}
    assert (card.unknown, card.strong) == (5, None)
    assert all(cell.ask and cell.aim for cell in card.cells)


@pytest.mark.parametrize("key", STRONG)
@pytest.mark.parametrize(
    ("value", "cell"), [("yes", "strong"), ("no", "weak"), ("partial", "weak"), ("unknown", "unknown")]
)
def test_each_feature_reads_its_own_fact(key, value, cell):
    found = cells({STRONG[key]: read(value)})
    assert found.pop(key).value == cell
    assert {other.value for other in found.values()} == {"unknown"}


@pytest.mark.parametrize("key", STRONG)
def test_sources_that_disagree_make_a_cell_unknown(key):
    cell = cells({STRONG[key]: read("unknown", disagree=True)})[key]
    assert (cell.value, cell.reason) == ("unknown", "Sources of the same time disagree.")


@pytest.mark.parametrize(
    ("key", "second"),
    [
        ("G-08", (K.MODEL_PRESENT, P.MODEL_BRIDGE)),
        ("G-09", (K.MODEL_PRESENT, P.MODEL_NETWORKED)),
        ("G-10", (K.FELLOWSHIP_MATCH, "")),
    ],
)
def test_a_second_source_speaks_where_the_first_is_silent(key, second):
    assert cells({second: read("yes")})[key].value == "strong"
    assert cells({second: read("no")})[key].value == "weak"


def test_the_closer_source_decides_except_where_any_result_is_enough():
    bridge = {STRONG["G-08"]: read("no"), (K.MODEL_PRESENT, P.MODEL_BRIDGE): read("yes")}
    assert cells(bridge)["G-08"].value == "weak"
    results = {STRONG["G-10"]: read("no"), (K.FELLOWSHIP_MATCH, ""): read("yes")}
    assert cells(results)["G-10"].value == "strong"


@pytest.mark.parametrize(
    ("values", "strong"),
    [
        (["yes"] * 5, 5),
        (["no"] * 5, 0),
        (["yes", "yes", "no", "partial", "unknown"], 2),
        (["yes", "yes", "yes", "yes", "unknown"], 4),
        (["yes", "yes", "yes", "unknown", "unknown"], None),
    ],
)
def test_strong_ones_are_counted_while_at_most_one_is_unknown(values, strong):
    readings = {source: read(value) for source, value in zip(STRONG.values(), values, strict=True)}
    assert scorecard(readings).strong == strong


# ---- onboarding ----
def parts(*values, paperwork="unknown"):
    found = {(K.ONBOARDING_PART, part): read(value) for part, value in zip(FIVE_PARTS, values, strict=False)}
    return found | {(K.ONBOARDING_PART, P.ONBOARDING_PAPERWORK): read(paperwork)}


@pytest.mark.parametrize(
    ("readings", "there", "unknown", "weak", "words"),
    [
        ({}, 0, 5, None, "Not known yet"),
        (parts("yes", "yes", "yes", "yes", "yes"), 5, 0, False, "5 of 5 parts"),
        (parts("yes", "no", "partial"), 1, 2, False, "1 of 5 parts, 2 not known yet"),
        (parts("no", "no", "no", "no", "no"), 0, 0, True, "Paperwork only"),
        (parts("no", "no", "no", "no"), 0, 1, None, "0 of 5 parts, 1 not known yet"),
        (parts(paperwork="yes"), 0, 5, True, "Paperwork only"),
        (parts(paperwork="no"), 0, 5, False, "Not known yet"),
    ],
)
def test_onboarding_by_part(readings, there, unknown, weak, words):
    found = onboarding(readings)
    assert (found.there, found.unknown, found.is_paperwork_only, found.words) == (there, unknown, weak, words)
    assert not found.disagree


def test_paperwork_only_beside_a_workshop_is_a_disagreement():
    found = onboarding(parts("yes", paperwork="yes"))
    assert found.disagree and found.is_paperwork_only is None


# ---- R-10's two sides ----
@pytest.mark.parametrize(
    ("readings", "claimed"),
    [
        ({}, None),
        ({(K.COMMITTEE, ""): read("yes")}, True),
        ({(K.MODEL_PRESENT, P.MODEL_BRIDGE): read("partial")}, True),
        ({(K.BRIDGE_MONTHS, ""): read("no")}, False),
        ({(K.ONBOARDING_PART, P.ONBOARDING_PAPERWORK): read("yes")}, None),
        ({(K.VISA_SUPPORT, P.VISA_J1): read("yes")}, None),
    ],
)
def test_what_counts_as_a_claim_of_support(readings, claimed):
    assert support_claimed(readings) is claimed


@pytest.mark.parametrize(
    ("board", "match", "told"),
    [
        ("unknown", "unknown", "unknown"),
        ("no", "unknown", "no"),
        ("no", "yes", "yes"),
        ("unknown", "partial", "partial"),
    ],
)
def test_outcomes_together(board, match, told):
    readings = {(K.BOARD_PASS_RATE, ""): read(board), (K.FELLOWSHIP_MATCH, ""): read(match)}
    assert outcomes_told(readings) == told
