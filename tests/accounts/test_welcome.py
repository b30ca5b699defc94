"""The first visit: under a minute, and it leads on to where the first need is written."""

import pytest
from django.urls import reverse

from accounts import hooks
from accounts.models import Profile
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ANSWERS = {
    "stage": "resident",
    "career_setting": "private_practice",
    "specialty_interest": "Cardiology",
    "urgent": "research",
    "time_zone": "America/Denver",
}


@pytest.fixture
def newcomer(client, monkeypatch):
    monkeypatch.setattr(hooks, "_steps", hooks._steps[:1])
    user = make_user("Juniper Ashdale")
    client.force_login(user)
    return user


def answer(client, query="", **changes):
    return client.post(reverse("accounts:welcome") + query, {**ANSWERS, **changes})


def test_the_answers_are_kept_and_the_most_urgent_one_travels_on(client, newcomer):
    response = answer(client, "?next=/needs/new/")

    assert response.url == "/needs/new/?urgent=research"
    profile = Profile.objects.get(user=newcomer)
    assert (profile.career_setting, profile.specialty_interest) == ("private_practice", "Cardiology")
    assert profile.time_zone == "America/Denver"
    assert profile.welcomed_at is not None


def test_pages_of_other_apps_come_in_between_and_carry_the_answers(client, newcomer):
    hooks.welcome_step("accounts:looks", "Not for me", wanted=lambda user: False)
    hooks.welcome_step("accounts:more", "Program")

    assert (
        answer(client, "?next=/needs/new/").url == "/more/?next=%2Fneeds%2Fnew%2F&urgent=research&welcome=1"
    )
    steps = client.get(reverse("accounts:welcome")).context["steps"]
    assert [(label, current, done) for label, _, current, done in steps] == [
        ("You", True, False),
        ("Program", False, False),
    ]


def test_saying_nothing_urgent_leads_home(client, newcomer):
    assert answer(client, urgent="").url == reverse("home")


def test_a_second_visit_keeps_the_first_moment(client, newcomer):
    answer(client)
    first = Profile.objects.get(user=newcomer).welcomed_at
    answer(client, career_setting="academic")

    profile = Profile.objects.get(user=newcomer)
    assert (profile.welcomed_at, profile.career_setting) == (first, "academic")


def test_onward_stays_on_this_site(client, newcomer):
    assert answer(client, "?next=https://evil.example/", urgent="").url == reverse("home")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("stage", ""),
        ("career_setting", "rich"),
        ("urgent", "money"),
        ("time_zone", ""),
        ("specialty_interest", "!!!"),
    ],
)
def test_bad_input_comes_back_at_its_field(client, newcomer, field, typed):
    response = answer(client, **{field: typed})

    assert list(response.context["form"].errors) == [field]
    assert Profile.objects.get(user=newcomer).welcomed_at is None
