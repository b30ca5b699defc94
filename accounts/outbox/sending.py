"""The sender: claim a batch, render it, and for each mail commit the fence before its final dot can leave."""

import logging
import os
import secrets
import socket
import time
from collections import Counter

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from accounts.models import OutgoingMail, Suppression
from accounts.outbox import addresses, hours, letters, reconciling, wire
from accounts.outbox.ledger import BATCH, Ledger
from accounts.outbox.mailkinds import known, named

log = logging.getLogger(__name__)


class Sender:
    """One sender, in one thread, under one name. `moment` plays another day (tests); `stop()` True ends it early."""

    def __init__(self, *, moment=None, stop=None, seconds=None):
        self.ledger = Ledger(
            f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}", moment=moment
        )
        self.moment = moment
        self.asked_to_stop = stop or (lambda: False)
        self.wire = wire.open_wire(seconds=seconds)
        self.unreachable = None
        self.last = (None, "")  # the mail the server just took, not yet written down
        self.in_doubt = set()  # mails whose final dot was never answered
        self.tally = Counter()

    # ---- runs ------------------------------------------------------------------------------------------------
    def run(self, *, limit=None, seconds=None):
        """Send what is due until nothing is left, `limit` mails were tried, or `seconds` have passed."""
        refuse_a_forgetful_database()
        until = time.monotonic() + seconds if seconds else None
        tried = 0
        try:
            self.tally.update(reconciling.reconcile(moment=self.moment))
            while not self._should_end(until) and (limit is None or tried < limit):
                pks = self.ledger.claim(BATCH if limit is None else min(BATCH, limit - tried))
                if not pks:
                    break
                tried += len(pks)
                self._batch(pks, until)
        finally:
            self._finish()
        return self.tally

    def run_one(self, pk):
        try:
            if self.ledger.claim_one(pk):
                self._batch([pk], None)
        finally:
            self._finish()
        return self.tally

    def recover(self):
        """After Postgres was away: say what became of our mails. Those marked but never sent go back in the queue."""
        self._settle_last()
        for pk in self.in_doubt:
            self.ledger.leave_in_doubt(pk, "No answer after the final dot.")
        self.ledger.take_off_the_wire(self.in_doubt)
        self.ledger.release()

    def _should_end(self, until):
        return self.unreachable or self.asked_to_stop() or (until is not None and time.monotonic() >= until)

    def _finish(self):
        try:
            self._settle_last()
            self.ledger.release()
        finally:
            self.wire.close()

    def _settle_last(self):
        pk, reply = self.last
        if pk is not None:
            self.ledger.sent(pk, reply)
            self.last = (None, "")

    # ---- a batch ---------------------------------------------------------------------------------------------
    def _batch(self, pks, until):
        mails = OutgoingMail.objects.filter(pk__in=pks).select_related("recipient__profile")
        ready = self._ready(sorted(mails, key=lambda mail: (mail.next_try_at, mail.pk)))
        for mail, letter in ready:
            if self._should_end(until):
                break
            self._send(mail, letter)
        self._settle_last()
        self.ledger.release()

    def _ready(self, mails):
        """Those of the claimed mails that may go now, rendered; the others are sorted out."""
        now = self.ledger.now()
        wanted = [mail for mail in mails if self._may_go(mail, now)]
        stopped = addresses.stopped(letters.address_of(mail) for mail in wanted)
        silenced = [mail for mail in wanted if self._is_silenced(mail, stopped)]
        if silenced:
            self.tally["suppressed"] += self.ledger.drop([mail.pk for mail in silenced], "suppressed")
            wanted = [mail for mail in wanted if mail not in silenced]
        contexts = letters.load_batch(wanted)
        unwanted = [mail.pk for mail in wanted if contexts[mail.pk] is None]
        if unwanted:
            self.tally["cancelled"] += self.ledger.drop(unwanted, "cancelled")
        ready = []
        for mail in wanted:
            context = contexts[mail.pk]
            if context is None:
                continue
            try:
                if isinstance(context, Exception):
                    raise context
                ready.append((mail, letters.write(mail, context)))
            except Exception as error:
                self._cannot_write(mail, error)
        return ready

    def _may_go(self, mail, now):
        if not known(mail.kind):
            self._cannot_write(mail, KeyError(f"No app registered {mail.kind}."))
            return False
        kind = named(mail.kind)
        zone = mail.recipient or mail.data.get("zone")
        if not kind.any_hour and not hours.in_hours(now, zone):
            morning = hours.next_morning(zone, now, spread_by=mail.recipient_id or mail.pk)
            self.tally["postponed"] += self.ledger.postpone(mail.pk, morning)
            return False
        if mail.expires_at <= now:
            self.tally["dead"] += self.ledger.give_up(mail.pk, "Its time ran out before it could leave.")
            return False
        if mail.recipient and not mail.recipient.is_active:
            self.tally["cancelled"] += self.ledger.drop([mail.pk], "cancelled", "The account is closed.")
            return False
        return True

    def _is_silenced(self, mail, stopped):
        kind = named(mail.kind)
        if not kind.essential and letters.address_of(mail) in stopped:
            return True
        return (
            kind.optional
            and mail.recipient_id is not None
            and mail.kind in mail.recipient.profile.muted_kinds
        )

    def _cannot_write(self, mail, error):
        log.error("Mail %s (%s) could not be written: %s", mail.pk, mail.kind, type(error).__name__)
        why = f"Could not be written. {wire.describe(error)}"
        self.tally["failed"] += self.ledger.put_back(mail.pk, why, attempts=mail.attempts + 1)

    # ---- one mail --------------------------------------------------------------------------------------------
    def _send(self, mail, letter):
        kind = named(mail.kind)
        pk, reply = self.last
        sending_since = time.monotonic()
        may_go = self.ledger.fence(mail, kind, letter.to, addresses.digest(letter.to), sent=pk, reply=reply)
        self.last = (None, "")
        if not may_go:
            self._sort_out(mail, letter)
            return
        attempts = mail.attempts + 1
        try:
            reply = self.wire.send(letter, until=sending_since + self.ledger.lease)
        except wire.Unreachable as error:
            self.unreachable = str(error)
            self.tally["unreachable"] += 1
            log.error(
                "The mail server does not answer (%s). Nothing is lost; the next run tries again.", error
            )
            self.ledger.untried(mail.pk, error)
        except wire.Dropped as error:
            self.tally["failed"] += self.ledger.put_back(mail.pk, error, attempts=attempts)
        except wire.InDoubt as error:
            self.in_doubt.add(mail.pk)
            self.tally["in_doubt"] += self.ledger.leave_in_doubt(mail.pk, error)
        except wire.Refused as error:
            self._refused(mail, letter, error, attempts)
        except Exception as error:  # encoding failed: nothing was sent
            log.exception("Mail %s could not be put on the wire.", mail.pk)
            self.tally["failed"] += self.ledger.put_back(mail.pk, wire.describe(error), attempts=attempts)
        else:
            self.last = (mail.pk, reply)
            self.tally["sent"] += 1

    def _refused(self, mail, letter, error, attempts):
        if not error.for_good:
            self.tally["failed"] += self.ledger.put_back(
                mail.pk, "The mail server said not now.", attempts=attempts, reply=error.reply
            )
            return
        self.tally["dead"] += self.ledger.give_up(mail.pk, "The mail server refused it.", reply=error.reply)
        if error.no_such_address:
            addresses.stop(letter.to, reason=Suppression.Reason.BOUNCED)

    def _sort_out(self, mail, letter):
        """The fence said no. Find out why, as far as it is still ours to change."""
        mail = OutgoingMail.objects.filter(pk=mail.pk).select_related("recipient__profile").first()
        if mail is None or mail.claimed_by != self.ledger.me or mail.state != "claimed":
            self.tally["lost"] += 1
            return
        if not self._may_go(mail, self.ledger.now()):
            return
        if self._is_silenced(mail, addresses.stopped([letter.to, letters.address_of(mail)])):
            self.tally["suppressed"] += self.ledger.drop([mail.pk], "suppressed")
        # Otherwise its address changed or the lease ended: the release at the end of the batch gives it back.


def refuse_a_forgetful_database():
    """A mark that a crash can undo is no mark: without synchronous_commit and fsync mails would go out twice."""
    if not settings.OUTBOX_REQUIRES_DURABILITY:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('synchronous_commit'), current_setting('fsync')")
        synchronous, fsync = cursor.fetchone()
    if synchronous == "off" or fsync == "off":
        raise ImproperlyConfigured(
            f"Mail is not sent while Postgres may forget a commit: synchronous_commit={synchronous}, fsync={fsync}."
        )
