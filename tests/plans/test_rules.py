"""What the plan decides: item states, quarters, who needs a look, projects, letters, the next step."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import numbers
from plans.rules.items import chip_of, item_state
from plans.rules.look import needs_a_look
from plans.rules.next_step import Facts, next_step
from plans.rules.quarters import can_be_sent, checkin_state, quarters, step_due
from plans.rules.work import is_strong, letters_standing, output_floor, strong_letters
from playbook.vocabulary import ItemState

OPENS, DUE = date(2026, 7, 1), date(2026, 12, 31)
starts = st.dates(date(2018, 1, 1), date(2035, 12, 31))


# ---- R-36 --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 6, 30), ItemState.UPCOMING),
        (date(2026, 7, 1), ItemState.OPEN),
        (date(2026, 12, 1), ItemState.OPEN),
        (date(2026, 12, 2), ItemState.DUE_SOON),
        (date(2026, 12, 31), ItemState.DUE_SOON),
        (date(2027, 1, 1), ItemState.OVERDUE),
    ],
)
def test_an_item_is_ahead_open_due_soon_for_30_days_then_overdue(today, state):
    assert item_state(opens_on=OPENS, due_on=DUE, today=today) == state


def test_done_and_dropped_are_said_by_hand_and_hold_whatever_the_date():
    for today in (OPENS - timedelta(days=9), DUE + timedelta(days=900)):
        assert item_state(opens_on=OPENS, due_on=DUE, today=today, done_on=OPENS) == ItemState.DONE
        assert item_state(opens_on=OPENS, due_on=DUE, today=today, dropped_on=OPENS) == ItemState.DROPPED


@pytest.mark.parametrize(
    ("state", "progress", "chip"),
    [
        (ItemState.OPEN, "", "open"),
        (ItemState.OPEN, "moving", "moving"),
        (ItemState.UPCOMING, "moving", "moving"),
        (ItemState.DUE_SOON, "moving", "soon"),
        (ItemState.DUE_SOON, "stuck", "stuck"),
        (ItemState.OVERDUE, "stuck", "late"),
        (ItemState.DONE, "moving", "done"),
        (ItemState.DROPPED, "", "dropped"),
    ],
)
def test_the_chip_says_time_before_progress(state, progress, chip):
    assert chip_of(state, progress) == chip


# ---- R-28 --------------------------------------------------------------------------------------------------------
def test_quarters_of_a_july_start_end_with_september_december_march_june():
    found = list(quarters(date(2025, 7, 1), 3))
    assert [q.due_on for q in found[:4]] == [
        date(2025, 9, 30),
        date(2025, 12, 31),
        date(2026, 3, 31),
        date(2026, 6, 30),
    ]
    assert (found[0].opens_on, found[0].late_on) == (date(2025, 9, 16), date(2025, 10, 14))
    assert len(found) == 12


@given(starts, st.integers(1, 7))
def test_there_is_one_quarter_after_the_other_and_only_one_asked_for_at_a_time(start, years):
    found = list(quarters(start, years))
    assert [q.number for q in found] == list(range(1, 4 * years + 1))
    for before, after in zip(found, found[1:], strict=False):
        assert before.late_on < after.opens_on
        over = before.late_on + timedelta(days=numbers.CHECKIN_LATE_FOR)
        assert over <= after.opens_on + timedelta(days=2)


QUARTER = {"opens_on": date(2026, 12, 17), "late_on": date(2027, 1, 14)}


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 12, 16), "ahead"),
        (date(2026, 12, 17), "open"),
        (date(2027, 1, 13), "open"),
        (date(2027, 1, 14), "late"),
        (date(2027, 3, 16), "late"),
        (date(2027, 3, 17), "none"),
    ],
)
def test_a_check_in_opens_is_late_and_is_over(today, state):
    assert checkin_state(**QUARTER, today=today, sent=False) == state
    assert checkin_state(**QUARTER, today=today, sent=True) == "sent"


def test_a_plan_that_rests_asks_for_nothing_and_a_skipped_quarter_is_nobody_s_fault():
    late = date(2027, 1, 20)
    assert checkin_state(**QUARTER, today=late, sent=False, running=False) == "none"
    assert checkin_state(**QUARTER, today=late, sent=False, skipped=True) == "none"
    assert [can_be_sent(s) for s in ("open", "late", "sent", "ahead", "none")] == [
        True,
        True,
        True,
        False,
        False,
    ]


STEP = {"opens_on": date(2026, 12, 17), "due_on": date(2026, 12, 31), "late_on": date(2027, 1, 14)}


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2026, 12, 16), None),
        (date(2026, 12, 17), "opens"),
        (date(2026, 12, 30), "opens"),
        (date(2026, 12, 31), "due"),
        (date(2027, 1, 7), "week"),
        (date(2027, 1, 14), "late"),
        (date(2027, 1, 27), "late"),
        (date(2027, 1, 28), None),
    ],
)
def test_only_the_latest_reminder_is_owed(today, step):
    assert step_due(**STEP, today=today) == step


def test_a_postponed_check_in_is_silent_until_its_monday_and_then_reminds_once():
    monday = date(2026, 12, 21)
    assert step_due(**STEP, today=date(2026, 12, 20), postponed_until=monday) is None
    assert step_due(**STEP, today=monday, postponed_until=monday) == "later:2026-12-21"
    assert step_due(**STEP, today=date(2026, 12, 31), postponed_until=monday) == "due"


# ---- R-47 --------------------------------------------------------------------------------------------------------
FINE = {"days_since_start": 300, "month": 10, "late_checkins": 0, "overdue_items": 0, "core_mentors": 2}


@pytest.mark.parametrize(
    ("change", "needed"),
    [
        ({}, False),
        ({"late_checkins": 1}, True),
        ({"overdue_items": 1}, False),
        ({"overdue_items": 2}, True),
        ({"core_mentors": 1}, True),
        ({"core_mentors": 1, "month": 6}, False),
        ({"core_mentors": 0, "month": 7}, True),
        ({"late_checkins": 3, "days_since_start": 29}, None),
        ({"days_since_start": None}, None),
        ({"late_checkins": None}, False),
        ({"core_mentors": None}, False),
        ({"core_mentors": 0, "month": None}, False),
        ({"overdue_items": None, "late_checkins": 1}, True),
    ],
)
def test_who_needs_a_look(change, needed):
    found = needs_a_look(**FINE | change)
    assert found.needed is needed
    assert bool(found.reasons) is (needed is True)


def test_what_is_not_known_is_named():
    assert needs_a_look(**FINE | {"late_checkins": None}).unknown == ("check-ins",)


# ---- R-37, R-38 --------------------------------------------------------------------------------------------------
YEAR = {"first": date(2025, 7, 1), "last": date(2026, 6, 30)}


def work(**reached):
    days = {stage: day.isoformat() for stage, day in reached.items()}
    return SimpleNamespace(stage=list(reached)[-1] if reached else "idea", stages_reached=days)


@pytest.mark.parametrize(
    ("outputs", "year", "state"),
    [
        ([], 1, "below"),
        ([work(idea=date(2025, 9, 1))], 1, "below"),
        ([work(draft=date(2026, 3, 1))], 1, "on_track"),
        ([work(draft=date(2025, 3, 1))], 1, "below"),
        ([work(draft=date(2026, 3, 1))], 2, "below"),
        ([work(submitted=date(2026, 3, 1))], 2, "on_track"),
        ([work(submitted=date(2026, 3, 1))], 3, "below"),
        ([work(presented=date(2026, 3, 1))], 3, "on_track"),
        ([work(draft=date(2026, 3, 1))] * 3, 1, "fine"),
        ([work(draft=date(2026, 3, 1), dropped=date(2026, 4, 1))], 1, "below"),
        ([], None, None),
    ],
)
def test_the_output_floor_asks_more_each_year(outputs, year, state):
    assert output_floor(outputs, year=year, years=3, **YEAR).state == state


def test_a_day_that_cannot_be_read_counts_for_nothing():
    broken = SimpleNamespace(stage="draft", stages_reached={"draft": "soon", "data": None})
    assert output_floor([broken], year=1, years=3, **YEAR).state == "below"


def letter(number, *, worked_together=True, state="agreed", lane="community", position="senior_faculty"):
    writer = SimpleNamespace(position=position)
    return SimpleNamespace(
        writer_id=number, writer=writer, worked_together=worked_together, state=state, lane=lane
    )


def test_a_letter_is_strong_only_from_somebody_who_knows_the_work():
    assert is_strong(worked_together=True, position="senior_faculty") is True
    assert is_strong(worked_together=False, position="senior_faculty") is False
    assert is_strong(worked_together=None, position="senior_faculty") is None
    assert is_strong(worked_together=True, position="near_peer") is False
    assert strong_letters([letter(1), letter(2, worked_together=False), letter(3, state="asked")]) == 1


def test_a_writer_counts_once_and_the_short_lane_is_named():
    both = [letter(1), letter(1, lane="academic")]
    standing = letters_standing(both, month=10, months=36)
    assert (standing.strong, standing.short_lanes) == (1, ("academic",))
    assert letters_standing([], month=10, months=36).short_lanes == ("community", "academic")


@pytest.mark.parametrize(
    ("month", "months", "ask", "missing"),
    [
        (10, 36, False, False),
        (22, 36, True, False),
        (31, 36, True, True),
        (0, 36, False, False),
        (70, 84, True, False),
    ],
)
def test_letters_are_asked_a_year_before_the_end_and_in_hand_half_a_year_before(month, months, ask, missing):
    standing = letters_standing([], month=month, months=months)
    assert (standing.ask_now, standing.missing) == (ask, missing)


# ---- the next step -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        (Facts(has_needs=False, has_plan=False), "needs"),
        (Facts(has_needs=True, has_plan=False), "plan"),
        (Facts(has_needs=False, has_plan=True, checkin="c"), "checkin"),
        (Facts(has_needs=True, has_plan=True, checkin="c", checkin_is_late=True, unconfirmed="m"), "checkin"),
        (Facts(has_needs=True, has_plan=True, checkin="c", unconfirmed="m"), "meeting"),
        (Facts(has_needs=False, has_plan=True, overdue="x"), "needs"),
        (Facts(has_needs=True, has_plan=True, overdue="x"), "overdue"),
        (Facts(has_needs=True, has_plan=True, due_soon="x"), "people"),
        (Facts(has_needs=True, has_plan=True, asked=1, due_soon="x"), "soon"),
        (Facts(has_needs=True, has_plan=True, core_mentors=1, month=8, open_item="x"), "people"),
        (Facts(has_needs=True, has_plan=True, core_mentors=1, month=5, open_item="x"), "item"),
        (Facts(has_needs=True, has_plan=True, core_mentors=2), "calm"),
    ],
)
def test_one_thing_at_a_time(facts, kind):
    assert next_step(facts).kind == kind
