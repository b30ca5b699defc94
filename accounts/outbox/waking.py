"""A nudge for mail somebody is waiting for. It carries nothing: a lost nudge costs one tick of the schedule."""

import logging

from django.conf import settings
from django.db import transaction

log = logging.getLogger(__name__)


def wake_the_sender():
    """After commit, ask a worker to deliver now. Redis being away is no error: the minute's tick comes anyway."""
    if getattr(settings, "OUTBOX_NUDGES", True) and settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        transaction.on_commit(_nudge, robust=True)


def _nudge():
    from accounts.tasks import deliver_mail

    try:
        deliver_mail.apply_async(retry=False, expires=60, ignore_result=True)
    except Exception as error:  # a broker may fail in many ways, and none of them may reach a page
        log.warning("The worker could not be woken (%s); the next tick delivers.", type(error).__name__)
