"""The admin's pages of the catalogue: staff open them, others do not, and bad statements are refused at their field."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.models import Answer, Evaluation, ImportRun, NamedPerson, Program, ProgramFact
from tests.factories import make_user
from tests.programs.makers import make_fact, make_hospital_program, make_track

MODELS = ["program", "programfact", "institution", "specialty", "importrun"]


@pytest.fixture
def editor(client, db):
    user = make_user("Addie Editor", is_staff=True)
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def program(db):
    program = make_hospital_program("Brindle Bay Hospital")
    make_track(program)
    make_fact(program)
    ImportRun.objects.create(file_name="x.csv", checksum="0" * 64, source="a test", vintage="2026")
    return program


def fact_fields(program, **changed):
    return {
        "program": program.pk,
        "kind": "volume",
        "value": "yes",
        "detail": "Nine patients a day.",
        "source_kind": "website",
        "source": "Program website",
        "as_of": str(timezone.localdate()),
    } | changed


def post_fact(client, program, **changed):
    return client.post(reverse("admin:programs_programfact_add"), fact_fields(program, **changed))


@pytest.mark.parametrize("model", MODELS)
def test_staff_open_every_page(editor, program, model):
    first = admin.site._registry
    [item] = [found for found in first if found._meta.label_lower == f"programs.{model}"]
    assert editor.get(reverse(f"admin:programs_{model}_changelist")).status_code == 200
    pk = item.objects.first().pk
    assert editor.get(reverse(f"admin:programs_{model}_change", args=[pk])).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_others_are_sent_away(client, program, model):
    client.force_login(make_user())
    response = client.get(reverse(f"admin:programs_{model}_changelist"))
    assert response.status_code == 302 or "login" in str(response.content)


def test_private_models_have_no_page():
    assert not {Evaluation, Answer, NamedPerson} & set(admin.site._registry)


@pytest.mark.parametrize("model", ["program", "institution", "specialty", "importrun"])
def test_nothing_of_the_catalogue_is_deleted(editor, program, model):
    [item] = [found for found in admin.site._registry if found._meta.label_lower == f"programs.{model}"]
    assert (
        editor.post(reverse(f"admin:programs_{model}_delete", args=[item.objects.first().pk])).status_code
        == 403
    )


def test_imports_are_read_only(editor, program):
    run = ImportRun.objects.get()
    assert (
        editor.post(reverse("admin:programs_importrun_change", args=[run.pk]), {"source": "x"}).status_code
        == 403
    )


def test_a_fact_knows_who_entered_it(editor, program):
    assert post_fact(editor, program).status_code == 302
    assert ProgramFact.objects.get(detail="Nine patients a day.").entered_by == editor.user


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"source": ""}, "source"),
        ({"source_kind": ""}, "source_kind"),
        ({"as_of": ""}, "as_of"),
        ({"as_of": str(timezone.localdate() + timedelta(days=2))}, "as_of"),
        ({"as_of": "last year"}, "as_of"),
        ({"value": "maybe"}, "value"),
        ({"kind": "charm"}, "kind"),
        ({"numerator": 3}, "denominator"),
        ({"numerator": 5, "denominator": 4}, "numerator"),
        ({"kind": "board_pass_rate"}, "numerator"),
        ({"kind": "board_pass_rate", "numerator": 28, "denominator": 30}, "span_years"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_a_bad_fact_is_refused_at_its_field(editor, program, changed, field):
    response = post_fact(editor, program, **changed)
    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    assert ProgramFact.objects.count() == 1


def test_the_same_fact_twice_is_one_fact(editor, program):
    post_fact(editor, program)
    assert post_fact(editor, program).status_code == 200
    assert ProgramFact.objects.count() == 2


def change_form(client, program):
    url = reverse("admin:programs_program_change", args=[program.pk])
    page = client.get(url)
    fields = {}
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            fields[bound.html_name] = "" if value is None else value
    return url, fields


@pytest.mark.parametrize(
    ("override", "reason", "field"),
    [("mixed", "", "support_mode_reason"), ("", "Because.", "support_mode_override")],
)
def test_an_override_and_its_reason_come_together(editor, program, override, reason, field):
    url, fields = change_form(editor, program)
    response = editor.post(url, fields | {"support_mode_override": override, "support_mode_reason": reason})
    assert field in response.context["adminform"].form.errors
    program.refresh_from_db()
    assert program.support_mode_override == ""


def test_an_override_needs_a_fact(editor, program):
    program.facts.all().delete()
    url, fields = change_form(editor, program)
    words = {"support_mode_override": "mixed", "support_mode_reason": "Because."}
    assert "support_mode_override" in editor.post(url, fields | words).context["adminform"].form.errors


def test_an_override_with_reason_and_fact_is_kept_and_stands_in_the_history(editor, program):
    url, fields = change_form(editor, program)
    words = {"support_mode_override": "mixed", "support_mode_reason": "A committee since July."}
    assert editor.post(url, fields | words).status_code == 302
    program.refresh_from_db()
    assert program.support_mode_override == "mixed"
    assert LogEntry.objects.filter(user=editor.user, object_id=str(program.pk)).exists()


def test_a_wrong_acgme_code_is_told(editor, program):
    url, fields = change_form(editor, program)
    for code, ok in [("1201234567", False), ("140123", False), ("1401234567", True)]:
        response = editor.post(url, fields | {"acgme_code": code})
        assert (response.status_code == 302) is ok


def test_a_renamed_hospital_and_a_new_track_are_found(editor, program):
    institution = program.institution
    url = reverse("admin:programs_institution_change", args=[institution.pk])
    editor.post(url, {"code": institution.code, "name": "Quill Harbor Hospital", "state": "OH"})
    program.refresh_from_db()
    assert " quill" in program.search_text and program.sort_name.startswith("quill")

    url, fields = change_form(editor, program)
    fields |= {
        "tracks-TOTAL_FORMS": 2,
        "tracks-1-nrmp_code": "9999140P7",
        "tracks-1-name": "Rural",
        "tracks-1-kind": "P",
    }
    editor.post(url, fields | {"tracks-1-program": program.pk, "tracks-1-id": ""})
    program.refresh_from_db()
    assert " 9999140p7" in program.search_text


def test_rows_are_edited_in_the_list_and_withdrawn_there(editor, program):
    url = reverse("admin:programs_program_changelist")
    fields = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": program.pk,
        "form-0-setting": "hybrid",
        "form-0-training_years": 5,
        "_save": "Save",
    }
    editor.post(url, fields)
    program.refresh_from_db()
    assert (program.setting, program.training_years) == ("hybrid", 5)
    assert " brindle" in program.search_text

    editor.post(url, {"action": "withdraw", "_selected_action": [program.pk]})
    program.refresh_from_db()
    assert program.withdrawn_on == timezone.localdate()
    editor.post(url, {"action": "take_back", "_selected_action": [program.pk]})
    program.refresh_from_db()
    assert program.withdrawn_on is None


def test_the_lists_are_searched_like_the_catalogue(editor, program):
    make_hospital_program("Northmoss University Hospital")
    page = editor.get(reverse("admin:programs_program_changelist") + "?q=brin int").content.decode()
    assert "Brindle Bay" in page and "Northmoss" not in page
    page = editor.get(reverse("admin:programs_programfact_changelist") + "?q=brin").content.decode()
    assert "1 program fact" in page


@pytest.mark.parametrize("model", ["program", "programfact", "institution"])
def test_a_list_costs_the_same_for_two_rows_and_ten(editor, program, model):
    url = reverse(f"admin:programs_{model}_changelist")

    def cost():
        editor.get(url)
        with CaptureQueriesContext(connection) as captured:
            editor.get(url)
        return len(captured)

    def add(rows):
        for number in range(rows):
            make_fact(make_hospital_program(f"Hospital {Program.objects.count()} {number}"))

    add(1)
    before = cost()
    add(8)
    assert cost() == before
