"""Doors of the director: a program's residents and their progress."""

NOBODY = {
    "anonymous": 302,
    "applicant": 404,
    "resident": 404,
    "other_resident": 404,
    "mentor": 404,
    "former_mentor": 404,
    "director": 404,
    "other_director": 404,
    "coordinator": 404,
    "admin": 404,
    "deactivated": 302,
}
DIRECTOR = NOBODY | {"director": 200}
# An empty page for everybody who directs nothing; a director of one program is sent on.
CHOICE = {person: 200 for person in NOBODY} | {
    "anonymous": 302,
    "deactivated": 302,
    "director": 302,
    "other_director": 302,
}

DOORS = [
    ("plans:cohorts", "GET", None, CHOICE),
    ("plans:cohort", "GET", "program", DIRECTOR),
    ("plans:cohort_csv", "GET", "program", DIRECTOR),
    ("plans:progress", "GET", "membership", DIRECTOR),
]
