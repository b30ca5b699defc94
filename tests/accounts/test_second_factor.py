"""Whoever sees other people's data needs a second step, by every way in."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from django.urls import reverse

from playbook.vocabulary import Role
from tests.accounts.test_signin import ask_for_code, code_in
from tests.factories import PASSWORD, make_member, make_program, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def member(role):
    return make_member(make_program(), user=make_user(), role=role).user


def admin():
    return make_user(is_staff=True, is_superuser=True)


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def say_it_is_me(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.mark.parametrize("role", [Role.PROGRAM_DIRECTOR, Role.COORDINATOR])
def test_program_staff_set_one_up_before_they_see_anything(client, role):
    sign_in(client, member(role))

    response = client.get(reverse("accounts:more"))

    assert response.url == reverse("mfa_index")
    assert b"add a second step" in client.get(response.url).content


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.MENTOR])
def test_others_may_but_need_not(client, role):
    sign_in(client, member(role))

    assert client.get(reverse("accounts:more")).status_code == 200


def test_the_admin_has_the_same_door(client):
    user = admin()
    assert client.get("/admin/login/").url.startswith(reverse("account_login"))
    assert client.get("/admin/").status_code == 302
    response = client.post("/admin/login/", {"username": user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session, "the admin's own form signs nobody in"
    assert response.status_code == 302

    sign_in(client, user)

    assert client.get("/admin/").url == reverse("mfa_index")
    assert client.get("/admin/accounts/user/").url == reverse("mfa_index")


def test_an_app_on_the_phone_opens_the_pages_and_is_asked_for_next_time(client):
    user = admin()
    sign_in(client, user)
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    say_it_is_me(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    assert client.get("/admin/").status_code == 200

    stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret not in stored, "the key rests sealed"

    again = Client()
    response = sign_in(again, user)
    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in again.session
    recovery = RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()[
        0
    ]
    assert again.post(response.url, {"code": recovery}).status_code == 302
    assert again.get("/admin/").status_code == 200


def test_a_code_by_mail_is_no_way_around_the_second_step(client):
    user = member(Role.PROGRAM_DIRECTOR)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    url = ask_for_code(client, user.email).url

    response = client.post(url, {"code": code_in(mail.outbox[-1])})

    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_wrong_codes_are_counted(client):
    user = member(Role.PROGRAM_DIRECTOR)
    totp.TOTP.activate(user, totp.generate_totp_secret())
    url = sign_in(client, user).url
    for _ in range(6):
        response = client.post(url, {"code": "000000"})

    assert response.status_code in (200, 429)
    assert b"That was a lot" in response.content or b"Too many" in response.content
    assert "_auth_user_id" not in client.session


def test_a_passkey_can_be_added_after_asking_who_it_is(client):
    sign_in(client, member(Role.PROGRAM_DIRECTOR))
    assert client.get(reverse("mfa_add_webauthn")).status_code == 302
    say_it_is_me(client)

    page = client.get(reverse("mfa_add_webauthn"))

    assert page.status_code == 200
    assert page.context["js_data"]["creation_options"]["publicKey"]["challenge"]


def test_a_role_given_during_a_session_asks_for_it_at_once(client):
    user = make_user()
    sign_in(client, user)
    assert client.get(reverse("accounts:more")).status_code == 200

    make_member(make_program(), user=user, role=Role.COORDINATOR)

    assert client.get(reverse("accounts:more")).url == reverse("mfa_index")


def test_the_demo_asks_nobody(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    sign_in(client, member(Role.PROGRAM_DIRECTOR))

    assert client.get(reverse("accounts:more")).status_code == 200
