"""Doors about people: everybody has their own pages, nobody has another's."""

from tests.house import PEOPLE

SIGNED_OUT = {"anonymous": 302, "deactivated": 302}


def everybody(status):
    return dict.fromkeys(PEOPLE, status) | SIGNED_OUT


DOORS = [
    ("accounts:profile", "GET", None, everybody(200)),
    ("accounts:profile", "POST", None, everybody(200)),
    ("accounts:theme", "POST", None, everybody(302)),
    ("accounts:looks", "GET", None, everybody(200)),
    ("accounts:your_data", "GET", None, everybody(200)),
    # Signed in is not enough for these two: both first ask again who it is (tests/accounts/test_leaving.py).
    ("accounts:your_data_file", "GET", None, everybody(302)),
    ("accounts:account_close", "GET", None, everybody(302)),
    ("accounts:account_close", "POST", None, everybody(302)),
    ("accounts:account_closed", "GET", None, dict.fromkeys(PEOPLE, 200)),
    ("accounts:more", "GET", None, everybody(200)),
    ("accounts:welcome", "GET", None, everybody(200)),
    ("accounts:welcome", "POST", None, everybody(200)),
]
