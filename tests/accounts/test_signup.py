"""Opening an account: name, address, one password, one link."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from accounts import hooks
from accounts.models import OutgoingMail, User
from tests.factories import make_user

GOOD = {"full_name": "Juniper Ashdale", "email": "juniper@example.org", "password1": "seven quiet herons"}

pytestmark = pytest.mark.django_db


def sign_up(client, **changes):
    return client.post(reverse("account_signup"), {**GOOD, **changes})


def link_in(message):
    return re.search(r"https?://[^/\s]+(/accounts/[^\s]+)", message.body).group(1)


def test_a_new_person_signs_up_confirms_the_address_and_signs_in(client):
    response = sign_up(client)
    assert response.status_code == 302
    assert response.url == reverse("account_email_verification_sent")
    user = User.objects.get(email="juniper@example.org")
    assert (user.full_name, user.profile.stage) == ("Juniper Ashdale", "resident")

    client.post(reverse("account_login"), {"login": GOOD["email"], "password": GOOD["password1"]})
    assert "_auth_user_id" not in client.session, "an unconfirmed address signs nobody in"

    link = link_in(mail.outbox[0])
    assert client.get(link).status_code == 200
    assert not EmailAddress.objects.get(user=user).verified, "opening the link changes nothing"
    client.post(link)
    assert EmailAddress.objects.get(user=user).verified

    response = client.post(reverse("account_login"), {"login": GOOD["email"], "password": GOOD["password1"]})
    assert response.url == reverse("accounts:welcome"), "a newcomer begins with the first visit"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_form_asks_three_things_in_this_order(client):
    form = client.get(reverse("account_signup")).context["form"]

    assert list(form.fields) == ["full_name", "email", "password1"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"full_name": "   "}, "full_name"),
        ({"full_name": "Win at https://prize.example"}, "full_name"),
        ({"full_name": "Ann\u202eEvil"}, "full_name"),
        ({"full_name": "12345"}, "full_name"),
        ({"email": "not an address"}, "email"),
        ({"email": "a\x00@example.org"}, "email"),
        ({"password1": "short"}, "password1"),
        ({"password1": "password123"}, "password1"),
        ({"password1": "juniper@example.org"}, "password1"),
    ],
)
def test_bad_input_comes_back_at_its_field_and_stores_nothing(client, changes, field):
    response = sign_up(client, **changes)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not User.objects.exists()
    assert not mail.outbox


def test_a_known_address_gets_the_same_answer_as_a_new_one_and_a_mail_of_its_own(client):
    make_user(email="juniper@example.org")

    known = sign_up(client)
    client.cookies.clear()
    new = sign_up(client, email="new@example.org")

    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert [m.to for m in mail.outbox] == [["juniper@example.org"], ["new@example.org"]]
    assert "already" in mail.outbox[0].body
    assert User.objects.count() == 2


def test_the_address_is_the_same_whatever_its_case(client):
    make_user(email="juniper@example.org")

    sign_up(client, email="JUNIPER@Example.org")

    assert User.objects.count() == 1


def test_two_presses_at_once_make_one_account(client, monkeypatch):
    """The second press has looked for the address before the first one wrote it."""
    from allauth.account import forms

    make_user(email="juniper@example.org")
    monkeypatch.setattr(forms.BaseSignupForm, "validate_unique_email", lambda self, value: value)

    response = sign_up(client)

    assert response.url == reverse("account_email_verification_sent")
    assert User.objects.count() == 1


def test_apps_to_the_right_hear_of_a_confirmed_address(client, monkeypatch):
    heard = []
    monkeypatch.setattr(hooks, "_verified", [lambda user, address: heard.append((user.full_name, address))])
    sign_up(client)

    link = link_in(mail.outbox[0])
    client.post(link)
    client.post(link)

    assert heard == [("Juniper Ashdale", "juniper@example.org")]


def test_an_address_is_not_confirmed_when_a_listener_fails(client, monkeypatch):
    def fail(user, address):
        raise RuntimeError("no")

    monkeypatch.setattr(hooks, "_verified", [fail])
    sign_up(client)
    client.raise_request_exception = False

    assert client.post(link_in(mail.outbox[0])).status_code == 500
    assert not EmailAddress.objects.get().verified


def test_a_mail_server_that_is_down_costs_neither_the_page_nor_the_mail(client, settings):
    settings.EMAIL_BACKEND = "tests.accounts.broken_mail.EmailBackend"

    response = sign_up(client)

    assert response.status_code == 302
    owed = OutgoingMail.objects.get()
    assert (owed.state, owed.address) == ("queued", "juniper@example.org")
    assert "accounts/confirm" not in str(owed.data), "the link rests sealed"
