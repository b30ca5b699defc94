"""One mail from stdin, as a mail server's pipe hands it over: a delivery report, or anything else."""

import sys

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError

from accounts.outbox import bounces

MOST_BYTES = 2_000_000
TRY_AGAIN = 75  # EX_TEMPFAIL of sysexits.h: the mail server keeps the report and comes back


class Command(BaseCommand):
    help = "Read one delivery report (RFC 3464) from stdin, mark the mail it is about, and stop mail to a dead address."
    stealth_options = ("stdin",)

    def add_arguments(self, parser):
        parser.add_argument(
            "--to", default="", help="the address it was sent to, e.g. Postfix's ${original_recipient}"
        )

    def handle(self, *, to, **options):
        raw = (options.get("stdin") or sys.stdin.buffer).read(MOST_BYTES)
        try:
            self.stdout.write(bounces.read(raw, to=to))
        except (OperationalError, InterfaceError) as error:
            self.stderr.write(f"The database is away ({type(error).__name__}); try again.")
            sys.exit(TRY_AGAIN)
