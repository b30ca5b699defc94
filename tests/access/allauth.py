"""allauth's doors: whoever is signed in sees their own sessions, factors and addresses, whoever they are elsewhere.

302 goes to the sign-in page for a visitor, and to "who are you?" first where something sensitive would change.
"""

from tests.house import PEOPLE

VISITORS = ("anonymous", "deactivated")
# (door, argument, GET as a visitor, GET signed in, POST as a visitor, POST signed in)
TABLE = [
    ("account_change_password", None, 302, 200, 302, 200),
    ("account_confirm_email", "=made-up", 200, 200, 404, 404),
    ("account_confirm_login_code", None, 302, 302, 302, 302),
    ("account_email", None, 302, 200, 302, 302),
    ("account_email_verification_sent", None, 200, 200, 405, 405),
    ("account_inactive", None, 200, 200, 405, 405),
    ("account_login", None, 200, 302, 200, 302),
    ("account_logout", None, 302, 200, 302, 302),
    ("account_reauthenticate", None, 302, 200, 302, 200),
    ("account_request_login_code", None, 200, 302, 200, 302),
    ("account_reset_password", None, 200, 200, 200, 200),
    ("account_reset_password_done", None, 200, 200, 405, 405),
    ("account_reset_password_from_key", ["=abc", "=made-up"], 200, 200, 200, 200),
    ("account_reset_password_from_key_done", None, 200, 200, 405, 405),
    ("account_set_password", None, 302, 302, 302, 302),
    ("account_signup", None, 200, 302, 200, 302),
    ("mfa_activate_totp", None, 302, 302, 302, 302),
    ("mfa_add_webauthn", None, 302, 302, 302, 302),
    ("mfa_authenticate", None, 302, 302, 302, 302),
    ("mfa_deactivate_totp", None, 302, 404, 302, 404),
    ("mfa_download_recovery_codes", None, 302, 404, 302, 404),
    ("mfa_edit_webauthn", "=1", 302, 302, 302, 302),
    ("mfa_generate_recovery_codes", None, 302, 302, 302, 302),
    ("mfa_index", None, 302, 200, 302, 405),
    ("mfa_list_webauthn", None, 302, 200, 302, 405),
    ("mfa_login_webauthn", None, 302, 302, 302, 302),
    ("mfa_reauthenticate", None, 302, 302, 302, 302),
    ("mfa_reauthenticate_webauthn", None, 302, 302, 302, 302),
    ("mfa_remove_webauthn", "=1", 302, 302, 302, 302),
    ("mfa_view_recovery_codes", None, 302, 404, 302, 405),
    ("usersessions_list", None, 302, 200, 302, 302),
]


def row(visitor, signed_in):
    return dict.fromkeys(PEOPLE, signed_in) | dict.fromkeys(VISITORS, visitor)


DOORS = [
    (door, method, thing, row(*statuses))
    for door, thing, *both in TABLE
    for method, statuses in (("GET", both[:2]), ("POST", both[2:]))
]
