"""Bringing the catalogue up to date with a file, and search words up to date with names. Nothing is ever deleted."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction

from programs import importers
from programs.models import ImportRun, Institution, Program, Specialty, Track

BATCH = 1000


@dataclass(frozen=True)
class Outcome:
    """What an import did, or would do: counts over tracks, programs, institutions and specialties together."""

    run: ImportRun | None
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    absent: int = 0
    padded: int = 0
    skipped: bool = False


class _DryRun(Exception):
    """Ends a trial import, so that the transaction takes everything back."""


def import_catalogue(*, path, source, vintage, licence="", by=None, force=False, dry_run=False):
    """Add and update institutions, programs and tracks from a file; return an Outcome.

    A file that was imported before, byte for byte, is skipped unless `force`. Names, states and tracks follow the
    file; what admins curate (setting, length, city, ACGME code, facts) is set when a program is new and never touched
    again. Raises importers.BadFile with nothing stored.
    """
    digest = importers.checksum(path)
    earlier = ImportRun.objects.filter(checksum=digest).first()
    if earlier and not (force or dry_run):
        return Outcome(run=earlier, rows=earlier.rows, unchanged=earlier.rows, skipped=True)
    rows, padded = importers.read_tracks(path)
    outcome = None
    try:
        with transaction.atomic():
            run = ImportRun.objects.create(
                file_name=Path(path).name, checksum=digest, source=source, licence=licence, vintage=vintage,
                rows=len(rows), imported_by=by,
            )  # fmt: skip
            counts = _Catalogue(run).take(rows)
            outcome = Outcome(run=None if dry_run else run, rows=len(rows), padded=padded, **counts)
            run.added, run.changed, run.unchanged = outcome.added, outcome.changed, outcome.unchanged
            run.save(update_fields=["added", "changed", "unchanged"])
            if dry_run:
                raise _DryRun
    except _DryRun:
        return outcome
    return outcome


class _Catalogue:
    """The stored catalogue beside the rows of a file: each kind of thing is compared in memory, written in bulk."""

    def __init__(self, run):
        self.run, self.counts = run, Counter(added=0, changed=0, unchanged=0)
        self.lengths = importers.usual_lengths()

    def take(self, rows):
        specialties = self._specialties(rows)
        institutions = self._institutions(rows)
        programs = self._programs(rows, institutions, specialties)
        absent = self._tracks(rows, programs)
        if self.counts["added"] + self.counts["changed"]:
            _count_rows_for_the_planner()
        reindex(programs=[program.pk for program in programs.values()])
        return {**self.counts, "absent": absent}

    def _write(self, model, new, changed, fields, total):
        model.objects.bulk_create(new, batch_size=BATCH)
        model.objects.bulk_update(changed, fields, batch_size=BATCH) if changed else None
        self.counts.update(added=len(new), changed=len(changed), unchanged=total - len(new) - len(changed))

    def _specialties(self, rows):
        wanted = {row.specialty_code: row.specialty for row in rows}
        known = {item.code: item for item in Specialty.objects.filter(code__in=wanted)}
        new = [
            Specialty(code=code, name=name, training_years=self.lengths.get(code, importers.USUAL_LENGTH))
            for code, name in wanted.items()
            if code not in known
        ]
        self._write(Specialty, new, [], [], len(wanted))
        return known | {item.code: item for item in new}

    def _institutions(self, rows):
        wanted = {row.institution_code: (row.institution, row.state) for row in rows}
        known = {item.code: item for item in Institution.objects.filter(code__in=wanted)}
        new = [
            Institution(code=c, name=name, state=state)
            for c, (name, state) in wanted.items()
            if c not in known
        ]
        changed = [item for item in known.values() if (item.name, item.state) != wanted[item.code]]
        for item in changed:
            item.name, item.state = wanted[item.code]
        self._write(Institution, new, changed, ["name", "state"], len(wanted))
        return known | {item.code: item for item in new}

    def _programs(self, rows, institutions, specialties):
        """By (institution code, specialty code). A second program an admin made for the same pair is left alone."""
        wanted = {}
        for row in rows:
            wanted.setdefault((row.institution_code, row.specialty_code), []).append(row)
        known = {}
        stored = Program.objects.filter(institution__code__in=institutions, is_fictional=False)
        for item in stored.select_related("institution", "specialty").order_by("-pk"):
            known[item.institution.code, item.specialty.code] = item
        new, changed = [], []
        for (where, what), ways_in in wanted.items():
            institution, specialty = institutions[where], specialties[what]
            item = known.get((where, what))
            if item is None:
                item = known[where, what] = self._new_program(institution, specialty, ways_in)
                new.append(item)
            elif item.state != institution.state:
                item.state = institution.state
                changed.append(item)
        self._write(Program, new, changed, ["state"], len(wanted))
        return {pair: known[pair] for pair in wanted}

    def _new_program(self, institution, specialty, rows):
        only_preliminary = {row.kind for row in rows} == {Track.Kind.PRELIMINARY.value}
        program = Program(
            institution=institution,
            specialty=specialty,
            name=specialty.name,
            state=institution.state,
            training_years=1 if only_preliminary else specialty.training_years,
            imported_in=self.run,
        )
        program.sort_name, program.search_text = program.index_words(
            [(row.name, row.nrmp_code) for row in rows]
        )
        return program

    def _tracks(self, rows, programs):
        """Tracks stay with the program they are in. Returns how many stored tracks the file does not have."""
        known = {item.nrmp_code: item for item in Track.objects.filter(program__is_fictional=False)}
        new, changed = [], []
        for row in rows:
            item = known.pop(row.nrmp_code, None)
            if item is None:
                program = programs[row.institution_code, row.specialty_code]
                new.append(Track(program=program, nrmp_code=row.nrmp_code, name=row.name, kind=row.kind))
            elif (item.name, item.kind) != (row.name, row.kind):
                item.name, item.kind = row.name, row.kind
                changed.append(item)
        self._write(Track, new, changed, ["name", "kind"], len(rows))
        return len(known)


@transaction.atomic
def reindex(*, programs):
    """Give these programs (ids) the words they are found by today: after an institution's name changed, say.
    Returns how many needed it.
    """
    ids, tracks, stale = list(programs), {}, []
    rows = Track.objects.filter(program_id__in=ids).values_list("program_id", "name", "nrmp_code")
    for program_id, name, code in rows.order_by():
        tracks.setdefault(program_id, []).append((name, code))
    for program in Program.objects.filter(pk__in=ids).select_related("institution", "specialty").order_by():
        words = program.index_words(tracks.get(program.pk, ()))
        if words != (program.sort_name, program.search_text):
            program.sort_name, program.search_text = words
            stale.append(program)
    Program.objects.bulk_update(stale, ["sort_name", "search_text"], batch_size=BATCH)
    return len(stale)


def _count_rows_for_the_planner():
    """Postgres plans by what it last counted; after thousands of new rows it would plan for an empty table."""
    with connection.cursor() as cursor:
        for model in (Institution, Program, Track):
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
