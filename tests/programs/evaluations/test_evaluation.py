"""The page about one program: a verdict whose reasons open, and no more queries for more answers."""

import pytest
from django.urls import reverse

from programs.models import NeedJudgement, PathCondition, WebsiteCheck
from tests.factories import make_need
from tests.programs.evaluations.makers import TODAY, make_answer, make_img, make_look, make_me
from tests.programs.makers import make_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(client):
    me = make_me()
    client.force_login(me)
    return me


def page(client, evaluation):
    response = client.get(reverse("programs:evaluation", args=[evaluation.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_a_verdict_opens_to_the_answer_behind_it(client, me):
    evaluation = make_look(me)
    answer = evaluation.answers.get(question_key="Q-L2")
    answer.note = "Dr. Larkspur takes two residents a year."
    answer.save()
    shown = page(client, evaluation)
    assert "Dr. Larkspur takes two residents a year." in shown
    assert f"{reverse('programs:answer', args=[evaluation.pk, 'Q-L2'])}?of={answer.pk}" in shown


def test_a_line_opens_to_the_fact_behind_it(client, me):
    evaluation = make_look(me, answers=[])
    make_fact(
        evaluation.program, "research_support", "yes", detail="A statistician.", source="Program handbook"
    )
    shown = page(client, evaluation)
    assert "A statistician." in shown and "Program handbook" in shown and "as of Sep 2026" in shown


def test_strengths_stand_beside_gaps_even_with_gaps_alone(client, me):
    shown = page(client, make_look(me, answers=[], facts=[("research_support", "no")]))
    assert "Clinical volume" in shown and "Direct access to attendings" in shown


def test_only_leaders_heard_is_said(client, me):
    evaluation = make_look(me, answers=[("Q-L1", "leadership", "mentoring_structure", "concrete", [], [])])
    assert "One-sided, provisional." in page(client, evaluation)


def test_being_the_first_is_said_and_an_example_contradicts_it(client, me):
    answers = [("Q-L2a", "leadership", "pioneer", "vague", [], ["No example comes to mind"])]
    assert "You would be the first" in page(client, make_look(me, answers=answers))
    answers = [("Q-L2a", "leadership", "pioneer", "concrete", ["A real resident"], [])]
    shown = page(client, make_look(me, "Cedar", answers=answers, is_first_on_path=True))
    assert "An answer tells of somebody who did" in shown


def test_without_needs_the_page_leads_to_them(client):
    me = make_me(needs=0)
    client.force_login(me)
    assert "Say first what you need" in page(client, make_look(me))


def test_without_an_aim_the_page_asks_for_one(client, me):
    assert "what you aim for here" in page(client, make_look(me, target_path=""))


def test_the_picture_is_for_people_who_asked_for_it(client, me):
    evaluation = make_look(me)
    assert 'class="flow"' not in page(client, evaluation)
    make_img(me)
    shown = page(client, evaluation)
    assert 'class="flow"' in shown and "3 questions decide" in shown


def test_the_words_of_an_applicant_are_escaped(client, me):
    evaluation = make_look(me, target_path="<b>x</b>")
    make_answer(
        evaluation, "Q-R2", audience="resident", feeds="letter_reach", note="<script>alert(1)</script>"
    )
    shown = page(client, evaluation)
    assert "<script>alert(1)" not in shown and "<b>x</b>" not in shown


@pytest.mark.parametrize("answers", [0, 6, 30])
def test_the_page_costs_the_same_for_no_answer_and_thirty(client, me, answers, django_assert_num_queries):
    make_img(me)
    evaluation = make_look(me, answers=[], sketch_asked_on=TODAY)
    WebsiteCheck.objects.create(evaluation=evaluation, url="https://x.example", checked_on=TODAY)
    for number in range(answers):
        make_answer(evaluation, f"Q-X{number}", feeds="goal_support", speaker=f"PGY-{number}")
        make_fact(evaluation.program, "volume", "yes")
        need = make_need(me, sentence=f"One more need {number} by June")
        NeedJudgement.objects.create(evaluation=evaluation, need_ref=need.pk, note="n")
        PathCondition.objects.create(evaluation=evaluation, path=f"path {number}", key="vague_leaders")
    page(client, evaluation)  # the first page of a session notes that it was used
    with django_assert_num_queries(8):
        page(client, evaluation)
