"""How long a session lasts, and who may end it."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts import actions
from config import middleware
from playbook.vocabulary import Role
from tests.factories import PASSWORD, make_member, make_program, make_user

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.fixture
def resident():
    return make_user("Rae Resident")


@pytest.fixture
def director():
    return make_member(make_program(), user=make_user("Dr. Dee"), role=Role.PROGRAM_DIRECTOR).user


def signed_in_browser(user):
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    client.get(reverse("accounts:more"))
    return client


def pass_time(client, *, idle=0, since_sign_in=None):
    session = client.session
    session["seen_at"] = int(time.time()) - idle
    session["began_at"] = int(time.time()) - (since_sign_in or idle)
    session.save()


@pytest.mark.parametrize(("idle", "status"), [(7 * HOUR, 200), (8 * HOUR + 60, 302)])
def test_a_resident_is_signed_out_after_eight_idle_hours(resident, idle, status):
    client = signed_in_browser(resident)
    pass_time(client, idle=idle)

    assert client.get(reverse("accounts:profile")).status_code == status


@pytest.mark.parametrize(("idle", "status"), [(HOUR, 200), (2 * HOUR + 60, 302)])
def test_somebody_who_sees_others_is_signed_out_after_two(director, idle, status):
    client = signed_in_browser(director)
    pass_time(client, idle=idle)

    assert client.get(reverse("accounts:profile")).status_code == status


def test_a_session_ends_after_fourteen_days_however_busy(resident):
    client = signed_in_browser(resident)
    pass_time(client, idle=10, since_sign_in=14 * 24 * HOUR + 60)

    response = client.get(reverse("accounts:profile") + "?a=1&b=2")

    assert response.url == "/accounts/login/?next=%2Fme%2F%3Fa%3D1%26b%3D2"
    assert "_auth_user_id" not in client.session
    assert b"You were signed out" in client.get(response.url).content


def test_reading_on_keeps_a_session(resident):
    client = signed_in_browser(resident)
    pass_time(client, idle=7 * HOUR)
    client.get(reverse("accounts:profile"))

    assert time.time() - client.session["seen_at"] < 60


def test_a_fragment_request_after_the_end_reloads_its_page(resident):
    client = signed_in_browser(resident)
    pass_time(client, idle=9 * HOUR)

    response = client.get(reverse("accounts:profile"), headers={"hx-request": "true"})

    assert response.headers["HX-Refresh"] == "true"


def test_signed_in_pages_are_kept_by_no_browser(resident):
    client = signed_in_browser(resident)

    assert client.get(reverse("accounts:profile")).headers["Cache-Control"] == "no-store"


def test_closing_an_account_ends_every_session_at_once(resident):
    phone, desk = signed_in_browser(resident), signed_in_browser(resident)
    assert UserSession.objects.filter(user=resident).count() == 2

    actions.close_account(account=resident, by=make_user(is_staff=True))

    for client in (phone, desk):
        assert client.get(reverse("accounts:profile")).status_code == 302
    resident.is_active = True
    resident.save()
    assert phone.get(reverse("accounts:profile")).status_code == 302, "an old session does not come back"


def test_a_closed_account_is_refused_even_where_a_session_was_left_behind(resident):
    client = signed_in_browser(resident)
    resident.is_active = False
    resident.save()

    assert client.get(reverse("accounts:profile")).status_code == 302
    response = Client().post(reverse("account_login"), {"login": resident.email, "password": PASSWORD})
    assert response.url == reverse("account_inactive")


def test_a_person_sees_their_sessions_and_ends_the_others(resident):
    phone, desk = signed_in_browser(resident), signed_in_browser(resident)
    assert len(desk.get(reverse("usersessions_list")).context["sessions"]) == 2

    desk.post(reverse("usersessions_list"))

    assert desk.get(reverse("accounts:profile")).status_code == 200
    assert phone.get(reverse("accounts:profile")).status_code == 302


def test_a_new_password_ends_the_other_sessions(resident):
    phone, desk = signed_in_browser(resident), signed_in_browser(resident)

    new = {"oldpassword": PASSWORD, "password1": "nine brown foxes", "password2": "nine brown foxes"}
    desk.post(reverse("account_change_password"), new)

    assert phone.get(reverse("accounts:profile")).status_code == 302


def test_what_changes_sign_in_asks_again_who_it_is(resident):
    client, ask = signed_in_browser(resident), reverse("account_reauthenticate")
    assert client.get(reverse("mfa_activate_totp")).url.startswith(ask)

    client.post(ask, {"password": "not my password"})
    assert client.get(reverse("mfa_activate_totp")).status_code == 302
    client.post(ask, {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200

    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 16 * 60
    session.save()
    assert client.get(reverse("mfa_activate_totp")).url.startswith(ask), "it holds for fifteen minutes"


def test_the_limits_are_those_we_promise():
    assert (middleware.IDLE_SECONDS, middleware.IDLE_SECONDS_FOR_REVIEWERS) == (8 * HOUR, 2 * HOUR)
    assert middleware.ABSOLUTE_SECONDS == 14 * 24 * HOUR
