import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from programs import importers
from programs.actions import catalogue_runs as runs
from programs.importers import BadFile
from programs.models import ImportRun

KINDS = (
    ("new", "new"),
    ("changed", "changed"),
    ("withdrawn", "withdrawn"),
    ("conflicting", "to decide"),
    ("confirmed", "same, newer year"),
    ("unchanged", "unchanged"),
)


class Command(BaseCommand):
    help = (
        "Import programs from a CSV file: the public ACGME list, or a list of NRMP tracks; without a file, the lists "
        "that come with the app. Adds, updates and marks as withdrawn in one transaction, never deletes. A file that "
        "was imported before is skipped."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        parser.add_argument("--source", help="where the file comes from; needed with a file of your own")
        parser.add_argument("--vintage", help='which year or day it describes, such as "September 2026"')
        parser.add_argument("--year", help="academic year of every row, such as 2026-2027")
        parser.add_argument("--licence", default="", help="the licence it may be used under")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="COLUMN=FIELD",
            help="read this column as that field",
        )
        parser.add_argument(
            "--state", default="", help="state of every row, where the file has no such column"
        )
        parser.add_argument(
            "--full", action="store_true", help="it is the full list: name programs it does not have"
        )
        parser.add_argument(
            "--withdraw-absent", action="store_true", help="with --full: mark those as withdrawn"
        )
        parser.add_argument(
            "--leave-out", action="store_true", help="import the good rows when some are wrong"
        )
        parser.add_argument(
            "--force", action="store_true", help="even when this very file was imported before"
        )

    def handle(self, *args, file=None, **options):
        shipped = [shipped_run(one) for one in importers.FILES] if file is None else []
        for run in shipped or [self.own_run(file, options)]:
            started = time.monotonic()
            run.options = {
                "full": options["full"] or options["withdraw_absent"],
                "withdraw_absent": options["withdraw_absent"],
                "leave_out": options["leave_out"],
            }
            try:
                words = self.take(run, options)
            except (BadFile, runs.NotNow) as error:
                raise CommandError(f"Nothing was imported.\n{error}") from error
            if options["verbosity"]:
                self.stdout.write(f"{run.file_name}: {words} {time.monotonic() - started:.1f} s.")
                self.tell(run, options)

    def own_run(self, file, options):
        if not (options["source"] and (options["vintage"] or options["year"])):
            raise CommandError(
                "A file of your own needs --source, and --vintage or --year, so that readers can judge it."
            )
        pairs = [text.rpartition("=") for text in options["map"]]
        if any(not column or not name for column, _, name in pairs):
            raise CommandError("Write --map as COLUMN=FIELD, such as --map 'Program Number=code'.")
        constants = {"year": options["year"] or "", "state": options["state"]}
        constants = {name: value for name, value in constants.items() if value}
        try:
            return runs.new_run(
                content=file.read_bytes(), file_name=file.name, source=options["source"],
                vintage=options["vintage"] or options["year"], licence=options["licence"], constants=constants,
                column_map={name: column for column, _, name in pairs},
            )  # fmt: skip
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except BadFile as error:
            raise CommandError(f"Nothing was imported.\n{error}") from error

    def take(self, run, options):
        today = timezone.localdate()
        if options["dry_run"]:
            runs.examine(run, today=today)
            return f"{run.rows:,} rows compared, nothing stored (dry run),"
        done = None if options["force"] else runs.earlier(run)
        if done:
            run.counts = run.column_map = {}
            return f"imported before, on {done.imported_at:%Y-%m-%d}; --force imports it again,"
        runs.store(run, today=today, progress=self.progress if options["verbosity"] > 1 else runs.silent)
        return f"{run.rows:,} rows stored,"

    def progress(self, words, done=0, total=0):
        sys.stderr.write(f"  {words} {done:,}/{total:,}\n")

    def tell(self, run, options):
        if not run.counts:
            return
        labels = importers.SHAPES[run.shape]
        columns = (
            f"{labels.named(name).label} ← {column}" for name, column in run.column_map.items() if column
        )
        self.stdout.write(f"  Columns: {'; '.join(columns)}.")
        self.stdout.write(
            "  " + ", ".join(f"{run.counts.get(kind, 0):,} {label}" for kind, label in KINDS) + "."
        )
        if run.counts.get("not_in_file"):
            self.stdout.write(f"  {run.counts['not_in_file']:,} known codes are not in this file. They stay.")
        shown = run.errors + run.warnings
        for words in shown[: None if options["verbosity"] > 1 else 20]:
            self.stdout.write(f"  {words}")
        if options["verbosity"] == 1 and len(shown) > 20:
            self.stdout.write(f"  And {len(shown) - 20:,} more; -v 2 shows them.")


def shipped_run(one) -> ImportRun:
    return runs.new_run(
        content=one.path.read_bytes(), file_name=one.path.name, source=one.source, licence=one.licence,
        vintage=one.vintage, shape=one.shape, constants=one.constants,
    )  # fmt: skip
