"""The outbox: what we owe people by mail. Owed once under a key, sent once, never lost silently.

`put` writes the debt in the caller's transaction; a sender pays it later. No mail leaves this project any other way.
"""

from accounts.outbox.addresses import (
    came_back,
    digest,
    is_stopped,
    is_stopped_too,
    proved,
    start_again,
    stop,
    stopped,
    why_stopped,
)
from accounts.outbox.clock import ClockJumped, clock_is_sane, owe_all, register_owing, tick
from accounts.outbox.delivering import deliver, deliver_now
from accounts.outbox.hours import in_hours, next_morning
from accounts.outbox.mailkinds import MailKind, kinds, register
from accounts.outbox.owing import LAST_MAIL, Owed, cancel, forget_reader, nobody, put, put_many, put_sealed
from accounts.outbox.reconciling import reconcile
from accounts.outbox.sending import Sender
from accounts.outbox.site import absolute
from accounts.outbox.tidying import tidy_up

__all__ = [
    "LAST_MAIL",
    "ClockJumped",
    "MailKind",
    "Owed",
    "Sender",
    "absolute",
    "came_back",
    "cancel",
    "clock_is_sane",
    "deliver",
    "deliver_now",
    "digest",
    "forget_reader",
    "in_hours",
    "is_stopped",
    "is_stopped_too",
    "kinds",
    "next_morning",
    "nobody",
    "owe_all",
    "proved",
    "put",
    "put_many",
    "put_sealed",
    "reconcile",
    "register",
    "register_owing",
    "start_again",
    "stop",
    "stopped",
    "tick",
    "tidy_up",
    "why_stopped",
]
