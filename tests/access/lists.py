"""Doors of saved programs, rank list and match: each person's own, and a 404 for everybody else, for ever (C-29)."""

from tests.access.programs import OPEN, SIGNED_IN

SIGNED_OUT = {"anonymous": 302, "deactivated": 302}
OWN_ONLY = dict.fromkeys(SIGNED_IN, 404) | {"applicant": 200} | SIGNED_OUT
OWN_POST = dict.fromkeys(SIGNED_IN, 404) | {"applicant": 302} | SIGNED_OUT
EVERYBODY_POSTS = dict.fromkeys(SIGNED_IN, 302) | SIGNED_OUT

DOORS = [
    ("programs:evaluations", "GET", None, OPEN),
    ("programs:evaluation_save", "POST", "program", EVERYBODY_POSTS),
    ("programs:zip_code", "POST", None, EVERYBODY_POSTS),
    ("programs:evaluation_edit", "GET", "evaluation", OWN_ONLY),
    ("programs:evaluation_edit", "POST", "evaluation", OWN_POST),
    ("programs:evaluation_remove", "GET", "evaluation", OWN_ONLY),
    ("programs:evaluation_remove", "POST", "evaluation", OWN_ONLY),  # asks first: something is written there
    ("programs:interviews", "GET", None, OPEN),
    ("programs:interview_file", "GET", "evaluation", OWN_ONLY),
    ("programs:matched", "GET", "evaluation", OWN_ONLY),
    ("programs:matched", "POST", "evaluation", OWN_ONLY),
    ("programs:rank_list", "GET", None, OPEN),
    ("programs:rank_csv", "GET", None, OPEN),
    ("programs:rank_move", "POST", "evaluation", OWN_POST),
    ("programs:rank_order", "POST", None, EVERYBODY_POSTS),
    ("programs:rank_undo", "POST", None, EVERYBODY_POSTS),
    ("programs:rank_final", "GET", None, OPEN),
    ("programs:rank_final", "POST", None, EVERYBODY_POSTS),
]
