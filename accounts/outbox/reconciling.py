"""Mails found on the wire after their sender is gone: decided by evidence, never by hope."""

import logging

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from accounts.outbox import statements
from accounts.outbox.ledger import complete

log = logging.getLogger(__name__)


def reconcile(*, moment=None):
    """Settle what is on the wire with its lease ended. Returns {state: how many}.

    Accepted: sent. Certainly not accepted: queued again, same Message-ID and Date. No answer for OUTBOX_DOUBT_SECONDS:
    unknown, shown to staff and never sent again by itself.
    """
    settled = {}
    with connection.cursor() as cursor:
        cursor.execute(complete(statements.ABANDONED, bool(moment)), {"moment": moment})
        for pk, message_id, owner in cursor.fetchall():
            state, why = _verdict(message_id)
            cursor.execute(
                complete(statements.SETTLE, bool(moment)),
                {
                    "id": pk,
                    "owner": owner,
                    "state": state,
                    "why": why,
                    "doubt": settings.OUTBOX_DOUBT_SECONDS,
                    "moment": moment,
                },
            )
            if cursor.rowcount:
                settled[state] = settled.get(state, 0) + 1
                log.warning("A mail was on the wire when its sender stopped; now %s (mail %s).", state, pk)
    return settled


def _verdict(message_id):
    hook = settings.OUTBOX_EVIDENCE
    answer = None
    if hook:
        try:
            answer = (import_string(hook) if isinstance(hook, str) else hook)(message_id)
        except Exception as error:  # evidence that fails is no evidence
            log.warning("No evidence for a mail in doubt (%s).", type(error).__name__)
    if answer is True:
        return "sent", ""
    if answer is False:
        return "queued", "Its sender stopped; the mail server never took it."
    return "unknown", "No answer came after it was handed over. It may or may not have arrived."
