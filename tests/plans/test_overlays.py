"""Somebody who names a fellowship gets its items, at the start or by one press later (S0-2.5)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.actions.overlays import add_fellowship
from plans.actions.starting import start_plan
from plans.models import Plan
from programs.models import Preferences
from tests import factories as make
from tests.plans.makers import make_template

JULY = date(2027, 7, 1)
TODAY = date(2027, 3, 20)


@pytest.fixture
def rae(db):
    make_template()
    make_template("fellowship")
    make_template("img_step3")
    return make.make_member(make.make_program(), started_on=JULY)


def plan_of(member, years=3, starts_on=JULY, today=TODAY):
    return start_plan(membership=member, starts_on=starts_on, years=years, by=member.user, today=today)


def aim(member, target="Cardiology", **fields):
    return make.make_need(member.user, bucket="pathway", target_specialty=target, **fields)


def codes(plan):
    found = plan.milestones.filter(code__in=["P-40a", "P-40b", "P-41"])
    return {row.code: (row.opens_on, row.due_on) for row in found}


def test_each_item_stands_in_its_months_once(rae):
    aim(rae)
    plan = plan_of(rae)
    assert add_fellowship(plan=plan, today=TODAY) == "3 items for your fellowship came with it."
    assert add_fellowship(plan=Plan.objects.get(), today=TODAY) == ""
    assert codes(plan) == {
        "P-40a": (date(2028, 1, 1), date(2028, 6, 30)),
        "P-40b": (date(2028, 7, 1), date(2029, 6, 30)),
        "P-41": (date(2029, 1, 1), date(2029, 6, 30)),
    }
    assert Plan.objects.get().overlays == ["fellowship"]
    for row in plan.milestones.filter(code__in=codes(plan)):
        assert row.window.starts_on <= row.due_on <= row.window.ends_on


@pytest.mark.parametrize(
    "case", ["no need", "undecided", "no target", "closed", "another kind", "somebody else"]
)
def test_otherwise_nothing_is_added(rae, case):
    if case == "undecided":
        aim(rae, "undecided")
    elif case == "no target":
        aim(rae, "")
    elif case == "closed":
        aim(rae, state="met")
    elif case == "another kind":
        make.make_need(rae.user, bucket="scholarly", target_specialty="Cardiology")
    elif case == "somebody else":
        make.make_need(make.make_user("Sam"), bucket="pathway", target_specialty="Cardiology")
    assert add_fellowship(plan=plan_of(rae), today=TODAY) == ""


@pytest.mark.parametrize(("years", "kept"), [(1, {"P-41"}), (2, {"P-40a", "P-41"})])
def test_a_short_training_takes_what_fits(rae, years, kept):
    aim(rae)
    plan = plan_of(rae, years=years)
    add_fellowship(plan=plan, today=TODAY)
    assert set(codes(plan)) == kept and Plan.objects.get().overlays == ["fellowship"]


def test_what_is_over_gets_time_to_catch_up(rae):
    aim(rae)
    plan = plan_of(rae, starts_on=date(2025, 7, 1))
    add_fellowship(plan=plan, today=TODAY)
    assert codes(plan)["P-40a"][1] == TODAY + timedelta(days=60)


def test_a_need_that_comes_later_is_one_press(rae, client):
    plan_of(rae, starts_on=timezone.localdate(), today=timezone.localdate())
    client.force_login(rae.user)
    door, page = reverse("plans:plan_overlay", args=["fellowship"]), reverse("plans:timeline")
    assert door not in client.get(page).content.decode()
    aim(rae)
    assert door in client.get(page).content.decode()
    assert client.post(door).url == page
    client.post(door)
    assert len(codes(Plan.objects.get())) == 3
    assert door not in client.get(page).content.decode()
    assert client.get(door).status_code == 405


def step3(plan):
    return dict(plan.milestones.filter(code__in=["P-30", "P-31"]).values_list("code", "due_on"))


def test_step_3_is_offered_to_those_who_said_that_they_trained_abroad_and_added_by_their_press_alone(
    rae, client
):
    today = timezone.localdate()
    plan = plan_of(rae, starts_on=today, today=today)
    client.force_login(rae.user)
    door, page = reverse("plans:plan_overlay", args=["img_step3"]), reverse("plans:timeline")
    assert "Step 3" not in client.get(page).content.decode()
    client.post(door)
    assert step3(plan) == {}
    Preferences.objects.create(user=rae.user, is_img=True)
    assert "Your program director sees its lines" in client.get(page).content.decode() and step3(plan) == {}
    client.post(door)
    client.post(door)
    assert set(step3(plan)) == {"P-30", "P-31"}
    assert door not in client.get(page).content.decode()


def test_step_3_is_not_offered_after_the_first_year(rae, client):
    today = timezone.localdate()
    plan_of(rae, starts_on=today - timedelta(days=500), today=today)
    Preferences.objects.create(user=rae.user, is_img=True)
    client.force_login(rae.user)
    assert "You said that you trained abroad" not in client.get(reverse("plans:timeline")).content.decode()


def test_an_offer_that_is_not_for_me_goes_away(rae, client):
    today = timezone.localdate()
    plan = plan_of(rae, starts_on=today, today=today)
    aim(rae)
    client.force_login(rae.user)
    door = reverse("plans:plan_overlay", args=["fellowship"])
    client.post(door, {"do": "leave"})
    client.post(door, {"do": "leave"})
    assert Plan.objects.get().overlays == ["fellowship"] and codes(plan) == {}
    assert door not in client.get(reverse("plans:timeline")).content.decode()


@pytest.mark.parametrize("key", ["self_built", "nonsense"])
def test_only_what_is_offered_has_a_door(rae, client, key):
    client.force_login(rae.user)
    assert client.post(reverse("plans:plan_overlay", args=[key])).status_code == 404


def test_starting_the_plan_says_what_came_with_it(rae, client):
    aim(rae)
    client.force_login(rae.user)
    said = {"starts_on": str(timezone.localdate()), "years": "3", "entry_pgy": "1"}
    page = client.post(reverse("plans:plan_start"), said, follow=True).content.decode()
    assert "3 items for your fellowship came with it." in page
