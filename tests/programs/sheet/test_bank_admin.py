"""What an admin does to the question bank reaches every sheet, and never an answer."""

import pytest
from django.urls import reverse

from playbook.models import Question
from programs.questions import sheet_of
from tests.factories import make_user
from tests.programs.sheet.makers import TODAY, make_answer, make_evaluation, with_bank

pytestmark = pytest.mark.django_db
NEW = {
    "key": "Q-L9",
    "bank": "interview",
    "audience": "leadership",
    "topic": "cover",
    "kind": "question",
    "wording": "Who covers when a mentor leaves?",
    "green_cues": "A name",
    "red_cues": "We would see",
    "position": 900,
}


@pytest.fixture
def bank(client, db):
    with_bank()
    client.force_login(make_user("Ada Admin", is_staff=True, is_superuser=True))


@pytest.fixture
def evaluation(bank):
    return make_evaluation()


def change(client, question, **fields):
    url = reverse("admin:playbook_question_change", args=[question.pk])
    form = client.get(url).context["adminform"].form
    typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    return client.post(url, typed | fields)


def test_an_edit_reaches_what_was_not_asked_and_leaves_what_was(client, evaluation):
    other = make_evaluation(hospital="Elsewhere")
    make_answer(evaluation, "Q-L1", wording="As it was asked")

    assert change(client, Question.objects.get(key="Q-L1"), wording="Newly worded?").status_code == 302

    assert sheet_of(evaluation, today=TODAY).find("Q-L1").wording == "As it was asked"
    assert sheet_of(other, today=TODAY).find("Q-L1").wording == "Newly worded?"


def test_a_new_question_joins_every_sheet_and_a_retired_one_leaves_those_that_did_not_ask_it(
    client, evaluation
):
    assert client.post(reverse("admin:playbook_question_add"), NEW).status_code == 302
    assert "Q-L9" in [q.key for q in sheet_of(evaluation, today=TODAY).tab("leadership").questions]

    make_answer(evaluation, "Q-L9", wording=NEW["wording"])
    chosen = Question.objects.filter(key__in=["Q-L9", "Q-L3"]).values_list("pk", flat=True)
    act = {"action": "retire", "_selected_action": list(chosen)}
    client.post(reverse("admin:playbook_question_changelist"), act)

    whole = sheet_of(evaluation, today=TODAY)
    assert whole.find("Q-L9").wording == NEW["wording"]
    assert whole.find("Q-L3") is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"key": "Q/L9"}, "key"),
        ({"key": "own:3"}, "key"),
        ({"key": "Q-L1"}, "key"),
        ({"wording": "About {gaol}?"}, "wording"),
        ({"asked_per_need": "on"}, "wording"),
        ({"green_cues": " \n "}, "green_cues"),
        ({"red_cues": ""}, "red_cues"),
        ({"wording": ""}, "wording"),
    ],
)
def test_a_question_that_no_sheet_could_ask_comes_back_with_a_reason(client, bank, typed, field):
    before = Question.objects.count()
    page = client.post(reverse("admin:playbook_question_add"), NEW | typed)

    assert field in page.context["adminform"].form.errors
    assert Question.objects.count() == before
