"""The mail of the fault tests."""

import os
import signal
from datetime import timedelta

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
    return {
        mail.pk: {**words, "name": POISONS[mail.data["poison"]]()}
        if "poison" in mail.data
        else {**words, "name": name(mail)}
        for mail in mails
    }


def name(mail):
    return f"Dr. Number {mail.pk}"


class Greedy:
    """Wants more memory than there is, the moment a template prints it."""

    def __str__(self):
        return "x" * (1 << 34)


class Deadly:
    """Takes its process along, as the kernel does when memory runs out."""

    def __str__(self):
        os.kill(os.getpid(), signal.SIGKILL)


POISONS = {"greedy": Greedy, "deadly": Deadly}


def owe(count, *, prefix="fault"):
    return outbox.put_many(
        outbox.Owed(
            KIND, f"{prefix}:{number}", address=f"{prefix}{number}@example.org", about=f"{prefix}:{number}"
        )
        for number in range(count)
    )


def owe_poison(which, *, patience=timedelta(hours=72)):
    """One mail that cannot be rendered, in the middle of the others."""
    return outbox.put(
        KIND,
        key=f"poison:{which}",
        address="poison@example.org",
        data={"poison": which},
        expires_after=patience,
    )
