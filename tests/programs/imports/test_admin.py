"""The admin's way from a file to the catalogue and back, and who may go it."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from programs.models import ImportRun, Program
from programs.tasks import run_imports
from tests.factories import make_applicant, make_user
from tests.programs.imports.makers import acgme, run_of, tracks
from tests.programs.makers import make_hospital_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user("Addie Editor", is_staff=True)
    client.force_login(user)
    client.user = user
    return client


def door(name, run):
    return reverse(f"admin:programs_importrun_{name}", args=[run.pk])


def upload(client, content, **more):
    fields = {
        "file": SimpleUploadedFile("list.csv", content),
        "source": "ACGME list",
        "vintage": "2025-2026",
    } | more
    return client.post(reverse("admin:programs_importrun_add"), fields, follow=True)


def columns_of(run, **more):
    return {f"column_{name}": column for name, column in run.column_map.items()} | more


def looked_at(client, content, **more):
    """A run whose differences are shown."""
    upload(client, content)
    run = ImportRun.objects.latest("pk")
    client.post(door("columns", run), columns_of(run, **more))
    run_imports()
    run.refresh_from_db()
    return run


def page_of(client, run, query=""):
    return client.get(door("change", run) + query).content.decode()


def test_from_a_file_to_the_catalogue_and_back(editor):
    page = upload(editor, acgme({})).content.decode()
    run = ImportRun.objects.get()
    assert run.imported_by == editor.user and run.state == "uploaded"
    assert "1403811001" in page and '<option value="ProgramCode" selected>' in page
    assert "SHA-256" in page and "Quill Harbor Medical Center Program" in page

    page = editor.post(door("columns", run), columns_of(run), follow=True).content.decode()
    assert "Waiting for a worker" in page and "hx-get" in page
    assert "HX-Refresh" not in editor.get(door("progress", run)).headers
    run_imports()
    assert editor.get(door("progress", run))["HX-Refresh"] == "true"

    page = page_of(editor, run)
    assert (
        "Nothing" not in page and "Store these differences" in page and "Quill Harbor Medical Center" in page
    )
    assert not Program.objects.exists()
    editor.post(door("confirm", run))
    run_imports()
    assert Program.objects.get().imported_in == run
    page = page_of(editor, run)
    assert "Imported" in page and "Take it back" in page

    assert "go back to what they were" in editor.get(door("undo", run)).content.decode()
    assert Program.objects.exists(), "looking changes nothing"
    editor.post(door("undo", run))
    run_imports()
    run.refresh_from_db()
    assert not Program.objects.exists() and run.undone_by == editor.user
    assert "Taken back" in page_of(editor, run)


def test_what_is_wrong_with_an_upload_stands_at_its_field(editor):
    page = upload(editor, b"PK\x03\x04", source="").content.decode()
    assert "Excel workbook" in page and "Say where the file comes from." in page
    assert 'value="2025-2026"' in page, "what was typed is kept"
    assert "larger than 20 MB" in upload(editor, b"x" * 20_000_001).content.decode()
    assert not ImportRun.objects.exists()


def test_columns_can_be_changed(editor):
    content = acgme({"Our number": "1403811009"})
    upload(editor, content)
    run = ImportRun.objects.get()
    page = editor.post(door("columns", run), columns_of(run, column_code="")).content.decode()
    assert "Choose the column that holds it." in page
    page = editor.post(door("columns", run), columns_of(run, column_code="ProgramName")).content.decode()
    assert "used for two fields" in page
    page = editor.post(
        door("columns", run), columns_of(run, year="soon", withdraw_absent="on")
    ).content.decode()
    assert "Write it as 2026-2027." in page and "Only a full list" in page
    editor.post(door("columns", run), columns_of(run, column_code="Our number"))
    run_imports()
    run.refresh_from_db()
    assert run.column_map["code"] == "Our number"
    assert "1403811009" in page_of(editor, run)


def test_another_kind_of_list(editor):
    upload(editor, tracks({}))
    run = ImportRun.objects.get()
    assert run.shape == "tracks"
    editor.post(door("columns", run), {"reshape": "1", "shape": "programs"})
    run.refresh_from_db()
    assert run.shape == "programs" and "code" not in run.column_map
    assert "ACGME program code" in page_of(editor, run)


def test_rows_that_cannot_be_taken_are_shown_and_left_out(editor):
    run = looked_at(editor, acgme({}, {"ProgramCode": "x"}))
    assert run.state == "failed"
    page = page_of(editor, run)
    assert "Line 3: “x” is not a code of digits." in page
    editor.post(door("columns", run), columns_of(run, leave_out="on"))
    run_imports()
    page = page_of(editor, run)
    assert "Left out" in page and "Line 3" in page and "Store these differences" in page


def test_rows_to_decide(editor):
    program = make_hospital_program("Quill Harbor Reg Hosp", code="140")
    run = looked_at(editor, acgme({}))
    page = page_of(editor, run)
    assert "To decide" in page and "Quill Harbor Reg Hosp" in page
    change = run.changes.get()
    editor.post(door("decide", run), {f"decide_{change.pk}": "999999"})
    run_imports()
    change = run.changes.get()
    assert change.kind == "conflicting", "only what was offered can be chosen"
    editor.post(door("decide", run), {f"decide_{change.pk}": str(program.pk)})
    run_imports()
    assert run.changes.get().kind == "changed"
    editor.post(door("confirm", run))
    run_imports()
    program.refresh_from_db()
    assert program.acgme_code == "1403811001"


def test_open_rows_of_an_import_that_is_done(editor):
    make_hospital_program("Quill Harbor Reg Hosp", code="140")
    run = looked_at(editor, acgme({}))
    editor.post(door("confirm", run))
    run_imports()
    assert "Decide the open rows" in page_of(editor, run)
    editor.post(door("again", run))
    run_imports()
    assert "Not decided" in page_of(editor, ImportRun.objects.latest("pk"))


def test_many_changes_come_in_pages_and_as_a_file(editor):
    rows = [
        {"ProgramCode": f"14038{n:05}", "ProgramName": f"=Hospital{n}" if n == 999 else f"H {n} Program"}
        for n in range(60)
    ]
    run = looked_at(editor, acgme(*rows))
    page = page_of(editor, run, "?kind=new&page=2")
    assert "Page 2 of 2" in page
    response = editor.get(reverse("admin:programs_importrun_changes", args=[run.pk]))
    table = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert {row["Kind"] for row in table} == {"New"}
    assert len({row["Code"] for row in table if row["What"] == "program"}) == 60


@pytest.mark.parametrize("rows", [1, 40])
def test_the_page_costs_the_same_for_many_changes(editor, rows, django_assert_max_num_queries):
    run = looked_at(editor, acgme(*({"ProgramCode": f"14038{n:05}"} for n in range(rows))))
    page_of(editor, run)
    with django_assert_max_num_queries(9):
        page_of(editor, run)


def test_a_step_too_late_says_so(editor):
    run = looked_at(editor, acgme({}))
    editor.post(door("confirm", run))
    run_imports()
    page = editor.post(door("confirm", run), follow=True).content.decode()
    assert "This import is at another step by now: imported." in page
    assert "another step" in editor.post(door("discard", run), follow=True).content.decode()
    assert ImportRun.objects.get().state == "done"


def test_a_file_can_be_forgotten(editor):
    run = looked_at(editor, acgme({}))
    editor.post(door("discard", run))
    assert not ImportRun.objects.exists()


def test_looking_writes_nothing(editor):
    run = looked_at(editor, acgme({}))
    before = ImportRun.objects.values().get()
    for name in ("columns", "confirm", "decide", "undo", "again", "discard", "progress", "changes", "change"):
        editor.get(door(name, run), follow=True)
    assert ImportRun.objects.values().get() == before


def test_words_of_a_file_are_only_words(editor):
    run = looked_at(
        editor, acgme({"ProgramName": "<script>alert(1)</script> Program", "SponsorName": "<b>x"})
    )
    page = page_of(editor, run)
    assert "<script>alert" not in page and "<b>x" not in page


DOORS = ("columns", "confirm", "decide", "undo", "again", "discard", "progress", "changes", "change")


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_staff_may(client, name, method):
    run = run_of(acgme({}))
    run.state = "checked"
    run.save()
    before = ImportRun.objects.values().get()
    for person in (None, make_applicant()):
        if person:
            client.force_login(person)
        response = getattr(client, method)(door(name, run))
        assert response.status_code in (302, 403), person
        assert "list.csv" not in response.content.decode()
    assert ImportRun.objects.values().get() == before


def test_only_staff_may_upload(client):
    client.force_login(make_applicant())
    upload(client, acgme({}))
    assert not ImportRun.objects.exists()


def test_the_second_step_of_signing_in_is_asked_for_here_too(editor, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    response = editor.get(reverse("admin:programs_importrun_add"))
    assert response.status_code == 302 and response.url == reverse("mfa_index")
