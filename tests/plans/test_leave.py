"""A leave moves what is open by its length, never what is done (F4)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from plans.actions.leaves import add_leave, remove_leave
from plans.actions.milestones import mark_done
from plans.models import Leave
from tests.plans.makers import JULY, make_plan, send

FIRST, LAST = date(2026, 2, 1), date(2026, 3, 14)  # 42 days


@pytest.fixture
def plan(db):
    return make_plan()


def dates(plan):
    return {
        "milestones": {m.code: (m.opens_on, m.due_on) for m in plan.milestones.all()},
        "checkins": {c.quarter: (c.opens_on, c.due_on, c.late_on) for c in plan.checkins.all()},
        "windows": {w.number: (w.starts_on, w.ends_on) for w in plan.windows.all()},
    }


def leave(plan, first=FIRST, last=LAST):
    return add_leave(plan=plan, starts_on=first, ends_on=last, by=plan.resident)


def test_open_items_and_unsent_check_ins_move_by_the_length_of_the_leave(plan):
    before = dates(plan)
    leave(plan)
    after, days = dates(plan), timedelta(days=42)
    assert after["milestones"]["P-01"] == before["milestones"]["P-01"], "its date was over before the leave"
    assert after["milestones"]["P-08"] == (
        before["milestones"]["P-08"][0],
        before["milestones"]["P-08"][1] + days,
    )
    assert after["milestones"]["P-12"] == tuple(d + days for d in before["milestones"]["P-12"])
    assert after["checkins"][2] == before["checkins"][2]
    assert after["checkins"][3] == tuple(d + days for d in before["checkins"][3])


def test_windows_still_tile_and_the_month_stands_still_while_away(plan):
    leave(plan)
    windows = list(plan.windows.all())
    for one, two in zip(windows, windows[1:], strict=False):
        assert two.starts_on == one.ends_on + timedelta(days=1)
    plan = type(plan).objects.get(pk=plan.pk)
    assert plan.month(date(2026, 1, 31)) == plan.month(FIRST) - 0 == 7
    assert plan.month(LAST) == 7
    assert plan.month(LAST + timedelta(days=1)) == 8


def test_what_is_done_or_sent_stays_where_it_was(plan):
    item = plan.milestones.get(code="P-08")
    mark_done(milestone=item, evidence="Proposal written", by=plan.resident, today=date(2026, 1, 20))
    send(plan.checkins.get(quarter=3), day=date(2026, 3, 20))
    before = dates(plan)
    leave(plan)
    after = dates(plan)
    assert after["milestones"]["P-08"] == before["milestones"]["P-08"]
    assert after["checkins"][3] == before["checkins"][3]


def test_taking_it_back_restores_every_date(plan):
    before = dates(plan)
    row = leave(plan)
    assert remove_leave(leave=row, by=plan.resident)
    assert dates(plan) == before
    assert not remove_leave(leave=row, by=plan.resident), "a second press does nothing"
    assert dates(plan) == before


def test_what_was_done_meanwhile_stays_when_a_leave_is_taken_back(plan):
    row = leave(plan)
    item = plan.milestones.get(code="P-12")
    mark_done(milestone=item, evidence="Sent in", by=plan.resident, today=date(2026, 8, 1))
    moved = plan.milestones.get(code="P-12").due_on
    remove_leave(leave=row, by=plan.resident)
    assert plan.milestones.get(code="P-12").due_on == moved


def test_the_same_leave_twice_is_one(plan):
    leave(plan)
    once = dates(plan)
    leave(plan)
    assert (Leave.objects.count(), dates(plan)) == (1, once)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (LAST, FIRST, "after the first"),
        (FIRST + timedelta(days=3), LAST + timedelta(days=3), "overlap"),
        (JULY - timedelta(days=9), JULY, "outside your training"),
        (date(2031, 1, 1), date(2031, 2, 1), "outside your training"),
        (date(2026, 6, 1), date(2027, 8, 1), "more than a year"),
    ],
)
def test_impossible_leaves_are_refused_in_words(plan, first, last, words):
    leave(plan)
    with pytest.raises(ValidationError, match=words):
        leave(plan, first, last)


# ---- the page ----------------------------------------------------------------------------------------------------
def test_the_preview_moves_nothing_and_the_press_can_be_undone(client, plan):
    client.force_login(plan.resident)
    before = dates(plan)
    data = {"starts_on": FIRST.isoformat(), "ends_on": LAST.isoformat()}
    page = client.get(reverse("plans:leave"), data).content.decode()
    assert "This would move" in page and "15 milestones" in page
    assert dates(plan) == before
    client.post(reverse("plans:leave"), data)
    assert dates(plan) != before
    client.post(reverse("plans:leave_remove", args=[Leave.objects.get().pk]))
    assert dates(plan) == before


def test_a_backwards_leave_comes_back_with_its_message(client, plan):
    client.force_login(plan.resident)
    data = {"starts_on": LAST.isoformat(), "ends_on": FIRST.isoformat()}
    answer = client.post(reverse("plans:leave"), data)
    assert "The last day comes after the first one" in answer.content.decode()
    assert answer.context["form"]["starts_on"].value() == LAST.isoformat()
    assert not Leave.objects.exists()
