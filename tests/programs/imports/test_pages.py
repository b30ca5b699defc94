"""What readers see of an import: standing and size with source and year, and no length that nobody stated."""

import pytest
from django.urls import reverse

from programs.finding import Found, Search
from programs.models import Program
from tests.factories import make_applicant
from tests.programs.imports.makers import acgme, stored
from tests.programs.makers import make_hospital_program

pytestmark = pytest.mark.django_db
FELLOWSHIP = {
    "ProgramCode": "1413811001", "SpecialtyNumericCode": "141", "SpecialtyName": "Cardiovascular disease",
    "IsSubspecialty": "Yes", "ProgramLengthofTraining": "",
}  # fmt: skip


@pytest.fixture
def reader(client):
    client.force_login(make_applicant())
    return client


def page_of(client):
    return client.get(reverse("programs:program", args=[Program.objects.get().pk])).content.decode()


def test_standing_and_size_with_source_and_year(reader):
    run = stored(acgme({"ApprovedPositions": "18"}))
    page = page_of(reader)
    for words in (
        "1403811001",
        "Continued Accreditation",
        "20 filled of 18 approved",
        "academic year 2025-2026",
        run.source,
    ):
        assert words in page


def test_a_program_no_list_told_about_has_no_such_panel(reader):
    make_hospital_program("Elan")
    assert "Accreditation and size" not in page_of(reader)


def test_a_length_nobody_stated_is_not_shown(reader):
    stored(acgme(FELLOWSHIP))
    program = Program.objects.get()
    assert not program.is_length_known and "length not known" in page_of(reader)
    assert Found(Search(), Program.objects.all()).rows[0]["length"] == ""
    stored(acgme(FELLOWSHIP | {"ProgramLengthofTraining": "3"}))
    program.refresh_from_db()
    assert (program.training_years, program.is_length_known) == (3, True)


def test_residencies_and_fellowships_apart(reader):
    stored(acgme({}, FELLOWSHIP))
    for kind, hits in (("residency", 1), ("fellowship", 1), ("", 2), ("x", 2)):
        assert Found(Search.read({"kind": kind}), Program.objects.all()).total == hits
    page = reader.get(reverse("programs:search") + "?kind=fellowship").content.decode()
    assert '<option value="fellowship" selected>Fellowships</option>' in page and "One program fits." in page
