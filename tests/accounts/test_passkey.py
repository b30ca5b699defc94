"""A passkey by hand: added and used in a real browser, under the real content security policy."""

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(page):
    """A phone that always recognizes its owner. Passkeys need a name, not a number, for a host."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return browser


def test_a_passkey_is_added_and_signs_in_without_a_password(page, phone, live_server):
    site = live_server.url.replace("127.0.0.1", "localhost")
    make_user("Cory Coordinator", email="cory@example.org")
    broken = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)

    page.goto(site + reverse("account_login"))
    page.fill("[name=login]", "cory@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("main button.btn-primary")
    page.wait_for_url(site + "/")

    page.goto(site + reverse("mfa_add_webauthn"))
    page.fill("[name=password]", PASSWORD)
    page.click("main button.btn-primary")
    page.wait_for_url(site + reverse("mfa_add_webauthn"))
    page.check("[name=passwordless]")
    page.click("main button.btn-primary")
    page.wait_for_url(site + reverse("mfa_view_recovery_codes"))

    page.goto(site + reverse("accounts:more"))
    page.click("main form button")
    page.wait_for_load_state()
    page.goto(site + reverse("account_login"))
    page.click("#passkey_login")
    page.wait_for_url(site + "/")
    page.goto(site + reverse("accounts:profile"))

    assert page.input_value("[name=full_name]") == "Cory Coordinator"
    assert broken == []
