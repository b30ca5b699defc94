"""Who opens which door of mentorship. 404 hides what is not theirs, 403 says it may be seen but not changed."""

from tests.house import PEOPLE

OWN = dict.fromkeys(PEOPLE, 200) | {"anonymous": 302, "deactivated": 302}  # a page about oneself


def only(*allowed, status=200, other=404, **more):
    """The row of a door that opens for these people only."""
    row = dict.fromkeys(PEOPLE, other) | {"anonymous": 302, "deactivated": 302}
    return row | dict.fromkeys(allowed, status) | more


PAIR = only("resident", "mentor")
RESIDENTS_OF_PAIR = only(
    "resident", mentor=403
)  # the mentor sees the pair, but this is the resident's to change
MEMBERS = only("resident", "other_resident", "director", "coordinator")
LINK_ONLY = dict.fromkeys(PEOPLE, 410)  # opens with a mailed link, whoever is signed in

DOORS = [
    ("mentorship:team", "GET", None, OWN),
    ("mentorship:needs", "GET", None, OWN),
    ("mentorship:need_new", "GET", None, OWN),
    ("mentorship:need_edit", "GET", "need", only("resident")),
    ("mentorship:need_edit", "POST", "need", only("resident")),
    ("mentorship:need_close", "POST", "need", only("resident", status=302)),
    ("mentorship:need_reopen", "POST", "need", only("resident", status=302)),
    ("mentorship:directory", "GET", None, OWN),
    ("mentorship:outside", "GET", None, OWN),
    (
        "mentorship:directory_new",
        "GET",
        "program",
        only("director", "coordinator", resident=403, other_resident=403),
    ),
    (
        "mentorship:directory_new",
        "POST",
        "program",
        only("director", "coordinator", resident=403, other_resident=403),
    ),
    ("mentorship:mentor_new", "GET", None, OWN),
    ("mentorship:mentor_new", "POST", None, OWN),
    (
        "mentorship:mentor_edit",
        "GET",
        "mentor_card",
        only("mentor", "director", "coordinator", resident=403, other_resident=403),
    ),
    (
        "mentorship:mentor_edit",
        "POST",
        "mentor_card",
        only("mentor", "director", "coordinator", resident=403, other_resident=403),
    ),
    (
        "mentorship:mentor_join",
        "POST",
        "mentor_card",
        only(*["resident", "other_resident", "director", "coordinator", "mentor"], status=302),
    ),
    ("mentorship:relationship", "GET", "relationship", PAIR),
    ("mentorship:relationship", "GET", "past_relationship", only("resident")),
    ("mentorship:relationship_edit", "GET", "relationship", RESIDENTS_OF_PAIR),
    ("mentorship:relationship_edit", "POST", "relationship", RESIDENTS_OF_PAIR),
    ("mentorship:relationship_note", "POST", "relationship", only("resident", status=302, mentor=403)),
    ("mentorship:relationship_pause", "POST", "relationship", only("resident", status=302, mentor=403)),
    ("mentorship:relationship_resume", "POST", "relationship", only("resident", status=302, mentor=403)),
    ("mentorship:relationship_end", "GET", "relationship", RESIDENTS_OF_PAIR),
    ("mentorship:relationship_end", "POST", "relationship", only("resident", status=302, mentor=403)),
    ("mentorship:relationship_end_undo", "POST", "past_relationship", only("resident", status=302)),
    ("mentorship:relationship_remove", "POST", "prospect_relationship", only("resident", status=302)),
    ("mentorship:agreement", "GET", "relationship", RESIDENTS_OF_PAIR),
    ("mentorship:agreement", "POST", "relationship", RESIDENTS_OF_PAIR),
    ("mentorship:agreement_sign", "GET", "relationship", only("mentor", resident=403)),
    ("mentorship:agreement_sign", "POST", "relationship", only("mentor", resident=403)),
    ("mentorship:ask", "GET", "prospect_relationship", only("resident")),
    ("mentorship:ask", "POST", "prospect_relationship", only("resident", status=302)),
    ("mentorship:ask_preview", "GET", "message", only("resident")),
    ("mentorship:ask_send", "POST", "message", only("resident", status=302)),
    ("mentorship:ask_mark_sent", "POST", "message", only("resident")),
    ("mentorship:ask_outcome", "POST", "message", only("resident", status=302)),
    ("mentorship:asks", "GET", None, OWN),
    ("mentorship:ask_answer", "GET", "message", only()),
    ("mentorship:ask_answer", "POST", "message", only()),
    ("mentorship:mentees", "GET", None, OWN),
    ("mentorship:past_notes", "GET", None, OWN),
    ("mentorship:meeting_new", "GET", "relationship", PAIR),
    ("mentorship:meeting_new", "POST", "relationship", PAIR),
    ("mentorship:meeting_log", "GET", "relationship", PAIR),
    ("mentorship:meeting_log", "POST", "relationship", PAIR),
    ("mentorship:meeting", "GET", "meeting", PAIR),
    ("mentorship:meeting", "GET", "past_meeting", only("resident")),
    ("mentorship:meeting_move", "GET", "meeting", PAIR),
    ("mentorship:meeting_move", "POST", "meeting", PAIR),
    ("mentorship:meeting_cancel", "GET", "meeting", PAIR),
    ("mentorship:meeting_cancel", "POST", "meeting", only("resident", "mentor", status=302)),
    ("mentorship:meeting_outcome", "POST", "meeting", only("resident", "mentor", status=302)),
    ("mentorship:meeting_agenda", "GET", "meeting", RESIDENTS_OF_PAIR),
    ("mentorship:meeting_agenda", "POST", "meeting", only("resident", status=302, mentor=403)),
    ("mentorship:meeting_notes", "GET", "meeting", PAIR),
    ("mentorship:meeting_notes", "POST", "meeting", only("resident", "mentor", status=302)),
    ("mentorship:kit", "GET", "meeting", RESIDENTS_OF_PAIR),
    ("mentorship:kit", "POST", "meeting", only("resident", status=302, mentor=403)),
    ("mentorship:meeting_ics", "GET", "meeting", PAIR),
    ("mentorship:answer", "GET", "message", LINK_ONLY),
    ("mentorship:answer", "POST", "message", LINK_ONLY),
    ("mentorship:confirm_meeting", "GET", "meeting", LINK_ONLY),
    ("mentorship:confirm_meeting", "POST", "meeting", LINK_ONLY),
    ("mentorship:sign_agreement", "GET", "relationship", LINK_ONLY),
    ("mentorship:sign_agreement", "POST", "relationship", LINK_ONLY),
]
