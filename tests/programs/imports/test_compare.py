"""What a file does to the catalogue: which program a row is, what follows the list, what stays."""

from datetime import date

import pytest

from programs.actions import catalogue_runs as runs
from programs.importers import FILES, BadFile
from programs.importers.names import agree, name_words, similar
from programs.management.commands.import_programs import shipped_run
from programs.models import ImportChange, Institution, Program, Specialty, Track
from tests.factories import make_program
from tests.programs.imports.makers import TODAY, acgme, counts, stored, tracks
from tests.programs.makers import make_hospital_program

pytestmark = pytest.mark.django_db


def link(hospital="Quill Harbor Med Ctr", **row):
    """A program of the catalogue and one row of the list."""
    program = make_hospital_program(hospital, code="140")
    run = stored(acgme(row))
    program.refresh_from_db()
    return program, run


def conflicts(run):
    return list(run.changes.filter(kind="conflicting"))


# ---- which program is it ----
@pytest.mark.parametrize(
    ("nrmp", "acgme_name", "city"),
    [
        ("Quill Harbor Med Ctr", "Quill Harbor Medical Center Program", ""),
        ("U Quill Harbor SOM", "University of Quill Harbor School of Medicine Program", ""),
        ("St Élans Hosp", "Saint Elan's Hospital Program", ""),
        ("Elan Univ Hosps-Quill Harbor", "Elan University Hospital Program", "Quill Harbor"),
        ("Mercy Hlth Sys", "Mercy Health System Program", ""),
    ],
)
def test_names_that_agree(nrmp, acgme_name, city):
    assert agree(name_words(nrmp), name_words(acgme_name), name_words(city))


@pytest.mark.parametrize(
    ("nrmp", "acgme_name"),
    [
        ("Baylor Univ Med Ctr", "Baylor College of Medicine Program"),
        ("Quill Harbor Med Ctr", "Quill Harbor Community Hospital Program"),
        ("University Hosp-Elan", "University Hospital Quill Program"),
        ("Mercy Hosp", "Mercy Hospital Northmoss Program"),
        ("", "Program"),
    ],
)
def test_names_that_do_not_agree(nrmp, acgme_name):
    assert not agree(name_words(nrmp), name_words(acgme_name), name_words("Quill"))


def test_names_worth_a_look():
    assert similar(name_words("Baylor Univ Med Ctr"), name_words("Baylor College of Medicine"))
    assert not similar(name_words("University Hospital"), name_words("University Medical Center"))


def test_a_row_is_the_program_with_its_code_whatever_the_name():
    program = make_hospital_program("Entirely Other", code="140", acgme_code="1403811001")
    run = stored(acgme({}))
    program.refresh_from_db()
    assert counts(run) == {"changed": 1}
    assert (program.listed_name, program.positions_filled) == ("Quill Harbor Medical Center Program", 20)


def test_a_row_is_the_one_program_whose_name_agrees():
    program, run = link()
    assert counts(run) == {"changed": 1}
    assert (program.acgme_code, program.sponsor_code, program.city) == (
        "1403811001",
        "380123",
        "Quill Harbor",
    )
    assert (program.accreditation_status, program.listed_year) == ("Continued Accreditation", 2025)
    assert program.listed_in == run and program.imported_in is None
    assert program.institution.code != "380123", "the hospital keeps the code it had"


def test_it_may_agree_by_the_sponsors_name():
    program, run = link(ProgramName="Harbor Training Program")
    assert program.acgme_code == "1403811001"


@pytest.mark.parametrize(
    "other", [{"ProgramStateName": "PA", "ProgramCode": "1404111001"}, {"specialty": "120"}]
)
def test_another_state_or_specialty_is_another_program(other):
    if other.pop("specialty", None):
        other = {
            "SpecialtyNumericCode": "120",
            "ProgramCode": "1203811001",
            "SpecialtyName": "Family medicine",
        }
    program, run = link(**other)
    assert program.acgme_code is None and run.counts["new"] >= 1


