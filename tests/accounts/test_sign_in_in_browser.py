"""Signing in by hand, in a real browser: nothing for axe to say, nothing for the policy to block, passkeys work."""

import re

import pytest
from django.urls import reverse

from accounts.models import User
from tests.factories import PASSWORD, make_user
from tests.looking import look_at

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/login/code/",
    "/accounts/confirm-email/",
    "/no-such-page/",
]
FOR_PEOPLE = [
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/more/",
]


def sign_in(page, live_server, user):
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("E-mail", exact=True).fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "login" not in url)


@pytest.mark.parametrize("path", PAGES)
def test_pages_for_visitors(page, live_server, path):
    page.goto(live_server.url + path)
    look_at(page)


def test_pages_for_people(page, live_server):
    sign_in(page, live_server, make_user("A Rather-Long-Name Of Somebody With Four Parts"))
    for path in FOR_PEOPLE:
        page.goto(live_server.url + path)
        look_at(page)


def test_errors_are_first_and_have_the_focus(page, live_server):
    page.goto(live_server.url + reverse("account_signup"))
    with page.expect_navigation():
        page.get_by_role("button", name="Create account").click()
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "errors"
    look_at(page)
    page.get_by_role("link", name=re.compile("Your name")).click()
    assert page.evaluate("document.activeElement.id") == "id_full_name"


def test_the_theme_is_chosen_in_the_menu_and_escape_closes_it(page, live_server):
    user = make_user()
    sign_in(page, live_server, user)
    page.goto(live_server.url + "/more/")
    page.locator("details.me > summary").click()
    page.keyboard.press("Escape")
    assert not page.locator("details.me").evaluate("menu => menu.open")
    page.locator("details.me > summary").click()
    page.get_by_role("button", name="Dark").click()
    page.wait_for_selector('html[data-bs-theme="dark"]')
    assert page.url.endswith("/more/")
    assert User.objects.get(pk=user.pk).profile.theme == "dark"


def test_a_passkey_is_added_and_signs_in_alone(page, live_server):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    touch = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    always = {"isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": touch | always})
    user = make_user()
    sign_in(page, live_server, user)
    page.goto(live_server.url + reverse("mfa_add_webauthn"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    look_at(page)
    page.get_by_role("button", name="Add passkey").click()
    page.wait_for_url(lambda url: "/add" not in url)
    page.context.clear_cookies()
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "login" not in url)
    page.goto(live_server.url + "/more/")
    assert page.get_by_role("heading", name="More").is_visible()


def test_a_refused_passkey_says_so(page, live_server):
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('cancelled'))")
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("The passkey was not used").wait_for()
    look_at(page)
