"""Doors about belonging to a program. Its own staff decide; to all others its people do not exist."""

from tests.house import PEOPLE

SIGNED_OUT = {"anonymous": 302, "deactivated": 302}


def everybody(status, **others):
    return dict.fromkeys(PEOPLE, status) | SIGNED_OUT | others


def staff(status, **others):
    """The director and the coordinator of the program; the rest do not learn that it is there."""
    return everybody(404, director=status, coordinator=status, **others)


DOORS = [
    ("programs:memberships", "GET", None, everybody(200)),
    ("programs:membership_ask", "GET", None, everybody(200)),
    ("programs:membership_ask", "POST", None, everybody(200)),
    # Somebody else's request: its program's staff see it and may not take it back.
    ("programs:membership_cancel", "POST", "membership_asked", staff(403)),
    ("programs:membership_leave", "GET", "membership", staff(403, resident=403)),
    ("programs:membership_leave", "POST", "membership", staff(403, resident=403)),
    ("programs:members", "GET", None, staff(200, other_director=200)),
    ("programs:member_edit", "GET", "membership", staff(200, resident=403)),
    ("programs:member_edit", "POST", "membership", staff(200, resident=403)),
    ("programs:member_approve", "POST", "membership_asked", staff(302)),
    ("programs:member_decline", "GET", "membership_asked", staff(200)),
    ("programs:member_decline", "POST", "membership_asked", staff(302)),
    ("programs:member_undo", "POST", "membership_asked", staff(302)),
    ("programs:member_end", "GET", "membership", staff(200, resident=403)),
    ("programs:member_end", "POST", "membership", staff(200, resident=403)),
    ("programs:invitations", "GET", None, staff(200, other_director=200)),
    ("programs:invitations", "POST", None, staff(200, other_director=200)),
    ("programs:invitation_withdraw", "POST", "invitation", staff(302)),
    ("programs:invitation_resend", "POST", "invitation", staff(302)),
    # The mailed link opens it, or the invited address; without either there is no such page.
    ("programs:invitation", "GET", "invitation", everybody(404, anonymous=410, deactivated=410)),
    ("programs:invitation_accept", "POST", "invitation", everybody(404)),
]
