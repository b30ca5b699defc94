"""`manage.py import_programs`: the same as the admin's pages, in one go. And the ZIP codes."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from programs.models import ImportChange, ImportRun, Institution, Program, ZipPlace
from tests.programs.imports.makers import ACGME_HEADER, acgme, tracks
from tests.programs.makers import make_hospital_program

pytestmark = pytest.mark.django_db
SAID = {"source": "a test", "vintage": "2026"}


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "list.csv"
        path.write_bytes(content)
        return str(path)

    return write


def run(path, **options):
    out = StringIO()
    call_command("import_programs", path, stdout=out, **SAID | options)
    return out.getvalue()


def test_a_file_is_stored_and_the_columns_are_shown(file):
    words = run(file(acgme({"SponsorCode": "12345"})))
    assert "ACGME program code ← ProgramCode" in words and "3 new" in words
    assert "1 sponsor code got lost zeros back." in words
    assert Program.objects.get().institution.code == "012345"
    assert ImportRun.objects.get().state == "done"


def test_a_dry_run_says_what_would_change_and_changes_nothing(file):
    words = run(file(acgme({})), dry_run=True)
    assert "nothing stored (dry run)" in words and "3 new" in words
    assert (
        not Program.objects.exists() and not ImportRun.objects.exists() and not ImportChange.objects.exists()
    )


def test_the_same_file_is_skipped_unless_forced(file):
    path = file(acgme({}))
    run(path)
    assert "imported before" in run(path)
    assert ImportRun.objects.count() == 1
    words = run(path, force=True)
    assert "0 new, 0 changed" in words and "1 unchanged" in words


def test_columns_by_hand(file):
    columns = ("Our number", "What", *ACGME_HEADER[5:8])
    path = file(acgme({"Our number": "1403811001", "What": "x"}, columns=columns))
    with pytest.raises(CommandError, match="Missing columns: ACGME program code"):
        run(path)
    run(path, map=["Our number=code"], year="2026-2027")
    assert Program.objects.get().listed_year == 2026


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"map": ["Nothing=code"]}, "no column “Nothing”"),
        ({"map": ["ProgramCode=number"]}, "“number” is no field"),
        ({"map": ["ProgramCode"]}, "Write --map as COLUMN=FIELD"),
        ({"source": None}, "needs --source"),
        ({"vintage": None}, "--vintage or --year"),
    ],
)
def test_what_is_wrong_with_the_options(file, options, words):
    with pytest.raises(CommandError, match=words):
        run(file(acgme({})), **options)
    assert not Program.objects.exists()


def test_every_bad_row_is_told_at_once_and_nothing_is_stored(file):
    path = file(acgme({}, {}, {"ProgramCode": "1403811002", "ProgramStateName": "??"}))
    with pytest.raises(CommandError) as caught:
        run(path)
    assert "stands on line 2 already" in str(caught.value) and "not a state" in str(caught.value)
    assert not Institution.objects.exists()
    assert "Line 3" in run(path, leave_out=True)
    assert Program.objects.count() == 1


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(str(tmp_path / "none.csv"))


def test_rows_to_decide_are_counted(file):
    make_hospital_program("Quill Harbor Reg Hosp", code="140")
    assert "1 to decide" in run(file(acgme({})))


def test_a_full_list_marks_what_it_does_not_have(file):
    program = make_hospital_program("Elan", acgme_code="1403899999")
    words = run(file(acgme({})))
    assert "1 known codes are not in this file. They stay." in words
    run(file(acgme({}, {"ProgramCode": "1403811002"})), withdraw_absent=True)
    program.refresh_from_db()
    assert program.withdrawn_on


def test_a_list_of_tracks(file):
    assert "Track letter ← track_letter" in run(file(tracks({})))


def test_zip_places_are_loaded_once_and_place_programs():
    program = make_hospital_program("Ash", state="GA", zip_code="30303")
    assert program.latitude is None
    out = StringIO()
    call_command("load_zip_places", stdout=out)
    assert "33,144 ZIP codes loaded, 1 programs placed." in out.getvalue()
    program.refresh_from_db()
    assert program.latitude == pytest.approx(33.75, abs=0.02) and program.longitude == pytest.approx(
        -84.39, abs=0.02
    )
    assert ZipPlace.objects.get(code="00601").state == "PR"
    again = StringIO()
    call_command("load_zip_places", stdout=again)
    assert again.getvalue() == ""
