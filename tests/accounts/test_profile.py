"""What a person says about themselves, and which mail they get."""

import pytest
from django.urls import reverse

from accounts import outbox
from accounts.models import Profile
from mentorship.models import Need
from tests.factories import make_need, make_user

pytestmark = pytest.mark.django_db

SAID = {
    "full_name": "Rae Resident",
    "stage": "resident",
    "career_setting": "hybrid",
    "specialty_interest": "Cardiology",
    "identity_line": "PGY-2 interested in sepsis care",
    "direction": "Community cardiology",
    "direction_reason": "Close to family",
    "time_zone": "America/Chicago",
    "theme": "dark",
}


@pytest.fixture
def rae(client):
    user = make_user("Rae Resident")
    client.force_login(user)
    return user


@pytest.fixture
def two_kinds(monkeypatch):
    made = [
        outbox.MailKind(name=name, label=name.title(), template="t", load=dict, optional=optional)
        for name, optional in [("news", True), ("nudge", True), ("answer", False)]
    ]
    monkeypatch.setattr(outbox, "kinds", lambda *, optional=None: [k for k in made if k.optional == optional])


def save(client, **changes):
    return client.post(reverse("accounts:profile"), {**SAID, **changes})


def test_everything_said_is_kept(client, rae):
    response = save(client)

    assert response.url == reverse("accounts:profile")
    profile = Profile.objects.select_related("user").get(user=rae)
    assert {name: getattr(profile, name) for name in SAID if name != "full_name"} == {
        name: value for name, value in SAID.items() if name != "full_name"
    }
    assert b'data-bs-theme="dark"' in client.get(response.url).content


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("full_name", ""),
        ("full_name", "Visit www.prize.example"),
        ("stage", "wizard"),
        ("career_setting", ""),
        ("time_zone", "Mars/Olympus"),
        ("identity_line", "x" * 141),
        ("direction", "a\x00b"),
    ],
)
def test_bad_input_comes_back_at_its_field_with_what_was_typed(client, rae, field, typed):
    response = save(client, **{field: typed})

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form["direction_reason"].value() == "Close to family"
    assert Profile.objects.get(user=rae).career_setting == "undecided", "nothing is stored"


def test_a_new_stage_says_that_needs_stay_and_removes_none(client, rae):
    make_need(rae)

    page = client.get(save(client, stage="fellow").url)

    assert b"Your stage changed" in page.content
    assert Need.objects.filter(owner=rae).count() == 1
    assert b"Your stage changed" not in client.get(save(client, stage="fellow").url).content


def test_mail_can_be_switched_off_by_kind_and_on_again(client, rae, two_kinds):
    Profile.objects.filter(user=rae).update(muted_kinds=["an_old_kind"])

    save(client, wanted_kinds=["news"])
    assert Profile.objects.get(user=rae).muted_kinds == ["an_old_kind", "nudge"]
    assert client.get(reverse("accounts:profile")).context["form"]["wanted_kinds"].value() == ["news"]

    save(client, wanted_kinds=["news", "nudge"])
    assert Profile.objects.get(user=rae).muted_kinds == ["an_old_kind"]


def test_mail_that_is_not_optional_cannot_be_switched_off(client, rae, two_kinds):
    assert b'value="answer"' not in client.get(reverse("accounts:profile")).content


def test_zones_of_the_united_states_come_first_and_a_rare_own_zone_stays(client, rae):
    Profile.objects.filter(user=rae).update(time_zone="America/Indiana/Knox")
    Profile.objects.filter(user=rae).update(time_zone="UTC")

    choices = client.get(reverse("accounts:profile")).context["form"].fields["time_zone"].choices

    assert choices[0] == ("Now", [("UTC", "UTC")])
    assert choices[1][1][0] == ("America/New_York", "Eastern (New York)")


def test_theme_is_switched_from_any_page_and_leads_back(client, rae):
    response = client.post(reverse("accounts:theme"), {"theme": "dark", "next": "/more/"})

    assert response.url == "/more/"
    assert Profile.objects.get(user=rae).theme == "dark"
    client.post(reverse("accounts:theme"), {"theme": ""})
    assert Profile.objects.get(user=rae).theme == ""


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_theme_leads_nowhere_else(client, rae, elsewhere):
    response = client.post(reverse("accounts:theme"), {"theme": "light", "next": elsewhere})

    assert response.url == reverse("accounts:profile")


def test_an_unknown_theme_changes_nothing(client, rae):
    client.post(reverse("accounts:theme"), {"theme": "pink"})

    assert Profile.objects.get(user=rae).theme == ""


def test_more_lists_every_page_and_sign_out(client, rae):
    page = client.get(reverse("accounts:more")).content.decode()

    for door in ("accounts:profile", "accounts:looks", "account_email", "mfa_index", "usersessions_list"):
        assert reverse(door) in page
    assert reverse("account_logout") in page
    assert reverse("admin:index") not in page
