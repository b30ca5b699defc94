"""Signing in: what a guesser meets, what a hospital behind one address meets, and what happens in bad weather."""

import re

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Profile
from tests.factories import PASSWORD, make_member, make_program, make_user

pytestmark = pytest.mark.django_db


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def signed_in(client):
    return "_auth_user_id" in client.session


def words(response):
    """The page without what differs by nature: tokens and the typed address."""
    text = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', "", response.content.decode())
    return re.sub(r"[\w.]+@example\.org", "", text)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    user = make_user()

    wrong, unknown = (
        sign_in(client, user.email, "not it at all"),
        sign_in(client, "nobody@example.org", "not it at all"),
    )

    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert "do not go together" in words(wrong)
    assert words(wrong) == words(unknown)


def test_the_sixth_wrong_try_of_an_account_waits_and_even_the_right_password_does(client):
    user = make_user()
    for _ in range(5):
        sign_in(client, user.email, "wrong wrong wrong")

    response = sign_in(Client(REMOTE_ADDR="203.0.113.9"), user.email)

    assert b"Too many tries" in response.content
    assert not signed_in(client)


def test_a_hospital_behind_one_address_signs_in_on_the_first_of_july():
    people = [make_user() for _ in range(35)]

    assert all(sign_in(Client(), person.email).status_code == 302 for person in people)


def test_too_much_from_one_address_meets_a_page_in_our_words(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}
    answers = [sign_in(client, f"{n}@example.org", "wrong wrong wrong") for n in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert b"One moment" in answers[-1].content


def test_one_persons_wrong_tries_lock_nobody_else_out():
    guessed, colleague = make_user(), make_user()
    for _ in range(12):
        sign_in(Client(), guessed.email, "wrong wrong wrong")

    assert sign_in(Client(), colleague.email).status_code == 302


def test_a_session_gets_a_new_id_at_sign_in(client):
    user = make_user()
    session = client.session
    session["before"] = 1
    session.save()
    before = client.session.session_key

    sign_in(client, user.email)

    assert signed_in(client)
    assert client.session.session_key != before


def test_signing_in_goes_on_to_the_page_that_was_asked_for(client):
    user = make_user()
    asked = client.get(reverse("accounts:profile"))
    assert asked.url == "/accounts/login/?next=/me/"

    response = client.post(asked.url, {"login": user.email, "password": PASSWORD, "next": "/me/"})

    assert response.url == "/me/"


def test_signing_in_opens_home_and_for_a_newcomer_the_first_visit(client):
    assert sign_in(Client(), make_member(make_program()).user.email).url == reverse("home")
    assert sign_in(Client(), make_user(is_staff=True).email).url == reverse("home")

    newcomer = make_user()
    assert sign_in(Client(), newcomer.email).url == reverse("accounts:welcome")
    Profile.objects.filter(user=newcomer).update(welcomed_at=timezone.now())
    assert sign_in(client, newcomer.email).url == reverse("home")


def test_signing_in_never_leaves_this_site(client):
    user = make_member(make_program()).user

    response = client.post(
        "/accounts/login/", {"login": user.email, "password": PASSWORD, "next": "https://evil.example/"}
    )

    assert response.url == reverse("home")


# ---- by code -----------------------------------------------------------------------------------------------------
def ask_for_code(client, email):
    return client.post(reverse("account_request_login_code"), {"email": email})


def code_in(message):
    return re.search(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]+)*)\s*$", message.body, re.MULTILINE).group(1)


def test_a_code_by_mail_signs_in(client):
    user = make_user()
    response = ask_for_code(client, user.email)
    assert response.url == reverse("account_confirm_login_code")

    client.post(response.url, {"code": code_in(mail.outbox[0])})

    assert get_user(client).pk == user.pk


def test_a_code_is_good_for_ten_minutes(client, monkeypatch):
    import time

    user = make_user()
    response = ask_for_code(client, user.email)
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 601)

    client.post(response.url, {"code": code_in(mail.outbox[0])})

    assert not signed_in(client)


def test_three_wrong_codes_end_the_try(client):
    user = make_user()
    url = ask_for_code(client, user.email).url
    for _ in range(3):
        client.post(url, {"code": "ZZZZZZ"})

    client.post(url, {"code": code_in(mail.outbox[0])})

    assert not signed_in(client)


def test_asking_for_a_code_says_the_same_for_an_unknown_address():
    user, one, other = make_user(), Client(), Client()

    known, unknown = ask_for_code(one, user.email), ask_for_code(other, "nobody@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert words(one.get(known.url)) == words(other.get(unknown.url))


# ---- reset -------------------------------------------------------------------------------------------------------
def test_a_forgotten_password_is_reset_by_link_and_the_old_one_is_gone(client):
    user = make_user()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body).group(1)

    page = client.get(link, follow=True)
    done = client.post(
        page.redirect_chain[-1][0], {"password1": "nine brown foxes", "password2": "nine brown foxes"}
    )

    assert done.status_code == 302
    assert not signed_in(client)
    assert sign_in(client, user.email).status_code == 200
    assert sign_in(client, user.email, "nine brown foxes").status_code == 302
    assert client.get(link, follow=True).context["token_fail"]


def test_asking_for_a_reset_says_the_same_for_an_unknown_address(client):
    user = make_user()

    known = client.post(reverse("account_reset_password"), {"email": user.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


# ---- bad weather -------------------------------------------------------------------------------------------------
@pytest.fixture
def no_rate_limit_store(transactional_db):
    """The table that counts tries is gone, and comes back after the test."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_cache RENAME TO django_cache_away")
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_cache_away RENAME TO django_cache")


def test_when_wrong_tries_cannot_be_counted_nobody_signs_in_and_other_pages_answer(
    client, no_rate_limit_store
):
    user, other = make_user(), Client()
    other.force_login(make_user())

    response = sign_in(client, user.email)

    assert response.status_code == 503
    assert b"Signing in is paused" in response.content
    assert not signed_in(client)
    assert other.get(reverse("accounts:profile")).status_code == 200
    assert client.get(reverse("account_login")).status_code == 200
    assert ask_for_code(client, user.email).status_code == 503


def test_an_error_of_another_kind_is_not_called_a_pause(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("accounts.adapter.AccountAdapter.authenticate", lambda *args, **kwargs: 1 / 0)

    assert sign_in(client, "somebody@example.org").status_code == 500


@pytest.mark.parametrize(
    "typed", ["", "a\x00b@example.org", "x" * 5000, "\u202e@example.org", "<b>@example.org"]
)
@pytest.mark.parametrize("door", ["account_login", "account_request_login_code", "account_reset_password"])
def test_odd_input_is_answered_with_a_page(client, door, typed):
    response = client.post(reverse(door), {"login": typed, "email": typed, "password": typed})

    assert response.status_code == 200
    assert not signed_in(client)
