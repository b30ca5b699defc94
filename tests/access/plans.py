"""Who opens which door of the plan. A plan is its resident's; a mentor reads the check-ins sent to them."""

GONE = 410


def everybody(status, **others):
    """Signed in: `status`, but for those named; visitors and switched-off accounts meet the sign-in page."""
    people = ("applicant", "resident", "other_resident", "mentor", "former_mentor", "director")
    people += ("other_director", "coordinator", "admin")
    return {"anonymous": 302, "deactivated": 302} | dict.fromkeys(people, status) | others


OWN = everybody(404, resident=200)
OWN_POST = everybody(404, resident=302)

DOORS = [
    ("home", "GET", None, everybody(200, anonymous=200, deactivated=200)),
    ("plans:timeline", "GET", None, everybody(200)),
    ("plans:plan_overlay", "POST", "=fellowship", everybody(302)),
    ("plans:plan_start", "GET", None, everybody(302, other_resident=200)),
    ("plans:plan_start", "POST", None, everybody(302, other_resident=200, resident=200)),
    ("plans:plan_page", "GET", None, everybody(302, resident=200)),
    ("plans:plan_share", "GET", None, everybody(302, resident=200)),
    ("plans:plan_share", "POST", None, everybody(302)),
    ("plans:leave", "GET", None, everybody(302, resident=200)),
    ("plans:leave", "POST", None, everybody(302, resident=200)),
    ("plans:leave_remove", "POST", "leave", OWN_POST),
    ("plans:milestone_new", "GET", None, everybody(302, resident=200)),
    ("plans:milestone_new", "POST", None, everybody(302, resident=200)),
    ("plans:milestone", "GET", "milestone", OWN),
    ("plans:milestone", "POST", "milestone", OWN),
    ("plans:milestone_edit", "GET", "milestone", OWN),
    ("plans:milestone_edit", "POST", "milestone", OWN),
    ("plans:milestone_tap", "POST", "milestone", OWN_POST),
    ("plans:milestone_drop", "POST", "milestone", OWN),
    ("plans:milestone_reopen", "POST", "milestone", OWN_POST),
    ("plans:milestone_undo", "POST", "milestone", OWN_POST),
    ("plans:goal_new", "GET", None, everybody(302, resident=200)),
    ("plans:goal_new", "POST", None, everybody(302, resident=200)),
    ("plans:goal_edit", "GET", "goal", OWN),
    ("plans:goal_edit", "POST", "goal", OWN),
    ("plans:goal_count", "POST", "goal", OWN_POST),
    ("plans:goal_close", "POST", "goal", OWN_POST),
    ("plans:goal_reopen", "POST", "goal", OWN_POST),
    ("plans:outputs", "GET", None, everybody(302, resident=200)),
    ("plans:output_new", "GET", None, everybody(302, resident=200)),
    ("plans:output_new", "POST", None, everybody(302, resident=200)),
    ("plans:output_edit", "GET", "output", OWN),
    ("plans:output_edit", "POST", "output", OWN),
    ("plans:letters", "GET", None, everybody(302, resident=200)),
    ("plans:letter_new", "GET", None, everybody(302, resident=200)),
    ("plans:letter_new", "POST", None, everybody(302, resident=200)),
    ("plans:letter_edit", "GET", "letter", OWN),
    ("plans:letter_edit", "POST", "letter", OWN),
    ("plans:checkins", "GET", None, everybody(302, resident=200)),
    ("plans:checkin", "GET", "checkin", OWN),
    ("plans:checkin", "GET", "sent_checkin", OWN),
    ("plans:checkin", "POST", "checkin", OWN),
    ("plans:checkin_save", "POST", "checkin", OWN_POST),
    ("plans:checkin_preview", "GET", "checkin", OWN),
    ("plans:checkin_postpone", "POST", "checkin", OWN_POST),
    ("plans:checkin_wake", "POST", "checkin", OWN_POST),
    ("plans:checkin_from", "GET", "sent_checkin", everybody(404, mentor=200)),
    ("plans:checkin_from", "POST", "sent_checkin", everybody(404, mentor=302)),
    ("plans:checkin_read", "GET", "checkin_reader", everybody(GONE, anonymous=GONE, deactivated=GONE)),
    ("plans:checkin_read", "POST", "checkin_reader", everybody(GONE, anonymous=GONE, deactivated=GONE)),
]
