"""R-02 as a table over all 81 combinations of yes, no and not known."""

from itertools import product

import pytest

from programs.rules import CONDITIONS, enough_for_path

KEYS = list(CONDITIONS)


@pytest.mark.parametrize("values", list(product((True, False, None), repeat=4)))
def test_every_combination(values):
    finding = enough_for_path(dict(zip(KEYS, values, strict=True)))

    true, unknown = values.count(True), values.count(None)
    expected = {4: "not_enough", 3: "serious_doubt"}.get(true, "open" if unknown else "clear")
    assert finding.state == expected
    assert finding.is_near == (true >= 3)
    assert finding.to_ask == tuple(k for k, v in zip(KEYS, values, strict=True) if v is None)
    assert len(finding.reasons) == 1 + true  # the sum, then each sign that holds


def test_nothing_recorded_asks_all_four_and_accuses_nobody():
    finding = enough_for_path({})
    assert (finding.state, finding.to_ask) == ("open", tuple(KEYS))


def test_three_true_do_not_fire():
    finding = enough_for_path(dict.fromkeys(KEYS[:3], True) | {KEYS[3]: None})
    assert finding.state == "serious_doubt"
    assert "still open" in finding.reasons[0]
