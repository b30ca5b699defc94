"""Doors of the interview sheet and of what is written to a program: the applicant's own, and nobody else's (C-29)."""

OTHERS = dict.fromkeys(
    (
        "resident",
        "other_resident",
        "mentor",
        "former_mentor",
        "director",
        "other_director",
        "coordinator",
        "admin",
    ),
    404,
) | {"anonymous": 302, "deactivated": 302}
OWN = OTHERS | {"applicant": 200}
OWN_GOES_ON = OTHERS | {"applicant": 302}

ONE, QUESTION = "evaluation", ["evaluation", "=Q-L1"]
DOORS = [
    ("programs:sheet", "GET", ONE, OWN),
    ("programs:sheet", "POST", ONE, OWN),
    ("programs:question_own", "POST", ONE, OWN),
    ("programs:answer", "GET", QUESTION, OWN),
    ("programs:answer", "POST", QUESTION, OWN),
    ("programs:answer_draft", "POST", QUESTION, OWN_GOES_ON),
    ("programs:answer_forget", "GET", QUESTION, OWN),
    ("programs:answer_forget", "POST", QUESTION, OWN_GOES_ON),
    ("programs:person_edit", "GET", ["evaluation", "named_person"], OWN),
    ("programs:person_edit", "POST", ["evaluation", "named_person"], OWN),
    ("programs:website_check", "GET", ONE, OWN),
    ("programs:website_check", "POST", ONE, OWN),
    ("programs:message", "GET", ["evaluation", "=T-01"], OWN),
    ("programs:message", "GET", ["evaluation", "=T-02"], OWN),
    ("programs:message", "POST", ["evaluation", "=T-01"], OWN_GOES_ON),
    ("programs:message_sent", "POST", ["evaluation", "=T-01"], OWN),
    ("programs:reply", "GET", ONE, OWN),
    ("programs:reply", "POST", ONE, OWN),
]
