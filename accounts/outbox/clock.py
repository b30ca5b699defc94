"""A clock that jumped must not mail the next quarter to everybody: planning stops until an operator confirms."""

import logging
from datetime import timedelta

from django.conf import settings

from accounts.models import PlannerTick

LONGEST_GAP = timedelta(hours=6)
log = logging.getLogger(__name__)
_owing = []


class ClockJumped(Exception):
    """The time since the last planning is negative or longer than six hours."""


def register_owing(function):
    """Name a function that writes down what is owed: `function(now)` puts mail in the outbox, returns how many."""
    if function not in _owing:
        _owing.append(function)
    return function


def clock_is_sane(now):
    """Whether `now` follows the last planning by no more than six hours. The first time ever is sane.

    The demo runs on laptops that sleep: there a gap is logged and planning goes on.
    """
    last = PlannerTick.objects.values_list("last_seen", flat=True).first()
    if last is None or timedelta(0) <= now - last <= LONGEST_GAP:
        return True
    log.warning("Reminders were last planned at %s; the clock now says %s.", last, now)
    return settings.DEMO


def tick(now):
    """Remember that reminders were planned at `now`."""
    PlannerTick.objects.update_or_create(id=1, defaults={"last_seen": now})


def owe_all(now, *, confirmed=False):
    """Let every app write down what it owes. Returns how many mails are new.

    ClockJumped when the clock is not sane and nobody confirmed it. One app's failure does not keep the others from
    owing; it is raised at the end.
    """
    if not confirmed and not clock_is_sane(now):
        raise ClockJumped(
            "The clock jumped, or planning paused for long. Check the time, then confirm: --confirm-clock"
        )
    new, failures = 0, []
    for function in _owing:
        try:
            new += function(now) or 0
        except Exception as error:
            log.exception("Owing reminders failed in %s.", function.__module__)
            failures.append(error)
    tick(now)
    if failures:
        raise failures[0]
    return new
