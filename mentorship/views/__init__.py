from mentorship.views.agreements import agreement, agreement_sign
from mentorship.views.asks import ask, ask_mark_sent, ask_outcome, ask_preview, ask_send
from mentorship.views.linked import answer, confirm_meeting, sign_agreement
from mentorship.views.meetings import (
    kit,
    meeting,
    meeting_agenda,
    meeting_cancel,
    meeting_ics,
    meeting_log,
    meeting_move,
    meeting_new,
    meeting_notes,
    meeting_outcome,
)
from mentorship.views.mentoring import ask_answer, asks, mentees, past_notes
from mentorship.views.needs import need_close, need_edit, need_new, need_reopen, needs
from mentorship.views.outside import outside
from mentorship.views.pair import (
    relationship,
    relationship_edit,
    relationship_end,
    relationship_end_undo,
    relationship_note,
    relationship_pause,
    relationship_remove,
    relationship_resume,
)
from mentorship.views.people import directory, directory_new, mentor_edit, mentor_join, mentor_new
from mentorship.views.team import team

__all__ = [
    "agreement",
    "agreement_sign",
    "answer",
    "ask",
    "ask_answer",
    "ask_mark_sent",
    "ask_outcome",
    "ask_preview",
    "ask_send",
    "asks",
    "confirm_meeting",
    "directory",
    "directory_new",
    "kit",
    "meeting",
    "meeting_agenda",
    "meeting_cancel",
    "meeting_ics",
    "meeting_log",
    "meeting_move",
    "meeting_new",
    "meeting_notes",
    "meeting_outcome",
    "mentees",
    "mentor_edit",
    "mentor_join",
    "mentor_new",
    "need_close",
    "need_edit",
    "need_new",
    "need_reopen",
    "outside",
    "needs",
    "past_notes",
    "relationship",
    "relationship_edit",
    "relationship_end",
    "relationship_end_undo",
    "relationship_note",
    "relationship_pause",
    "relationship_remove",
    "relationship_resume",
    "sign_agreement",
    "team",
]
