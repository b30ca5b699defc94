import time

from django.core.management.base import BaseCommand, CommandError

from programs.actions.catalogue import import_catalogue
from programs.importers import SHIPPED, BadFile

SHIPPED_SOURCE = {
    "source": "NRMP 2023 Main Match program list, by way of github.com/wavegate/residency-match (5908e6c9)",
    "licence": "MIT-0",
    "vintage": "2023 Main Match",
}


class Command(BaseCommand):
    help = (
        "Import residency programs from a CSV file; without a file, the shipped list of the 2023 Main Match. "
        "Adds and updates in one transaction, never deletes. A file imported before is skipped."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", help="columns as in programs/data/us_residency_programs_2023.csv"
        )
        parser.add_argument("--source", help="where the file comes from; needed with a file of your own")
        parser.add_argument("--vintage", help='which year or day it describes, such as "2027 Main Match"')
        parser.add_argument("--licence", default="", help="the licence it may be used under")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        parser.add_argument(
            "--force", action="store_true", help="import even when this very file was imported before"
        )

    def handle(
        self, *args, file=None, source=None, vintage=None, licence="", dry_run=False, force=False, **options
    ):
        given = {"source": source, "vintage": vintage, "licence": licence} if file else SHIPPED_SOURCE
        if not (given["source"] and given["vintage"]):
            raise CommandError(
                "A file of your own needs --source and --vintage, so that readers can judge it."
            )
        started = time.monotonic()
        try:
            outcome = import_catalogue(path=file or SHIPPED, dry_run=dry_run, force=force, **given)
        except BadFile as error:
            raise CommandError("Nothing was imported.\n" + "\n".join(error.complaints)) from error
        if options["verbosity"]:
            self.stdout.write(report(outcome, dry_run=dry_run, seconds=time.monotonic() - started))


def report(outcome, *, dry_run, seconds):
    """What happened, in a few lines."""
    if outcome.skipped:
        return f"Imported before, on {outcome.run.imported_at:%Y-%m-%d}. Nothing to do; --force imports it again."
    lines = [
        f"{outcome.rows:,} tracks read, {'nothing stored (trial)' if dry_run else 'stored'}, {seconds:.1f} s.",
        f"Added {outcome.added:,}, changed {outcome.changed:,}, unchanged {outcome.unchanged:,} "
        "(tracks, programs, institutions and specialties together).",
    ]
    if outcome.padded:
        lines.append(f"{outcome.padded:,} codes had lost their leading zeros; they were put back.")
    if outcome.absent:
        lines.append(
            f"{outcome.absent:,} stored tracks are not in this file. They stay; an admin may withdraw programs."
        )
    return "\n".join(lines)
