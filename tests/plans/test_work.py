"""Goals with counters that follow the records (S0-2.6), projects, letters (R-38), sharing (S0-10.3)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.counters import counted_goals, year_of
from plans.models import Letter, Output, Plan
from tests import factories as make
from tests.plans.makers import make_plan, send

MONTH_6 = date(2025, 12, 15)


@pytest.fixture
def plan(db):
    return make_plan()


@pytest.fixture
def mine(client, plan):
    client.force_login(plan.resident)
    return client


def counts(plan, day=MONTH_6):
    plan = Plan.objects.get(pk=plan.pk)
    return {g.goal.counts: g.label for g in counted_goals(plan, plan.month(day))}


# ---- counters ----------------------------------------------------------------------------------------------------
def test_a_new_plan_shows_0_of_everything(plan):
    assert counts(plan) == {"letters": "0 of 2", "outputs": "0 of 1 to 2", "checkins": "0 of 4"}


def test_records_move_the_counters_and_deleting_one_lowers_them(plan):
    output = plan.outputs.create(title="A", type="qi", stage="draft", stages_reached={"draft": "2025-12-01"})
    letter = plan.letters.create(writer=make.make_mentor(), worked_together=True, state="agreed")
    send(plan.checkins.get(quarter=1))
    assert counts(plan) == {"letters": "1 of 2", "outputs": "1 of 1 to 2", "checkins": "1 of 4"}
    output.delete()
    letter.delete()
    assert counts(plan) == {"letters": "0 of 2", "outputs": "0 of 1 to 2", "checkins": "1 of 4"}


def test_yearly_counters_begin_again_each_year(plan):
    send(plan.checkins.get(quarter=4))
    assert counts(plan)["checkins"] == "1 of 4"
    assert counts(plan, date(2026, 8, 1))["checkins"] == "0 of 4"


def test_a_leave_makes_the_year_it_falls_in_longer(plan):
    plan.leaves.create(starts_on=date(2026, 2, 1), ends_on=date(2026, 3, 14))
    plan = Plan.objects.get(pk=plan.pk)
    assert year_of(plan, 3) == (1, date(2025, 7, 1), date(2026, 8, 11))
    assert year_of(plan, 14)[1] == date(2026, 8, 12)


# ---- goals -------------------------------------------------------------------------------------------------------
GOAL = {"title": "Submit two abstracts before June", "counts": "own", "target": "2", "per": "training"}


def test_a_goal_is_added_once(mine, plan):
    for _ in range(2):
        mine.post(reverse("plans:goal_new"), GOAL)
    assert plan.goals.filter(title=GOAL["title"]).count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "be better", "could mean anything"),
        ("title", "", "Say in one sentence"),
        ("target", "0", "one or more"),
        ("target", "", "A number makes it possible"),
        ("target_high", "1", "At most is 2 or more"),
    ],
)
def test_a_vague_or_impossible_goal_comes_back(mine, plan, field, value, words):
    answer = mine.post(reverse("plans:goal_new"), GOAL | {field: value})
    assert words in answer.content.decode()
    assert plan.goals.count() == 3


def test_an_own_count_is_set_not_added(mine, plan):
    goal = plan.goals.create(title="Teach four sessions", target=4)
    for value in ("3", "3", "many", "-1", "\u00b2", "9" * 5000):
        mine.post(reverse("plans:goal_count", args=[goal.pk]), {"own_count": value})
    goal.refresh_from_db()
    assert goal.own_count == 3


def test_a_closed_goal_is_not_counted_and_can_be_opened_again(mine, plan):
    goal = plan.goals.first()
    mine.post(reverse("plans:goal_close", args=[goal.pk]))
    assert len(counts(plan)) == 2
    mine.post(reverse("plans:goal_reopen", args=[goal.pk]))
    assert len(counts(plan)) == 3


# ---- projects ----------------------------------------------------------------------------------------------------
OUTPUT = {"title": "Low sodium", "type": "case_report", "stage": "idea"}


def test_a_project_is_added_once_and_keeps_the_day_of_each_stage(mine, plan):
    for _ in range(2):
        mine.post(reverse("plans:output_new"), OUTPUT)
    output = Output.objects.get()
    today = timezone.localdate().isoformat()
    mine.post(reverse("plans:output_edit", args=[output.pk]), OUTPUT | {"stage": "submitted"})
    output.refresh_from_db()
    assert output.stages_reached == {"idea": today, "submitted": today}
    mine.post(reverse("plans:output_edit", args=[output.pk]), OUTPUT | {"stage": "data"})
    output.refresh_from_db()
    assert output.stages_reached == {"idea": today, "data": today}, "going back forgets what came after"


def test_wrong_projects_come_back(mine, plan):
    answer = mine.post(reverse("plans:output_new"), OUTPUT | {"stage": "finished", "title": ""})
    assert "A working title is enough" in answer.content.decode()
    answer = mine.post(
        reverse("plans:output_new"), OUTPUT | {"starts_on": "2026-05-01", "due_on": "2026-04-01"}
    )
    assert "later day" in answer.content.decode()
    assert not Output.objects.exists()


def test_only_ones_own_mentors_can_be_named(mine, plan):
    other = make.make_relationship(make.make_user("Omar Other"))
    answer = mine.post(reverse("plans:output_new"), OUTPUT | {"relationship": other.pk})
    assert answer.status_code == 200
    assert not Output.objects.exists()


# ---- letters -----------------------------------------------------------------------------------------------------
def letter_of(tie, **fields):
    given = {"writer": tie.mentor_id, "lane": "community", "reach": "local", "state": "planned"}
    return given | fields


def test_a_strong_letter_needs_shared_work(mine, plan):
    tie = make.make_relationship(plan.resident)
    url = reverse("plans:letter_new")
    answer = mine.post(url, letter_of(tie, worked_together="on"))
    assert "rests on shared work" in answer.content.decode()
    assert not Letter.objects.exists()
    mine.post(url, letter_of(tie, worked_together="on", basis=["project"]))
    mine.post(url, letter_of(tie, worked_together="on", basis=["project"]))
    assert Letter.objects.get().worked_together


def test_a_near_peer_cannot_write_a_strong_one(mine, plan):
    tie = make.make_relationship(plan.resident, make.make_mentor("Wren Nearpeer", position="near_peer"))
    answer = mine.post(reverse("plans:letter_new"), letter_of(tie, worked_together="on", basis=["rotation"]))
    assert "near-peer" in answer.content.decode()
    assert not Letter.objects.exists()


def test_a_letter_keeps_the_days_it_was_asked_for_and_sent(mine, plan):
    tie = make.make_relationship(plan.resident)
    mine.post(reverse("plans:letter_new"), letter_of(tie, state="asked"))
    letter = Letter.objects.get()
    assert (letter.asked_on, letter.sent_on) == (timezone.localdate(), None)
    mine.post(reverse("plans:letter_edit", args=[letter.pk]), letter_of(tie, state="sent"))
    letter.refresh_from_db()
    assert letter.sent_on == timezone.localdate()


def test_somebody_else_s_mentor_cannot_be_the_writer(mine, plan):
    other = make.make_relationship(make.make_user("Omar Other"))
    answer = mine.post(reverse("plans:letter_new"), letter_of(other))
    assert answer.status_code == 200
    assert not Letter.objects.exists()


# ---- sharing -----------------------------------------------------------------------------------------------------
def test_sharing_and_taking_it_back(mine, plan):
    url = reverse("plans:plan_share")
    mine.post(url, {"act": "share"})
    assert Plan.objects.get().shared_with_director
    assert "Stop sharing" in mine.get(url).content.decode()
    mine.post(url, {"act": "unshare"})
    assert not Plan.objects.get().shared_with_director


def test_sharing_before_any_goal_asks_for_one(mine, plan):
    plan.goals.all().delete()
    answer = mine.post(reverse("plans:plan_share"), {"act": "share"})
    assert answer.url == reverse("plans:goal_new")
    assert "Add a goal first" in mine.get(answer.url).content.decode()
    assert not Plan.objects.get().shared_with_director
