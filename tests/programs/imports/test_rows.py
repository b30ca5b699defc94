"""Every nasty row and file that spreadsheets, exports and people make."""

import pytest

from programs.importers import BadFile, proposed, read_table
from programs.importers.codes import BadCode, program_code, state_warning
from programs.importers.tables import clean
from tests.programs.imports.makers import ACGME_HEADER, ACGME_ROW, acgme, read, tracks

KNOWN = {"040", "140", "120", "220", "401"}


def row(**wrong):
    """The one row of a list, and everything said about it."""
    reading = read(acgme(wrong))
    assert not reading.errors, reading.errors
    return reading.rows[0], " ".join(words for _, words in reading.warnings), reading.repaired


def error(**wrong):
    reading = read(acgme(wrong))
    [(line, words)] = reading.errors
    assert line == 2 and not reading.rows
    return words


# ---- codes ----
@pytest.mark.parametrize(
    ("text", "state", "specialty", "code", "padded"),
    [
        ("1403811001", "OH", "140", "1403811001", False),
        ("401221037", "GA", "040", "0401221037", True),  # a zero lost in front
        ("401221037", "", "", "0401221037", True),
        ("401221037", "AK", "401", "4010221037", True),  # the row says another specialty: the state's zero
        ("140311024", "AZ", "140", "1400311024", True),  # 140 + 3 + 11024, joined
        ("140311024", "", "", "1400311024", True),  # no specialty is 014
        ("40311024", "AZ", "", "0400311024", True),  # both
        ("1401211001.0", "GA", "140", "1401211001", False),
        ("401211001.0", "GA", "040", "0401211001", True),
        ("140-12-11001", "GA", "140", "1401211001", False),
    ],
)
def test_lost_zeros_come_back(text, state, specialty, code, padded):
    assert program_code(text, known=KNOWN, state=state, specialty=specialty) == (code, padded)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.40E+09", "rounded by a spreadsheet"),
        ("1.401211001E+9", "rounded by a spreadsheet"),
        ("14012110011", "has 11 digits"),
        ("14012", "has 5 digits"),
        ("99988777", "no specialty's code fits"),
        ("=cmd()", "not a code of digits"),
        ("١٤٠١٢١١٠٠١", "not a code of digits"),
        ("140121100A", "not a code of digits"),
    ],
)
def test_no_code_is_invented(text, words):
    with pytest.raises(BadCode, match=words):
        program_code(text, known=KNOWN)


@pytest.mark.parametrize(
    "code", ["401221037", "1401211001.0", '="1401211001"', "'1401211001", "1401211001\u200b"]
)
def test_repaired_program_codes_are_rows_of_the_list(code):
    found, _, _ = row(
        ProgramCode=code,
        ProgramStateName="GA",
        SpecialtyNumericCode="040" if code.startswith("4") else "140",
        SpecialtyName="",
    )
    assert found.code in ("0401221037", "1401211001")


def test_a_sponsor_code_is_six_digits_again():
    found, _, repaired = row(SponsorCode="12345")
    assert found.sponsor_code == "012345"
    assert repaired["sponsor"] == 1


@pytest.mark.parametrize("text", ["380123.0", "380123"])
def test_a_sponsor_code_from_a_spreadsheet(text):
    assert row(SponsorCode=text)[0].sponsor_code == "380123"


def test_a_specialty_number_lost_its_zero():
    found, _, _ = row(ProgramCode="403811001", SpecialtyNumericCode="40", SpecialtyName="Anesthesiology")
    assert found.code == "0403811001"


def test_an_unknown_specialty_prefix_is_an_error():
    assert "No specialty has the number 997" in error(
        ProgramCode="9973811001", SpecialtyNumericCode="", SpecialtyName=""
    )


def test_a_specialty_that_the_row_spells_out_is_new():
    found, said, _ = row(ProgramCode="9973811001", SpecialtyNumericCode="997", SpecialtyName="Space medicine")
    assert found.specialty == "Space medicine" and "new to us" in said


def test_a_prefix_that_disagrees_with_the_specialty_is_an_error():
    assert "the row says 120" in error(SpecialtyNumericCode="120")


@pytest.mark.parametrize(
    ("code", "state", "said"),
    [
        ("1204200001", "GA", "PR"),  # Hamilton, Dalton
        ("2201021354", "MD", "DC"),  # National Capital Consortium, Bethesda
    ],
)
def test_state_digits_that_disagree_are_a_warning(code, state, said):
    words = state_warning(code, state)
    assert f"state digits of {said}" in words and f"Kept as {state}" in words
    found, warned, _ = row(
        ProgramCode=code, ProgramStateName=state, SpecialtyNumericCode=code[:3], SpecialtyName="Any"
    )
    assert (found.code, found.state) == (code, state) and words in warned


def test_state_digits_that_agree_or_are_unknown_say_nothing():
    assert state_warning("1403811001", "OH") == "" and state_warning("1401311001", "GU") == ""


def test_a_duplicate_code_is_an_error():
    reading = read(acgme({}, {"ProgramName": "Another Program"}))
    assert reading.errors == [(3, "1403811001 stands on line 2 already.")]
    assert len(reading.rows) == 1


