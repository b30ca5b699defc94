"""A program corrects and answers what is written about it; an admin decides; nothing is lost, nothing doubled."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from accounts.outbox import letters
from programs.actions import suggestions as actions
from programs.mails import load_suggestions
from programs.models import FactSuggestion, ProgramFact
from programs.models.evidence import a_year
from tests.factories import make_member, make_user
from tests.programs.makers import make_fact, make_hospital_program


@pytest.fixture
def program(db):
    return make_hospital_program("Brindle Bay Hospital")


@pytest.fixture
def fact(program):
    return make_fact(program, "research_support", "no", detail="No statistician.", as_of=ago(100))


@pytest.fixture
def director(program):
    return make_member(program, user=make_user("Dr. Dee"), role="program_director").user


@pytest.fixture
def staff(client, director):
    client.force_login(director)
    return client


@pytest.fixture
def editor(db):
    return make_user("Addie Editor", is_staff=True)


def ago(days):
    return timezone.localdate() - timedelta(days=days)


CORRECTION = {
    "kind": "correction",
    "words": "A statistician since July.",
    "value": "yes",
    "source": "Department page",
    "source_url": "",
}


def typed(**changed):
    return CORRECTION | {"as_of": str(ago(5))} | changed


def send(client, program, fact=None, **data):
    url = reverse("programs:suggest", args=[program.pk])
    return client.post(f"{url}?fact={fact.pk}" if fact else url, data)


def suggested(program, fact, director, **fields):
    return actions.suggest(
        program=program,
        about=fact,
        kind="correction",
        fact_kind=fact.kind,
        words="A statistician since July.",
        value="yes",
        source="Department page",
        as_of=ago(5),
        by=director,
        **fields,
    )


# ---- suggesting ----
def test_a_correction_waits_and_changes_nothing(staff, program, fact, director):
    for _ in range(2):  # pressed twice
        response = send(staff, program, fact, **typed())
        assert response.status_code == 302
    row = FactSuggestion.objects.get()
    assert (row.state, row.kind, row.about, row.fact_kind) == ("open", "correction", fact, "research_support")
    assert (row.suggested_by, row.value, row.as_of) == (director, "yes", ago(5))
    assert ProgramFact.objects.count() == 1
    html = staff.get(response.url).content.decode()
    assert "A statistician since July." in html and "With our editors" in html and "Take back" in html
    assert "A statistician" not in staff.get(reverse("programs:program", args=[program.pk])).content.decode()


def test_the_form_shows_what_stands_there(staff, program, fact):
    html = staff.get(reverse("programs:suggest", args=[program.pk]) + f"?fact={fact.pk}").content.decode()
    assert "No statistician." in html and "As it stands" in html


def test_a_reply_is_words_alone(staff, program, fact):
    assert send(staff, program, fact, kind="reply", words="We are looking for one.").status_code == 302
    row = FactSuggestion.objects.get()
    assert (row.kind, row.words, row.value, row.as_of) == ("reply", "We are looking for one.", "", None)


def test_a_missing_fact(staff, program):
    data = typed(fact_kind="visa_support", part="visa_j1")
    assert send(staff, program, **data).status_code == 302
    row = FactSuggestion.objects.get()
    assert (row.kind, row.about, row.fact_kind, row.part) == ("new", None, "visa_support", "visa_j1")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "Ask Dr. Hale, she does it."}, "words"),
        ({"words": "x" * 301}, "words"),
        ({"kind": "reply", "words": ""}, "words"),
        ({"kind": "reply", "words": "Prof Hale knows."}, "words"),
        ({"value": ""}, "value"),
        ({"value": "maybe"}, "value"),
        ({"source": ""}, "source"),
        ({"as_of": ""}, "as_of"),
        ({"as_of": str(timezone.localdate() + timedelta(days=3))}, "as_of"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
    ],
)
def test_bad_input_comes_back_with_the_words(staff, program, fact, changed, field):
    response = send(staff, program, fact, **typed(**changed))
    assert response.status_code == 200 and field in response.context["form"].errors
    assert not FactSuggestion.objects.exists()
    if changed.get("words") != "":
        assert "Department page" in response.content.decode() or changed.get("source") == ""


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"fact_kind": ""}, "fact_kind"),
        ({"fact_kind": "charm"}, "fact_kind"),
        ({"fact_kind": "onboarding_part"}, "part"),
        ({"fact_kind": "volume", "part": "visa_j1"}, "part"),
        ({"fact_kind": "board_pass_rate"}, "numerator"),
        ({"fact_kind": "board_pass_rate", "numerator": 28, "denominator": 30}, "span_years"),
        ({"fact_kind": "board_pass_rate", "percent": 101, "span_years": 3}, "percent"),
        ({"fact_kind": "board_pass_rate", "numerator": 31, "denominator": 30, "span_years": 3}, "numerator"),
        ({"fact_kind": "fellowship_match"}, "place"),
        ({"fact_kind": "fellowship_match", "place": "Lakemoor"}, "year"),
        ({"fact_kind": "fellowship_match", "year": 2025}, "place"),
        ({"fact_kind": "fellowship_match", "place": "Lakemoor", "year": 25}, "year"),
        ({"fact_kind": "fellowship_match", "numerator": 3, "denominator": 24}, "span_years"),
    ],
)
def test_figures_that_do_not_fit_are_refused_at_their_field(staff, program, changed, field):
    response = send(staff, program, **typed(**changed))
    assert response.status_code == 200 and field in response.context["form"].errors
    assert not FactSuggestion.objects.exists()


def test_a_fact_of_another_program_is_not_there(staff, program):
    other = make_fact(make_hospital_program("Northmoss"))
    url = reverse("programs:suggest", args=[program.pk])
    assert staff.get(f"{url}?fact={other.pk}").status_code == 404
    assert staff.get(f"{url}?fact={10**30}").status_code == 200  # nonsense asks for nothing
    assert staff.get(f"{url}?fact=x").status_code == 200


def test_taking_back(staff, program, fact, director):
    row = suggested(program, fact, director)
    url = reverse("programs:suggestion_withdraw", args=[row.pk])
    for _ in range(2):
        assert staff.post(url).status_code == 302
    row.refresh_from_db()
    assert row.state == "withdrawn" and row.decided_at is None
    assert suggested(program, fact, director).pk != row.pk  # it may be suggested anew


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_one_and_thirty(
    staff, program, director, rows, django_assert_num_queries
):
    for number in range(rows):
        made = make_fact(program, detail=f"Fact {number}.")
        actions.suggest(program=program, about=made, kind="reply", words=f"Word {number}.", by=director)
    url = reverse("programs:suggestions", args=[program.pk])
    staff.get(url)
    with django_assert_num_queries(5):  # session, user, program, rows, roles
        staff.get(url)


# ---- deciding ----
def test_accepted_it_stands_beside_the_old_one(program, fact, director, editor):
    row = suggested(program, fact, director)
    assert actions.accept(suggestion=row, by=editor) is True
    assert actions.accept(suggestion=row, by=editor) is False
    assert actions.decline(suggestion=row, by=editor, reason="No.") is False
    row.refresh_from_db()
    new = ProgramFact.objects.get(source="Department page")
    assert (row.state, row.decided_by, row.became) == ("accepted", editor, new)
    assert (new.source_kind, new.value, new.as_of, new.entered_by) == ("program", "yes", ago(5), editor)
    assert ProgramFact.objects.filter(pk=fact.pk).exists() and ProgramFact.objects.count() == 2


def test_opposite_facts_disagree_on_the_page(staff, program, fact, director, editor):
    actions.accept(suggestion=suggested(program, fact, director), by=editor)
    html = staff.get(reverse("programs:program", args=[program.pk])).content.decode()
    assert "Sources disagree" in html and "No statistician." in html and "A statistician since July." in html


def test_the_same_words_twice_make_one_fact(program, fact, director, editor):
    first = suggested(program, fact, director)
    actions.accept(suggestion=first, by=editor)
    second = suggested(program, fact, director)
    assert second.pk != first.pk
    actions.accept(suggestion=second, by=editor)
    assert ProgramFact.objects.count() == 2


def test_declined_with_a_reason_the_program_reads(staff, program, fact, director, editor):
    row = suggested(program, fact, director)
    with pytest.raises(ValueError, match="reason"):
        actions.decline(suggestion=row, by=editor, reason="  ")
    assert actions.decline(suggestion=row, by=editor, reason="The page says otherwise.") is True
    html = staff.get(reverse("programs:suggestions", args=[program.pk])).content.decode()
    assert "The page says otherwise." in html and "Not accepted" in html and "Addie" not in html
    assert ProgramFact.objects.count() == 1


def test_a_suggestion_taken_back_is_not_decided(program, fact, director, editor):
    row = suggested(program, fact, director)
    actions.withdraw(suggestion=row, by=director)
    assert actions.accept(suggestion=row, by=editor) is False
    assert ProgramFact.objects.count() == 1


# ---- the mail ----
def test_one_mail_with_one_link_and_no_words(program, fact, director, editor):
    row = suggested(program, fact, director)
    for _ in range(2):
        actions.decline(suggestion=row, by=editor, reason="The page says otherwise.")
    [mail] = OutgoingMail.objects.filter(kind="suggestion_decided")
    assert (mail.recipient, mail.data) == (director, {"suggestion": row.pk})
    letter = letters.write(mail, letters.load_batch([mail])[mail.pk])
    assert letter.subject == "Our editors answered: Brindle Bay Hospital"
    for words in (letter.text, letter.html):
        assert words.count(reverse("programs:suggestions", args=[program.pk])) == 1
        assert "otherwise" not in words and "statistician" not in words


def test_nobody_who_left_is_written_to(program, fact, director, editor):
    actions.decline(suggestion=suggested(program, fact, director), by=editor, reason="No.")
    mails = list(OutgoingMail.objects.filter(kind="suggestion_decided"))
    assert list(load_suggestions(mails)) == [mails[0].pk]
    director.memberships.update(ended_on=timezone.localdate())
    assert load_suggestions(mails) == {}


# ---- the admin ----
@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page_of(row):
    return reverse("admin:programs_factsuggestion_change", args=[row.pk])


def test_the_desk_shows_old_beside_new_and_how_many_wait(desk, program, fact, director):
    row = suggested(program, fact, director)
    assert b"1 suggestion waits" in desk.get(reverse("admin:programs_factsuggestion_changelist")).content
    html = desk.get(page_of(row)).content.decode()
    assert "No statistician." in html and "A statistician since July." in html


def test_a_decision_at_the_desk(desk, program, fact, director, editor):
    row = suggested(program, fact, director)
    for _ in range(2):
        assert desk.post(page_of(row), {"decision": "accept", "decision_reason": ""}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("accepted", editor)
    assert ProgramFact.objects.count() == 2
    assert b"0 suggestions wait" in desk.get(reverse("admin:programs_factsuggestion_changelist")).content
    html = desk.get(page_of(row)).content.decode()
    assert 'name="decision"' not in html and 'name="_save"' not in html and "Addie Editor" in html


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"decision": "decline", "decision_reason": " "}, "decision_reason"),
        ({"decision": "", "decision_reason": "x"}, "decision"),
        ({"decision": "perhaps"}, "decision"),
    ],
)
def test_half_a_decision_is_none(desk, program, fact, director, data, field):
    row = suggested(program, fact, director)
    response = desk.post(page_of(row), data)
    assert response.status_code == 200 and field in response.context["adminform"].form.errors
    row.refresh_from_db()
    assert row.state == "open"


def test_suggestions_are_neither_made_nor_deleted_at_the_desk(desk, program, fact, director):
    row = suggested(program, fact, director)
    assert desk.get(reverse("admin:programs_factsuggestion_add")).status_code == 403
    assert desk.post(reverse("admin:programs_factsuggestion_delete", args=[row.pk])).status_code == 403


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "board_pass_rate", "percent": "101", "span_years": 3}, "percent"),
        ({"kind": "board_pass_rate", "percent": "96.5"}, "span_years"),
        ({"kind": "fellowship_match", "place": "Lakemoor"}, "year"),
        ({"kind": "fellowship_match", "numerator": 3, "denominator": 24}, "span_years"),
        ({"kind": "model_present"}, "part"),
        ({"kind": "volume", "part": "tiered"}, "part"),
        ({"detail": "Dr. Hale mentors everybody."}, "detail"),
    ],
)
def test_the_desk_refuses_the_same_statements(desk, program, changed, field):
    data = {
        "program": program.pk, "kind": "volume", "value": "yes", "detail": "Busy.", "source_kind": "website",
        "source": "Page", "as_of": str(ago(3)),
    } | changed  # fmt: skip
    response = desk.post(reverse("admin:programs_programfact_add"), data)
    assert response.status_code == 200 and field in response.context["adminform"].form.errors
    assert not ProgramFact.objects.exists()


def test_years_are_four_digits():
    a_year(2025)
    for year in (25, 1989, timezone.localdate().year + 1):
        with pytest.raises(ValidationError):
            a_year(year)
