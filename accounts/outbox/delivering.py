"""The two ways to pay: everything that is due, or one mail at once because somebody looks at a page."""

import logging
import time

from django.db import InterfaceError, OperationalError, connection, transaction

from accounts.outbox.sending import Sender

log = logging.getLogger(__name__)


def deliver(limit=None, *, now=None, seconds=None, stop=None):
    """Send what is due; returns a Counter of outcomes. Any number of processes and threads may do this at once."""
    sender = Sender(moment=now, stop=stop)
    try:
        return sender.run(limit=limit, seconds=seconds)
    except (OperationalError, InterfaceError):
        connection.close()
        time.sleep(1)
        sender.recover()
        raise


def deliver_now(mail):
    """Try this one mail at once, with short waits, because somebody looks at a page. On failure it stays queued."""

    def attempt():
        try:
            Sender(seconds=5).run_one(mail.pk)
        except Exception:
            log.exception("Mail %s did not leave at once; it stays owed.", mail.pk)

    if _inside_a_transaction():
        transaction.on_commit(attempt, robust=True)
    else:
        attempt()


def _inside_a_transaction():
    """Whether a transaction of the program's own is open (the one a test wraps around itself does not count)."""
    return any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)
