"""Doors of one program for one applicant, of comparing, and of weights: each person's own (C-29)."""

from tests.access.programs import OPEN, SIGNED_IN

SIGNED_OUT = {"anonymous": 302, "deactivated": 302}
OWN = dict.fromkeys(SIGNED_IN, 404) | {"applicant": 200} | SIGNED_OUT
OWN_GOES_ON = OWN | {"applicant": 302}

DOORS = [
    ("programs:evaluation", "GET", "evaluation", OWN),
    ("programs:need_judge", "POST", "evaluation", OWN_GOES_ON),
    ("programs:path_condition", "POST", "evaluation", OWN_GOES_ON),
    ("programs:img_support", "POST", "evaluation", OWN_GOES_ON),
    ("programs:compare", "GET", None, OPEN),
    ("programs:weights", "GET", None, OPEN),
    ("programs:weights", "POST", None, OPEN),
]
