"""One answer: taps, words, signs, the reading, other voices, people named, and taking it back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.models import Answer
from programs.questions import sheet_of
from tests.factories import make_applicant
from tests.programs.sheet.makers import errors, make_answer

pytestmark = pytest.mark.django_db
SAID = "Dr. Stonecrop pairs interns in week 2."


def test_an_answer_is_kept_with_cues_signs_speaker_and_the_suggested_reading(ask, evaluation):
    green = ["Interns are paired early"]
    response = ask(note=SAID, green=green, signs=["has_name", "has_timeframe"], speaker="  PGY-2  ")

    assert response.status_code == 302
    assert response.url == reverse("programs:answer", args=[evaluation.pk, "Q-L1a"])
    kept = evaluation.answers.get()
    assert (kept.note, kept.green, kept.speaker) == (SAID, green, "PGY-2")
    assert (kept.has_name, kept.has_timeframe, kept.has_example) == (True, True, False)
    assert (kept.reading, kept.reading_reason, kept.feeds) == ("concrete", "", "mentoring_structure")
    assert kept.wording.startswith("How does mentoring work here")
    assert kept.heard_on == timezone.localdate()


def test_saving_twice_keeps_one_answer(ask, evaluation):
    for _ in range(2):
        assert ask(note=SAID, signs=["has_name"]).status_code == 302
    assert evaluation.answers.count() == 1


def test_another_speaker_is_a_second_answer_and_the_same_one_is_asked_who_else(ask, evaluation):
    ask("Q-R1", note=SAID, speaker="PGY-2")
    ask("Q-R1", note="Only Dr. Ashgrove.", speaker="PGY-3")
    assert evaluation.answers.count() == 2

    response = ask("Q-R1", note="Somebody else altogether.", speaker="PGY-3")
    assert "speaker" in errors(response)
    assert "Somebody else altogether." in response.content.decode()
    assert evaluation.answers.count() == 2


def test_an_answer_is_changed_in_place_and_may_change_its_speaker(ask, evaluation):
    answer = make_answer(evaluation, speaker="PGY-2")
    other = make_answer(evaluation, speaker="PGY-3")

    assert ask(of=answer.pk, note="Changed.", speaker="PGY-1").status_code == 302
    answer.refresh_from_db()
    assert (answer.note, answer.speaker) == ("Changed.", "PGY-1")
    assert "speaker" in errors(ask(of=answer.pk, note="Changed.", speaker=other.speaker))


def test_a_change_keeps_the_words_the_question_was_asked_in(ask, evaluation):
    answer = make_answer(evaluation, wording="As it was asked")
    ask(of=answer.pk, note="More.", speaker="")
    ask(note="Another voice.", speaker="Chief")

    assert set(evaluation.answers.values_list("wording", flat=True)) == {"As it was asked"}


def test_signs_need_the_words_that_hold_them(ask, evaluation):
    response = ask(signs=["has_name"], green=["Interns are paired early"])

    assert errors(response) == {"note": ["Write down the name, the date or the example you heard."]}
    assert not evaluation.answers.exists()
    assert "checked" in response.content.decode()


def test_an_empty_answer_with_a_reading_is_an_error_and_without_one_nothing(ask, evaluation):
    assert "note" in errors(ask(own_reading="concrete", reading_reason="Felt so."))
    assert ask().status_code == 302
    assert not evaluation.answers.exists()


def test_another_reading_needs_a_reason(ask, evaluation):
    assert "reading_reason" in errors(ask(note="Hm.", own_reading="concrete"))
    assert ask(note="Hm.", own_reading="concrete", reading_reason="He showed me the list.").status_code == 302
    kept = evaluation.answers.get()
    assert (kept.reading, kept.reading_reason) == ("concrete", "He showed me the list.")


def test_comfort_alone_is_vague_and_a_green_reading_asks_for_the_detail(ask, evaluation):
    said = "Our door is always open, we are a family."
    response = ask(note=said, own_reading="concrete")
    assert "Warm words alone" in errors(response)["reading_reason"][0]

    ask(note=said)
    assert evaluation.answers.get().reading == "vague"


def test_a_ticked_open_door_from_leaders_is_vague(ask, evaluation):
    ask("Q-L4", red=["My door is always open"])
    assert evaluation.answers.get().reading == "vague"


def test_just_ask_is_an_opening_from_one_person_and_nothing_from_leaders(ask, evaluation):
    ask("Q-S3", note="Just ask me.", opening=["Just ask me"])
    ask("Q-L1a", note="Just ask whoever you like.")

    assert dict(evaluation.answers.values_list("question_key", "reading")) == {
        "Q-S3": "opportunity",
        "Q-L1a": "vague",
    }


def test_a_reading_that_agrees_needs_no_reason(ask, evaluation):
    ask(note="Hm.", own_reading="vague", reading_reason="Because.")
    assert evaluation.answers.get().reading_reason == ""


def test_number_of_cases_and_time_basis_where_they_fit(ask, evaluation):
    ask("Q-R3", note="Four went.", cases="4")
    ask("Q-R4", note="In a booked hour.", time_basis="protected", cases="7")

    kept = {a.question_key: (a.cases, a.time_basis) for a in evaluation.answers.all()}
    assert kept == {"Q-R3": (4, "unknown"), "Q-R4": (None, "protected")}
    assert "cases" in errors(ask("Q-R3", note="Many.", cases="many", speaker="b"))


def test_tomorrow_was_not_heard(ask, evaluation):
    assert "heard_on" in errors(ask(note=SAID, heard_on=timezone.localdate() + timedelta(days=1)))


def test_a_cue_that_is_not_on_the_question_is_refused(ask, evaluation):
    assert "green" in errors(ask(note=SAID, green=["Invented"]))


def test_an_emptied_answer_is_not_saved_as_nothing(ask, evaluation):
    answer = make_answer(evaluation)
    assert "note" in errors(ask(of=answer.pk, note=""))
    answer.refresh_from_db()
    assert answer.note


# ---- taking back ----
def test_own_question_is_added_once_and_taken_off(client, ask, evaluation):
    url = reverse("programs:question_own", args=[evaluation.pk])
    for _ in range(2):
        client.post(url, {"wording": "When did you last meet your mentor?", "audience": "resident"})
    own = evaluation.own_questions.get()

    client.post(reverse("programs:answer_forget", args=[evaluation.pk, f"own:{own.pk}"]), {"of": ""})
    assert not evaluation.own_questions.exists()


def test_is_it_good_gets_a_better_question_first(client, ask, evaluation):
    url = reverse("programs:question_own", args=[evaluation.pk])
    typed = {"wording": "Is the mentoring good?", "audience": "resident"}

    page = client.post(url, typed)
    assert [q.key for q in page.context["better"]] == ["Q-R1", "Q-R4", "Q-R3"]
    assert "Almost everybody says yes" in page.content.decode()
    assert not evaluation.own_questions.exists()

    assert client.post(url, typed | {"instead": "Q-R1"}).url.endswith("/sheet/Q-R1/")
    client.post(url, typed | {"keep": "1"})
    assert evaluation.own_questions.get().wording == "Is the mentoring good?"


@pytest.mark.parametrize("wording", ["", "   ", "???", "x" * 301])
def test_an_own_question_needs_words(client, ask, evaluation, wording):
    url = reverse("programs:question_own", args=[evaluation.pk])
    page = client.post(url, {"wording": wording, "audience": "resident"})
    assert "wording" in page.context["form"].errors
    assert "audience" in client.post(url, {"wording": "Who?", "audience": "mentor"}).context["form"].errors
    assert not evaluation.own_questions.exists()


def test_the_goal_and_the_img_questions_are_set_from_the_sheet(client, ask, evaluation):
    url = reverse("programs:sheet", args=[evaluation.pk])
    type(evaluation).objects.update(target_path="")
    assert "What do you hope for?" in client.get(url).content.decode()
    assert client.post(url, {"act": "goal", "target_path": ""}).context["goal"].errors
    client.post(url, {"act": "goal", "target_path": "hospitalist"})
    evaluation.refresh_from_db()
    assert evaluation.target_path == "hospitalist"

    client.post(url, {"act": "img"})
    assert evaluation.applicant.program_preferences.is_img
    assert "IMG residents" in client.get(url).content.decode()


@pytest.mark.parametrize("key", ["Q-XX", "Q-L5:999999", "own:1", "probe:", "Q-P0"])
def test_a_question_that_is_not_on_the_sheet_is_not_there(client, ask, evaluation, key):
    assert client.get(reverse("programs:answer", args=[evaluation.pk, key])).status_code == 404


@pytest.mark.parametrize("named_answer", ["0", "x", "999999999999999999999"])
def test_an_answer_that_is_not_on_the_question_is_not_there(client, ask, evaluation, named_answer):
    url = reverse("programs:answer", args=[evaluation.pk, "Q-L1"])
    assert client.get(url, {"of": named_answer}).status_code == 404


def test_somebody_elses_sheet_is_not_there(client, evaluation):
    client.force_login(make_applicant("Another One"))
    assert client.get(reverse("programs:sheet", args=[evaluation.pk])).status_code == 404


@pytest.mark.parametrize("answers", [1, 3, 40])
def test_pages_cost_the_same_with_any_number_of_answers(client, ask, evaluation, answers):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counted = {}
    for size in (1, answers):
        evaluation.answers.all().delete()
        evaluation.people.all().delete()
        for number in range(size):
            answer = make_answer(evaluation, f"Q-L{number % 4}", speaker=f"PGY {number}")
            evaluation.people.create(name=f"Dr. Nr {number}").answers.add(answer)
        for door, args in (("sheet", []), ("answer", ["Q-L1"]), ("answer", ["Q-R1"])):
            url = reverse(f"programs:{door}", args=[evaluation.pk, *args])
            client.get(url)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(url).status_code == 200
            counted.setdefault((door, *args), set()).add(len(queries))
    assert all(len(counts) == 1 for counts in counted.values()), counted


def test_the_next_question_begins_with_the_voice_heard_last_and_another_voice_does_not(
    client, ask, evaluation
):
    ask("Q-R1", note=SAID, speaker="PGY-2 at lunch")

    def speaker(key, query=""):
        url = reverse("programs:answer", args=[evaluation.pk, key]) + query
        return client.get(url).context["form"]["speaker"].value()

    assert speaker("Q-R2") == "PGY-2 at lunch"
    assert not speaker("Q-R1", "?another=1")
    assert not speaker("Q-L1")


def test_words_for_an_answer_removed_on_another_device_are_kept(evaluation):
    from programs.actions import answers

    asked = sheet_of(evaluation, today=timezone.localdate()).find("Q-L1")
    answer = make_answer(evaluation)
    gone = Answer.objects.get(pk=answer.pk)
    answer.delete()
    heard = {name: getattr(gone, name) for name in answers.KEPT}

    draft = answers.keep_draft(
        evaluation=evaluation,
        asked=asked,
        answer=gone,
        typed={"note": ["x"]},
        opened_at=None,
        by=evaluation.applicant,
    )
    saved = answers.save_answer(
        evaluation=evaluation, asked=asked, answer=gone, by=evaluation.applicant, **heard
    )

    assert draft.answer is None
    assert saved.note == gone.note and saved.pk != answer.pk


@pytest.mark.parametrize("typed", [{}, {"heard_on": ""}])
def test_without_a_day_it_was_heard_today(client, evaluation, ask, typed):
    client.post(reverse("programs:answer", args=[evaluation.pk, "Q-L1"]), {"note": SAID, **typed})
    assert evaluation.answers.get().heard_on == timezone.localdate()


@pytest.mark.parametrize("typed", [{"heard_on": "0001-01-01"}, {"heard_on": "13/45"}, {"cases": "-1"}])
def test_nonsense_comes_back_with_a_reason_and_stays_typed(ask, evaluation, typed):
    page = ask("Q-R3", note=SAID, **typed)
    name, value = next(iter(typed.items()))
    assert name in page.context["form"].errors
    assert page.context["form"][name].value() == value
    assert not evaluation.answers.exists()


@pytest.mark.parametrize("pk", [0, 987654321, 99999999999999999999])
def test_a_program_nobody_saved_has_no_sheet(client, ask, evaluation, pk):
    assert client.get(f"/evaluations/{pk}/sheet/").status_code == 404
    assert client.get(f"/evaluations/{evaluation.pk}/people/{pk}/").status_code == 404
