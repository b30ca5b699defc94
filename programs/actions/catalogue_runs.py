"""The life of an import: uploaded, compared, confirmed, stored, taken back. Each step repeatable; a run that a worker
left in the middle was never committed, so it is simply taken up again.
"""

import zlib
from datetime import date

from django.db import transaction
from django.utils import timezone

from programs import importers
from programs.actions.catalogue_apply import apply, lock_the_catalogue, silent, write_down
from programs.actions.catalogue_plan import Plan
from programs.actions.catalogue_programs import ProgramComparison
from programs.actions.catalogue_tracks import TrackComparison
from programs.importers import BadFile
from programs.models import ImportChange, ImportRun, Specialty
from programs.numbers import IMPORT_MOST_WORDS

COMPARISONS = {"tracks": TrackComparison, "programs": ProgramComparison}
State = ImportRun.State
REPAIRED = {
    "program": "program code", "sponsor": "sponsor code", "specialty": "specialty number", "ZIP": "ZIP code",
    "institution_code": "institution code", "specialty_code": "specialty number",
}  # fmt: skip


class NotNow(ValueError):
    """The run is at another step, or what it needs is missing. Its words are for the admin."""


def new_run(
    *, content, file_name, source, vintage, licence="", by=None, shape="", column_map=None, constants=None
):
    """An unsaved run with the columns proposed by the header. Raises BadFile when it is no table."""
    table = importers.read_table(content)
    known, proposed = importers.proposed(table.header, importers.SHAPES.get(shape))
    return ImportRun(
        file_name=file_name[:200], checksum=importers.digest(content), source=source, licence=licence,
        vintage=vintage, shape=known.key, column_map=proposed | (column_map or {}), constants=constants or {},
        content=zlib.compress(content), state=State.UPLOADED, imported_by=by, rows=len(table.rows),
    )  # fmt: skip


def table_of(run):
    if run.content is None:
        raise NotNow("The file is no longer kept. Upload it again.")
    return importers.read_table(zlib.decompress(bytes(run.content)))


def earlier(run):
    """The run that stored this very file in this very way, and was not taken back."""
    return (
        ImportRun.objects.filter(checksum=run.checksum, state=State.DONE, constants=run.constants)
        .filter(column_map__in=[run.column_map, {}])
        .exclude(pk=run.pk)
        .defer("content")
        .first()
    )


def examine(run, *, today: date, progress=silent) -> Plan:
    """Read the file and compare it with the catalogue. Writes nothing; fills the run's counts and words.
    Raises BadFile with every complaint when rows are wrong and the run does not say to leave them out.
    """
    progress("Reading the file")
    table = table_of(run)
    constants = {name: value for name, value in run.constants.items() if value}
    known = importers.observed_specialties() | dict(Specialty.objects.values_list("code", "name"))
    reading = importers.READERS[run.shape](
        table, {name: column for name, column in run.column_map.items() if column}, constants, known=known
    )
    run.errors = said(reading.errors)
    if reading.errors and not run.options.get("leave_out"):
        raise BadFile(run.errors)
    if not reading.rows:
        raise BadFile(["No row can be taken.", *run.errors])
    progress("Comparing with the catalogue", 0, len(reading.rows))
    plan = COMPARISONS[run.shape](run, today).plan(reading.rows)
    years = [row.year for row in reading.rows if getattr(row, "year", None)]
    run.academic_year = max(years, default=None)
    repaired = [
        f"{n:,} {REPAIRED[what]}{'' if n == 1 else 's'} got lost zeros back."
        for what, n in reading.repaired.items()
        if n
    ]
    run.warnings = [*table.notes, *repaired, *said(sorted(reading.warnings + plan.warnings))]
    run.rows, run.counts = reading.total, plan.counts() | {"left_out": len(reading.errors)}
    run.added = run.counts.get("new", 0)
    run.changed = sum(run.counts.get(kind, 0) for kind in ("changed", "withdrawn", "confirmed"))
    run.unchanged = run.counts["unchanged"]
    run.fingerprint = plan.fingerprint()
    return plan


def said(pairs):
    """ "Line 7: …" for the first few hundred, and how many more."""
    told = [f"Line {line}: {words}" if line else words for line, words in pairs[:IMPORT_MOST_WORDS]]
    more = len(pairs) - IMPORT_MOST_WORDS
    return told + ([f"And {more:,} more."] if more > 0 else [])


