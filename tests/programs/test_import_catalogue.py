"""The importer: the real file, the same file again, and files as spreadsheets leave them."""

import csv

import pytest
from django.core.management import CommandError, call_command

from programs.actions.catalogue import import_catalogue
from programs.importers import COLUMNS, SHIPPED, BadFile, read_tracks
from programs.models import ImportRun, Institution, Program, Specialty, Track
from tests.factories import make_program

ROW = {
    "nrmp_program_code": "1011040A0",
    "program_name": "Anesthesiology",
    "specialty_code": "040",
    "specialty": "Anesthesiology",
    "track_letter": "A",
    "institution_code": "1011",
    "institution_display": "Quill Harbor Med Ctr",
    "state": "OH",
}
KNOWN = {"source": "a test", "vintage": "2026"}


def make_file(tmp_path, *rows, columns=tuple(COLUMNS), encoding="utf-8", delimiter=","):
    path = tmp_path / "tracks.csv"
    with open(path, "w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, columns, delimiter=delimiter, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({**ROW, **row} for row in rows)
    return path


def complaints(path):
    with pytest.raises(BadFile) as caught:
        read_tracks(path)
    return caught.value.complaints


@pytest.mark.django_db
def test_the_shipped_file_becomes_the_catalogue():
    outcome = import_catalogue(path=SHIPPED, **KNOWN)

    assert (Track.objects.count(), Institution.objects.count(), Specialty.objects.count()) == (6263, 854, 44)
    assert Program.objects.count() == 4489
    assert outcome.added == 6263 + 854 + 44 + 4489
    track = Track.objects.select_related("program__specialty").get(nrmp_code="3200040A0")
    assert track.program.specialty.code == "040", "leading zeros are kept"
    assert track.program.training_years == 4
    assert Program.objects.filter(tracks__kind="P", specialty__code="999").first().training_years == 1

    again = import_catalogue(path=SHIPPED, force=True, **KNOWN)
    assert (again.added, again.changed, again.unchanged) == (0, 0, outcome.added)
    assert not Program.objects.filter(search_text="").exists()


def test_the_same_file_is_skipped(db, tmp_path):
    path = make_file(tmp_path, {})
    import_catalogue(path=path, **KNOWN)

    assert import_catalogue(path=path, **KNOWN).skipped
    assert ImportRun.objects.count() == 1


def test_a_trial_changes_nothing(db, tmp_path):
    outcome = import_catalogue(path=make_file(tmp_path, {}), dry_run=True, **KNOWN)

    assert outcome.added == 4
    assert not Program.objects.exists() and not ImportRun.objects.exists()


def test_a_newer_file_renames_adds_and_deletes_nothing(db, tmp_path):
    import_catalogue(path=make_file(tmp_path, {}), **KNOWN)
    newer = {
        "institution_display": "Quill Harbor University Hosp",
        "nrmp_program_code": "1011040C0",
        "track_letter": "C",
    }

    outcome = import_catalogue(path=make_file(tmp_path, newer), **KNOWN)

    program = Program.objects.get()
    assert (outcome.added, outcome.changed, outcome.absent) == (1, 1, 1)
    assert program.institution.name == "Quill Harbor University Hosp"
    assert " university" in program.search_text and " 1011040c0" in program.search_text
    assert program.tracks.count() == 2


def test_what_admins_curated_stays(db, tmp_path):
    import_catalogue(path=make_file(tmp_path, {}), **KNOWN)
    Program.objects.update(setting="community", training_years=6, city="Quill Harbor")

    import_catalogue(path=make_file(tmp_path, {"state": "PA"}), **KNOWN)

    program = Program.objects.get()
    assert (program.setting, program.training_years, program.city) == ("community", 6, "Quill Harbor")
    assert program.state == "PA"


def test_fictional_programs_are_left_alone(db, tmp_path):
    demo = make_program(
        is_fictional=True, institution=Institution.objects.create(code="1011", name="Demo", state="TX")
    )

    import_catalogue(path=make_file(tmp_path, {}), **KNOWN)

    demo.refresh_from_db()
    assert demo.tracks.count() == 0 and demo.state == "OH"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"nrmp_program_code": "1011040X0"}, "track_letter"),
        ({"nrmp_program_code": "10110400"}, "dropped its zeros"),
        ({"nrmp_program_code": "1401211001.0"}, "dropped its zeros"),
        ({"nrmp_program_code": "=cmd()"}, "is not an NRMP code"),
        ({"nrmp_program_code": ""}, "is empty"),
        ({"specialty_code": "140"}, "does not fit"),
        ({"institution_code": "1012"}, "does not fit"),
        ({"track_letter": "C"}, "track_letter"),
        ({"state": "Ohayo"}, "not a state"),
        ({"program_name": "x" * 121}, "longer than 120"),
        ({"institution_display": "\u200b"}, "is empty"),
    ],
)
def test_a_bad_row_is_named_by_its_line(tmp_path, wrong, words):
    [said] = complaints(make_file(tmp_path, wrong))
    assert said.startswith("Line 2: ") and words in said


