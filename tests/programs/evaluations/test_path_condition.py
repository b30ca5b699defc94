"""The four conditions of a path: marked with proof, per path, and back to what was heard."""

import pytest
from django.urls import reverse

from programs.models import PathCondition
from tests.factories import make_applicant
from tests.programs.evaluations.makers import make_look, make_me
from tests.programs.makers import make_fact

pytestmark = pytest.mark.django_db
PATH, KEY = "cardiology fellowship", "vague_leaders"


@pytest.fixture
def me(client):
    me = make_me(needs=1)
    client.force_login(me)
    return me


def send(client, evaluation, **data):
    return client.post(reverse("programs:path_condition", args=[evaluation.pk]), data)


def mark(client, evaluation, *, path=PATH, key=KEY, **data):
    return send(client, evaluation, act="mark", path=path, key=key, **data)


def test_a_condition_that_holds_names_its_answer(client, me):
    evaluation = make_look(me)
    proof = evaluation.answers.first()
    for _ in range(2):
        assert mark(client, evaluation, holds="yes", proof=f"answer:{proof.pk}").status_code == 302
    row = PathCondition.objects.get()
    assert (row.path, row.key, row.holds, row.answer, row.fact) == (PATH, KEY, True, proof, None)


def test_or_its_fact(client, me):
    evaluation = make_look(me)
    fact = make_fact(evaluation.program, "fellowship_match", "no")
    mark(client, evaluation, key="none_reached_it", holds="yes", proof=f"fact:{fact.pk}")
    assert PathCondition.objects.get().fact == fact


def test_without_proof_it_stays_a_question(client, me):
    evaluation = make_look(me)
    response = mark(client, evaluation, holds="yes", proof="")
    assert response.status_code == 200
    assert "Choose the answer or fact that proves it" in response.content.decode()
    assert not PathCondition.objects.exists()


def test_the_proof_is_ones_own(client, me):
    evaluation, other = make_look(me), make_look(make_applicant("Otto Other"), "Cedar")
    fact = make_fact(other.program, "volume", "yes")
    for proof in (f"answer:{other.answers.first().pk}", f"fact:{fact.pk}", "answer:x", "x", "answer:"):
        assert mark(client, evaluation, holds="yes", proof=proof).status_code == 200
    assert not PathCondition.objects.exists()


@pytest.mark.parametrize(("holds", "stored"), [("no", False), ("unknown", None)])
def test_no_and_not_known_need_no_proof(client, me, holds, stored):
    mark(client, make_look(me), holds=holds)
    assert PathCondition.objects.get().holds is stored


def test_back_to_what_was_heard(client, me):
    evaluation = make_look(me)
    mark(client, evaluation, holds="no")
    mark(client, evaluation, holds="heard")
    assert not PathCondition.objects.exists()


def test_another_path_is_looked_at_and_left(client, me):
    evaluation = make_look(me)
    for _ in range(2):
        send(client, evaluation, act="add", path="  primary   care ")
    assert PathCondition.objects.get().path == "primary care"
    mark(client, evaluation, path="Primary Care", key="no_faculty_record", holds="no")
    mark(client, evaluation, path="primary care", key="no_faculty_record", holds="heard")
    assert set(PathCondition.objects.values_list("path", flat=True)) == {"primary care"}
    mark(client, evaluation, path="primary care", key="none_reached_it", holds="heard")
    assert PathCondition.objects.get().holds is None  # the path stays until it is left
    send(client, evaluation, act="leave", path="primary care")
    assert not PathCondition.objects.exists()


def test_leaving_a_path_that_is_not_there_changes_nothing(client, me):
    evaluation = make_look(me)
    mark(client, evaluation, holds="no")
    for path in ("", "never named", "\x00", "%", "x" * 500):
        assert send(client, evaluation, act="leave", path=path).status_code == 302
    assert PathCondition.objects.count() == 1


@pytest.mark.parametrize("path", ["", "   ", "123", "x" * 81, "\x00"])
def test_a_path_is_words(client, me, path):
    response = send(client, make_look(me), act="add", path=path)
    assert response.status_code == 200
    assert not PathCondition.objects.exists()


def test_the_path_aimed_at_is_not_added_twice(client, me):
    send(client, make_look(me), act="add", path="Cardiology Fellowship")
    assert not PathCondition.objects.exists()


@pytest.mark.parametrize(("path", "key"), [("never named", KEY), (PATH, "nonsense"), (PATH, "")])
def test_a_made_up_path_or_condition_is_not_there(client, me, path, key):
    assert mark(client, make_look(me), path=path, key=key, holds="no").status_code == 404


def test_somebody_elses_evaluation_is_not_there(client, me):
    assert mark(client, make_look(make_applicant("Otto Other")), holds="no").status_code == 404


def test_one_word_stands_when_the_aim_is_typed_in_another_case(client, me):
    evaluation = make_look(me, target_path="cardiology")
    PathCondition.objects.create(evaluation=evaluation, path="Cardiology", key=KEY, holds=False)
    mark(client, evaluation, path="CARDIOLOGY", holds="unknown")
    assert PathCondition.objects.get().holds is None
