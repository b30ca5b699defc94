""" "I matched here": one press, one request, and nothing of the evaluation reaches the program (S0-0.2, C-29)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from plans.models import Plan
from playbook.vocabulary import Role
from programs.actions import matching, members
from programs.models import Evaluation, Membership
from tests.factories import make_applicant, make_member, make_program, make_user
from tests.plans.makers import make_template
from tests.programs.lists.makers import make_evaluation

TODAY, JULY = date(2026, 11, 22), date(2027, 7, 1)


@pytest.fixture
def maya(client, db):
    maya = make_applicant("Maya Applicant")
    client.force_login(maya)
    return maya


@pytest.fixture
def one(maya):
    return make_evaluation(maya, make_program(training_years=3), note="canary-note", rank=2)


def press(client, evaluation, starts_on=None, **data):
    url = reverse("programs:matched", args=[evaluation.pk])
    day = starts_on or timezone.localdate() + timedelta(days=200)
    return client.post(url, {"starts_on": f"{day:%Y-%m-%d}", "entry_pgy": "1", **data}, follow=True)


def test_one_press_asks_the_program_and_makes_a_draft(client, maya, one):
    make_template()
    page = press(client, one).content.decode()
    place = Membership.objects.get(user=maya)
    plan = Plan.objects.get(resident=maya)
    assert (place.state, place.role, place.program) == ("asked", Role.RESIDENT, one.program)
    assert (plan.membership, plan.starts_on, plan.years) == (place, place.started_on, 3)
    assert "A draft of your plan begins on" in page
    one.refresh_from_db()
    assert one.matched_on == timezone.localdate()


def test_twice_pressed_makes_nothing_twice(client, maya, one):
    make_template()
    press(client, one)
    page = press(client, one).content.decode()
    assert "That is done already" in page
    assert Membership.objects.count() == Plan.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment():
    maya = make_applicant("Maya Applicant")
    make_template()
    rows = [make_evaluation(maya), make_evaluation(maya)]

    def go(n):
        try:
            return matching.match_here(evaluation=rows[n % 2], starts_on=JULY, by=maya, today=TODAY).is_new
        except members.Refused:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(go, range(6)))
    assert done.count(True) == 1
    assert Membership.objects.count() == Plan.objects.count() == 1
    assert Evaluation.objects.exclude(matched_on=None).count() == 1


@pytest.mark.parametrize("days", [18 * 31 + 1, -18 * 31 - 1])
def test_a_start_too_far_off_is_refused_with_the_reason(client, maya, one, days):
    page = press(client, one, timezone.localdate() + timedelta(days=days))
    assert "more than 18 months from today" in page.content.decode()
    assert "starts_on" in page.context["form"].errors
    one.refresh_from_db()
    assert one.matched_on is None and not Membership.objects.exists() and not Plan.objects.exists()


@pytest.mark.parametrize("typed", ["", "July", "0000-00-00"])
def test_a_day_that_is_none_is_said_at_its_field(client, maya, one, typed):
    url = reverse("programs:matched", args=[one.pk])
    page = client.post(url, {"starts_on": typed, "entry_pgy": "1"})
    assert "starts_on" in page.context["form"].errors and not Membership.objects.exists()


def test_it_begins_on_july_1_after_the_season_unless_told_otherwise(client, maya, one):
    page = client.get(reverse("programs:matched", args=[one.pk]))
    day = page.context["form"].initial["starts_on"]
    assert (day.month, day.day) == (7, 1) and day > timezone.localdate()
    assert "Nobody there" in page.content.decode()


def test_a_withdrawn_program_gets_a_word_and_is_allowed(client, maya, one):
    type(one.program).objects.filter(pk=one.program_id).update(withdrawn_on=TODAY)
    assert "marked as withdrawn" in client.get(reverse("programs:matched", args=[one.pk])).content.decode()
    press(client, one)
    assert Membership.objects.exists()


def test_one_matches_at_one_program(client, maya, one):
    press(client, one)
    other = make_evaluation(maya)
    page = press(client, other).content.decode()
    assert "You said that you matched at" in page
    assert Membership.objects.count() == 1


def test_somebody_who_trains_elsewhere_is_told(client, maya, one):
    make_member(make_program(), user=maya)
    page = press(client, one).content.decode()
    assert "A person trains in one program at a time" in page
    one.refresh_from_db()
    assert one.matched_on is None


def test_a_place_that_is_there_already_is_used(client, maya, one):
    place = make_member(one.program, user=maya, started_on=JULY)
    press(client, one)
    assert Membership.objects.get() == place
    assert "The program let you in" in client.get(reverse("programs:matched", args=[one.pk])).content.decode()


# ---- taking it back ----
def test_a_slip_is_taken_back_while_the_program_has_not_answered(client, maya, one):
    make_template()
    press(client, one)
    press(client, one, act="undo")
    one.refresh_from_db()
    assert one.matched_on is None and not Plan.objects.exists()
    assert Membership.objects.get().state == "declined"
    press(client, one)
    assert Membership.objects.filter(state="asked").count() == Plan.objects.count() == 1


def test_too_late_once_the_program_let_one_in(client, maya, one):
    director = make_member(one.program, role=Role.PROGRAM_DIRECTOR).user
    press(client, one)
    members.approve(membership=Membership.objects.get(user=maya), by=director)
    page = press(client, one, act="undo").content.decode()
    assert "Too late" in page
    one.refresh_from_db()
    assert one.matched_on is not None


def test_after_a_no_one_asks_again_or_takes_it_back(client, maya, one):
    make_template()
    director = make_member(one.program, role=Role.PROGRAM_DIRECTOR).user
    press(client, one)
    members.decline(membership=Membership.objects.get(user=maya), by=director)
    page = client.get(reverse("programs:matched", args=[one.pk])).content.decode()
    assert "has not let you in" in page
    press(client, one)
    assert Plan.objects.get().membership == Membership.objects.get(user=maya, state="asked")
    members.decline(membership=Membership.objects.get(user=maya, state="asked"), by=director)
    press(client, one, act="undo")
    one.refresh_from_db()
    assert one.matched_on is None and not Plan.objects.exists()


# ---- what the program learns ----
def test_the_program_learns_of_the_request_and_of_nothing_else(client, maya, one):
    director = make_member(one.program, role=Role.PROGRAM_DIRECTOR, user=make_user("Dr. Dee")).user
    press(client, one)
    mails = OutgoingMail.objects.filter(recipient=director)
    assert [mail.kind for mail in mails] == ["membership_asked"]
    assert mails[0].data == {"membership": Membership.objects.get(user=maya).pk}
    client.force_login(director)
    people = client.get(reverse("programs:members")).content.decode()
    assert "Maya Applicant" in people and "canary" not in people and "rank" not in people.lower()
    for door in ("matched", "evaluation_edit", "evaluation_remove"):
        assert client.get(reverse(f"programs:{door}", args=[one.pk])).status_code == 404
