"""Doors of the catalogue: open to everybody who is signed in."""

SIGNED_IN = dict.fromkeys(
    (
        "applicant",
        "resident",
        "other_resident",
        "mentor",
        "former_mentor",
        "director",
        "other_director",
        "coordinator",
        "admin",
    ),
    200,
)
OPEN = SIGNED_IN | {"anonymous": 302, "deactivated": 302}

DOORS = [
    ("programs:search", "GET", None, OPEN),
    ("programs:program", "GET", "program", OPEN),
]
