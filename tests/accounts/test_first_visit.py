"""From signing in for the first time to the page where the first need is written, in three presses."""

import pytest
from django.urls import reverse

from programs.models import Membership
from tests.factories import PASSWORD, make_program, make_user

pytestmark = pytest.mark.django_db
ANSWERS = {
    "stage": "resident",
    "career_setting": "hybrid",
    "urgent": "research",
    "time_zone": "America/Denver",
}


@pytest.mark.parametrize("asks", [True, False])
def test_a_new_resident_says_who_they_are_asks_a_program_or_not_and_writes_a_need(client, asks):
    user, program = make_user("Juniper Ashdale"), make_program()

    welcome = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}).url
    assert welcome == reverse("accounts:welcome")
    find = client.post(welcome, ANSWERS).url
    assert find.startswith(reverse("programs:membership_ask"))
    page = client.get(find)
    assert [label for label, *_ in page.context["steps"]][:3] == ["You", "Program", "What you need"]
    said = {"role": "resident", "started_on": "2026-07-01"}
    onward = client.post(f"{find}&program={program.pk}", said).url if asks else page.context["skip"]

    assert onward.startswith(reverse("mentorship:need_new"))
    assert "urgent=research" in onward
    assert client.get(onward).status_code == 200
    assert Membership.objects.filter(user=user).exists() == asks


@pytest.mark.parametrize("second_factor", [True, False])
def test_an_applicant_is_not_asked_for_a_program(client, settings, second_factor):
    settings.SECOND_FACTOR_REQUIRED = second_factor  # asks for the roles before the page does
    user = make_user()
    client.force_login(user)

    onward = client.post(reverse("accounts:welcome"), {**ANSWERS, "stage": "gap_or_applicant"}).url

    assert onward.startswith(reverse("mentorship:need_new"))
