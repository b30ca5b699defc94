"""Every page of signing in stands in our own frame, in our own words, with nothing the policy would block."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

FOR_VISITORS = [
    ("account_login", []),
    ("account_signup", []),
    ("account_reset_password", []),
    ("account_reset_password_done", []),
    ("account_reset_password_from_key", ["1", "no-such-key"]),
    ("account_request_login_code", []),
    ("account_email_verification_sent", []),
    ("account_confirm_email", ["no-such-key"]),
    ("account_inactive", []),
]
FOR_PEOPLE = [
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "usersessions_list",
]
AFTER_CONFIRMING = ["mfa_activate_totp", "mfa_add_webauthn"]
FOREIGN = re.compile(r"\sstyle=|\son[a-z]+=[\"']|<style|two-factor|Please |!<", re.IGNORECASE)


def looks_like_ours(response):
    html = response.content.decode()
    assert response.status_code == 200
    assert "app.css" in html and '<main id="main"' in html and html.count("<h1") == 1
    assert FOREIGN.findall(html) == []
    for attributes in re.findall(r"<script([^>]*)>", html):
        assert "src=" in attributes or 'type="application/json"' in attributes


@pytest.mark.parametrize(("door", "args"), FOR_VISITORS, ids=lambda value: str(value))
def test_pages_for_visitors(client, door, args):
    looks_like_ours(client.get(reverse(door, args=args)))


@pytest.mark.parametrize("door", FOR_PEOPLE)
def test_pages_for_people(client, door):
    client.force_login(make_user())
    looks_like_ours(client.get(reverse(door)))


@pytest.mark.parametrize("door", AFTER_CONFIRMING)
def test_pages_that_ask_who_you_are_first(client, door):
    client.force_login(make_user())
    asked = client.get(reverse(door), follow=True)
    assert "Confirm it is you" in asked.content.decode()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    looks_like_ours(client.get(reverse(door)))


def test_pages_of_somebody_with_two_steps(client):
    user = make_user()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    key = Authenticator.objects.create(
        user=user, type="webauthn", data={"name": "My phone", "passwordless": True, "credential": {}}
    )
    for door, args in [
        ("mfa_index", []),
        ("mfa_deactivate_totp", []),
        ("mfa_generate_recovery_codes", []),
        ("mfa_edit_webauthn", [key.pk]),
        ("mfa_remove_webauthn", [key.pk]),
        ("mfa_reauthenticate", []),
    ]:
        looks_like_ours(client.get(reverse(door, args=args)))


def test_a_wrong_form_comes_back_with_its_errors_first(client):
    response = client.post(reverse("account_signup"), {"email": "not an address"})
    html = response.content.decode()
    assert html.index("Three answers need a change") < html.index('id="id_email"')
    assert "<title>Error: Create your account · Mentorship</title>" in html
    assert 'value="not an address"' in html, "what was typed is kept"


@pytest.mark.parametrize(
    "prefix",
    [
        *(
            f"account/email/{name}"
            for name in (
                "account_already_exists",
                "email_changed",
                "email_confirm",
                "email_confirmation",
                "email_confirmation_signup",
                "email_deleted",
                "login_code",
                "password_changed",
                "password_reset",
                "password_reset_code",
                "password_reset_key",
                "password_set",
                "unknown_account",
            )
        ),
        *(
            f"mfa/email/{name}"
            for name in (
                "recovery_codes_generated",
                "totp_activated",
                "totp_deactivated",
                "webauthn_added",
                "webauthn_removed",
            )
        ),
    ],
)
def test_account_mails_say_the_same_in_text_and_html(prefix):
    context = {
        "user": make_user("Robin <Samplewood>"),
        "email": "robin@example.org",
        "from_email": "old@example.org",
        "to_email": "new@example.org",
        "deleted_email": "old@example.org",
        "code": "ABC123",
        "activate_url": "https://site.example/confirm/k",
        "password_reset_url": "https://site.example/reset/k",
        "signup_url": "https://site.example/signup/",
        "ip": "127.0.0.1",
        "user_agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0",
        "timestamp": timezone.now(),
    }
    subject = render_to_string(f"{prefix}_subject.txt", context).strip()
    text = render_to_string(f"{prefix}_message.txt", context)
    html = render_to_string(f"{prefix}_message.html", context)
    assert subject and "\n" not in subject and f">{subject}</h1>" in html
    assert set(re.findall(r"https://\S+", text)) == set(re.findall(r'href="(https://[^"]+)"', html))
    assert ("ABC123" in text) == ("ABC123" in html)
    assert "Hello from" not in text and "example.com" not in text
    assert "Sent by Mentorship." in text and "Sent by Mentorship." in html
