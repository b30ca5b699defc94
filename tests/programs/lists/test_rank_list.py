"""The rank list: every move is one transaction, can be undone, and stays the applicant's alone."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from playbook.sync import sync_playbook
from programs.actions import ranking
from programs.models import Evaluation, PathCondition, RankList
from programs.seasons import season_now
from tests.factories import make_applicant, make_need
from tests.programs.lists.makers import make_answer, make_evaluation
from tests.programs.makers import make_hospital_program, make_track

TODAY, DEADLINE = date(2026, 11, 22), date(2027, 3, 3)
WHEN = {"season": "2027", "deadline": DEADLINE, "today": TODAY}
HTMX = {"HX-Request": "true"}
PAGE = reverse("programs:rank_list")


@pytest.fixture
def maya(client, db):
    maya = make_applicant("Maya Applicant")
    client.force_login(maya)
    return maya


@pytest.fixture
def three(maya):
    return [
        make_evaluation(maya, make_hospital_program(name), rank=rank)
        for rank, name in enumerate(("Ash", "Birch", "Cedar"), 1)
    ]


def order(applicant):
    ranked = Evaluation.objects.filter(applicant=applicant).exclude(rank=None).order_by("rank")
    return list(ranked.values_list("program__institution__name", flat=True))


def move(client, evaluation, how, **data):
    headers = data.pop("headers", {})
    url = reverse("programs:rank_move", args=[evaluation.pk])
    return client.post(url, {"how": how, **data}, headers=headers)


# ---- moving ----
@pytest.mark.parametrize(
    ("which", "how", "typed", "expected"),
    [
        (1, "up", "", "Birch Ash Cedar"),
        (0, "up", "", "Ash Birch Cedar"),
        (0, "down", "", "Birch Ash Cedar"),
        (2, "down", "", "Ash Birch Cedar"),
        (2, "top", "", "Cedar Ash Birch"),
        (0, "to", "3", "Birch Cedar Ash"),
        (0, "to", " 99 ", "Birch Cedar Ash"),
        (2, "to", "0", "Cedar Ash Birch"),
        (2, "to", "first", "Ash Birch Cedar"),
        (2, "to", "-1", "Ash Birch Cedar"),
        (2, "to", "²", "Ash Birch Cedar"),
        (1, "off", "", "Ash Cedar"),
        (1, "on", "", "Ash Birch Cedar"),
        (1, "sideways", "", "Ash Birch Cedar"),
    ],
)
def test_every_way_to_move(client, maya, three, which, how, typed, expected):
    assert move(client, three[which], how, position=typed).status_code == 302
    assert order(maya) == expected.split()


def test_without_a_script_one_is_back_at_the_row_and_told_where_it_went(client, maya, three):
    answer = move(client, three[2], "top")
    assert answer.url == f"{PAGE}#row-{three[2].pk}"
    assert "Cedar is now number 1." in client.get(answer.url).content.decode()


def test_with_a_script_the_list_comes_back_and_it_is_said_aloud(client, maya, three):
    part = move(client, three[2], "top", headers=HTMX).content.decode()
    assert "<html" not in part and 'hx-swap-oob="innerHTML">Cedar is now number 1.' in part
    assert f'id="row-{three[2].pk}" data-row="{three[2].pk}" tabindex="-1" class="is-moved"' in part
    assert part.index("Cedar") < part.index("Ash")


def test_a_saved_program_goes_on_the_list_at_its_end(client, maya, three):
    new = make_evaluation(maya, make_hospital_program("Dogwood"))
    assert "Saved, not on the list" in client.get(PAGE).content.decode()
    move(client, new, "on")
    assert order(maya) == ["Ash", "Birch", "Cedar", "Dogwood"]


def test_a_drag_sends_the_whole_order(client, maya, three):
    ash, birch, cedar = (row.pk for row in three)
    url = reverse("programs:rank_order")
    part = client.post(url, {"order": f"{cedar},{ash},{birch}", "moved": cedar}, headers=HTMX)
    assert order(maya) == ["Cedar", "Ash", "Birch"]
    assert "Moved to number 1." in part.content.decode()


def test_an_order_with_strangers_and_gaps_is_still_an_order(client, maya, three):
    ash, _, cedar = (row.pk for row in three)
    other = make_evaluation(make_applicant("Other"), rank=1)
    sent = f"{cedar},{other.pk},{cedar},x,,{10**30},{ash}"
    client.post(reverse("programs:rank_order"), {"order": sent})
    assert order(maya) == ["Cedar", "Ash", "Birch"]
    assert order(other.applicant) == [other.program.institution.name]
    assert sorted(Evaluation.objects.filter(applicant=maya).values_list("rank", flat=True)) == [1, 2, 3]


# ---- undo ----
def test_undo_leads_back_and_forth(client, maya, three):
    move(client, three[2], "top")
    client.post(reverse("programs:rank_undo"))
    assert order(maya) == ["Ash", "Birch", "Cedar"]
    client.post(reverse("programs:rank_undo"))
    assert order(maya) == ["Cedar", "Ash", "Birch"]


def test_undo_puts_back_what_was_taken_off_unless_it_is_gone(client, maya, three):
    move(client, three[1], "off")
    client.post(reverse("programs:rank_undo"))
    assert order(maya) == ["Ash", "Birch", "Cedar"]
    move(client, three[1], "off")
    three[1].delete()
    client.post(reverse("programs:rank_undo"))
    assert order(maya) == ["Ash", "Cedar"]


def test_nothing_to_undo(client, maya, three):
    page = client.post(reverse("programs:rank_undo"), follow=True).content.decode()
    assert "There is nothing to undo." in page and order(maya) == ["Ash", "Birch", "Cedar"]
    ranking.finish(by=maya, season="2027")
    client.post(reverse("programs:rank_undo"))
    assert order(maya) == ["Ash", "Birch", "Cedar"], "calling it final is no change of the order"


# ---- final, and the deadline ----
def test_without_needs_the_needs_come_first_and_the_list_may_still_be_final(client, maya, three):
    url = reverse("programs:rank_final")
    assert "You have not said what you need." in client.get(url).content.decode()
    answer = client.post(url)
    assert answer.url == reverse("mentorship:needs") and not RankList.objects.exists()
    client.post(url, {"act": "anyway"})
    assert RankList.objects.get().final_at is not None


def test_final_asks_first_and_can_be_opened_again(client, maya, three):
    make_need(maya)
    url = reverse("programs:rank_final")
    assert "Call this order final?" in client.get(url).content.decode()
    assert not RankList.objects.exists()
    client.post(url)
    assert RankList.objects.get().final_at is not None
    assert "Final since" in client.get(PAGE).content.decode()
    client.post(url, {"act": "reopen"})
    assert RankList.objects.get().final_at is None


def test_an_empty_list_is_not_final(client, maya):
    page = client.post(reverse("programs:rank_final"), follow=True).content.decode()
    assert "Put a program on the list first." in page and not RankList.objects.exists()


def test_a_change_before_the_deadline_opens_the_list(maya, three):
    ranking.finish(by=maya, season="2027")
    ranking.place(evaluation=three[2], position=1, by=maya, **WHEN)
    kept = RankList.objects.get()
    assert kept.final_at is None and kept.changed_after_deadline_at is None


def test_a_change_after_the_deadline_is_possible_and_stamped(client, maya, three):
    ranking.finish(by=maya, season="2027")
    ranking.place(evaluation=three[2], position=1, by=maya, **WHEN | {"today": date(2027, 3, 4)})
    kept = RankList.objects.get()
    assert order(maya) == ["Cedar", "Ash", "Birch"]
    assert kept.final_at is not None and kept.changed_after_deadline_at is not None


def test_on_the_day_itself_it_is_not_late(maya, three):
    ranking.place(evaluation=three[2], position=1, by=maya, **WHEN | {"today": DEADLINE})
    assert RankList.objects.get().changed_after_deadline_at is None


def test_moving_it_to_where_it_is_changes_nothing(maya, three):
    ranking.place(evaluation=three[0], position=1, by=maya, **WHEN | {"today": date(2027, 3, 4)})
    assert not RankList.objects.exists()


def test_the_page_says_what_was_changed_late(client, maya, three):
    season = season_now(timezone.localdate()).key
    RankList.objects.create(
        applicant=maya, season=season, final_at=timezone.now(), changed_after_deadline_at=timezone.now()
    )
    assert "changed after the deadline" in client.get(PAGE).content.decode()


def test_the_deadline_comes_from_the_table_and_says_that_it_is_expected(client, maya, three):
    assert "deadline" not in client.get(PAGE).content.decode().split("<h1>")[0].rsplit("eyebrow", 1)[-1]
    sync_playbook(today=TODAY)
    season = season_now(TODAY)
    assert (season.key, season.deadline_on) == ("2027", DEADLINE)
    assert season_now(date(2027, 5, 31)).key == "2027" and season_now(date(2027, 6, 1)).key == "2028"
    if season_now(timezone.localdate()).key == "2027":
        assert "(expected)" in client.get(PAGE).content.decode()


# ---- what it says ----
def test_the_banner_stands_on_list_and_confirm_page(client, maya, three):
    doubtful = three[1]
    make_need(maya)
    Evaluation.objects.filter(pk=doubtful.pk).update(target_path="cardiology")
    answer = make_answer(doubtful)
    for key in PathCondition.Key.values[:3]:
        PathCondition.objects.create(
            evaluation=doubtful, path="cardiology", key=key, holds=True, answer=answer
        )
    for url in (PAGE, reverse("programs:rank_final")):
        page = client.get(url).content.decode()
        assert "serious doubt for cardiology" in page
    PathCondition.objects.create(
        evaluation=doubtful, path="cardiology", key=PathCondition.Key.values[3], holds=True, answer=answer
    )
    page = client.get(PAGE).content.decode()
    assert "rank others higher for cardiology" in page
    client.post(reverse("programs:rank_final"))
    assert RankList.objects.get().final_at, "the banner blocks nothing"


def test_it_advises_the_true_order_and_says_that_nothing_is_sent(client, maya, three):
    page = client.get(PAGE).content.decode()
    assert "the true order can only help you" in page and "not sent anywhere" in page
    for word in ("probability", "chance", "odds of"):
        assert word not in page.lower()


def test_the_file_holds_the_order_and_no_formula(client, maya, three):
    make_track(three[0].program, nrmp_code="9123140C0")
    evil = make_hospital_program("=HYPERLINK(1)", name="@SUM(1)")
    make_evaluation(maya, evil, rank=4, note="secret")
    answer = client.get(reverse("programs:rank_csv"))
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[:2] for row in rows[1:4]] == [["1", "Ash"], ["2", "Birch"], ["3", "Cedar"]]
    assert rows[4][1:3] == ["'=HYPERLINK(1)", "'@SUM(1)"]
    assert "9123140C0" in rows[1][6] and "secret" not in text
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("programs", [1, 60])
def test_it_costs_the_same_for_one_program_and_sixty(client, maya, programs, django_assert_num_queries):
    for rank in range(1, programs + 1):
        evaluation = make_evaluation(maya, make_hospital_program(f"Hospital {rank}"), rank=rank)
        for number in range(30 if programs > 1 else 1):
            make_answer(evaluation, f"own:{number}")
    for door, queries in (("rank_list", QUERIES + 1), ("evaluations", QUERIES)):
        client.get(reverse(f"programs:{door}"))
        with django_assert_num_queries(queries):
            client.get(reverse(f"programs:{door}"))


# Session, user, roles, evaluations, answers, facts, own words; the rank list has the season's dates too.
QUERIES = 7


# ---- at the same moment ----
@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_end_in_an_order_without_holes():
    maya = make_applicant("Maya Applicant")
    rows = [make_evaluation(maya, make_hospital_program(f"Hospital {n}"), rank=n) for n in range(1, 7)]

    def drag(n):
        try:
            if n % 3 == 0:
                ranking.take_off(evaluation=rows[n % 6], by=maya, **WHEN)
            elif n % 3 == 1:
                ranking.place(evaluation=rows[n % 6], position=1 + n % 4, by=maya, **WHEN)
            else:
                ranking.reorder(pks=[row.pk for row in reversed(rows)], by=maya, **WHEN)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(drag, range(18)))
    ranks = sorted(
        Evaluation.objects.filter(applicant=maya).exclude(rank=None).values_list("rank", flat=True)
    )
    assert ranks == list(range(1, len(ranks) + 1))
