"""R-35: months are the resident's own, counted from the first day of training."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.calendar import (
    academic_year_start,
    add_months,
    next_academic_year_start,
    pgy,
    training_month,
    whole_months,
)

days = st.dates(date(2015, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2026, 6, 30), date(2025, 7, 1)),
        (date(2026, 7, 1), date(2026, 7, 1)),
        (date(2027, 1, 1), date(2026, 7, 1)),
    ],
)
def test_the_academic_year_turns_on_the_first_of_july(day, start):
    assert academic_year_start(day) == start
    assert next_academic_year_start(day) == date(start.year + 1, 7, 1)


@pytest.mark.parametrize(
    ("start", "day", "month"),
    [
        (date(2025, 7, 1), date(2025, 6, 30), 0),
        (date(2025, 7, 1), date(2025, 7, 1), 1),
        (date(2025, 7, 1), date(2025, 7, 31), 1),
        (date(2025, 7, 1), date(2025, 8, 1), 2),
        (date(2025, 7, 1), date(2026, 12, 18), 18),
        (date(2024, 1, 31), date(2024, 2, 28), 1),
        (date(2024, 1, 31), date(2024, 2, 29), 2),
        (date(2023, 1, 31), date(2023, 2, 28), 2),
        (date(2024, 2, 29), date(2025, 2, 28), 13),
        (date(2025, 8, 31), date(2025, 9, 29), 1),
        (date(2025, 8, 31), date(2025, 9, 30), 2),
    ],
)
def test_a_month_of_training_begins_on_the_day_of_the_start_or_the_last_of_a_short_month(start, day, month):
    assert training_month(start, day) == month


def test_leave_does_not_count_as_training():
    assert training_month(date(2025, 7, 1), date(2026, 7, 1)) == 13
    assert training_month(date(2025, 7, 1), date(2026, 7, 1), days_away=42) == 11


@pytest.mark.parametrize(
    ("month", "entry", "year"),
    [(0, 1, 1), (1, 1, 1), (12, 1, 1), (13, 1, 2), (36, 1, 3), (1, 2, 2), (13, 2, 3), (84, 1, 7)],
)
def test_pgy_turns_every_twelve_months_and_begins_at_the_year_of_entry(month, entry, year):
    assert pgy(month, entry_pgy=entry) == year


@given(days, st.integers(0, 120))
def test_adding_months_is_undone_by_counting_them(start, months):
    later = add_months(start, months)
    assert whole_months(start, later) == months
    assert months == 0 or whole_months(start, later - timedelta(days=1)) == months - 1


@given(days, st.integers(0, 3000))
def test_months_never_run_backwards_or_jump(start, ahead):
    day = start + timedelta(days=ahead)
    assert training_month(start, day + timedelta(days=1)) - training_month(start, day) in (0, 1)


@given(days)
def test_before_the_start_there_is_no_month(day):
    assert training_month(day, day - timedelta(days=1)) == 0
    assert training_month(day, day) == 1
