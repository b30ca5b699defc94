"""Sliders: the order follows, with and without a script; kept only when kept; a weight is no statistic."""

import pytest
from django.urls import reverse

from programs.models import Preferences
from tests.factories import make_applicant
from tests.programs.evaluations.makers import make_img, make_look, make_me

pytestmark = pytest.mark.django_db
PAGE = reverse("programs:weights")
HTMX = {"HX-Request": "true"}
ONLY = dict.fromkeys(("needs", "G-01", "G-02", "G-04", "G-05"), 0)


@pytest.fixture
def me(client):
    me = make_me(needs=0)
    client.force_login(me)
    return me


@pytest.fixture
def two(me):
    make_look(me, "Alder", answers=[], facts=[("research_support", "yes"), ("role_flexibility", "no")])
    make_look(me, "Beech", answers=[], facts=[("research_support", "no"), ("role_flexibility", "yes")])


def order(response):
    shown = response.content.decode().split('id="order_h"')[1]
    return sorted(("Alder", "Beech"), key=lambda name: shown.index(f">{name}</a>"))


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_order_follows_the_sliders_and_nothing_is_kept(client, two, headers):
    research = client.post(PAGE, {**ONLY, "act": "show", "G-03": 90, "G-06": 10}, headers=headers)
    roles = client.post(PAGE, {**ONLY, "act": "show", "G-03": 10, "G-06": 90}, headers=headers)
    assert (order(research), order(roles)) == (["Alder", "Beech"], ["Beech", "Alder"])
    assert not Preferences.objects.filter(weights__has_key="G-03").exists()
    assert ("<html" in research.content.decode()) == (not headers)


def test_kept_weights_come_back_and_go_back_to_the_usual(client, me, two):
    said = {**ONLY, "act": "keep", "G-03": 10, "G-06": 90}
    for _ in range(2):
        assert client.post(PAGE, said).status_code == 302
    assert Preferences.objects.get(user=me).weights["G-06"] == 90
    assert order(client.get(PAGE)) == ["Beech", "Alder"]
    client.post(PAGE, {"act": "reset"})
    assert Preferences.objects.get(user=me).weights == {}


@pytest.mark.parametrize("weight", ["101", "-1", "x", "1e3", "5.5"])
def test_a_weight_is_a_whole_number_to_a_hundred(client, me, two, weight):
    response = client.post(PAGE, {"act": "keep", "G-03": weight})
    assert response.status_code == 200
    assert "Type a whole number from 0 to 100." in response.content.decode()
    assert not Preferences.objects.exists()


def test_what_is_not_sent_keeps_its_weight(client, me, two):
    client.post(PAGE, {"act": "keep", "G-03": 70})
    assert Preferences.objects.get(user=me).weights["G-01"] == 50


def test_all_at_zero_is_no_crash(client, two):
    response = client.post(PAGE, {**ONLY, "act": "show", "G-03": 0, "G-06": 0})
    assert response.status_code == 200


def test_the_models_are_for_people_who_asked_for_them(client, me, two):
    assert "tiered" not in client.get(PAGE).context["form"].fields
    make_img(me)
    assert client.get(PAGE).context["form"].fields["tiered"].label == "Several tiers of mentors"


def test_the_choice_is_made_here_too(client, me, two):
    client.post(PAGE, {"act": "opt", "is_img": "on", "need_profiles": ["older_grad_gap"]})
    assert client.get(PAGE).context["form"].initial["tiered"] == 90
    client.post(PAGE, {"act": "opt", "is_img": "on", "need_profiles": ["nonsense"]})
    assert client.get(PAGE).context["form"].initial["tiered"] == 90
    client.post(PAGE, {"act": "opt"})
    assert "tiered" not in client.get(PAGE).context["form"].initial


@pytest.mark.parametrize(
    ("profiles", "weights"),
    [
        (["older_grad_gap"], {"tiered": 90, "bridge": 90, "networked": 50}),
        (["visa_dependent", "fellowship_focused"], {"networked": 85, "task_outcome": 75}),
        ([], {"tiered": 50, "networked": 50}),
    ],
)
def test_profiles_set_the_sliders_without_a_percent_sign(client, me, two, profiles, weights):
    Preferences.objects.create(user=me, is_img=True, need_profiles=profiles)
    response = client.get(PAGE)
    assert {key: response.context["form"].initial[key] for key in weights} == weights
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    assert "a relative weight, not a statistic" in main and "%" not in main.replace("%2F", "")


def test_each_place_lists_its_reasons_and_what_is_not_known(client, two):
    shown = client.get(PAGE).content.decode()
    assert "Much: research support." in shown and "Little: room to shape your role." in shown
    assert "Not known: mentoring structure" in shown


def test_nothing_saved_leads_to_the_search(client, me):
    assert reverse("programs:search") in client.get(PAGE).content.decode()


def test_somebody_elses_programs_are_not_in_the_order(client, me):
    make_look(make_applicant("Otto Other"), "Secret Hospital")
    assert "Secret Hospital" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 3, 60])
def test_it_costs_the_same_for_one_and_sixty(client, me, count, django_assert_num_queries):
    for number in range(count):
        make_look(me, f"Hospital {number}")
    client.get(PAGE)  # the first page of a session notes that it was used
    with django_assert_num_queries(7):  # session, user, roles, evaluations, answers, facts, own words
        client.get(PAGE)
