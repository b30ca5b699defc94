"""Lists as they come: the public ACGME export, an NRMP list, and one as long as the whole country."""

import csv
import io
from datetime import date

from programs.actions import catalogue_runs as runs
from programs.importers import observed_specialties, proposed, read_programs, read_table, read_tracks
from programs.importers.codes import STATE_DIGITS
from programs.models import ImportRun
from programs.places import STATES

TODAY = date(2026, 9, 1)
# The header of the public export, as independent importers give it.
ACGME_HEADER = (
    "AcademicYearRange", "ProgramCode", "SpecialtyNumericCode", "SpecialtyName", "IsSubspecialty", "ProgramName",
    "ProgramCity", "ProgramStateName", "ProgramAccreditationName", "SponsorName", "SponsorCode",
    "ProgramLengthofTraining", "PositionsFilledTotal",
)  # fmt: skip
ACGME_ROW = {
    "AcademicYearRange": "2025-2026",
    "ProgramCode": "1403811001",
    "SpecialtyNumericCode": "140",
    "SpecialtyName": "Internal medicine",
    "IsSubspecialty": "No",
    "ProgramName": "Quill Harbor Medical Center Program",
    "ProgramCity": "Quill Harbor",
    "ProgramStateName": "Ohio",
    "ProgramAccreditationName": "Continued Accreditation",
    "SponsorName": "Quill Harbor Medical Center",
    "SponsorCode": "380123",
    "ProgramLengthofTraining": "3",
    "PositionsFilledTotal": "20",
}
TRACK_ROW = {
    "nrmp_program_code": "1011140C0",
    "program_name": "Internal Medicine",
    "specialty_code": "140",
    "specialty": "Internal Medicine",
    "track_letter": "C",
    "institution_code": "1011",
    "institution_display": "Quill Harbor Med Ctr",
    "state": "OH",
}


def table_of(rows, columns, *, encoding="utf-8", delimiter=","):
    """The bytes of a CSV file. Keys that are no column yet become columns at the end."""
    columns = [*columns, *dict.fromkeys(name for row in rows for name in row if name not in columns)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def acgme(*rows, columns=ACGME_HEADER, **file):
    """The ACGME list with these rows, each given by what differs from the usual one."""
    return table_of([{**{c: ACGME_ROW.get(c, "") for c in columns}, **row} for row in rows], columns, **file)


def tracks(*rows, columns=tuple(TRACK_ROW), **file):
    return table_of([{**TRACK_ROW, **row} for row in rows], columns, **file)


def read(content, **constants):
    """The reading of a list by the columns it proposes."""
    table = read_table(content)
    shape, columns = proposed(table.header)
    reader = read_tracks if shape.key == "tracks" else read_programs
    return reader(table, columns, constants, known=observed_specialties())


def run_of(content, *, constants=None, choices=None, **options):
    """An unsaved run of this file."""
    run = runs.new_run(
        content=content, file_name="list.csv", source="a test", vintage="2026", constants=constants
    )
    run.options, run.choices = options, choices or {}
    return run


def stored(content, **more) -> ImportRun:
    return runs.store(run_of(content, **more), today=more.pop("today", TODAY))


def counts(run):
    """Only the kinds that came up."""
    return {kind: n for kind, n in run.counts.items() if n}


def big_list(programs=13_400, *, year="2025-2026", filled=12):
    """A list as long as ACGME's: every specialty we know in every state, at some 900 sponsors."""
    specialties = sorted(observed_specialties().items())
    rows = []
    for number in range(programs):
        code, specialty = specialties[number % len(specialties)]
        state = sorted(STATE_DIGITS)[number // len(specialties) % len(STATE_DIGITS)]
        sponsor = number // 15
        rows.append(
            {
                "AcademicYearRange": year,
                "ProgramCode": f"{code}{STATE_DIGITS[state]}{number:05}",
                "SpecialtyNumericCode": code,
                "SpecialtyName": specialty,
                "IsSubspecialty": "Yes" if code[-1] != "0" else "No",
                "ProgramName": f"Fictional Hospital {number // 7} Program",
                "ProgramCity": f"Town {sponsor % 300}",
                "ProgramStateName": STATES[state],
                "ProgramAccreditationName": "Continued Accreditation",
                "SponsorName": f"Fictional Sponsor {sponsor}",
                "SponsorCode": f"{700_000 + sponsor}",
                "ProgramLengthofTraining": "3",
                "PositionsFilledTotal": str(filled),
            }
        )
    return table_of(rows, ACGME_HEADER)