def test_of_two_years_the_newer_row_counts():
    reading = read(acgme({}, {"AcademicYearRange": "2024-2025", "PositionsFilledTotal": "9"}))
    assert [(r.year, r.filled) for r in reading.rows] == [(2025, 20)]
    assert "two years" in reading.warnings[0][1]


# ---- numbers, states, words ----
def test_more_filled_than_approved_is_kept_and_said():
    found, said, _ = row(PositionsFilledTotal="20", ApprovedPositions="18")
    assert (found.approved, found.filled) == (18, 20) and "20 filled of 18" in said


@pytest.mark.parametrize(
    ("text", "number"), [("18.0", 18), ("1,018", 1018), ("", None), ("-", None), ("N/A", None)]
)
def test_positions(text, number):
    assert row(PositionsFilledTotal=text)[0].filled == number


@pytest.mark.parametrize("text", ["-3", "many", "18.5", "1e3", "99999"])
def test_positions_that_are_none(text):
    assert "is not a number of people" in error(PositionsFilledTotal=text)


@pytest.mark.parametrize("state", ["Ohio", "OH", "oh", " ohio\u200b ", "OHIO"])
def test_a_state_by_name_and_by_letters(state):
    assert row(ProgramStateName=state)[0].state == "OH"


def test_a_state_that_is_none():
    assert "“Ohayo” is not a state" in error(ProgramStateName="Ohayo")


def test_without_a_state_the_digits_say_it():
    assert row(ProgramStateName="")[0].state == "OH"


@pytest.mark.parametrize(
    "status",
    ["Voluntary Withdrawal", "Accreditation Withdrawn", "Expedited Withdrawal", "Administrative Withdrawal",
     "Withdrawal Under Special Circumstances", "voluntary withdrawal"],
)  # fmt: skip
def test_a_withdrawn_status(status):
    found, said, _ = row(ProgramAccreditationName=status)
    assert found.is_withdrawn and not said


def test_a_status_nobody_knows_is_kept_and_said():
    found, said, _ = row(ProgramAccreditationName="Accredited (legacy)")
    assert found.status == "Accredited (legacy)" and not found.is_withdrawn and "do not know" in said


@pytest.mark.parametrize(
    ("text", "years"),
    [("3", 3), ("3.0", 3), ("36", 3), ("3 years", 3), ("1.5", 2), ("0", None), ("x", None), ("99", None)],
)
def test_length_of_training(text, years):
    assert row(ProgramLengthofTraining=text)[0].years == years


@pytest.mark.parametrize(
    ("text", "year"),
    [("2025-2026", 2025), ("AY 2025-26", 2025), ("AY2025-2026", 2025), ("2025", 2025), ("now", None)],
)
def test_academic_year(text, year):
    assert row(AcademicYearRange=text)[0].year == year


@pytest.mark.parametrize(
    ("text", "flag"), [("Yes", True), ("TRUE", True), ("1.0", True), ("N", False), ("", None)]
)
def test_is_a_subspecialty(text, flag):
    assert row(IsSubspecialty=text)[0].is_subspecialty is flag


@pytest.mark.parametrize(
    ("zip_code", "address", "found", "said"),
    [
        ("43210", "", "43210", ""),
        ("43210-1234", "", "43210", ""),
        ("43210.0", "", "43210", ""),
        ("11100", "11100 Euclid Avenue\nCleveland, OH 44106-2602", "44106", "so the address says"),
        ("11100", "", "", "is not in OH"),
        ("", "Cleveland, OH 44106", "44106", ""),
        ("none", "", "", ""),
    ],
)
def test_zip_codes(zip_code, address, found, said):
    got, words, _ = row(zip=zip_code, address=address)
    assert got.zip_code == found and said in words and bool(words) == bool(said)


def test_a_zip_code_that_lost_its_zero():
    got, _, repaired = row(zip="2118", ProgramStateName="MA", ProgramCode="1402411001")
    assert got.zip_code == "02118" and repaired["ZIP"] == 1


@pytest.mark.parametrize(
    ("text", "address"),
    [("http://x.example/a", "http://x.example/a"), ("www.x.example", "https://www.x.example"),
     ("javascript:alert(1)", ""), ("see our page", "")],
)  # fmt: skip
def test_websites(text, address):
    assert row(website=text)[0].website == address


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-cmd()"])
@pytest.mark.parametrize("column", ["ProgramName", "SponsorName", "ProgramCity"])
def test_formulas_are_errors(text, column):
    assert "is a formula" in error(**{column: text})


def test_names_are_cleaned():
    found, _, _ = row(ProgramName=" Quill\u00a0Harbor \u200bMedical\r\nCenter  Program ")
    assert found.name == "Quill Harbor Medical Center Program"


@pytest.mark.parametrize("column", ["ProgramCode", "ProgramName"])
def test_what_must_be_there(column):
    assert "is empty" in error(**{column: "\u200b"})


def test_too_long_a_name():
    assert "longer than 200" in error(ProgramName="x" * 201)


