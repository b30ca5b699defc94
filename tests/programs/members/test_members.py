"""The people of a program: who decides, who changes, who ends, and that it holds at the next request."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import OutgoingMail
from playbook.vocabulary import Role
from programs import access
from programs.actions import members as actions
from programs.models import Membership
from tests.factories import make_member, make_program, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return make_program("County Medicine")


def staff(program, role=Role.PROGRAM_DIRECTOR, name="Dr. Dee Director"):
    return make_member(program, user=make_user(name), role=role).user


@pytest.fixture
def dee(client, program):
    user = staff(program)
    client.force_login(user)
    return user


@pytest.fixture
def request_(program):
    return make_member(program, user=make_user("Nell Newcomer"), state="asked")


def press(client, door, membership, **data):
    return client.post(reverse(f"programs:{door}", args=[membership.pk]), data)


def state_of(membership):
    return Membership.objects.get(pk=membership.pk).state


# ---- deciding ----------------------------------------------------------------------------------------------------
def test_requests_stand_first_and_approving_lets_the_person_in(client, dee, program, request_):
    page = client.get(reverse("programs:members"))
    assert [p.membership for p in page.context["waiting"]] == [request_]

    response = press(client, "member_approve", request_)

    assert response.url == f"/people/?program={program.pk}"
    fresh = Membership.objects.get(pk=request_.pk)
    assert (fresh.state, fresh.decided_by) == ("active", dee)
    assert fresh.ends_on == date(2028, 6, 30), "three years from July 1, 2025"
    assert "resident" in access.roles_of(request_.user)
    assert b"Undo" in client.get(response.url).content


def test_the_person_hears_of_it_after_the_time_to_undo(client, dee, request_):
    press(client, "member_approve", request_)
    press(client, "member_approve", request_)
    assert OutgoingMail.objects.filter(kind="membership_decided").count() == 1

    outbox.deliver()
    assert mail.outbox == []
    outbox.deliver(now=timezone.now() + timedelta(minutes=11))
    assert [m.to for m in mail.outbox] == [[request_.user.email]]
    assert mail.outbox[0].subject.startswith("You are in")


def test_undo_puts_the_request_back_and_stops_the_mail(client, dee, request_):
    press(client, "member_approve", request_)
    press(client, "member_undo", request_)

    assert state_of(request_) == "asked"
    outbox.deliver(now=timezone.now() + timedelta(minutes=11))
    assert mail.outbox == []

    press(client, "member_approve", request_)
    outbox.deliver(now=timezone.now() + timedelta(minutes=11))
    assert len(mail.outbox) == 1


def test_undo_ends_after_ten_minutes_and_is_for_who_decided(client, dee, program, request_):
    press(client, "member_approve", request_)
    other = Client()
    other.force_login(staff(program, Role.COORDINATOR, "Cory"))
    press(other, "member_undo", request_)
    assert state_of(request_) == "active"

    Membership.objects.filter(pk=request_.pk).update(decided_at=timezone.now() - timedelta(minutes=11))
    press(client, "member_undo", request_)
    assert state_of(request_) == "active"


def test_saying_no_asks_once_and_lets_them_ask_again(client, dee, program, request_):
    assert (
        b"Say no to Nell Newcomer?"
        in client.get(reverse("programs:member_decline", args=[request_.pk])).content
    )
    assert state_of(request_) == "asked"

    press(client, "member_decline", request_)

    assert state_of(request_) == "declined"
    outbox.deliver(now=timezone.now() + timedelta(minutes=11))
    assert "An answer from" in mail.outbox[0].subject
    again = actions.ask_membership(
        program=program, role="resident", started_on=date(2026, 7, 1), entry_pgy=1, by=request_.user
    )
    assert again.pk != request_.pk


def test_somebody_who_trains_elsewhere_is_not_let_in_and_it_is_said(client, dee, request_):
    make_member(make_program("Lakeside"), user=request_.user)

    response = press(client, "member_approve", request_)

    assert state_of(request_) == "asked"
    assert actions.ONE_RESIDENCY.encode() in client.get(response.url).content
    assert not OutgoingMail.objects.filter(kind="membership_decided").exists()


# ---- who may -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "door", ["member_approve", "member_decline", "member_undo", "member_edit", "member_end"]
)
def test_only_staff_of_that_program_reach_its_people(door, program, request_):
    for user, status in [
        (staff(make_program("Lakeside"), name="Dr. Elsewhere"), 404),
        (make_member(program).user, 404),
        (make_user(is_staff=True), 404),
        (request_.user, 403),
    ]:
        browser = Client()
        browser.force_login(user)
        assert press(browser, door, request_).status_code == status
    assert state_of(request_) == "asked"


def test_nobody_decides_about_themselves(client, dee, program):
    own = make_member(program, user=dee, role=Role.MENTOR, state="asked")

    assert press(client, "member_approve", own).status_code == 403


def test_a_coordinator_appoints_no_director(client, program):
    client.force_login(staff(program, Role.COORDINATOR, "Cory"))
    wish = make_member(program, role=Role.PROGRAM_DIRECTOR, state="asked")
    place = make_member(program)

    assert press(client, "member_approve", wish).status_code == 403
    response = press(client, "member_edit", place, role="program_director", started_on="2025-07-01")
    assert list(response.context["form"].errors) == ["role"]
    assert press(client, "member_edit", place, role="mentor", started_on="2025-07-01").status_code == 302


def test_a_role_that_was_taken_away_closes_the_page_at_the_next_request(client, dee, program):
    assert client.get(reverse("programs:members")).status_code == 200

    Membership.objects.filter(user=dee).update(ended_on=timezone.localdate())

    assert client.get(reverse("programs:members")).status_code == 404


def test_a_director_of_two_programs_sees_the_chosen_one(client, dee, program):
    lakeside = make_program("Lakeside")
    make_member(lakeside, user=dee, role=Role.PROGRAM_DIRECTOR)
    here, there = (
        make_member(program, user=make_user("Rae Here")),
        make_member(lakeside, user=make_user("Tao There")),
    )

    page = client.get(reverse("programs:members"), {"program": lakeside.pk}).content.decode()

    assert there.user.full_name in page
    assert here.user.full_name not in page
    assert client.get(reverse("programs:members"), {"program": make_program().pk}).status_code == 404
    assert client.get(reverse("programs:members"), {"program": "x"}).status_code == 404


# ---- changing and ending -----------------------------------------------------------------------------------------
def test_dates_are_corrected_and_bad_ones_come_back(client, dee, program):
    place = make_member(program)

    good = {"role": "resident", "started_on": "2024-07-01", "entry_pgy": "2", "ends_on": "2027-06-30"}
    press(client, "member_edit", place, **good)
    fresh = Membership.objects.get(pk=place.pk)
    assert (fresh.started_on, fresh.entry_pgy, fresh.ends_on) == (date(2024, 7, 1), 2, date(2027, 6, 30))

    response = press(client, "member_edit", place, **good | {"ends_on": "2024-06-30"})
    assert list(response.context["form"].errors) == ["ends_on"]


def test_an_ended_place_is_closed_at_once(client, dee, program):
    place = make_member(program, role=Role.COORDINATOR)
    their = Client()
    their.force_login(place.user)
    assert their.get(reverse("programs:members")).status_code == 200

    press(client, "member_end", place, ended_on=timezone.localdate())

    assert their.get(reverse("programs:members")).status_code == 404
    assert place.user.full_name.encode() in client.get("/people/?show=past").content


def test_an_end_in_the_future_keeps_it_open_until_then(client, dee, program):
    place = make_member(program)
    press(client, "member_end", place, ended_on=timezone.localdate() + timedelta(days=30))

    assert "resident" in access.roles_of(place.user)


def test_a_place_that_never_began_can_be_ended(client, dee, program):
    place = make_member(program, started_on=timezone.localdate() + timedelta(days=100))

    press(client, "member_end", place, ended_on=timezone.localdate())

    assert not access.memberships_of(place.user).exists()


@pytest.mark.parametrize("day", ["", "soon", "2001-01-01", "2199-01-01"])
def test_a_day_that_cannot_be_comes_back_at_its_field(client, dee, program, day):
    response = press(client, "member_end", make_member(program), ended_on=day)

    assert list(response.context["form"].errors) == ["ended_on"]


def test_the_last_director_stays(client, dee, program):
    own = Membership.objects.get(user=dee)
    response = press(client, "membership_leave", own)
    assert actions.LAST_DIRECTOR.encode() in response.content

    staff(program, name="Dr. Second")
    assert press(client, "membership_leave", own).status_code == 302
    assert client.get(reverse("programs:members")).status_code == 404


def test_a_director_whose_account_is_closed_does_not_count(client, dee, program):
    second = staff(program, name="Dr. Second")
    second.is_active = False
    second.save()

    response = press(client, "membership_leave", Membership.objects.get(user=dee))

    assert actions.LAST_DIRECTOR.encode() in response.content


# ---- the list ----------------------------------------------------------------------------------------------------
def test_people_are_filtered_by_role(client, dee, program):
    make_member(program, user=make_user("Rae Resident"))
    make_member(program, user=make_user("Dr. Mae Mentor"), role=Role.MENTOR)

    page = client.get(reverse("programs:members"), {"role": "mentor"})

    assert [p.membership.user.full_name for p in page.context["people"]] == ["Dr. Mae Mentor"]
    assert client.get(reverse("programs:members"), {"role": "x", "page": "x"}).status_code == 200


def test_the_year_of_training_stands_beside_a_resident(client, dee, program):
    today = timezone.localdate()
    make_member(program, started_on=today - timedelta(days=400), entry_pgy=2)

    page = client.get(reverse("programs:members"), {"role": "resident"})

    assert page.context["people"][0].pgy == 3


@pytest.mark.parametrize("size", [1, 4])
def test_the_page_costs_the_same_for_one_and_four(client, dee, program, size, django_assert_num_queries):
    for _ in range(size):
        make_member(program)
        make_member(program, state="asked")
    client.get(reverse("programs:members"))

    with django_assert_num_queries(10):
        client.get(reverse("programs:members"))
