"""The doors we did not write: the admin's and allauth's. Walked as they stand, so a new one is met the day it comes."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.factories import make_user
from tests.house import PEOPLE, READERS
from tests.test_access import sign_in

# allauth's doors for people who are not signed in. All others send a visitor to the sign-in page.
FOR_VISITORS = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_signup_webauthn",
}
ONE_OF_THEM = {"uidb36": "abc", "key": "set-password", "pk": 1}


def leaks(response, person):
    body = b"".join(response) if response.streaming else response.content
    return [word for word, readers in READERS.items() if person not in readers and word.encode() in body]


def admin_doors():
    """(name, path) of the admin's own pages and of every model in it: list, add, first row, its history, deleting."""
    yield "index", reverse("admin:index")
    for app in sorted({model._meta.app_label for model in admin.site._registry}):
        yield app, reverse("admin:app_list", args=[app])
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield name, reverse(f"{name}_changelist")
        yield f"{name} search", reverse(f"{name}_changelist") + "?q=canary"
        yield f"{name} add", reverse(f"{name}_add")
        first = model._default_manager.order_by("pk").first()
        if first is not None:
            for page in ("change", "history", "delete"):
                yield f"{name} {page}", reverse(f"{name}_{page}", args=[first.pk])


@pytest.mark.parametrize("person", PEOPLE)
def test_the_admin_is_for_admins_and_knows_nobodys_words(house, person):
    client = Client()
    sign_in(client, house, person)
    for name, path in admin_doors():
        response = client.get(path)
        if person == "admin":  # 403 or 404: not for a curator
            assert response.status_code in (200, 403, 404), f"{name}: {response.status_code}"
        else:
            assert response.status_code in (302, 403, 404), f"{person} got {response.status_code} at {name}"
        assert leaks(response, person) == [], f"{person} at {name}"


def test_not_even_a_superuser_reads_private_words(house):
    client = Client()
    client.force_login(make_user("Su Peruser", is_staff=True, is_superuser=True))
    for name, path in admin_doors():
        response = client.get(path)
        assert response.status_code in (200, 403), f"{name}: {response.status_code}"
        assert leaks(response, "admin") == [], name


def allauth_doors():
    """(name, path) of every door of allauth's that is ours to open, arguments made up."""
    for name in get_resolver().reverse_dict:
        if isinstance(name, str) and name.startswith(("account_", "mfa_", "usersessions_")):
            for kwargs in ({}, {"key": "made-up"}, {"pk": 1}, {"uidb36": "abc", "key": "made-up"}):
                try:
                    yield name, reverse(name, kwargs=kwargs)
                    break
                except NoReverseMatch:
                    continue


@pytest.mark.parametrize("person", PEOPLE)
def test_sign_in_pages_show_nobody_elses_words(house, person):
    client = Client()
    sign_in(client, house, person)
    doors = dict(allauth_doors())
    assert {"account_login", "account_email", "mfa_index", "usersessions_list"} <= set(doors)
    for name, path in doors.items():
        response = client.get(path)
        if person in ("anonymous", "deactivated") and name not in FOR_VISITORS:
            assert response.status_code in (302, 401, 404), f"{person}: {response.status_code} at {name}"
        assert response.status_code < 500
        assert leaks(response, person) == [], f"{person} at {name}"