def test_every_bad_row_is_told_at_once_and_nothing_is_stored(db, tmp_path):
    path = make_file(tmp_path, {}, {}, {"nrmp_program_code": "1011040A1", "state": "??"})

    with pytest.raises(CommandError) as caught:
        call_command("import_catalogue", str(path), source="x", vintage="y")

    assert "stands on line 2 already" in str(caught.value) and "not a state" in str(caught.value)
    assert not Institution.objects.exists()


def test_many_bad_rows_are_counted(tmp_path):
    said = complaints(
        make_file(tmp_path, *[{"state": "??", "nrmp_program_code": f"1011040A{n}"} for n in range(30)])
    )
    assert len(said) == 21 and said[-1] == "And 10 more lines."


def test_two_names_for_one_institution_are_told(tmp_path):
    [said] = complaints(
        make_file(tmp_path, {}, {"nrmp_program_code": "1011040A1", "institution_display": "Other"})
    )
    assert "on line 2" in said


def test_what_spreadsheets_do_is_repaired(tmp_path):
    path = make_file(
        tmp_path,
        {
            "specialty_code": "40",
            "institution_code": "1011.0",
            "state": "ohio",
            "nrmp_program_code": "1011040a0",
        },
        {"program_name": " Anesthesiology\u00a0\u200b", "nrmp_program_code": "1011040A1"},
        encoding="utf-8-sig",
    )
    rows, padded = read_tracks(path)
    assert padded == 1
    assert (rows[0].specialty_code, rows[0].institution_code, rows[0].state) == ("040", "1011", "OH")
    assert rows[1].name == "Anesthesiology"


def test_columns_may_come_in_any_order(tmp_path):
    rows, _ = read_tracks(make_file(tmp_path, {}, columns=("extra", *reversed(COLUMNS))))
    assert rows[0].nrmp_code == "1011040A0"


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda path: path.write_text(""), "empty"),
        (lambda path: path.write_text(",".join(COLUMNS)), "no rows"),
        (lambda path: path.write_text("a,b\n1,2"), "Missing columns: nrmp_program_code"),
        (lambda path: path.write_text(";".join(COLUMNS)), "semicolons"),
        (lambda path: path.write_bytes(",".join(COLUMNS).encode() + b"\n\xff\xfe"), "not UTF-8"),
        (lambda path: path.write_text(",".join(COLUMNS) + "\n1,2"), "only 2 cells"),
        (lambda path: path.write_text(",".join(COLUMNS) + '\n"never closed'), "not a readable CSV"),
        (lambda path: None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_list_says_so(tmp_path, write, words):
    path = tmp_path / "odd.csv"
    write(path)
    assert words in complaints(path)[0]


def test_a_file_of_your_own_names_its_source(db, tmp_path):
    with pytest.raises(CommandError, match="--source and --vintage"):
        call_command("import_catalogue", str(make_file(tmp_path, {})))
