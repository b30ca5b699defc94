"""People in the admin: an account can be closed; nobody can become somebody else."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import User
from playbook.vocabulary import Role
from programs.models import Invitation, Membership
from tests.factories import make_member, make_program, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def addie(client):
    user = make_user("Addie Admin", is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def root(client):
    user = make_user("Ruth Root", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def change(client, user, **said):
    fields = {"full_name": user.full_name, "is_active": "on", **said}
    return client.post(
        reverse("admin:accounts_user_change", args=[user.pk]), {k: v for k, v in fields.items() if v}
    )


def test_an_admin_finds_people_and_reads_no_words_of_theirs(client, addie):
    rae = make_user("Rae Resident")
    rae.profile.identity_line = "private-identity"
    rae.profile.save()

    assert b"Rae Resident" in client.get(reverse("admin:accounts_user_changelist"), {"q": "rae"}).content
    page = client.get(reverse("admin:accounts_user_change", args=[rae.pk])).content
    assert b"private-identity" not in page
    assert rae.password.encode() not in page


def test_closing_an_account_signs_its_owner_out(client, addie):
    rae, browser = make_user("Rae Resident"), Client()
    browser.force_login(rae)

    change(client, rae, is_active="")

    assert not User.objects.get(pk=rae.pk).is_active
    assert browser.get(reverse("accounts:profile")).status_code == 302


def test_several_accounts_are_closed_and_never_ones_own(client, addie):
    rae, omar = make_user(), make_user()
    picked = {"action": "close_accounts", "_selected_action": [rae.pk, omar.pk, addie.pk]}

    client.post(reverse("admin:accounts_user_changelist"), picked)

    assert set(User.objects.filter(is_active=False)) == {rae, omar}


def test_an_admin_makes_no_admins_and_changes_none(client, addie):
    rae, other = make_user(), make_user("Otis", is_staff=True)

    change(client, rae, is_staff="on", is_superuser="on")
    change(client, addie, is_superuser="on")

    assert not User.objects.filter(is_superuser=True).exists()
    assert not User.objects.get(pk=rae.pk).is_staff
    assert change(client, other, is_active="").status_code == 403


def test_a_superuser_makes_admins_and_not_of_themselves_less(client, root):
    rae = make_user()
    change(client, rae, is_staff="on")
    change(client, root, is_active="", is_superuser="")

    assert User.objects.get(pk=rae.pk).is_staff
    assert User.objects.get(pk=root.pk).is_superuser


def test_accounts_are_neither_made_nor_deleted_here(client, root):
    assert client.get("/admin/accounts/user/add/").status_code == 403
    assert client.get(reverse("admin:accounts_user_delete", args=[make_user().pk])).status_code == 403


def test_what_could_make_somebody_somebody_else_has_no_page():
    names = {model._meta.label for model in admin.site._registry}

    assert names.isdisjoint(
        {"account.EmailAddress", "mfa.Authenticator", "usersessions.UserSession", "auth.Group"}
    )
    assert names.isdisjoint(
        {"accounts.Profile", "accounts.SignedLink", "accounts.AccessEntry", "sessions.Session"}
    )


def test_a_lost_second_step_is_removed_by_a_superuser_only(client, addie):
    rae = make_user()
    Authenticator.objects.create(user=rae, type="totp", data={"secret": "x"})
    picked = {"action": "remove_second_step", "_selected_action": [rae.pk]}

    assert client.post(reverse("admin:accounts_user_changelist"), picked).status_code == 403
    assert Authenticator.objects.exists()

    client.force_login(make_user(is_staff=True, is_superuser=True))
    client.post(reverse("admin:accounts_user_changelist"), picked)
    assert not Authenticator.objects.exists()


# ---- places in programs ------------------------------------------------------------------------------------------
def place(user, program, **changes):
    return {
        "user": user.pk,
        "program": program.pk,
        "role": "program_director",
        "state": "active",
        "started_on": "2026-07-01",
        "entry_pgy": "1",
        **changes,
    }


def test_the_first_director_is_appointed_here_and_told(client, addie):
    dee, program = make_user("Dr. Dee"), make_program()

    response = client.post(reverse("admin:programs_membership_add"), place(dee, program))

    assert response.status_code == 302
    made = Membership.objects.get(user=dee)
    assert (made.role, made.state, made.decided_by) == ("program_director", "active", addie)
    outbox.deliver(now=timezone.now() + timedelta(minutes=11))
    assert [m.to for m in mail.outbox] == [[dee.email]]


def test_an_admin_does_not_appoint_themselves(client, addie):
    response = client.post(reverse("admin:programs_membership_add"), place(addie, make_program()))

    assert "Nobody decides about themselves" in str(response.context["adminform"].form.errors["user"])
    assert not Membership.objects.exists()

    own = make_member(make_program(), user=addie, role=Role.MENTOR)
    client.post(reverse("admin:programs_membership_change", args=[own.pk]), place(addie, own.program))
    own.refresh_from_db()
    assert own.role == "mentor"

    said = {
        "program": own.program_id,
        "email": addie.email,
        "role": "program_director",
        "started_on": "2026-07-01",
    }
    client.post(reverse("admin:programs_invitation_add"), {**said, "entry_pgy": "1"})
    assert not Invitation.objects.exists()


def test_two_residencies_are_refused_in_words(client, addie):
    rae = make_member(make_program()).user

    response = client.post(
        reverse("admin:programs_membership_add"), place(rae, make_program(), role="resident")
    )

    assert "one program at a time" in str(response.context["adminform"].form.errors["role"])


def test_the_first_director_can_be_invited(client, addie):
    program = make_program()
    said = {
        "program": program.pk,
        "email": "Dee@hospital.example",
        "full_name": "Dr. Dee",
        "role": Role.PROGRAM_DIRECTOR.value,
        "started_on": "2026-07-01",
        "entry_pgy": "1",
    }
    for _ in range(2):
        client.post(reverse("admin:programs_invitation_add"), said)
    outbox.deliver()

    assert Invitation.objects.get().invited_by == addie
    assert [m.to for m in mail.outbox] == [["dee@hospital.example"]]
    offer = Invitation.objects.get()
    picked = {"action": "withdraw", "_selected_action": [offer.pk]}
    client.post(reverse("admin:programs_invitation_changelist"), picked)
    offer.refresh_from_db()
    assert offer.withdrawn_at is not None


@pytest.mark.parametrize("page", ["membership", "invitation"])
def test_lists_answer_a_search(client, addie, page):
    make_member(make_program("County"), user=make_user("Rae Resident"))

    assert client.get(reverse(f"admin:programs_{page}_changelist"), {"q": "rae county"}).status_code == 200


@pytest.mark.parametrize("door", ["accounts_user", "programs_membership", "programs_invitation"])
def test_others_meet_the_door(client, door):
    client.force_login(make_member(make_program(), role=Role.PROGRAM_DIRECTOR).user)

    assert client.get(reverse(f"admin:{door}_changelist")).status_code == 302
