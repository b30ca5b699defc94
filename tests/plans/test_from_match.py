"""The draft plan of a match: dated from the first day, with the tasks that were accepted (S0-4.2, P-47)."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from plans.actions.from_match import draft_from, forget_draft_from
from plans.models import Plan
from playbook.models import PlanTemplate
from programs.hooks import Match
from programs.models import GapTask, Program
from tests.factories import make_applicant, make_member
from tests.plans.makers import make_plan, make_template
from tests.programs.lists.makers import make_evaluation

TODAY, JULY = date(2027, 3, 20), date(2027, 7, 1)


@pytest.fixture
def match(db):
    make_template()
    make_template("self_built")
    maya = make_applicant("Maya Applicant")
    evaluation = make_evaluation(maya)
    place = make_member(evaluation.program, user=maya, started_on=JULY, state="asked")
    return Match(user=maya, evaluation=evaluation, membership=place, starts_on=JULY, today=TODAY)


def decide(match, code, state="accepted"):
    GapTask.objects.create(evaluation=match.evaluation, gap="research_support", code=code, state=state)


def test_accepted_tasks_stand_in_the_first_half_year_and_declined_ones_do_not(match):
    decide(match, "P-47a")
    decide(match, "P-47c")
    decide(match, "P-47b", "declined")
    words = draft_from(match)
    plan = Plan.objects.get(resident=match.user)
    tasks = plan.milestones.filter(code__startswith="P-47").order_by("code")
    assert words == (
        "A draft of your plan begins on Jul 1, with 2 tasks you accepted in its first six months."
    )
    assert [(t.code, t.opens_on, t.due_on) for t in tasks] == [
        ("P-47a", JULY, date(2027, 9, 30)),
        ("P-47c", date(2027, 8, 1), date(2027, 12, 31)),
    ]
    assert plan.overlays == ["self_built"] and plan.month(JULY) == 1


def test_again_it_adds_only_what_is_new(match):
    decide(match, "P-47a")
    draft_from(match)
    decide(match, "P-47b")
    assert "with 1 task you accepted" in draft_from(match)
    assert draft_from(match) == "A draft of your plan begins on Jul 1."
    plan = Plan.objects.get(resident=match.user)
    assert plan.milestones.filter(code__startswith="P-47").count() == 2


def test_a_later_year_of_entry_makes_a_shorter_plan(match):
    type(match.membership).objects.filter(pk=match.membership.pk).update(entry_pgy=2)
    match.membership.entry_pgy = 2
    draft_from(match)
    assert (Plan.objects.get().years, Plan.objects.get().entry_pgy) == (2, 2)


def test_a_plan_that_runs_is_left_alone(match):
    plan = make_plan(user=match.user)
    assert draft_from(match) == "You have a running plan, so no draft was made."
    assert Plan.objects.get() == plan


def test_without_a_template_the_match_goes_on(match):
    PlanTemplate.objects.all().update(retired_on=TODAY)
    assert draft_from(match).startswith("No draft of a plan yet:")
    assert not Plan.objects.exists()


def test_taken_back_the_draft_goes_unless_something_in_it_is_done(match):
    draft_from(match)
    item = Plan.objects.get().milestones.first()
    type(item).objects.filter(pk=item.pk).update(done_on=TODAY)
    forget_draft_from(match)
    assert Plan.objects.exists()
    type(item).objects.filter(pk=item.pk).update(done_on=None)
    forget_draft_from(match)
    assert not Plan.objects.exists()


def test_the_applicant_can_look_at_the_draft_and_the_program_cannot(match, client):
    draft_from(match)
    director = make_member(match.evaluation.program, role="program_director").user
    client.force_login(match.user)
    page = client.get(reverse("plans:timeline")).content.decode()
    assert "has not let you in yet" in page
    type(match.membership).objects.filter(pk=match.membership.pk).update(state="active")
    assert "has not let you in yet" not in client.get(reverse("plans:timeline")).content.decode()
    type(match.membership).objects.filter(pk=match.membership.pk).update(state="asked")
    client.force_login(director)
    page = client.get(reverse("plans:cohort", args=[match.evaluation.program_id])).content.decode()
    assert "Maya Applicant" not in page


def self_built(program):
    type(program).objects.filter(pk=program.pk).update(
        support_mode_override="self_built", support_mode_reason="Residents say so."
    )
    program.refresh_from_db()


@pytest.mark.parametrize("how", ["facts", "sketch"])
def test_where_residents_build_it_alone_the_small_moves_come_along(match, how):
    decide(match, "P-47a")
    decide(match, "P-47b", "declined")
    if how == "facts":
        self_built(match.evaluation.program)
    else:
        evaluation = match.evaluation
        evaluation.sketch_asked_on = evaluation.sketch_replied_on = TODAY
        evaluation.sketch_text = "My door is always open."
        evaluation.save()
    words = draft_from(match)
    assert "with 1 task you accepted" in words and "so 3 tasks for that came with it" in words
    plan = Plan.objects.get(resident=match.user)
    codes = set(plan.milestones.filter(code__startswith="P-47").values_list("code", flat=True))
    assert codes == {"P-47a", "P-47c", "P-47d", "P-47e"}
    assert "came with it" not in draft_from(match)


def test_a_mode_nobody_knows_adds_nothing(match):
    assert draft_from(match) == "A draft of your plan begins on Jul 1."


def length_unknown(program, **more):
    type(program).objects.filter(pk=program.pk).update(is_length_known=False, **more)
    program.refresh_from_db()


def test_without_a_known_length_no_draft_is_guessed(match):
    length_unknown(match.membership.program)
    assert draft_from(match).startswith("No draft of a plan yet: nobody knows how long")
    assert not Plan.objects.exists()
    assert "A draft" in draft_from(replace(match, years=2))
    assert Plan.objects.get().years == 2


def test_the_page_asks_how_long_where_nobody_knows(match, client):
    client.force_login(match.user)
    door = reverse("programs:matched", args=[match.evaluation.pk])
    assert "How long does it last" not in client.get(door).content.decode()
    match.membership.delete()
    length_unknown(match.evaluation.program, is_subspecialty=True)
    first = f"{date.today().year + 1}-01-01"
    said = client.post(door, {"starts_on": first, "entry_pgy": "4"}).content.decode()
    assert "Choose how long this training lasts." in said and not Plan.objects.exists()
    client.post(door, {"starts_on": first, "entry_pgy": "4", "years": "2"})
    plan = Plan.objects.get()
    assert (plan.years, plan.entry_pgy) == (2, 4)


@pytest.mark.parametrize(
    ("known", "fellowship", "pgy", "years"),
    [
        (True, False, 1, 3),
        (True, False, 2, 2),
        (True, False, 5, 1),
        (True, True, 4, 3),
        (False, True, 4, None),
    ],
)
def test_how_long_training_lasts_from_an_entry(known, fellowship, pgy, years):
    program = Program(training_years=3, is_length_known=known, is_subspecialty=fellowship)
    assert program.years_from(pgy) == years


def test_the_rhythm_of_the_sketch_is_said(match):
    match.evaluation.sketch_cadence = "every_2_months"
    assert "with the rhythm of their sketch: every two months." in draft_from(match)
