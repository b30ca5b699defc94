"""A shortfall offers its tasks; each is taken in, left or brought back by the applicant alone."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from plans.actions.starting import start_plan
from playbook.models import TemplateItem
from programs import hooks, rules
from programs.actions import gaps as actions
from programs.gaps import CODES, OVERLAY, TASKS, WAYS_AROUND, gap_lines, gap_sets
from programs.models import Evaluation, GapTask
from programs.together import together
from programs.verdicts import verdicts_of
from tests.factories import make_applicant, make_member
from tests.programs.makers import make_fact, make_hospital_program

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def playbook(db):
    call_command("sync_playbook", verbosity=0)


@pytest.fixture
def evaluation(playbook):
    program = make_hospital_program("Brindle Bay Hospital")
    for kind, value in (("research_support", "no"), ("protected_time", "partial"), ("subspecialists", "yes")):
        make_fact(program, kind, value, as_of=timezone.localdate())
    return Evaluation.objects.create(applicant=make_applicant(), program=program)


def lines(evaluation):
    verdict = verdicts_of([evaluation], user=evaluation.applicant, today=timezone.localdate())[evaluation.pk]
    return {line.gap: line for line in gap_lines(verdict.gaps, together(**gap_sets(evaluation)))}


def press(client, evaluation, do="accept", code="P-47a", gap="research_support", **extra):
    url = reverse("programs:gap_task", args=[evaluation.pk])
    return client.post(url, {"gap": gap, "code": code, "do": do}, **extra)


def test_every_shortfall_has_its_way_and_every_task_stands_in_the_playbook(playbook):
    assert set(TASKS) == set(WAYS_AROUND) == set(rules.GAPS)
    items = TemplateItem.objects.current().filter(template__key=OVERLAY)
    assert set(items.values_list("code", flat=True)) == set(CODES)


def test_only_what_is_short_offers_tasks(evaluation):
    found = lines(evaluation)
    assert list(found) == ["protected_time", "research_support"]
    assert [task.code for task in found["research_support"].tasks] == ["P-47a", "P-47b", "P-47c"]
    assert found["research_support"].tasks[0].months == "months 1 to 3"


def test_a_task_that_answers_two_shortfalls_is_offered_once(evaluation):
    for kind in ("subspecialists", "in_house_fellowships"):
        evaluation.program.facts.filter(kind=kind).delete()
        make_fact(evaluation.program, kind, "no", as_of=timezone.localdate())
    found = lines(evaluation)
    assert [task.code for task in found["subspecialists"].tasks] == ["P-47e"]
    assert found["in_house_fellowships"].tasks == () and found["in_house_fellowships"].way_around


@pytest.mark.parametrize("htmx", [False, True])
def test_taken_in_left_and_brought_back(client, evaluation, htmx):
    client.force_login(evaluation.applicant)
    extra = HTMX if htmx else {}
    for do, state in (("accept", "accepted"), ("decline", "declined"), ("decline", "declined")):
        response = press(client, evaluation, do, **extra)
        assert response.status_code == (200 if htmx else 302)
        assert GapTask.objects.get().state == state  # pressed twice it stands once
    assert lines(evaluation)["research_support"].declined[0].code == "P-47a"
    press(client, evaluation, "undo", **extra)
    assert not GapTask.objects.exists()
    assert lines(evaluation)["research_support"].declined == ()


def test_the_fragment_is_the_panel_of_the_page(client, evaluation):
    client.force_login(evaluation.applicant)
    html = press(client, evaluation, "decline", **HTMX).content.decode()
    assert html.count('id="gaps"') == 1 and "Not for you: 1" in html and "Offer it again" in html
    assert "<html" not in html
    html = press(client, evaluation, "accept", **HTMX).content.decode()
    assert "In your plan" in html and "Take out" in html


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "P-47e"},
        {"code": "P-01"},
        {"code": ""},
        {"gap": "volume"},
        {"gap": ""},
        {"do": ""},
        {"do": "x"},
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_nonsense_keeps_nothing(client, evaluation, changed, htmx):
    client.force_login(evaluation.applicant)
    response = press(client, evaluation, **({"do": "accept"} | changed), **(HTMX if htmx else {}))
    assert response.status_code == (200 if htmx else 302)
    assert not GapTask.objects.exists()


def test_somebody_elses_look_is_not_there(client, evaluation):
    client.force_login(make_applicant("Una Applicant"))
    assert press(client, evaluation).status_code == 404
    assert not GapTask.objects.exists()


def test_one_decision_stands_whatever_gap_it_was_offered_at(evaluation):
    for gap in ("subspecialists", "in_house_fellowships"):
        actions.decide_gap_task(
            evaluation=evaluation, gap=gap, code="P-47e", state="accepted", by=evaluation.applicant
        )
    assert GapTask.objects.get().gap == "in_house_fellowships"
    assert actions.forget_gap_task(evaluation=evaluation, code="P-47e", by=evaluation.applicant) is True
    assert actions.forget_gap_task(evaluation=evaluation, code="P-47e", by=evaluation.applicant) is False


# ---- a resident on the page of the own program ----
@pytest.fixture
def home(client, playbook):
    """A resident with a running plan at a program without research support."""
    today = timezone.localdate()
    program = make_hospital_program("Brindle Bay Hospital")
    member = make_member(program, started_on=today - timedelta(days=400))
    make_fact(program, "research_support", "no", as_of=today)
    plan = start_plan(membership=member, starts_on=member.started_on, years=3, by=member.user, today=today)
    client.force_login(member.user)
    return SimpleNamespace(program=program, plan=plan, user=member.user, today=today)


def test_a_resident_takes_the_tasks_of_a_gap_into_the_plan_once(client, home):
    page, take = (reverse(f"programs:{door}", args=[home.program.pk]) for door in ("program", "gap_take"))
    html = client.get(page).content.decode()
    assert "What you can build yourself" in html and "Add to my plan" in html
    for _ in range(2):  # pressed twice
        assert client.post(take, {"gap": "research_support"}).status_code == 302
    tasks = home.plan.milestones.filter(code__startswith="P-47")
    assert sorted(tasks.values_list("code", flat=True)) == ["P-47a", "P-47b", "P-47c"]
    assert all(task.due_on > home.today for task in tasks)
    html = client.get(page).content.decode()
    assert "In your plan" in html and "Add to my plan" not in html


@pytest.mark.parametrize("gap", ["", "volume", "x"])
def test_a_gap_that_is_none_adds_nothing(client, home, gap):
    assert client.post(reverse("programs:gap_take", args=[home.program.pk]), {"gap": gap}).status_code == 302
    assert not home.plan.milestones.filter(code__startswith="P-47").exists()


def test_without_a_plan_there_nothing_is_offered(client, home):
    other = make_hospital_program("Northmoss Hospital")
    make_fact(other, "research_support", "no", as_of=home.today)
    assert (
        "What you can build" not in client.get(reverse("programs:program", args=[other.pk])).content.decode()
    )
    take = reverse("programs:gap_take", args=[other.pk])
    assert client.post(take, {"gap": "research_support"}).status_code == 403


@pytest.mark.parametrize("facts", [0, 30])
def test_the_page_of_the_own_program_asks_seven_times(client, home, facts, django_assert_num_queries):
    for number in range(facts):
        make_fact(home.program, "volume", as_of=home.today - timedelta(days=number))
    page = reverse("programs:program", args=[home.program.pk])
    client.get(page)
    with django_assert_num_queries(7):  # session, user, roles, program, plan, facts, what stands beside them
        client.get(page)


@pytest.mark.parametrize(("kind", "leads_outside"), [("subspecialists", True), ("protected_time", False)])
def test_a_shortfall_of_people_leads_to_places_outside(evaluation, client, kind, leads_outside):
    evaluation.program.facts.all().delete()
    make_fact(evaluation.program, kind, "no", as_of=timezone.localdate())
    client.force_login(evaluation.applicant)
    said = client.get(reverse("programs:evaluation", args=[evaluation.pk])).content.decode()
    door = f"{hooks.outside_url()}?program={evaluation.program_id}"
    assert (door in said) == leads_outside and hooks.outside_url()
