"""Writing a debt: one row per mail, under a key that makes it once-only, inside the caller's own transaction."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from itertools import islice

from django.conf import settings
from django.db import connection
from django.db.models import Q

from accounts.models import OutgoingMail
from accounts.outbox import sealing, waking
from accounts.outbox.mailkinds import named

CHUNK = 2000
NOBODY_AT = "@account.invalid"  # RFC 2606: a domain that can never exist, for those who left
LAST_MAIL = "account-closed:"  # how the key of the last mail to them begins

# The rows travel as one JSON text and Postgres makes ids, dates and addresses: owing costs Python next to nothing.
INSERT = """
    WITH owed AS MATERIALIZED (
        SELECT r.*, gen_random_uuid() AS uid, GREATEST(r.after, statement_timestamp()) AS due
        FROM json_to_recordset(%s::json) AS r(
            key text, kind text, who bigint, address text, about text, data jsonb, after timestamptz, patience float8)
    )
    INSERT INTO accounts_outgoingmail (
        key, kind, recipient_id, address, about, data, public_id, message_id, message_date,
        state, owed_at, next_try_at, expires_at, claimed_by, attempts, smtp_reply, last_error)
    SELECT o.key, o.kind, o.who, COALESCE(o.address, u.email), COALESCE(o.about, ''), COALESCE(o.data, '{}'::jsonb),
        o.uid, '<' || o.uid || '@' || %s || '>', date_trunc('second', o.due),
        'queued', statement_timestamp(), o.due, o.due + o.patience * interval '1 second', '', 0, '', ''
    FROM owed o LEFT JOIN accounts_user u ON u.id = o.who
    WHERE COALESCE(o.address, u.email) IS NOT NULL
    ON CONFLICT (key) DO NOTHING
"""


@dataclass(slots=True)
class Owed:
    """One mail to write down. `to_user` is a user or a user's id; without `address` the account's own is used."""

    kind: str
    key: str
    to_user: object = None
    address: str | None = None
    about: str = ""
    data: dict | None = None
    send_after: datetime | None = None
    expires_after: timedelta | None = None
    zone: str | None = None  # of a reader without an account; an account has its own


def put(
    kind,
    *,
    key,
    to_user=None,
    address=None,
    about="",
    data=None,
    send_after=None,
    expires_after=None,
    zone=None,
):
    """Owe one mail. True when it is new; a key that was ever used is left alone, so this may be repeated."""
    return bool(put_many([Owed(kind, key, to_user, address, about, data, send_after, expires_after, zone)]))


def put_many(rows):
    """Owe many mails, in chunks of 2,000 rows per statement; returns how many were new. Takes any iterable."""
    rows, new, wake = iter(rows), 0, False
    domain = message_domain()
    with connection.cursor() as cursor:
        while chunk := list(islice(rows, CHUNK)):
            records = [_record(row) for row in chunk]
            cursor.execute(INSERT, [json.dumps(records), domain])
            new += cursor.rowcount
            wake = wake or (cursor.rowcount > 0 and any(named(row.kind).immediate for row in chunk))
    if wake:
        waking.wake_the_sender()
    return new


def put_sealed(address, subject, text, html="", *, key, expires_in=None):
    """Owe a mail whose words hold a secret (a sign-in code): kept encrypted, wiped once it is sent or given up."""
    words = {"sealed": sealing.seal({"subject": subject, "text": text, "html": html or ""})}
    put_many([Owed("account", key, address=address, data=words, expires_after=expires_in)])
    return OutgoingMail.objects.get(key=key)


def cancel(*, about, kinds=None):
    """What has not left yet is no longer wanted; what is on the wire or sent stays as it is. Returns how many."""
    waiting = OutgoingMail.objects.filter(about=about, state__in=["queued", "claimed"])
    if kinds is not None:
        waiting = waiting.filter(kind__in=kinds)
    return waiting.update(state="cancelled", lease_until=None, claimed_by="")


def forget_reader(user, addresses):
    """Nothing more goes to this person. The rows of what went no longer say where, nor what mail servers answered,
    which names the address too. What is on the wire this moment is left to its sender; `tidy_up` forgets it later.
    """
    theirs = OutgoingMail.objects.filter(Q(recipient=user) | Q(address__in=addresses))
    theirs.filter(state__in=["queued", "claimed"]).update(
        state="cancelled", lease_until=None, claimed_by="", data={}, address=nobody(user)
    )
    theirs.exclude(state="sending").update(address=nobody(user), smtp_reply="", last_error="")


def nobody(account):
    """The address that stands in place of theirs when somebody left."""
    return f"closed-{account.pk}{NOBODY_AT}"


def message_domain():
    """The domain of our Message-IDs: that of the From address."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _record(row):
    kind = named(row.kind)
    if row.to_user is None and not row.address:
        raise ValueError(f"Mail {row.key!r} needs a person or an address.")
    data = row.data
    if row.zone:
        data = {**(data or {}), "zone": row.zone}
    return {
        "key": row.key,
        "kind": row.kind,
        "who": getattr(row.to_user, "pk", row.to_user),
        "address": row.address or None,
        "about": row.about,
        "data": data,
        "after": row.send_after.isoformat() if row.send_after else None,
        "patience": (row.expires_after or kind.expires_after).total_seconds(),
    }
