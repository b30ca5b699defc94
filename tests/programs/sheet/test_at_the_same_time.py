"""Two devices, two presses, one sheet: what arrives at the same moment makes one record."""

import pytest
from django.db import connection
from django.utils import timezone

from programs.actions import answers, messages, people
from programs.models import AnswerDraft, Evaluation, NamedPerson
from programs.questions import sheet_of
from tests.programs.members.test_at_the_same_time import at_once
from tests.programs.sheet.makers import T01, TODAY, make_answer, make_evaluation, with_bank

pytestmark = pytest.mark.django_db(transaction=True)
HEARD = {
    "speaker": "PGY-2",
    "note": "Dr. Ash, in week 2.",
    "green": [],
    "red": [],
    "opening": [],
    "has_name": True,
    "has_timeframe": True,
    "has_example": False,
    "cases": None,
    "time_basis": "unknown",
    "reading": "concrete",
    "reading_reason": "",
    "heard_on": TODAY,
}


@pytest.fixture
def evaluation(db):
    with_bank()
    return make_evaluation()


def fresh(evaluation):
    return Evaluation.objects.select_related("applicant", "program").get(pk=evaluation.pk)


def test_the_same_answer_from_two_presses_is_one(evaluation):
    asked = sheet_of(evaluation, today=TODAY).find("Q-L1")

    def save():
        return answers.save_answer(
            evaluation=evaluation,
            asked=asked,
            answer=None,
            people=[{"name": "Dr. Ash"}],
            by=evaluation.applicant,
            **HEARD,
        ).pk

    assert len(set(at_once(*[save] * 4))) == 1
    assert evaluation.answers.count() == 1
    assert NamedPerson.objects.get().answers.count() == 1


def test_two_voices_under_one_name_keep_the_first_and_ask_who_else(evaluation):
    asked = sheet_of(evaluation, today=TODAY).find("Q-L1")
    said = at_once(
        *[
            lambda note=note: answers.save_answer(
                evaluation=evaluation,
                asked=asked,
                answer=None,
                by=evaluation.applicant,
                **HEARD | {"note": note},
            )
            for note in ("One", "Another")
        ]
    )
    assert [str(one) for one in said if isinstance(one, answers.Refused)] == [answers.TWO_VOICES]
    assert evaluation.answers.count() == 1


def test_drafts_at_once_leave_one(evaluation):
    asked = sheet_of(evaluation, today=TODAY).find("Q-L1")
    at_once(
        *[
            lambda n=n: answers.keep_draft(
                evaluation=evaluation,
                asked=asked,
                answer=None,
                typed={"note": [f"Words {n}"]},
                opened_at=timezone.now(),
                by=evaluation.applicant,
            )
            for n in range(4)
        ]
    )
    assert AnswerDraft.objects.count() == 1


def test_one_person_named_in_two_answers_at_once_is_one_person(evaluation):
    rows = [make_answer(evaluation, key) for key in ("Q-L1", "Q-L2")]
    whole = sheet_of(evaluation, today=TODAY)

    def change(answer):
        answers.save_answer(
            evaluation=evaluation,
            asked=whole.find(answer.question_key),
            answer=answer,
            people=[{"name": "Dr. Ida Oakhollow"}],
            by=evaluation.applicant,
            **HEARD,
        )

    at_once(*[lambda row=row: change(row) for row in rows])
    assert NamedPerson.objects.get().answers.count() == 2


def test_sent_twice_at_once_is_sent_once(evaluation):
    messages.save_message(
        evaluation=evaluation, template_key="T-01", parts=T01, recipient="", by=evaluation.applicant
    )

    def send():
        messages.mark_sent(
            evaluation=evaluation,
            template_key="T-01",
            is_ready=True,
            sent_on=TODAY,
            today=TODAY,
            by=evaluation.applicant,
        )

    at_once(send, send)
    assert fresh(evaluation).priorities_sent_on == TODAY
    assert evaluation.messages.count() == 1


def test_merging_both_ways_at_once_keeps_one_person(evaluation):
    one, two = (evaluation.people.create(name=name, hint=name) for name in ("Dr. Ash", "Dr. Ida Ash"))

    def merge(person, into):
        try:
            people.merge_people(person=person, into=into, by=evaluation.applicant)
        except NamedPerson.DoesNotExist:
            return "gone"
        finally:
            connection.close()

    at_once(lambda: merge(one, two), lambda: merge(two, one))
    assert NamedPerson.objects.count() == 1
