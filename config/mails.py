"""The one mail the wiring itself owes: the check that mail works."""

import socket
from datetime import UTC

from accounts import outbox

CHECK = "check"


def register():
    """Tell the outbox about it."""
    kind = outbox.MailKind(
        name=CHECK, label="Check mail", template="config/email/check", load=_load, immediate=True
    )
    outbox.register(kind)


def _load(mails):
    host = socket.gethostname()
    return {mail.pk: {"host": host, "owed_at": mail.owed_at.astimezone(UTC)} for mail in mails}
