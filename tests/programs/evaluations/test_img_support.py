"""What is there for international graduates: by choice, never inferred."""

import pytest
from django.urls import reverse

from programs.models import Preferences
from tests.programs.evaluations.makers import make_img, make_look, make_me, verdict_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(client):
    me = make_me(needs=1)
    client.force_login(me)
    return me


def send(client, evaluation, **data):
    return client.post(reverse("programs:img_support", args=[evaluation.pk]), data)


def test_opting_in_with_profiles_and_out_again(client, me):
    evaluation = make_look(me)
    profiles = ["visa_dependent", "older_grad_gap"]
    assert send(client, evaluation, act="opt", is_img="on", need_profiles=profiles).status_code == 302
    assert Preferences.objects.get(user=me).need_profiles == ["visa_dependent", "older_grad_gap"]
    send(client, evaluation, act="opt", need_profiles=profiles)
    preferences = Preferences.objects.get(user=me)
    assert (preferences.is_img, preferences.need_profiles) == (False, [])


def test_a_made_up_profile_is_refused(client, me):
    response = send(client, make_look(me), act="opt", is_img="on", need_profiles=["nonsense"])
    assert response.status_code == 200
    assert not Preferences.objects.filter(user=me, is_img=True).exists()


@pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False), ("", None), ("nonsense", None)])
def test_what_she_saw_there(client, me, said, kept):
    evaluation = make_look(me)
    send(client, evaluation, act="seen", seen=said)
    evaluation.refresh_from_db()
    assert evaluation.many_img is kept


ADVISOR = ("Q-I1", "leadership_img", "model_tiered", "vague", [], ["Everybody has an advisor"])
TIERED = ("Q-I1", "leadership_img", "model_tiered", "concrete", ["Several mentors"], [])


@pytest.mark.parametrize(
    ("seen", "answer", "state", "ask"),
    [
        (True, ADVISOR, "red", "Q-I1"),
        (True, TIERED, "fine", "Q-I1"),
        (True, None, "ask", "Q-I1"),
        (False, ADVISOR, "fine", "Q-I1"),
        (None, ADVISOR, "ask", "probe:img_share"),
        (None, None, "ask", "probe:img_share"),
    ],
)
def test_tiers_by_what_she_saw_and_heard(me, seen, answer, state, ask):
    make_img(me)
    evaluation = make_look(me, answers=[answer] if answer else [], many_img=seen)
    flag = verdict_of(evaluation).img.flags[0]
    assert (flag.finding.state, flag.ask) == (state, ask)
    assert (flag.answer is not None) == (answer is not None)
