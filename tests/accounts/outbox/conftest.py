"""A kind of mail for these tests, and moments in a working week."""

from datetime import UTC, datetime

import pytest

from accounts import outbox
from accounts.outbox import mailkinds as kinds

MONDAY_NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # noon in New York
SATURDAY_NOON = datetime(2026, 11, 28, 17, 0, tzinfo=UTC)


def words_for(mails):
    return {mail.pk: context(mail) for mail in mails}


def context(mail):
    return {
        "name": mail.recipient.full_name if mail.recipient_id else "Dr. Larkspur",
        "quarter": "fall",
        "opened": "Thu, Oct 1",
        "wins": ["One poster"],
        "action_url": outbox.absolute("/"),
        "action_label": "Open it",
    }


@pytest.fixture(autouse=True)
def kinds_put_back():
    before = dict(kinds._kinds)
    yield
    kinds._kinds.clear()
    kinds._kinds.update(before)


@pytest.fixture
def note():
    """A kind that goes at any hour."""
    return outbox.register(
        outbox.MailKind(
            name="note", label="Note", template="benches/email/mail", load=words_for, immediate=True
        )
    )


@pytest.fixture
def reminder():
    """An optional kind, bound to working hours."""
    return outbox.register(
        outbox.MailKind(
            name="reminder", label="Reminder", template="benches/email/mail", load=words_for, optional=True
        )
    )
