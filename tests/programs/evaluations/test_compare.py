"""Two to four programs side by side: same queries, no crash for one or five, and nobody else's."""

import pytest
from django.urls import reverse

from tests.factories import make_applicant
from tests.programs.evaluations.makers import make_img, make_look, make_me

pytestmark = pytest.mark.django_db
PAGE = reverse("programs:compare")


@pytest.fixture
def me(client):
    me = make_me()
    client.force_login(me)
    return me


def looks(me, count):
    return [make_look(me, f"Hospital {number}", sketch_asked_on=None) for number in range(count)]


def compare(client, evaluations):
    return client.get(PAGE, {"e": [evaluation.pk for evaluation in evaluations]})


@pytest.mark.parametrize("count", [2, 3, 4])
def test_side_by_side(client, me, count):
    evaluations = looks(me, count)
    response = compare(client, evaluations)
    shown = response.content.decode()
    assert response.status_code == 200
    for evaluation in evaluations:
        assert f'id="p{evaluation.pk}"' in shown
    table = shown.split('<table class="sides">')[1].split("</table>")[0]
    line = table.split(">Mentoring structure</th>")[1].split("</tr>")[0]
    assert line.count("<td>") == line.count('class="level"') == count
    assert 0 < table.index(">Strengths</th>") < table.index(">Where it may be thin</th>")


def test_a_need_stands_once_with_a_word_from_each_program(client, me):
    evaluations = looks(me, 3)
    table = (
        compare(client, evaluations).content.decode().split('<table class="sides">')[1].split("</table>")[0]
    )
    needs = table.split(">What you need</th>")[1].split("</tbody>")[0]
    assert needs.count("<th") == me.needs.count() and needs.count("<td>") == 3 * me.needs.count()


def test_an_aim_is_said_once_when_all_share_it_and_at_each_when_not(client, me):
    first, second = make_look(me, target_path="cardiology"), make_look(me, "Cedar", target_path="cardiology")
    assert "Your aim: cardiology" in compare(client, [first, second]).content.decode()
    second.target_path = "nephrology"
    second.save()
    shown = compare(client, [first, second]).content.decode()
    assert "Your aim" not in shown and "for cardiology" in shown and "for nephrology" in shown


def test_changing_the_programs_keeps_those_chosen_ticked(client, me):
    pair = looks(me, 2)
    shown = client.get(PAGE, {"e": [one.pk for one in pair], "pick": "1"}).content.decode()
    assert shown.count(" checked>") == 2 and "Choose two to four" in shown


@pytest.mark.parametrize(
    ("count", "words"), [(0, "Choose two to four"), (1, "at least two"), (5, "Four fit side by side")]
)
def test_none_one_or_five_is_a_message(client, me, count, words):
    response = compare(client, looks(me, 5)[:count])
    assert response.status_code == 200
    assert words in response.content.decode()


def test_the_same_one_twice_is_one(client, me):
    one = make_look(me)
    assert "at least two" in compare(client, [one, one]).content.decode()


@pytest.mark.parametrize("asked", ["x", "-1", "1.5", "9" * 40, "1 or 1=1"])
def test_what_is_no_number_is_passed_over(client, me, asked):
    assert client.get(PAGE, {"e": [asked]}).status_code == 200


def test_nothing_saved_leads_to_the_search(client, me):
    assert reverse("programs:search") in client.get(PAGE).content.decode()


def test_somebody_elses_is_not_there(client, me):
    own, other = make_look(me), make_look(make_applicant("Otto Other"), "Cedar")
    assert compare(client, [own, other]).status_code == 404
    assert client.get(PAGE, {"e": [own.pk, 987654321]}).status_code == 404


def test_an_empty_cell_says_not_asked_and_leads_to_the_question(client, me):
    first, second = make_look(me, answers=[]), make_look(me, "Cedar")
    shown = compare(client, [first, second]).content.decode()
    door = reverse("programs:answer", args=[first.pk, "Q-L1"])
    assert f'<a class="text-nowrap" href="{door}">Not asked yet</a>' in shown


def test_a_fact_takes_the_place_of_the_hint(client, me):
    known = make_look(me, answers=[], facts=[("mentoring_structure", "yes")])
    known.program.setting = "community"
    known.program.save()
    shown = compare(client, [known, make_look(me, "Cedar")]).content.decode()
    assert "varies, and is often thin" not in shown
    assert "thin, residents run it" in shown


def test_a_hybrid_shows_both_hints(client, me):
    between = make_look(me, answers=[])
    between.program.setting = "hybrid"
    between.program.save()
    shown = compare(client, [between, make_look(me, "Cedar")]).content.decode()
    assert "Community: thin, residents run it. University: built in" in shown


def test_the_picture_has_an_equal_table(client, me):
    shown = compare(client, looks(me, 3)).content.decode()
    picture, table = shown.split('<svg class="profile"')[1].split("</svg>")[0], shown.split("<table")[2]
    assert picture.count("<circle") == 7 * 3
    assert table.count("<tr>") == 8 and table.count("<td>") == 7 * 3


def test_the_flow_stands_there_once_per_program_for_who_asked_for_it(client, me):
    evaluations = looks(me, 2)
    assert 'class="flow"' not in compare(client, evaluations).content.decode()
    make_img(me)
    assert compare(client, evaluations).content.decode().count('class="flow"') == 2


@pytest.mark.parametrize("count", [2, 3, 4])
def test_it_costs_the_same_for_two_and_four(client, me, count, django_assert_num_queries):
    make_img(me)
    evaluations = looks(me, count)
    compare(client, evaluations)  # the first page of a session notes that it was used
    with django_assert_num_queries(8):  # session, user, roles, evaluations, answers, facts, own words, people
        compare(client, evaluations)
