"""Being the first on a path (S0-3.4): one's own word, a notice when an answer says otherwise, and a task to take in."""

import pytest
from django.urls import reverse

from programs.models import GapTask
from tests.programs.evaluations.makers import make_look, make_me, with_bank

pytestmark = pytest.mark.django_db
EXAMPLE = [("Q-L2a", "leadership", "pioneer", "concrete", ["A real resident"], [])]
CONFLICT, FIRST = "An answer tells of somebody who did", "You would be the first on this path"


@pytest.fixture
def me(client):
    with_bank()
    me = make_me()
    client.force_login(me)
    return me


def say(client, evaluation, first):
    url = reverse("programs:path_condition", args=[evaluation.pk])
    return client.post(url, {"act": "first", "first": first})


def page(client, evaluation):
    return client.get(reverse("programs:evaluation", args=[evaluation.pk])).content.decode()


def test_her_word_is_kept_and_offers_a_task_once(client, me):
    one = make_look(me, answers=[])
    assert FIRST not in page(client, one)
    assert say(client, one, "yes").url.endswith("#first")
    assert say(client, one, "yes").status_code == 302
    shown = page(client, one)
    assert shown.count(FIRST) == 1 and "gap-P-47e-accept" in shown and CONFLICT not in shown
    data = {"gap": "in_house_fellowships", "code": "P-47e", "do": "accept"}
    client.post(reverse("programs:gap_task", args=[one.pk]), data)
    assert GapTask.objects.get().state == "accepted" and "gap-P-47e-undo" in page(client, one)


def test_the_task_stands_once_beside_a_shortfall_with_the_same(client, me):
    one = make_look(me, answers=[], facts=[("subspecialists", "no")], is_first_on_path=True)
    assert page(client, one).count('id="gap-P-47e-accept"') == 1


def test_an_answer_with_an_example_contradicts_her_word(client, me):
    one = make_look(me, answers=EXAMPLE)
    say(client, one, "yes")
    shown = page(client, one)
    assert CONFLICT in shown and "Q-L2a" in shown
    one.answers.update(reading="partial", green=[], cases=2)
    assert CONFLICT in page(client, one), "a number of people is an example too"
    say(client, one, "")
    assert FIRST not in page(client, one) and CONFLICT not in page(client, one)


@pytest.mark.parametrize("first", ["maybe", "\0", "yes " * 999])
def test_any_other_word_changes_nothing(client, me, first):
    one = make_look(me, answers=[], is_first_on_path=False)
    assert say(client, one, first).status_code == 302
    one.refresh_from_db()
    assert one.is_first_on_path is False