def test_a_similar_program_is_left_to_decide():
    program, run = link("Quill Harbor Reg Hosp")
    [change] = conflicts(run)
    assert program.acgme_code is None and Program.objects.count() == 1
    assert [option["id"] for option in change.candidates] == [program.pk]
    assert change.code == "1403811001" and change.state == "left"


def test_a_program_that_two_rows_agree_with_is_left_to_decide():
    program = make_hospital_program("Quill Harbor Med Ctr", code="140")
    run = stored(acgme({}, {"ProgramCode": "1403811002"}))
    assert len(conflicts(run)) == 2
    program.refresh_from_db()
    assert program.acgme_code is None


def test_a_withdrawn_row_never_takes_a_living_program_by_its_name():
    program = make_hospital_program("Quill Harbor Med Ctr", code="140")
    gone = {"ProgramCode": "1403811002", "ProgramAccreditationName": "Voluntary Withdrawal"}
    run = stored(acgme(gone))
    assert len(conflicts(run)) == 1 and not Program.objects.exclude(withdrawn_on=None)
    run = stored(acgme({}, gone))
    program.refresh_from_db()
    assert program.acgme_code == "1403811001" and program.withdrawn_on is None
    assert Program.objects.get(acgme_code="1403811002").withdrawn_on == TODAY


def test_an_admin_decides():
    program = make_hospital_program("Quill Harbor Reg Hosp", code="140")
    run = stored(acgme({}), choices={"1403811001": program.pk})
    program.refresh_from_db()
    assert program.acgme_code == "1403811001" and counts(run) == {"changed": 1}


def test_an_admin_adds_it_as_new():
    program = make_hospital_program("Quill Harbor Reg Hosp", code="140")
    run = stored(acgme({}), choices={"1403811001": "new"})
    program.refresh_from_db()
    assert program.acgme_code is None and run.counts["new"] == 2


def test_fictional_programs_are_left_alone():
    demo = make_program(is_fictional=True, institution=Institution.objects.create(
        code="1011", name="Quill Harbor Med Ctr", state="OH"
    ))  # fmt: skip
    stored(acgme({}))
    stored(tracks({}))
    demo.refresh_from_db()
    assert demo.acgme_code is None and demo.tracks.count() == 0


# ---- new ones ----
def test_a_new_program_brings_its_sponsor():
    run = stored(acgme({"SponsorCode": "12345"}))
    program = Program.objects.select_related("institution", "specialty").get()
    assert (program.institution.code, program.institution.name) == ("012345", "Quill Harbor Medical Center")
    assert (program.name, program.training_years, program.imported_in) == ("Internal medicine", 3, run)
    assert " quill" in program.search_text and " 1403811001" in program.search_text
    assert "1 sponsor code got lost zeros back." in run.warnings


def test_two_programs_of_one_specialty_at_one_sponsor_have_two_names():
    stored(acgme({}, {"ProgramCode": "1403811002", "ProgramName": "Quill Harbor (Elan) Program"},
                 {"ProgramCode": "1403811003"}))  # fmt: skip
    names = sorted(Program.objects.values_list("name", flat=True))
    assert len(names) == 3 and "Internal medicine (Quill Harbor (Elan))" in names
    assert Institution.objects.count() == 1


def test_a_fellowship_brings_its_specialty():
    stored(acgme({"ProgramCode": "1413811001", "SpecialtyNumericCode": "141", "IsSubspecialty": "Yes",
                  "SpecialtyName": "Cardiovascular disease", "ProgramLengthofTraining": "2"}))  # fmt: skip
    program = Program.objects.select_related("specialty").get()
    assert program.is_subspecialty and program.training_years == 2
    assert (program.specialty.name, program.specialty.training_years) == ("Cardiovascular disease", 2)


def test_a_new_program_goes_to_the_hospital_that_its_sponsor_is():
    """The sponsor's code is learned from a program that matched; the next program needs no name to agree."""
    program, _ = link()
    stored(acgme({"ProgramCode": "1413811001", "SpecialtyNumericCode": "141", "SpecialtyName": "Cardiovascular disease",
                  "ProgramName": "Heart Program", "SponsorName": "QHMC"}))  # fmt: skip
    fellowship = Program.objects.get(acgme_code="1413811001")
    assert fellowship.institution == program.institution
    assert fellowship.name == "Cardiovascular disease (Heart)"


