"""What is typed is kept on the server as it is typed, right or wrong, until the answer is saved."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from playbook.models import Question
from programs.models import AnswerDraft, WebsiteCheck
from tests.factories import make_need
from tests.programs.sheet.makers import make_answer, make_evaluation, with_bank

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluation(db, client):
    with_bank()
    evaluation = make_evaluation()
    client.force_login(evaluation.applicant)
    return evaluation


@pytest.fixture
def draft(client, evaluation):
    def post(key="Q-L1", opened=None, **typed):
        opened = opened or timezone.now()
        url = reverse("programs:answer_draft", args=[evaluation.pk, key])
        typed = {"of": "", "opened": opened.isoformat(), **typed}
        return client.post(url, typed, headers={"HX-Request": "true"}).content.decode()

    return post


def page(client, evaluation, key="Q-L1", query=""):
    return client.get(reverse("programs:answer", args=[evaluation.pk, key]) + query)


@pytest.mark.parametrize("key", ["Q-L1", "Q-L5", "probe:names_support"])
def test_words_for_a_question_that_left_the_sheet_are_still_there(client, draft, evaluation, key):
    """An admin retires it, the need is taken off the list, the website is looked up again: in the middle of typing."""
    need = make_need(evaluation.applicant)
    check = WebsiteCheck.objects.create(
        evaluation=evaluation,
        url="https://example.org/",
        checked_on=timezone.localdate(),
        names_support=False,
    )
    key = f"Q-L5:{need.pk}" if key == "Q-L5" else key
    draft(key, note="Dr. Ash pairs interns.")
    draft("Q-L2", note="")
    Question.objects.filter(key__in=["Q-L1", "Q-L2"]).update(retired_on=timezone.localdate())
    need.delete()
    check.delete()
    assert "Dr. Ash pairs interns." in page(client, evaluation, key).content.decode()
    assert page(client, evaluation, "Q-L2").status_code == 404, "nothing was typed there"
    url = reverse("programs:answer", args=[evaluation.pk, key])
    assert client.post(url, {"of": "", "note": "Dr. Ash pairs interns."}).status_code == 302
    assert evaluation.answers.get().note == "Dr. Ash pairs interns."
    assert page(client, evaluation, key).status_code == 200


def test_an_answer_is_changed_in_place_when_an_admin_moved_its_question(client, evaluation):
    answer = make_answer(evaluation, "Q-L1")
    Question.objects.filter(key="Q-L1").update(audience="resident")
    url = reverse("programs:answer", args=[evaluation.pk, "Q-L1"])
    data = {"of": answer.pk, "note": "Changed", "heard_on": timezone.localdate()}
    assert client.post(url, data).status_code == 302
    assert evaluation.answers.get().note == "Changed"


def test_words_and_taps_are_kept_and_the_reading_follows(draft, evaluation):
    said = draft(note="Dr. Ash, in week 2.", signs=["has_name", "has_timeframe"])

    assert "Saved" in said and "Reads as concrete." in said and 'hx-swap-oob="true"' in said
    assert evaluation.drafts.get().typed["note"] == ["Dr. Ash, in week 2."]
    assert not evaluation.answers.exists()


def test_one_draft_however_often_it_is_saved(draft, evaluation):
    for words in ("D", "Dr", "Dr. Ash"):
        draft(note=words)
    assert evaluation.drafts.get().typed["note"] == ["Dr. Ash"]


def test_half_typed_and_wrong_values_come_back_as_they_were_typed(client, draft, evaluation):
    draft(
        "Q-R3",
        note="",
        signs=["has_name"],
        cases="about f",
        own_reading="concrete",
        person_1_hint="cardio",
        green=["A number"],
    )
    form = page(client, evaluation, "Q-R3").context["form"]

    assert form["cases"].value() == "about f"
    assert form["signs"].value() == ["has_name"]
    assert form["green"].value() == ["A number"]
    assert form["own_reading"].value() == "concrete"
    assert form["person_1_hint"].value() == "cardio"
    assert "about f" in page(client, evaluation, "Q-R3").content.decode()


def test_the_sheet_marks_what_waits_unsaved(client, draft, evaluation):
    draft(note="Dr. Ash")
    assert "Draft, not saved" in client.get(reverse("programs:sheet", args=[evaluation.pk])).content.decode()


def test_saving_the_answer_takes_the_draft_away(client, draft, evaluation):
    draft(note="Dr. Ash")
    url = reverse("programs:answer", args=[evaluation.pk, "Q-L1"])
    client.post(url, {"of": "", "note": "Dr. Ash", "heard_on": timezone.localdate()})

    assert evaluation.answers.get().note == "Dr. Ash"
    assert not evaluation.drafts.exists()


def test_a_draft_that_arrives_after_its_answer_was_saved_is_no_ghost(client, draft, evaluation):
    opened = timezone.now() - timedelta(minutes=1)
    make_answer(evaluation, note="Dr. Ash, in week 2.")
    draft(note="Dr. Ash", opened=opened)
    assert not evaluation.drafts.exists()

    draft(note="Dr. Birch, quite another voice", opened=opened)
    assert evaluation.drafts.count() == 1


def test_the_draft_of_a_change_and_of_another_voice_stand_apart(client, draft, evaluation):
    answer = make_answer(evaluation)
    draft(note="Changed words", of=answer.pk)
    draft(note="Another voice")

    assert page(client, evaluation).context["form"]["note"].value() == "Changed words"
    assert page(client, evaluation, query="?another=1").context["form"]["note"].value() == "Another voice"


def test_nothing_typed_keeps_no_draft(draft, evaluation):
    assert "Saved" not in draft()
    assert not evaluation.drafts.exists()


def test_emptying_what_was_typed_empties_the_draft(draft, evaluation):
    draft(note="Dr. Ash")
    draft(note="")
    assert evaluation.drafts.get().typed["note"] == [""]


@pytest.mark.parametrize("note", ["\0 zero", "x" * 20_000, "‮ 🙂 <script>", "{{ 1 }}"])
def test_hostile_words_are_kept_as_words(client, draft, evaluation, note):
    draft(note=note)
    assert evaluation.drafts.get().typed["note"] == [note.replace("\0", "")[:5000]]
    assert "<script>" not in page(client, evaluation).content.decode().split("id_note")[1][:400]


@pytest.mark.parametrize("opened", ["", "yesterday", "2026-99-99T00:00", "2026-01-01T00:00:00"])
def test_a_page_that_does_not_say_when_it_was_opened_still_saves(client, evaluation, opened):
    url = reverse("programs:answer_draft", args=[evaluation.pk, "Q-L1"])
    client.post(url, {"of": "", "opened": opened, "note": "Words"}, headers={"HX-Request": "true"})
    assert AnswerDraft.objects.get().typed["note"] == ["Words"]


def test_without_a_script_the_draft_door_leads_back(client, evaluation):
    url = reverse("programs:answer_draft", args=[evaluation.pk, "Q-L1"])
    assert client.post(url, {"note": "Words"}).url == reverse("programs:answer", args=[evaluation.pk, "Q-L1"])


def test_only_fields_of_the_form_are_kept(draft, evaluation):
    draft(note="Words", csrfmiddlewaretoken="secret", something="else")
    assert set(evaluation.drafts.get().typed) == {"note"}
