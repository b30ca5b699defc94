"""C-14: a three-year template in a training of one to seven years, from any first day."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plans.rules.layout import items_for, warning_for, windows_for
from playbook import load

starts = st.dates(date(2018, 1, 1), date(2035, 12, 31))
lengths = st.integers(1, 7)
JULY = date(2025, 7, 1)


def template():
    return load.plan("three_year_community")


def placed():
    """The template's items with their months, as playbook.models hands them over."""
    windows = {w.number: w for w in template().window}
    rows = []
    for position, item in enumerate(template().item):
        window = windows.get(item.window)
        rows.append(
            SimpleNamespace(
                item=SimpleNamespace(code=item.code, kind=item.kind, position=position),
                first_month=item.first_month or window.first_month,
                last_month=item.last_month or window.last_month,
                window=window,
            )
        )
    return rows


def codes(years):
    return [w.source.code for w in windows_for(template().window, JULY, years)]


@given(starts, lengths)
@example(date(2024, 2, 29), 3)
@example(date(2025, 8, 31), 7)
@example(date(2024, 1, 31), 1)
def test_windows_tile_the_training_without_gap_or_overlap(start, years):
    windows = windows_for(template().window, start, years)
    assert windows[0].starts_on == start and windows[0].first_month == 1
    for before, after in zip(windows, windows[1:], strict=False):
        assert after.starts_on == before.ends_on + timedelta(days=1)
        assert after.first_month == before.last_month + 1
    assert windows[-1].last_month == years * 12
    assert [w.number for w in windows] == list(range(1, len(windows) + 1))


@given(starts, lengths)
@example(date(2024, 2, 29), 5)
def test_every_item_lies_in_its_window_and_within_the_training(start, years):
    windows = windows_for(template().window, start, years)
    items = items_for(placed(), windows, start, years)
    assert len({item.code for item in items}) == len(items)
    for item in items:
        assert start <= item.opens_on <= item.due_on <= windows[-1].ends_on
        assert item.window.starts_on <= item.due_on <= item.window.ends_on
        assert 1 <= item.first_month <= item.last_month <= years * 12


def test_three_years_take_the_template_as_it_is():
    assert codes(3) == [f"P-W{n}" for n in range(1, 8)]
    windows = windows_for(template().window, JULY, 3)
    items = items_for(placed(), windows, JULY, 3)
    assert [i.code for i in items if "." in i.code] == []
    assert len(items) == 22
    by_code = {i.code: i for i in items}
    assert by_code["P-01"].due_on == date(2025, 9, 30)
    assert (by_code["P-17"].opens_on, by_code["P-17"].due_on) == (date(2027, 3, 1), date(2027, 6, 30))
    assert by_code["P-22"].due_on == date(2028, 6, 30)
    assert warning_for(3) == ""


@pytest.mark.parametrize("years", [4, 5, 6, 7])
def test_a_long_training_repeats_the_middle_year_and_keeps_the_final_one_last(years):
    assert codes(years) == ["P-W1", "P-W2", "P-W3"] + ["P-W4", "P-W5"] * (years - 2) + ["P-W6", "P-W7"]
    windows = windows_for(template().window, JULY, years)
    assert windows[-2].first_month == (years - 1) * 12 + 1
    items = items_for(placed(), windows, JULY, years)
    letters = next(i for i in items if i.code == "P-17")
    assert letters.last_month == (years - 1) * 12, "letters are asked for in the year before the last"
    assert sum(i.code.startswith("P-17") for i in items) == 1
    assert sum(i.code.startswith("P-13") for i in items) == years - 2


def test_two_years_leave_the_middle_out_and_still_ask_for_letters():
    assert codes(2) == ["P-W1", "P-W2", "P-W3", "P-W6", "P-W7"]
    items = items_for(placed(), windows_for(template().window, JULY, 2), JULY, 2)
    assert next(i for i in items if i.code == "P-17").last_month == 12
    assert "P-13" not in {i.code for i in items}


def test_one_year_packs_the_final_year_into_its_second_half():
    windows = windows_for(template().window, JULY, 1)
    assert [(w.source.code, w.first_month, w.last_month) for w in windows] == [
        ("P-W1", 1, 3),
        ("P-W2", 4, 6),
        ("P-W6", 7, 9),
        ("P-W7", 10, 12),
    ]
    assert {i.code for i in items_for(placed(), windows, JULY, 1)} >= {"P-01", "P-05", "P-17", "P-20", "P-22"}


@pytest.mark.parametrize("years", [0, 8, -1])
def test_other_lengths_are_refused(years):
    with pytest.raises(ValueError, match="one to seven"):
        windows_for(template().window, JULY, years)


@pytest.mark.parametrize("years", [1, 2, 4, 5, 6, 7])
def test_a_training_of_another_length_is_told_what_changes(years):
    assert "three years" in warning_for(years)