def test_without_a_sponsor_the_hospital_gets_a_code_of_ours():
    columns = ("acgme_program_code", "specialty", "program_name", "city", "filled_positions_2024_09")
    row = {
        "acgme_program_code": "1401200926",
        "program_name": "Quill Program",
        "filled_positions_2024_09": "35",
    }
    stored(acgme(row, columns=columns), constants={"state": "GA", "year": "2024-2025"})
    program = Program.objects.select_related("institution").get()
    assert (program.institution.code, program.institution.name, program.state) == ("L00001", "Quill", "GA")
    assert program.listed_year == 2024


# ---- what follows the list, what stays ----
def test_what_admins_curated_stays():
    program, _ = link()
    Program.objects.update(
        city="Elan", website="https://own.example/", training_years=6, setting="community", name="IM"
    )
    stored(acgme({"PositionsFilledTotal": "30", "website": "https://x.example/"}))
    program.refresh_from_db()
    assert (program.city, program.website, program.training_years) == ("Elan", "https://own.example/", 6)
    assert (program.setting, program.name, program.positions_filled) == ("community", "IM", 30)


def test_an_older_list_only_fills_what_is_empty():
    program, _ = link()
    older = {"AcademicYearRange": "2022-2023", "PositionsFilledTotal": "5", "ProgramAccreditationName":
             "Voluntary Withdrawal", "ApprovedPositions": "22"}  # fmt: skip
    stored(acgme(older))
    program.refresh_from_db()
    assert (program.positions_filled, program.positions_approved, program.listed_year) == (20, 22, 2025)
    assert program.withdrawn_on is None


def test_an_empty_cell_erases_nothing():
    program, _ = link()
    run = stored(acgme({"PositionsFilledTotal": "", "ProgramAccreditationName": "", "SponsorCode": ""}))
    program.refresh_from_db()
    assert counts(run) == {"unchanged": 1} and program.positions_filled == 20


def test_the_next_year_with_the_same_facts_is_confirmed():
    program, _ = link()
    run = stored(acgme({"AcademicYearRange": "2026-2027"}))
    program.refresh_from_db()
    assert counts(run) == {"confirmed": 1} and program.listed_year == 2026 and program.listed_in == run


def test_a_withdrawn_program_is_marked_and_comes_back():
    program, _ = link()
    run = stored(
        acgme({"ProgramAccreditationName": "Voluntary Withdrawal", "AcademicYearRange": "2026-2027"})
    )
    program.refresh_from_db()
    assert counts(run) == {"withdrawn": 1} and program.withdrawn_on == TODAY
    run = stored(acgme({"AcademicYearRange": "2027-2028"}))
    program.refresh_from_db()
    assert program.withdrawn_on is None and "accredited again" in run.warnings[0]


def test_what_an_admin_marked_as_withdrawn_stays_marked():
    program, _ = link()
    Program.objects.update(withdrawn_on=date(2026, 1, 1))
    run = stored(acgme({"AcademicYearRange": "2026-2027"}))
    program.refresh_from_db()
    assert program.withdrawn_on == date(2026, 1, 1) and "by hand" in run.warnings[0]


def test_programs_a_full_list_does_not_have_are_named_and_not_touched():
    program, _ = link()
    other = {"ProgramCode": "1403811009", "ProgramName": "Northmoss Program", "SponsorName": "Northmoss",
             "SponsorCode": "380999"}  # fmt: skip
    assert stored(acgme(other)).counts["not_in_file"] == 1
    run = stored(acgme(other), full=True)
    program.refresh_from_db()
    assert [change.code for change in run.changes.filter(kind="absent")] == ["1403811001"]
    assert program.withdrawn_on is None


