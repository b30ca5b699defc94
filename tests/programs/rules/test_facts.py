"""R-45 and S0-0.1 as tables. Unknown is a row of its own everywhere."""

from dataclasses import dataclass
from datetime import date

import pytest

from playbook.vocabulary import FactKind, SupportMode
from programs.rules import Reading, freshness, read_together, support_mode, time_given

TODAY = date(2026, 11, 22)


@dataclass
class Fact:
    value: str
    as_of: date | None


@pytest.mark.parametrize(
    ("as_of", "kind", "is_fresh", "counts"),
    [
        (TODAY, "", True, True),
        (date(2024, 11, 22), "", True, True),
        (date(2024, 11, 21), "", False, True),
        (date(2023, 11, 22), "", False, True),
        (date(2023, 11, 21), "", False, False),
        (date(2023, 11, 21), FactKind.FELLOWSHIP_MATCH, False, True),
        (date(2021, 11, 21), FactKind.FELLOWSHIP_MATCH, False, False),
        (date(2024, 2, 29), "", False, True),
        (date(2026, 11, 23), "", None, False),
        (None, "", None, False),
    ],
)
def test_freshness(as_of, kind, is_fresh, counts):
    fresh = freshness(as_of, TODAY, kind=kind)
    assert (fresh.is_fresh, fresh.counts) == (is_fresh, counts)
    assert fresh.reason


JAN, SEP, LAST_YEAR, LONG_AGO = date(2026, 1, 5), date(2026, 9, 5), date(2025, 8, 1), date(2019, 1, 1)


@pytest.mark.parametrize(
    ("facts", "value", "disagree"),
    [
        ([], "unknown", False),
        ([("yes", SEP)], "yes", False),
        ([("no", SEP)], "no", False),
        ([("partial", SEP), ("partial", JAN)], "partial", False),
        ([("yes", SEP), ("no", JAN)], "unknown", True),
        ([("yes", SEP), ("partial", JAN)], "unknown", True),
        ([("yes", SEP), ("no", LAST_YEAR)], "yes", False),  # a change, not a contradiction
        ([("yes", LONG_AGO)], "unknown", False),  # too old to count
        ([("yes", LONG_AGO), ("no", SEP)], "no", False),
        ([("unknown", SEP)], "unknown", False),
        ([("unknown", SEP), ("yes", JAN)], "yes", False),  # "we could not find out" contradicts nobody
        ([("yes", date(2027, 1, 1))], "unknown", False),
        ([("yes", None)], "unknown", False),
    ],
)
def test_statements_read_together(facts, value, disagree):
    reading = read_together([Fact(*fact) for fact in facts], TODAY)
    assert (reading.value, reading.disagree) == (value, disagree)
    assert reading.reason


def test_a_stale_statement_is_marked_and_still_counts():
    reading = read_together([Fact("yes", date(2024, 1, 1))], TODAY)
    assert (reading.value, reading.is_fresh) == ("yes", False)


def readings(structure, time="unknown", credit="unknown", *, fresh=True):
    values = {
        FactKind.MENTORING_STRUCTURE: structure,
        FactKind.PROTECTED_TIME: time,
        FactKind.FACULTY_CREDIT: credit,
    }
    return {kind: Reading(value, fresh, False, "As read.") for kind, value in values.items()}


@pytest.mark.parametrize(
    ("structure", "time", "credit", "mode"),
    [
        ("yes", "yes", "unknown", SupportMode.STRUCTURED),
        ("yes", "no", "partial", SupportMode.STRUCTURED),
        ("yes", "unknown", "unknown", SupportMode.STRUCTURED),
        ("yes", "no", "unknown", SupportMode.STRUCTURED),
        ("yes", "no", "no", SupportMode.MIXED),
        ("partial", "yes", "yes", SupportMode.MIXED),
        ("partial", "unknown", "unknown", SupportMode.MIXED),
        ("no", "yes", "yes", SupportMode.SELF_BUILT),
        ("no", "unknown", "unknown", SupportMode.SELF_BUILT),
        ("unknown", "yes", "yes", SupportMode.UNKNOWN),
        ("unknown", "unknown", "unknown", SupportMode.UNKNOWN),
    ],
)
def test_support_mode(structure, time, credit, mode):
    decided = support_mode(readings(structure, time, credit))
    assert decided.mode == mode
    assert decided.reasons and not decided.is_override


def test_no_fact_at_all_is_unknown_and_says_what_to_ask():
    decided = support_mode({})
    assert decided.mode == SupportMode.UNKNOWN
    assert decided.ask and "Nobody has looked" in decided.reasons[0]


def test_a_mode_that_rests_on_an_old_fact_says_so():
    assert "As read." in support_mode(readings("no", fresh=False)).reasons[1]


def test_an_override_shows_its_reason_and_what_the_facts_say():
    decided = support_mode(readings("no"), override="mixed", override_reason="New committee since July.")
    assert decided.mode == SupportMode.MIXED and decided.is_override
    assert "New committee since July." in decided.reasons[0]
    assert "residents build it" in decided.reasons[1]


def test_an_override_without_a_reason_is_none():
    assert support_mode(readings("no"), override="structured").mode == SupportMode.SELF_BUILT


@pytest.mark.parametrize(
    ("bases", "value"),
    [
        ([], "unknown"),
        (["unknown"], "unknown"),
        (["", "nonsense"], "unknown"),
        (["protected"], "yes"),
        (["credited"], "partial"),
        (["volunteer"], "no"),
        (["volunteer", "unknown", "volunteer"], "no"),
        (["protected", "volunteer"], "partial"),
        (["protected", "credited"], "partial"),
    ],
)
def test_on_whose_time_mentoring_happens(bases, value):
    assert time_given(bases) == value == time_given(iter(bases))
