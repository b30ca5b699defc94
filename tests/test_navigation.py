"""The bars: five doors or fewer, each role's own, and no question to the database until they are printed."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import resolve

from config.context import navigation
from programs.models import Evaluation
from tests.factories import make_applicant, make_member, make_program, make_user

pytestmark = pytest.mark.django_db


def nav_of(user, path="/more/"):
    request = RequestFactory().get(path)
    request.user = user
    request.resolver_match = resolve(path)
    return navigation(request)["nav"]


def labels(nav):
    return [item.label for item in nav.items]


def test_a_visitor_has_no_bars():
    nav = nav_of(AnonymousUser())
    assert nav.items == [] and nav.more == [] and not nav.signed_in and nav.theme == ""


def test_nobody_has_more_than_five_items_and_more_is_the_last():
    program = make_program()
    busy = make_user()
    busy.profile.is_mentor = True
    for role in ("resident", "program_director"):
        make_member(program, user=busy, role=role)
    for user in (busy, make_applicant(), make_user()):
        nav = nav_of(user)
        assert len(nav.items) <= 5
        assert labels(nav)[-1] == ("Rank list" if nav.roles == {"applicant"} else "More")
        assert len({item.url for item in nav.items}) == len(nav.items)


def test_an_applicant_starts_with_programs():
    assert "Programs" in labels(nav_of(make_applicant()))


def test_what_the_bar_can_not_hold_stands_under_more():
    user = make_user()
    offered = {item.door for _heading, items in nav_of(user).more for item in items}
    assert {"accounts:profile", "mfa_index", "usersessions_list"} <= offered
    assert "admin:index" not in offered


def test_only_staff_find_the_admin():
    staff = make_user(is_staff=True)
    assert "admin:index" in {item.door for _heading, items in nav_of(staff).more for item in items}


def test_the_page_one_is_on_is_lit_and_only_one():
    lit = [item.label for item in nav_of(make_user(), "/more/").items if item.current]
    assert lit == ["More"]
    lit = [item.label for item in nav_of(make_user(), "/accounts/email/").items if item.current]
    assert lit == ["More"]


def test_an_unprinted_navigation_asks_nothing(django_assert_num_queries):
    user = make_user()
    with django_assert_num_queries(0):
        nav_of(user)


def test_the_bars_cost_one_query(django_assert_num_queries):
    user = type(make_user()).objects.select_related("profile").get(pk=make_applicant().pk)
    with django_assert_num_queries(1):
        nav = nav_of(user)
        assert nav.items and nav.more and nav.theme == ""


def test_the_chosen_theme_stands_on_the_page(client):
    user = make_user()
    client.force_login(user)
    assert "data-bs-theme" not in client.get("/more/").content.decode()
    user.profile.theme = "dark"
    user.profile.save()
    assert '<html lang="en" data-bs-theme="dark">' in client.get("/more/").content.decode()


@pytest.mark.parametrize(
    ("path", "lit"),
    [
        ("/", "This month"),
        ("/plan/", "Plan"),
        ("/plan/milestones/new/", "Plan"),
        ("/check-ins/", "Check-ins"),
        ("/team/", "Team"),
        ("/needs/new/", "Team"),
        ("/mentees/", "More"),
        ("/programs/", "More"),
        ("/memberships/", "More"),
    ],
)
def test_a_resident_always_sees_where_they_are(path, lit):
    resident = make_user()
    make_member(make_program(), user=resident)
    nav = nav_of(resident, path)
    assert labels(nav) == ["This month", "Plan", "Team", "Check-ins", "More"]
    assert [item.label for item in nav.items if item.current] == [lit]


@pytest.mark.parametrize(
    ("path", "lit"),
    [
        ("/", "Home"),
        ("/residents/", "Residents"),
        ("/people/", "Program people"),
        ("/people/invitations/", "Program people"),
    ],
)
def test_a_director_always_sees_where_they_are(path, lit):
    director = make_user()
    make_member(make_program(), user=director, role="program_director")
    nav = nav_of(director, path)
    assert labels(nav) == ["Home", "Residents", "Program people", "Programs", "More"]
    assert [item.label for item in nav.items if item.current] == [lit]


@pytest.mark.parametrize(
    ("path", "lit"), [("/mentees/", "Mentees"), ("/asks/", "Asks"), ("/mentees/past/", "Mentees")]
)
def test_a_mentor_always_sees_where_they_are(path, lit):
    mentor = make_user()
    mentor.profile.is_mentor = True
    nav = nav_of(mentor, path)
    assert labels(nav) == ["Home", "Mentees", "Asks", "Programs", "More"]
    assert [item.label for item in nav.items if item.current] == [lit]


@pytest.mark.parametrize(
    ("path", "lit"),
    [
        ("/", "Season"),
        ("/programs/", "Programs"),
        ("/programs/7/", "Programs"),
        ("/evaluations/", "Programs"),
        ("/evaluations/7/", "Programs"),
        ("/evaluations/7/sheet/", "Interviews"),
        ("/evaluations/7/sheet/Q-L1/", "Interviews"),
        ("/interviews/", "Interviews"),
        ("/compare/", "Compare"),
        ("/weights/", "Compare"),
        ("/rank-list/", "Rank list"),
        ("/rank-list/final/", "Rank list"),
    ],
)
def test_an_applicant_always_sees_where_they_are(path, lit):
    nav = nav_of(make_applicant(), path)
    assert labels(nav) == ["Season", "Programs", "Interviews", "Compare", "Rank list"]
    assert [item.label for item in nav.items if item.current] == [lit]


def test_what_an_applicant_saved_stays_in_reach_when_residency_begins():
    person, program = make_applicant(), make_program()
    offered = {item.door for _heading, items in nav_of(person).more for item in items}
    assert {"programs:evaluations", "mentorship:needs"} <= offered
    make_member(program, user=person)
    del person._roles
    assert "programs:rank_list" not in {i.door for _h, items in nav_of(person).more for i in items}
    Evaluation.objects.create(applicant=person, program=program)
    offered = {item.door for _heading, items in nav_of(person).more for item in items}
    assert {
        "programs:evaluations",
        "programs:interviews",
        "programs:compare",
        "programs:rank_list",
    } <= offered