def test_or_marked_when_the_admin_asks():
    program, _ = link()
    other = {"ProgramCode": "1403811009", "ProgramName": "Northmoss Program", "SponsorName": "Northmoss",
             "SponsorCode": "380999"}  # fmt: skip
    run = stored(acgme(other), full=True, withdraw_absent=True)
    program.refresh_from_db()
    assert program.withdrawn_on == TODAY and run.counts["withdrawn"] == 1


def test_a_hospital_takes_the_zip_code_its_programs_share():
    program, _ = link(zip="44106")
    assert (program.zip_code, program.institution.zip_code) == ("44106", "44106")


def test_a_hospital_in_two_places_takes_none():
    stored(acgme({"zip": "44106"}, {"zip": "45219", "ProgramCode": "1403811002"}))
    assert Institution.objects.get().zip_code == ""


# ---- tracks ----
def test_a_newer_list_of_tracks_renames_adds_and_deletes_nothing():
    stored(tracks({}))
    newer = {"institution_display": "Quill Harbor University Hosp", "track_letter": "P"}
    newer["nrmp_program_code"] = "1011140P0"
    run = stored(tracks(newer))
    program = Program.objects.get()
    assert (run.added, run.changed, run.counts["not_in_file"]) == (1, 1, 1)
    assert " university" in program.search_text and " 1011140p0" in program.search_text
    assert program.tracks.count() == 2


def test_a_list_of_tracks_leaves_what_admins_curated():
    stored(tracks({}))
    Program.objects.update(setting="community", training_years=6, city="Quill Harbor")
    stored(tracks({"state": "PA"}))
    program = Program.objects.get()
    assert (program.setting, program.training_years, program.city) == ("community", 6, "Quill Harbor")
    assert program.state == "PA"


def test_acgme_rows_find_the_programs_of_the_tracks():
    stored(tracks({}))
    run = stored(acgme({}))
    assert counts(run) == {"changed": 1}
    assert Track.objects.get().program.acgme_code == "1403811001"


# ---- the shipped lists ----
def test_the_shipped_lists_become_the_catalogue():
    first, obgyn, georgia = (runs.store(shipped_run(file), today=TODAY) for file in FILES)
    assert (Track.objects.count(), Program.objects.filter(imported_in=first).count()) == (6263, 4489)
    assert first.added == 6263 + 854 + 44 + 4489
    assert Track.objects.get(nrmp_code="3200040A0").program.specialty.code == "040", "leading zeros are kept"
    assert Program.objects.filter(tracks__kind="P", specialty__code="999").first().training_years == 1
    assert Program.objects.exclude(acgme_code=None).count() > 400
    assert not Program.objects.filter(search_text="")
    assert not (obgyn.errors or georgia.errors)
    assert any("1204200001" in words for words in georgia.warnings)
    assert any("2201021354" in words for words in obgyn.warnings)
    assert any("20 filled of 18" in words for words in georgia.warnings)
    over = Program.objects.get(acgme_code="1204200001")
    assert (over.positions_approved, over.positions_filled, over.state) == (18, 20, "GA")
    for file in FILES:
        again = runs.store(shipped_run(file), today=TODAY)
        assert (again.added, again.changed) == (0, 0), file.path.name
    assert not ImportChange.objects.filter(run=again).exclude(kind="conflicting")


# ---- all or nothing ----
def test_a_bad_row_stops_the_import_unless_it_is_left_out():
    content = acgme({}, {"ProgramCode": "x"})
    with pytest.raises(BadFile, match="Line 3"):
        stored(content)
    assert not Program.objects.exists() and not Specialty.objects.exists()
    run = stored(content, leave_out=True)
    assert Program.objects.count() == 1
    assert run.counts["left_out"] == 1 and run.errors == ["Line 3: “x” is not a code of digits."]


@pytest.mark.parametrize("more", [1, 30])
def test_the_same_number_of_queries_for_many_rows(more, django_assert_max_num_queries):
    rows = [{"ProgramCode": f"14038{n:05}", "SponsorCode": f"38{n:04}", "SponsorName": f"Hospital {n}",
             "ProgramName": f"Hospital {n} Program"} for n in range(more)]  # fmt: skip
    with django_assert_max_num_queries(40):
        stored(acgme(*rows))
