"""Her own word on a need: a note, or a value with its reason."""

import pytest
from django.urls import reverse

from programs.models import NeedJudgement
from tests.factories import make_applicant, make_need
from tests.programs.evaluations.makers import make_look, make_me

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(client):
    me = make_me(needs=1)
    client.force_login(me)
    return me


def judge(client, evaluation, **data):
    return client.post(reverse("programs:need_judge", args=[evaluation.pk]), data)


def test_a_note_and_a_value_are_kept_once(client, me):
    evaluation, need = make_look(me), me.needs.get()
    said = {"need": need.pk, "note": "Call back", "value": "unlikely", "reason": "She is leaving."}
    for _ in range(2):
        assert judge(client, evaluation, **said).status_code == 302
    row = NeedJudgement.objects.get()
    assert (row.need_ref, row.note, row.value, row.reason) == (
        need.pk,
        "Call back",
        "unlikely",
        "She is leaving.",
    )


def test_overruling_without_a_reason_keeps_what_was_typed_and_stores_nothing(client, me):
    evaluation, need = make_look(me), me.needs.get()
    response = judge(client, evaluation, need=need.pk, note="Typed words", value="secured", reason="  ")
    assert response.status_code == 200
    shown = response.content.decode()
    assert "Say in a few words why" in shown and "Typed words" in shown
    assert not NeedJudgement.objects.exists()


def test_a_reason_goes_with_the_value_it_was_for(client, me):
    evaluation, need = make_look(me), me.needs.get()
    judge(client, evaluation, need=need.pk, note="Only a note", value="", reason="Left over")
    assert NeedJudgement.objects.get().reason == ""


def test_nothing_left_to_keep_removes_it(client, me):
    evaluation, need = make_look(me), me.needs.get()
    judge(client, evaluation, need=need.pk, note="x", value="", reason="")
    judge(client, evaluation, need=need.pk, note="", value="", reason="")
    assert not NeedJudgement.objects.exists()


@pytest.mark.parametrize("value", ["nonsense", "secured'--", "\x00"])
def test_a_made_up_value_is_refused(client, me, value):
    evaluation, need = make_look(me), me.needs.get()
    assert judge(client, evaluation, need=need.pk, value=value, reason="x").status_code == 200
    assert not NeedJudgement.objects.exists()


def test_somebody_elses_need_and_a_made_up_one_are_not_there(client, me):
    evaluation, other = make_look(me), make_need(make_applicant("Otto Other"))
    for need in (other.pk, 987654321, "x"):
        assert judge(client, evaluation, need=need, note="x").status_code == 404
    assert not NeedJudgement.objects.exists()


def test_somebody_elses_evaluation_is_not_there(client, me):
    evaluation = make_look(make_applicant("Otto Other"))
    assert judge(client, evaluation, need=me.needs.get().pk, note="x").status_code == 404
