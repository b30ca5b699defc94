"""The plan as a picture and as a list: the same items, for any length of training."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.access import running_plan
from plans.chips import short_day
from plans.views.plan import PARTS, plan_context
from plans.whole import UNREAD
from tests import factories as make
from tests.plans.makers import JULY, make_plan, send

YEARS = range(1, 8)


def context(plan, today=JULY):
    return plan_context(running_plan(plan.resident, *PARTS), today)


def built(plan, today=JULY):
    return context(plan, today)["timeline"]


# ---- picture -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("years", "bands"), [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (6, [3, 3]), (7, [3, 2, 2])]
)
def test_a_band_holds_at_most_three_years(db, years, bands):
    assert [len(band.years) for band in built(make_plan(years=years)).bands] == bands


@pytest.mark.parametrize("years", YEARS)
def test_every_mark_has_a_place_on_the_42_columns(db, years):
    plan = make_plan(years=years)
    tie = make.make_relationship(plan.resident)
    for n in range(6):
        plan.outputs.create(
            title=f"Work {n}",
            type="qi",
            stage="draft",
            due_on=JULY + timedelta(days=60 * n),
            relationship=tie,
        )
    plan.letters.create(writer=tie.mentor, state="asked", asked_on=JULY)
    for band in built(plan, JULY + timedelta(days=40)).bands:
        covered = [c for mark in band.windows for c in range(mark.c, mark.c + mark.n)]
        assert covered == list(range(1, 43)), "windows tile the columns"
        assert sum(mark.n for mark in band.years) == 42
        for mark in [*band.checkins, *band.bars]:
            assert mark.c >= 1 and mark.c + mark.n - 1 <= 42
        lanes = {}
        for mark in sorted(band.bars, key=lambda m: m.c):
            assert mark.c > lanes.get(mark.r, 0), "bars of a lane do not cover each other"
            lanes[mark.r] = mark.c + mark.n - 1


def test_the_list_holds_what_the_picture_holds(db):
    found = built(make_plan())
    drawn = [row.url for band in found.bands for mark in band.windows for row in mark.row.milestones]
    listed = [row.url for window in found.windows for row in window.rows if row.is_milestone]
    assert drawn == listed and len(listed) == 22
    marks = [mark for band in found.bands for mark in band.checkins]
    assert len(marks) == sum(not row.is_milestone for window in found.windows for row in window.rows) == 12


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ahead=st.integers(-40, 1200))
def test_today_stands_in_exactly_one_place(shared_plan, ahead):
    today = JULY + timedelta(days=ahead)
    found = built(shared_plan, today)
    inside = shared_plan.windows.first().starts_on <= today <= shared_plan.windows.last().ends_on
    assert sum(bool(band.today) for band in found.bands) == inside
    lines = sum(r.after_today for w in found.windows for r in w.rows) + sum(
        w.today_last for w in found.windows
    )
    assert lines == inside
    assert [w.state for w in found.windows].count("here") == inside


@pytest.fixture
def shared_plan(db):
    return make_plan()


def test_a_window_counts_what_is_done_and_not_what_was_put_aside(shared_plan):
    shared_plan.milestones.filter(code="P-01").update(done_on=JULY, evidence="x")
    shared_plan.milestones.filter(code="P-02").update(dropped_on=JULY, dropped_reason="x")
    found = built(shared_plan)
    assert found.windows[0].counted == "1 of 3 done"
    assert (found.done, found.counted) == (1, 21)


def test_a_window_that_is_over_is_ticked_only_when_nothing_in_it_is_open(shared_plan):
    today = date(2025, 10, 20)
    assert built(shared_plan, today).windows[0].node == "left"
    shared_plan.milestones.filter(window__number=1).update(done_on=JULY, evidence="x")
    assert [w.node for w in built(shared_plan, today).windows[:3]] == ["was", "here", ""]


@pytest.mark.parametrize("state", ["sent", "open", "late", "none", "ahead"])
def test_each_state_of_a_check_in_is_drawn(state):
    from pathlib import Path

    assert f".mark-q.{state} " in Path("static/pictures.css").read_text()


def test_a_leave_stretches_its_window(shared_plan):
    from plans.actions.leaves import add_leave

    add_leave(plan=shared_plan, starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 14), by=None)
    found = built(shared_plan, date(2026, 2, 10))
    assert [w.window.number for w in found.windows if w.state == "here"] == [3]


def test_somebody_who_entered_at_pgy_2_reads_pgy_2(client, db):
    plan = make_plan(starts_on=timezone.localdate(), entry_pgy=2)
    client.force_login(plan.resident)
    page = client.get(reverse("plans:timeline")).content.decode()
    assert "PGY-2, month 1 of 36" in page and "PGY-4" in page and "PGY-1" not in page


# ---- page --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("years", [1, 3, 7])
def test_the_page_costs_the_same_for_any_length(client, db, years, django_assert_num_queries):
    plan = make_plan(starts_on=timezone.localdate() - timedelta(days=200), years=years)
    make.make_relationship(plan.resident)
    client.force_login(plan.resident)
    client.get(reverse("plans:timeline"))
    with django_assert_num_queries(4):
        client.get(reverse("plans:timeline"))


def test_every_class_of_the_picture_exists_in_the_sheet(client, db):
    from pathlib import Path

    sheets = "".join(p.read_text() for p in Path("static").glob("*.css"))
    plan = make_plan(starts_on=timezone.localdate() - timedelta(days=200), years=7)
    client.force_login(plan.resident)
    page = client.get(reverse("plans:timeline")).content.decode()
    for name in set(re.findall(r"\b[cnr]\d+\b", " ".join(re.findall(r'class="([^"]*)"', page)))):
        assert f".{name} " in sheets, name
    assert "style=" not in page


def test_items_are_links_and_a_long_picture_can_be_skipped(client, db):
    plan = make_plan(starts_on=timezone.localdate())
    client.force_login(plan.resident)
    page = client.get(reverse("plans:timeline")).content.decode()
    item = plan.milestones.get(code="P-01")
    assert page.count(f'href="{reverse("plans:milestone", args=[item.pk])}"') == 2, "once drawn, once listed"
    assert 'href="#lst"' in page and 'id="lst"' in page


def test_the_one_page_view_shows_no_private_words(client, db):
    plan = make_plan(starts_on=timezone.localdate())
    row = plan.checkins.get(quarter=1)
    row.plan = plan
    type(row).objects.filter(pk=row.pk).update(opens_on=timezone.localdate())
    row.refresh_from_db()
    send(row, day=row.due_on, note_to_self="secret-note", done="secret-done")
    plan.milestones.filter(code="P-01").update(done_on=timezone.localdate(), evidence="secret-evidence")
    client.force_login(plan.resident)
    assert "secret" not in client.get(reverse("plans:plan_page")).content.decode()


def test_short_days_say_the_year_only_when_it_is_another():
    assert short_day(date(2026, 12, 31), date(2026, 1, 1)) == "Dec 31"
    assert short_day(date(2027, 1, 2), date(2026, 1, 1)) == "Jan 2, 2027"


def test_the_one_query_reads_what_seven_would(db):
    plan = make_plan()
    tie = make.make_relationship(plan.resident, make.make_mentor("Dr. Mae Mentor", position="near_peer"))
    plan.outputs.create(
        title="Work", type="qi", relationship=tie, due_on=JULY, stages_reached={"draft": "2026-01-02"}
    )
    plan.outputs.create(title="Alone", type="qi")
    plan.letters.create(writer=tie.mentor, due_on=JULY, basis=["project"])
    plan.leaves.create(starts_on=JULY, ends_on=JULY + timedelta(days=3))
    send_first(plan)
    found = running_plan(plan.resident, *PARTS)
    for name in ("leaves", *PARTS):
        for one, other in zip(getattr(found, name).all(), getattr(plan, name).all(), strict=True):
            for field in other._meta.concrete_fields:
                left_out = field.name == "moved" or (name == "checkins" and field.name in UNREAD)
                if not left_out:
                    assert getattr(one, field.attname) == getattr(other, field.attname), (name, field.name)
    assert [o.relationship and o.relationship.mentor.name for o in found.outputs.all()] == [
        "Dr. Mae Mentor",
        None,
    ]
    assert found.letters.all()[0].writer.position == "near_peer"
    assert not any(c.done or c.note_to_self for c in found.checkins.all()), "no words on these pages"


def send_first(plan):
    row = plan.checkins.get(quarter=1)
    row.plan = plan
    send(row, note_to_self="Breathe")


def test_whoever_waits_for_a_program_is_told_so_and_not_to_join(client, db):
    member = make.make_member(make.make_program(), state="asked")
    client.force_login(member.user)
    page = client.get(reverse("plans:timeline")).content.decode()
    assert "Your program has your question" in page and "Join your program" not in page
