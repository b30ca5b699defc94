"""Owe what is due and send it, without Redis: a small site's cron job, or a sender process of its own."""

import logging
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from accounts import outbox
from accounts.outbox import stopping

OWE_EVERY = 600  # seconds
PAUSES = (1, 1, 2, 5)  # seconds to wait for a database that is away
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Write down the reminders that are owed, and send all mail that is due."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="go on until SIGTERM or Ctrl-C")
        parser.add_argument(
            "--every", type=float, default=5, help="seconds between looks in the loop (default 5)"
        )
        parser.add_argument("--no-owing", action="store_true", help="only send")
        parser.add_argument(
            "--confirm-clock", action="store_true", help="the time is right: plan despite the gap"
        )

    def handle(self, *, loop, every, no_owing, confirm_clock, **options):
        stopping.on_signals()
        if not loop:
            if not no_owing:
                self.owe(confirm_clock)
            self.stdout.write(_words(outbox.deliver(stop=stopping.asked)))
            return
        self.go_on(every, no_owing, confirm_clock)

    def owe(self, confirmed):
        try:
            self.stdout.write(f"{outbox.owe_all(timezone.now(), confirmed=confirmed)} newly owed")
        except outbox.ClockJumped as jumped:
            raise CommandError(str(jumped)) from jumped

    def go_on(self, every, no_owing, confirmed):
        owed_at, failures, sender = None, 0, None
        while not stopping.asked():
            try:
                if not no_owing and (owed_at is None or time.monotonic() - owed_at > OWE_EVERY):
                    owed_at = time.monotonic()
                    self.owe(confirmed)
                    confirmed = False
                sender = sender or outbox.Sender(stop=stopping.asked)
                sender.recover()
                tally = sender.run()
                if tally:
                    self.stdout.write(_words(tally))
                sender, failures = None, 0
                if tally["unreachable"] or not tally["sent"]:
                    stopping.wait(every)
            except (OperationalError, InterfaceError) as error:
                # Postgres restarts. The sender keeps its name, so it can say what became of its last mail.
                log.warning("The database is away (%s); waiting.", type(error).__name__)
                connection.close()
                stopping.wait(PAUSES[min(failures, len(PAUSES) - 1)])
                failures += 1


def _words(tally):
    return ", ".join(f"{count} {name}" for name, count in sorted(tally.items())) or "nothing due"
