"""Doors of what a program says about its own page, and of the tasks an applicant takes from a gap."""

from tests.access.lists import OWN_POST
from tests.access.programs_members import everybody, staff

DOORS = [
    ("programs:suggest", "GET", "program", staff(200)),
    ("programs:suggest", "POST", "program", staff(200)),
    ("programs:suggestions", "GET", "program", staff(200)),
    ("programs:suggestion_withdraw", "POST", "suggestion", staff(302)),
    ("programs:gap_task", "POST", "evaluation", OWN_POST),
    # Everybody reads the program; a plan there is what it takes.
    ("programs:gap_take", "POST", "program", everybody(403, resident=302)),
]
