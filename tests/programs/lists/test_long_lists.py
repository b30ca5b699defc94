"""A list longer than a page: the first rows in the order of all, and the rest one press away."""

import re

import pytest
from django.urls import reverse

from programs.models import Evaluation
from programs.numbers import ROWS_PER_PAGE
from tests.factories import make_applicant
from tests.programs.evaluations.makers import make_answer
from tests.programs.lists.makers import make_evaluation
from tests.programs.makers import make_hospital_program

MANY = ROWS_PER_PAGE + 3


@pytest.fixture
def maya(client, db):
    maya = make_applicant("Maya Applicant")
    for rank in range(1, MANY + 1):
        make_evaluation(maya, make_hospital_program(f"Hospital {rank}"), rank=rank)
    client.force_login(maya)
    return maya


def ranked(page):
    return [int(pk) for pk in re.findall(r'data-row="(\d+)"', page)]


def order(user):
    return list(Evaluation.objects.filter(applicant=user).order_by("rank").values_list("pk", flat=True))


def test_the_saved_list_begins_with_the_first_rows_and_shows_all_when_asked(client, maya):
    first = client.get(reverse("programs:evaluations") + "?sort=rank").content.decode()
    everything = client.get(reverse("programs:evaluations") + "?sort=rank&all=1").content.decode()
    boxes = re.compile(r'name="e" value="(\d+)"')
    assert [int(pk) for pk in boxes.findall(first)] == order(maya)[:ROWS_PER_PAGE]
    assert [int(pk) for pk in boxes.findall(everything)] == order(maya)
    assert f"Show all {MANY}" in first and "?all=1&amp;sort=rank" in first and f"{MANY} programs" in first
    assert "Show all" not in everything


def test_the_rank_list_begins_with_the_first_rows_and_shows_all_when_asked(client, maya):
    first = client.get(reverse("programs:rank_list")).content.decode()
    everything = client.get(reverse("programs:rank_list") + "?all=1").content.decode()
    assert ranked(first) == order(maya)[:ROWS_PER_PAGE] and ranked(everything) == order(maya)
    assert f"Show all {MANY}" in first and "Show all" not in everything
    assert first.count('value="down"') == ROWS_PER_PAGE and everything.count('value="down"') == MANY - 1


@pytest.mark.parametrize("door", ["rank_list", "evaluations", "weights"])
def test_on_paper_the_rest_follows_by_name(client, maya, door):
    first = client.get(reverse(f"programs:{door}") + "?sort=rank").content.decode()
    everything = client.get(reverse(f"programs:{door}") + "?sort=rank&all=1").content.decode()
    on_paper = re.search(r'<ol class="rows d-none d-print-block">(.*?)</ol>', first, re.DOTALL)[1]
    numbers = [int(place) for place in re.findall(r'<b class="num">(\d+)</b>', on_paper)]
    assert numbers == list(range(ROWS_PER_PAGE + 1, MANY + 1)) and on_paper.count("Hospital") == len(numbers)
    assert all(f"Hospital {number}<" in first for number in range(1, MANY + 1))
    assert "d-print-block" not in everything


def test_dragging_among_the_first_rows_leaves_the_rest_where_they_stand(client, maya):
    before = order(maya)
    shown = [before[1], before[0], *before[2:ROWS_PER_PAGE]]
    client.post(reverse("programs:rank_order"), {"order": ",".join(map(str, shown)), "moved": before[1]})
    assert order(maya) == [*shown, *before[ROWS_PER_PAGE:]]


@pytest.mark.parametrize(("came_from", "rows"), [("", ROWS_PER_PAGE), ("?all=1", MANY)])
def test_after_a_move_the_list_is_as_long_as_it_was(client, maya, came_from, rows):
    page = f"http://testserver{reverse('programs:rank_list')}{came_from}"
    move = reverse("programs:rank_move", args=[order(maya)[0]])
    headers = {"HX-Request": "true", "HX-Current-URL": page}
    assert len(ranked(client.post(move, {"how": "down"}, headers=headers).content.decode())) == rows
    without_script = client.post(move, {"how": "up"}, headers={"Referer": page})
    assert without_script["Location"].partition("#")[0] == reverse("programs:rank_list") + came_from


@pytest.mark.parametrize("answers", [1, 30])
@pytest.mark.parametrize("door", ["sheet", "answer"])
def test_the_sheet_and_a_question_ask_eight_times_at_most(
    client, maya, door, answers, django_assert_max_num_queries
):
    one = Evaluation.objects.filter(applicant=maya).first()
    one.people.create(name="Dr. Number One")
    for number in range(answers):
        make_answer(one, f"own:{number}")
    url = reverse(f"programs:{door}", args=[one.pk] if door == "sheet" else [one.pk, "own:0"])
    client.get(url)
    with django_assert_max_num_queries(8):
        assert client.get(url).status_code == 200