# ---- files ----
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(encoding, delimiter):
    reading = read(acgme({"ProgramName": "Élan Hospital Program"}, encoding=encoding, delimiter=delimiter))
    assert reading.rows[0].name == "Élan Hospital Program"


def test_windows_1252_is_read_and_said():
    table = read_table(acgme({}, {"ProgramName": "Élan", "ProgramCode": "1403811002"}, encoding="cp1252"))
    assert "Windows-1252" in table.notes[0] and "line 3" in table.notes[0]
    assert "Élan" in table.rows[1][1]


def test_garbled_letters_are_said():
    table = read_table(acgme({"ProgramName": "Ã‰lan of SÃ£o".encode().decode()}))
    assert "garbled" in table.notes[0] and "line 2" in table.notes[0]


def test_cells_of_several_lines_keep_the_count():
    content = acgme(
        {"address": "One\nTwo\nThree"}, {"ProgramCode": "1403811002", "ProgramStateName": "Ohayo"}
    )
    assert read(content).errors == [(5, "“Ohayo” is not a state.")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n\n", "empty"),
        (",".join(ACGME_HEADER).encode(), "no rows"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel workbook"),
        (b"a,b\n\0\1,2", "not text"),
        (b"a,b\n\x81\xff,2", "not UTF-8"),
        (",".join(ACGME_HEADER).encode() + b'\n"never closed', "not a readable CSV row"),
        (b"a,b\n1,2", "Missing columns: ACGME program code, Program name"),
        (b"x" * 20_000_001, "larger than 20 MB"),
        (b"a,b\n" + b"1,2\n" * 60_001, "60,001 rows"),
    ],
)
def test_a_file_that_is_no_list_says_so(content, words):
    with pytest.raises(BadFile, match=words):
        read(content)


def test_a_short_row_is_named():
    assert "Only 2 cells" in read(acgme({}) + b"\n1403811002,x").errors[0][1]


def test_blank_rows_do_not_count():
    assert len(read(acgme({}) + b",,,\r\n \r\n").rows) == 1


# ---- columns ----
@pytest.mark.parametrize(
    "code", ["program_id", "Program Number", "program code", "ProgramCode", "\ufeffProgramCode"]
)
@pytest.mark.parametrize("sponsor", ["sponsor", "Sponsoring Institution", "SponsorName"])
@pytest.mark.parametrize(
    ("approved", "filled"), [("approved positions", "on duty"), ("total_positions", "filled")]
)
def test_columns_by_any_of_their_names(code, sponsor, approved, filled):
    shape, columns = proposed(
        [clean(name) for name in (filled, "program_name", sponsor, code, approved, "extra")]
    )
    assert shape.key == "programs"
    assert columns == {
        "code": clean(code), "name": "program_name", "sponsor": sponsor, "approved": approved, "filled": filled,
    }  # fmt: skip


def test_every_column_of_the_public_export_is_known():
    assert set(proposed(list(ACGME_HEADER))[1].values()) == set(ACGME_HEADER)


def test_columns_may_come_in_any_order():
    assert read(acgme({}, columns=tuple(reversed(ACGME_HEADER)))).rows[0].code == ACGME_ROW["ProgramCode"]


# ---- tracks ----
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"nrmp_program_code": "1011140X0"}, "Track letter"),
        ({"nrmp_program_code": "10111400"}, "dropped its zeros"),
        ({"nrmp_program_code": "1401211001.0"}, "dropped its zeros"),
        ({"nrmp_program_code": "=cmd()"}, "is not an NRMP code"),
        ({"nrmp_program_code": ""}, "is empty"),
        ({"specialty_code": "120"}, "does not fit"),
        ({"institution_code": "1012"}, "does not fit"),
        ({"track_letter": "P"}, "Track letter"),
        ({"state": "Ohayo"}, "not a state"),
        ({"program_name": "x" * 121}, "longer than 120"),
        ({"program_name": "=1+1"}, "is a formula"),
        ({"institution_display": "\u200b"}, "is empty"),
    ],
)
def test_a_bad_track_is_named_by_its_line(wrong, words):
    [(line, said)] = read(tracks(wrong)).errors
    assert line == 2 and words in said


def test_tracks_that_contradict_each_other():
    reading = read(
        tracks(
            {}, {}, {"nrmp_program_code": "1011140P0", "track_letter": "P", "institution_display": "Other"}
        )
    )
    assert [line for line, _ in reading.errors] == [3, 4]
    assert "stands on line 2" in reading.errors[0][1] and "on line 2" in reading.errors[1][1]


def test_what_spreadsheets_do_to_tracks_is_repaired():
    reading = read(
        tracks(
            {"specialty_code": "40", "institution_code": "1011.0", "state": "ohio", "nrmp_program_code": "1011040a0",
             "track_letter": "a", "specialty": "Anesthesiology"},
            {"program_name": " Internal\u00a0Medicine\u200b"},
            encoding="utf-8-sig",
        )
    )  # fmt: skip
    assert reading.repaired["specialty_code"] == 1
    assert [(r.specialty_code, r.institution_code, r.state) for r in reading.rows[:1]] == [
        ("040", "1011", "OH")
    ]
    assert reading.rows[1].name == "Internal Medicine"
