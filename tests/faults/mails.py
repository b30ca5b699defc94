"""The mail of the fault tests."""

from accounts import outbox

KIND = "fault"


def register():
    outbox.register(
        outbox.MailKind(
            name=KIND, label="Fault", template="benches/email/mail", load=load, immediate=True, optional=True
        )
    )


def load(mails):
    words = {
        "quarter": "fall",
        "opened": "Thu, Oct 1",
        "wins": ["One poster", "Twelve charts"],
        "action_url": outbox.absolute("/"),
        "action_label": "Open it",
    }
    return {mail.pk: {**words, "name": f"Dr. Number {mail.pk}"} for mail in mails}


def owe(count, *, prefix="fault"):
    return outbox.put_many(
        outbox.Owed(
            KIND, f"{prefix}:{number}", address=f"{prefix}{number}@example.org", about=f"{prefix}:{number}"
        )
        for number in range(count)
    )
