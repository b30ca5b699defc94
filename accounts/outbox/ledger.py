"""One sender's hold on the rows: every method is one statement of `statements.py` and one commit."""

import logging
import random
from functools import cache

from django.conf import settings
from django.db import connection

from accounts.outbox import statements
from accounts.outbox.hours import CLOSES, OPENS

BATCH = 100
MOST_DEATHS = 5  # ours: of senders, while they prepared the same mail
DIED = "Its sender died while preparing it."
log = logging.getLogger(__name__)
EXECUTE_FENCE = f"EXECUTE outbox_fence ({', '.join(f'%({name})s' for name in statements.FENCE_TYPES)})"
BACKOFF = (
    60,
    300,
    900,
    3600,
    4 * 3600,
    8 * 3600,
)  # seconds before the next try, after the 1st, 2nd... failure


class Ledger:
    def __init__(self, me, *, moment=None):
        self.me, self.moment = me, moment
        self.lease = settings.OUTBOX_LEASE_SECONDS
        # A mail on the wire is held longer than any dialogue lasts, and than a server waits for a silent client.
        self.wire_lease = max(self.lease, settings.OUTBOX_WIRE_SECONDS)
        self._prepared_on = None

    def claim(self, limit=BATCH):
        """Take up to `limit` due mails nobody holds; returns their ids. Other senders step over them. Mails whose
        sender died are taken few at a time, after the fresh ones around them, and given up after MOST_DEATHS.
        """
        while taken := self._rows(statements.CLAIM, batch=limit, most_deaths=MOST_DEATHS, died=DIED):
            if alive := [pk for pk, state in taken if state == "claimed"]:
                return alive
            log.error(
                "Mail %s is given up: its sender died %s times while preparing it.", taken[0][0], MOST_DEATHS
            )
        return []

    def claim_one(self, pk):
        return [row[0] for row in self._rows(statements.CLAIM_ONE, id=pk)]

    def fence(self, mail, kind, address, address_hash, *, sent=None, reply=""):
        """Mark `sent` as delivered and this mail as on the wire, in one commit. False: it must not go."""
        given = {
            "id": mail.pk,
            "address": address,
            "address_hash": address_hash,
            "essential": kind.essential,
            "optional": kind.optional,
            "any_hour": kind.any_hour,
            "site_zone": settings.TIME_ZONE,
            "lease": self.wire_lease,
            "sent": sent,
            "reply": reply[:300],
            "me": self.me,
        }
        if self.moment or not settings.OUTBOX_PREPARES:
            return bool(self._rows(statements.FENCE, **given))
        with connection.cursor() as cursor:
            self._prepare(cursor)
            cursor.execute(EXECUTE_FENCE, given)
            return bool(cursor.fetchall())

    def _prepare(self, cursor):
        """Plan the fence once per connection: it is asked for every mail, and planning costs more than doing."""
        if self._prepared_on is connection.connection:
            return
        cursor.execute("SELECT 1 FROM pg_prepared_statements WHERE name = 'outbox_fence'")
        if not cursor.fetchall():
            places = {name: f"${place}" for place, name in enumerate(statements.FENCE_TYPES, start=1)}
            types = ", ".join(statements.FENCE_TYPES.values())
            cursor.execute(f"PREPARE outbox_fence ({types}) AS {complete(statements.FENCE, False) % places}")
        self._prepared_on = connection.connection

    def sent(self, pk, reply):
        return self._run(statements.SENT, sent=pk, reply=reply[:300])

    def put_back(self, pk, error, *, attempts, reply=""):
        """A clear no for now: try again later, or give up when patience ends first."""
        delay = BACKOFF[min(attempts, len(BACKOFF)) - 1] * random.uniform(0.5, 1)  # noqa: S311
        return self._run(
            statements.PUT_BACK,
            id=pk,
            delay=delay,
            attempts=attempts,
            error=str(error)[:300],
            reply=reply[:300],
        )

    def untried(self, pk, error):
        return self._run(statements.UNTRIED, id=pk, error=str(error)[:300])

    def give_up(self, pk, error, *, reply=""):
        """A clear no for good."""
        return self._run(statements.GIVE_UP, id=pk, error=str(error)[:300], reply=reply[:300])

    def leave_in_doubt(self, pk, error):
        """No answer after the final dot: the row stays on the wire, its lease ends, and evidence may decide."""
        return self._run(statements.LEAVE_IN_DOUBT, id=pk, error=str(error)[:300])

    def drop(self, pks, state, why=""):
        """These claimed mails are not to be sent: 'cancelled' or 'suppressed'."""
        return self._run(statements.DROP, ids=list(pks), state=state, why=why)

    def postpone(self, pk, until):
        """Outside the reader's hours: wait for their morning."""
        return self._run(statements.POSTPONE, id=pk, until=until)

    def release(self):
        """Give back everything claimed and not yet on the wire (shutdown, no server)."""
        return self._run(statements.RELEASE)

    def take_off_the_wire(self, but_not):
        """Mails marked as on the wire whose dialogue never began; only their own living sender can know."""
        return self._run(statements.TAKE_OFF_THE_WIRE, but_not=list(but_not))

    def now(self):
        return self._rows("SELECT {now}")[0][0]

    # ---- statements ------------------------------------------------------------------------------------------
    def _execute(self, cursor, sql, given):
        cursor.execute(
            complete(sql, bool(self.moment)),
            {"me": self.me, "moment": self.moment, "lease": self.lease, **given},
        )

    def _run(self, sql, **given):
        with connection.cursor() as cursor:
            self._execute(cursor, sql, given)
            return cursor.rowcount

    def _rows(self, sql, **given):
        with connection.cursor() as cursor:
            self._execute(cursor, sql, given)
            return cursor.fetchall()


@cache
def complete(sql, has_moment):
    """A statement with its clock, and the fence with its parts."""
    hours = f"({', '.join(str(hour) for hour in range(OPENS, CLOSES))})"
    here = statements.OPEN.replace("{hours}", hours).replace("{zone}", "p.time_zone")
    there = statements.OPEN.replace("{hours}", hours).replace(
        "{zone}", "COALESCE(m.data->>'zone', %(site_zone)s)"
    )
    sql = sql.replace("{sent}", statements.SENT).replace("{open_here}", here).replace("{open_there}", there)
    return sql.replace("{now}", "%(moment)s::timestamptz" if has_moment else "statement_timestamp()")
