"""The mails of this app: which there are, and where their links lead."""

from accounts import links, outbox
from accounts.models.links import LinkPurpose
from accounts.outbox import MailKind
from mentorship import mail_loads as loads
from mentorship.models import Meeting, Message, Relationship


def register():
    """Tell the outbox which mails this app owes, and the links where their pages stand."""
    for kind in KINDS:
        outbox.register(kind)
    holds = {
        LinkPurpose.ANSWER_ASK: (Message, "relationship__mentor__email"),
        LinkPurpose.CONFIRM_MEETING: (Meeting, "relationship__mentor__email"),
        LinkPurpose.SIGN_AGREEMENT: (Relationship, "mentor__email"),
    }
    for purpose, (model, path) in holds.items():
        links.register(
            purpose,
            f"mentorship:{DOORS[purpose]}",
            by_target=True,
            holds=lambda link, model=model, path=path: model.objects.filter(
                **{"pk": link.target, f"{path}__iexact": link.address}
            ).exists(),
        )


DOORS = {
    LinkPurpose.ANSWER_ASK: "answer",
    LinkPurpose.CONFIRM_MEETING: "confirm_meeting",
    LinkPurpose.SIGN_AGREEMENT: "sign_agreement",
}


KINDS = [
    MailKind("ask", "A request to meet", "mentorship/email/ask", loads.ask, immediate=True),
    MailKind(
        "ask_answered", "An answer to what you asked", "mentorship/email/ask_answered", loads.ask_answered
    ),
    MailKind(
        "meeting_planned",
        "A meeting is planned",
        "mentorship/email/meeting_planned",
        loads.meeting,
        immediate=True,
    ),
    MailKind(
        "meeting_moved",
        "A meeting has moved",
        "mentorship/email/meeting_moved",
        loads.meeting,
        immediate=True,
    ),
    MailKind(
        "meeting_canceled",
        "A meeting is off",
        "mentorship/email/meeting_canceled",
        loads.meeting,
        immediate=True,
    ),
    MailKind(
        "meeting_soon", "Before a meeting", "mentorship/email/meeting_soon", loads.meeting_soon, optional=True
    ),
    MailKind(
        "meeting_held", "After a meeting", "mentorship/email/meeting_held", loads.meeting_held, optional=True
    ),
    MailKind("agenda", "An agenda", "mentorship/email/agenda", loads.agenda, immediate=True),
    MailKind(
        "agreement", "An agreement to sign", "mentorship/email/agreement", loads.agreement, immediate=True
    ),
    MailKind(
        "agreement_answered",
        "An answer to your agreement",
        "mentorship/email/agreement_answered",
        loads.agreement_answered,
    ),
    MailKind(
        "not_my_mentee", "A mentor does not know you", "mentorship/email/not_my_mentee", loads.not_my_mentee
    ),
    MailKind(
        "address_changed",
        "A mentor's address changed",
        "mentorship/email/address_changed",
        loads.address_changed,
        immediate=True,
    ),
]
