"""An applicant's first page: the season, one next thing in the order of P-45, and what to ask whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.numbers import FINAL_WITHIN
from plans.rules.season_step import SeasonFacts, season_step
from plans.season import season_home
from playbook.models import SeasonDate
from playbook.sync import sync_playbook
from programs.models import Evaluation, NeedJudgement, PathCondition, Preferences, WebsiteCheck
from programs.seasons import picture, season_now
from tests import factories as make
from tests.programs.lists.makers import make_answer, make_evaluation
from tests.programs.makers import make_hospital_program

TODAY = date(2026, 11, 22)
READY = SeasonFacts(saved=3, has_needs=True, ranked=3)


# ---- the rule ----
@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"matched": "one"}, "matched"),
        ({"has_needs": False}, "needs"),
        ({"has_needs": False, "saved": 0}, "needs"),
        ({"saved": 0}, "find"),
        ({"interview_today": "one", "without_website": "two"}, "today"),
        ({"without_website": "one", "half_heard": "two"}, "website"),
        ({"half_heard": "one", "without_goals": "two"}, "sheet"),
        ({"without_goals": "one", "without_sketch": "two"}, "goals"),
        ({"without_sketch": "one", "open_path": "two"}, "sketch"),
        ({"open_path": "one", "unranked": "two"}, "path"),
        ({"unranked": "one"}, "rank"),
        ({}, "calm"),
        ({"days_to_deadline": FINAL_WITHIN, "without_website": "one"}, "final"),
        ({"days_to_deadline": 0}, "final"),
        ({"days_to_deadline": FINAL_WITHIN + 1}, "calm"),
        ({"days_to_deadline": -1}, "calm"),
        ({"days_to_deadline": 3, "is_final": True}, "calm"),
        ({"days_to_deadline": None}, "calm"),
    ],
)
def test_one_next_thing_in_a_fixed_order(facts, kind):
    assert season_step(replace(READY, **facts), final_within=FINAL_WITHIN).kind == kind


# ---- the season ----
@pytest.mark.django_db
def test_the_dates_are_those_of_the_season_that_runs_and_only_for_residency():
    sync_playbook(today=TODAY)
    season = season_now(TODAY)
    assert season.key == "2027" and {row.track for row in season.dates} == {"residency"}
    assert season.next.key == "ranking-opens"
    assert season_now(date(2026, 5, 31)).key == "2026" and season_now(date(2026, 6, 1)).key == "2027"
    assert season_now(date(2031, 1, 1)).dates == []


@pytest.mark.django_db
def test_the_picture_shows_every_date_once_and_none_on_top_of_another():
    sync_playbook(today=TODAY)
    shown = picture(season_now(TODAY))
    assert [m.number for m in shown.marks] == list(range(1, len(season_now(TODAY).dates) + 1))
    places = [(m.x, m.y) for m in shown.marks]
    for n, (x, y) in enumerate(places):
        assert all(abs(x - a) >= 22 or abs(y - b) >= 22 for a, b in places[n + 1 :])
    assert all(0 <= m.x <= shown.width and 0 < m.y < shown.line_y for m in shown.marks)
    assert shown.marks[0].state == "past" and shown.today_x is not None
    assert picture(season_now(date(2031, 1, 1))) is None


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2026, 6, 1), date(2027, 5, 31), date(2027, 3, 17)])
def test_the_picture_holds_today_on_every_day_of_the_season(day):
    sync_playbook(today=TODAY)
    shown = picture(season_now(day))
    assert 0 <= shown.today_x <= shown.width and 44 <= shown.flag_x <= shown.width - 44


# ---- the page ----
@pytest.fixture
def maya(client, db):
    sync_playbook(today=TODAY)
    maya = make.make_applicant("Maya Applicant")
    client.force_login(maya)
    return maya


def page(client):
    return client.get("/").content.decode()


def primaries(body):
    return body.count("btn-primary") - body.count("skip btn btn-primary")


def test_nothing_saved_yet_says_how_to_begin(client, maya):
    body = page(client)
    assert "Say what you need from mentoring" in body and "Nothing saved yet" in body
    make.make_need(maya)
    body = page(client)
    assert "Find the programs you want to look at" in body and primaries(body) == 1
    assert "Rank list deadline" in body


def test_it_leads_through_the_season(client, maya):
    make.make_need(maya)
    one = make_evaluation(maya, make_hospital_program("Brindle Bay"), target_path="cardiology")
    assert "Look at the website of Brindle Bay" in page(client)
    WebsiteCheck.objects.create(evaluation=one, url="https://example.org/", checked_on=TODAY)
    make_answer(one)
    assert "What did they say at Brindle Bay?" in page(client)
    make_answer(one, "Q-R1", "resident")
    assert "Tell Brindle Bay what you hope for" in page(client)
    Evaluation.objects.update(priorities_sent_on=TODAY)
    assert "Ask Brindle Bay for a mentoring sketch" in page(client)
    Evaluation.objects.update(sketch_asked_on=timezone.localdate())
    assert "Can Brindle Bay carry your aim?" in page(client)
    for key in PathCondition.Key.values:
        PathCondition.objects.create(evaluation=one, path="cardiology", key=key, holds=False)
    assert "Put Brindle Bay on your rank list" in page(client)
    Evaluation.objects.update(rank=1)
    body = page(client)
    assert "Nothing waits for you" in body and primaries(body) == 1


def test_an_interview_today_comes_first(client, maya):
    make.make_need(maya)
    soon = timezone.now() + timedelta(minutes=1)
    one = make_evaluation(maya, make_hospital_program("Brindle Bay"), interview_at=soon)
    if timezone.localtime(soon).date() == timezone.localdate():
        body = page(client)
        assert "Interview at Brindle Bay" in body and reverse("programs:sheet", args=[one.pk]) in body


def test_interviews_who_was_not_asked_and_what_nobody_answered(client, maya):
    make.make_need(maya)
    ahead = timezone.now() + timedelta(days=9)
    one = make_evaluation(maya, make_hospital_program("Brindle Bay"), interview_at=ahead)
    heard = make_evaluation(
        maya,
        make_hospital_program("Port Ember"),
        priorities_sent_on=TODAY,
        sketch_asked_on=timezone.localdate() - timedelta(days=15),
    )
    make_answer(heard)
    body = page(client)
    assert reverse("programs:interview_file", args=[one.pk]) in body
    assert "To ask Brindle Bay" in body
    assert "Residents, subspecialists" in body
    assert "Asked 15 days ago, no reply." in body
    Evaluation.objects.filter(pk=heard.pk).update(sketch_asked_on=timezone.localdate() - timedelta(days=14))
    assert "no reply" not in page(client)


def test_dates_that_are_not_confirmed_say_so(client, maya):
    make.make_need(maya)
    make_evaluation(maya)
    body = page(client)
    if season_now(timezone.localdate()).key == "2027":
        assert "(expected)" in body
    SeasonDate.objects.update(is_confirmed=True)
    assert "not confirmed" not in page(client)


def test_without_dates_the_page_stands(client, maya):
    make.make_need(maya)
    make_evaluation(maya)
    SeasonDate.objects.all().delete()
    assert "No dates for this season yet" in page(client)


def test_after_the_match_it_says_what_comes_next(client, maya):
    one = make_evaluation(maya, make_hospital_program("Brindle Bay"))
    day = timezone.localdate() + timedelta(days=200)
    client.post(
        reverse("programs:matched", args=[one.pk]), {"starts_on": f"{day:%Y-%m-%d}", "entry_pgy": "1"}
    )
    body = page(client)
    assert "You matched at Brindle Bay" in body and "See the draft plan" in body and primaries(body) == 1
    maya.memberships.update(state="active")
    assert "This month" in page(client)


def test_a_resident_does_not_see_a_season(client, maya):
    make_evaluation(maya, note="canary")
    make.make_member(make.make_program(), user=maya)
    body = page(client)
    assert "Your season" not in body and "canary" not in body


@pytest.mark.parametrize("programs", [1, 60])
def test_it_costs_the_same_for_one_program_and_sixty(maya, programs, django_assert_num_queries):
    make.make_need(maya)
    Preferences.objects.create(user=maya)
    for number in range(programs):
        one = make_evaluation(
            maya,
            make_hospital_program(f"Hospital {number}"),
            rank=number + 1,
            target_path="cardiology",
            interview_at=timezone.now() + timedelta(days=number + 1),
        )
        WebsiteCheck.objects.create(evaluation=one, url="https://example.org/", checked_on=TODAY)
        NeedJudgement.objects.create(evaluation=one, need_ref=1)
        for audience in ("leadership", "resident"):
            make_answer(one, f"Q-{audience}", audience)
    with django_assert_num_queries(QUERIES):
        season_home(maya, TODAY, timezone.now())


# Season, evaluations, answers, facts, what she wrote herself. With session, user and roles the page asks eight times.
QUERIES = 5