@transaction.atomic
def look(run, *, today, progress=silent):
    """The dry run: note every change, store none of them in the catalogue."""
    try:
        plan = examine(run, today=today, progress=progress)
    except BadFile as error:
        run.state, run.errors = State.FAILED, error.complaints[: IMPORT_MOST_WORDS + 1]
        run.words = "The file has rows that cannot be taken." if run.errors else ""
        run.changes.all().delete()
    else:
        progress("Writing down the differences", 0, len(plan.steps))
        write_down(run, plan, state=ImportChange.State.PLANNED)
        run.state = State.CHECKED
    run.save()
    return run


@transaction.atomic
def store(run, *, today, progress=silent):
    """Store the file in the catalogue: all of it or nothing. When the catalogue changed since an admin looked at the
    differences, nothing is stored and the new differences wait for another look.
    """
    lock_the_catalogue()
    shown = run.fingerprint
    if run.pk is None:
        run.save()
    plan = examine(run, today=today, progress=progress)
    if shown and plan.fingerprint() != shown:
        write_down(run, plan, state=ImportChange.State.PLANNED)
        run.state, run.words = (
            State.CHECKED,
            "The catalogue changed since you looked. Look at the differences again.",
        )
    else:
        apply(run, plan, progress=progress)
        run.state, run.finished_at, run.words = State.DONE, timezone.now(), ""
    run.save()
    return run


# ---- what an admin does ----
def held(run, *states):
    """The run, locked, at one of these steps. Raises NotNow."""
    run = ImportRun.objects.select_for_update(skip_locked=True).filter(pk=run.pk).first()
    if run is None:
        raise NotNow("This import is being worked on right now.")
    if run.state not in states:
        raise NotNow(f"This import is at another step by now: {run.get_state_display().lower()}.")
    return run


@transaction.atomic
def compare(run, *, column_map=None, constants=None, options=None, choices=None):
    """Ask for a dry run, with these columns and decisions."""
    run = held(run, State.UPLOADED, State.CHECKED, State.FAILED)
    given = {"column_map": column_map, "constants": constants, "options": options, "choices": choices}
    for name, value in given.items():
        if value is not None:
            setattr(run, name, value)
    run.state, run.words, run.errors = State.CHECKING, "", []
    run.save()
    return run


@transaction.atomic
def reshape(run, shape, header):
    """Read the file as another kind of list; the columns are proposed anew."""
    run = held(run, State.UPLOADED, State.CHECKED, State.FAILED)
    run.shape, run.column_map, run.constants = shape.key, importers.proposed(header, shape)[1], {}
    run.state, run.choices = State.UPLOADED, {}
    run.save(update_fields=["shape", "column_map", "constants", "state", "choices"])
    return run


@transaction.atomic
def confirm(run, *, by):
    """Ask for the differences shown to be stored."""
    run = held(run, State.CHECKED, State.QUEUED)
    run.state, run.imported_by = State.QUEUED, by or run.imported_by
    run.save(update_fields=["state", "imported_by"])
    return run


@transaction.atomic
def ask_undo(run, *, by):
    run = held(run, State.DONE, State.UNDOING)
    run.state, run.undone_by = State.UNDOING, by
    run.save(update_fields=["state", "undone_by"])
    return run


@transaction.atomic
def discard(run, *, by):
    """Forget an import that stored nothing."""
    held(run, State.UPLOADED, State.CHECKED, State.FAILED).delete()


def again(run, *, by):
    """A new run of the same file: to decide rows that were left open. Rows already stored will be unchanged."""
    old = ImportRun.objects.get(pk=run.pk)
    if old.content is None:
        raise NotNow("The file is no longer kept. Upload it again.")
    kept = (
        "file_name",
        "checksum",
        "source",
        "licence",
        "vintage",
        "shape",
        "column_map",
        "constants",
        "content",
    )
    options = {name: value for name, value in old.options.items() if name != "withdraw_absent"}
    return ImportRun.objects.create(
        **{name: getattr(old, name) for name in kept},
        options=options,
        state=State.CHECKING,
        imported_by=by,
        rows=old.rows,
    )
