"""Invitations: one or a whole class, by mail, for one address each."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import outbox
from accounts.models import OutgoingMail
from playbook.vocabulary import Role
from programs.actions import invitations as actions
from programs.forms.members import read_line
from programs.models import Invitation, Membership
from tests.factories import PASSWORD, make_member, make_program, make_user

pytestmark = pytest.mark.django_db
CLASS = "Robin Samplewood, robin@hospital.example, 1\nDr. Juniper Ashdale\tjuniper@hospital.example\tPGY-2\n"


@pytest.fixture
def program():
    return make_program("County Medicine")


@pytest.fixture
def dee(client, program):
    user = make_member(program, user=make_user("Dr. Dee Director"), role=Role.PROGRAM_DIRECTOR).user
    client.force_login(user)
    return user


def invite(client, people=CLASS, **changes):
    said = {"role": "resident", "started_on": "2026-07-01", "people": people, **changes}
    return client.post(reverse("programs:invitations"), said)


def mailed_link(message):
    return re.search(r"https?://[^/\s]+(/l/\S+)", message.body).group(1)


# ---- inviting ----------------------------------------------------------------------------------------------------
def test_a_class_is_invited_with_one_paste(client, dee, program):
    response = invite(client)

    assert response.url == f"/people/invitations/?program={program.pk}"
    rows = Invitation.objects.order_by("email").values_list("email", "full_name", "entry_pgy", "invited_by")
    assert list(rows) == [
        ("juniper@hospital.example", "Dr. Juniper Ashdale", 2, dee.pk),
        ("robin@hospital.example", "Robin Samplewood", 1, dee.pk),
    ]
    outbox.deliver()
    assert sorted(m.to[0] for m in mail.outbox) == ["juniper@hospital.example", "robin@hospital.example"]
    assert mail.outbox[0].subject == f"Dr. Dee Director invites you to {program.institution.name}"
    assert mail.outbox[0].alternatives


def test_the_same_address_twice_makes_one(client, dee):
    invite(client, "Robin, robin@hospital.example\nRobin S, ROBIN@hospital.example, 2")
    invite(client, "robin@hospital.example")

    assert Invitation.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="invitation").count() == 1


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("", "Type at least one line"),
        ("  \n \n", "Type at least one line"),
        ("Robin Samplewood", "Line 1: add an e-mail address."),
        ("ok@hospital.example\nRobin, robin@", "Line 2: robin@ is not an e-mail address."),
        ("a@hospital.example, b@hospital.example", "Line 1: one e-mail address per line."),
        ("ok@hospital.example, PGY-9", "Line 1: after the address"),
        ("ok@hospital.example, 1, 2", "Line 1: after the address"),
        ("Visit https://prize.example, ok@hospital.example", "Line 1: Type the name as you say it"),
        ("=cmd()\u202e, ok@hospital.example", "Line 1: Type the name as you say it"),
        ("\n".join(f"r{n}@hospital.example" for n in range(61)), "These are 61 lines. Send 60 at a time."),
        ("x" * 20_001, "at most 20000 characters"),
    ],
)
def test_wrong_lines_are_named_at_the_field_and_nobody_is_invited(client, dee, people, said):
    response = invite(client, people)

    errors = response.context["form"].errors
    assert list(errors) == ["people"]
    assert any(said in error for error in errors["people"])
    assert response.context["form"]["people"].value() == people
    assert not Invitation.objects.exists()


def test_somebody_who_is_here_already_is_named(client, dee, program):
    make_member(program, user=make_user(email="robin@hospital.example"))

    assert invite(client).context["form"].errors["people"] == [
        "robin@hospital.example has this role here already."
    ]


def test_a_coordinator_cannot_invite_a_director(client, program):
    client.force_login(make_member(program, role=Role.COORDINATOR).user)

    assert list(invite(client, role="program_director").context["form"].errors) == ["role"]
    assert invite(client, role="coordinator").status_code == 302


@pytest.mark.parametrize("size", [1, 60])
def test_a_class_costs_as_much_as_one(client, dee, program, size, django_assert_max_num_queries):
    people = [actions.Invitee(f"r{n}@hospital.example") for n in range(size)]

    with django_assert_max_num_queries(8):
        actions.invite(
            program=program, role="resident", started_on=timezone.localdate(), people=people, by=dee
        )


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_any_line_is_read_or_refused_in_words(line):
    from django.core.exceptions import ValidationError

    try:
        person = read_line(line)
    except ValidationError as error:
        assert error.messages
    else:
        assert "@" in person.email
        assert 1 <= person.entry_pgy <= 7


# ---- the mailed link ---------------------------------------------------------------------------------------------
@pytest.fixture
def offer(client, dee):
    invite(client, "Robin Samplewood, robin@hospital.example, 2")
    outbox.deliver()
    client.logout()
    return Invitation.objects.get()


def test_the_link_shows_program_role_and_who_invites_and_changes_nothing(offer, client, program):
    page = client.get(mailed_link(mail.outbox[0]), follow=True)

    assert page.redirect_chain == [(reverse("programs:invitation", args=[offer.pk]), 302)]
    for words in (program.institution.name, "resident", "Dr. Dee Director", "PGY-2", "Create an account"):
        assert words in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert not Membership.objects.filter(role="resident").exists()


def test_an_account_with_that_address_accepts_and_is_in(offer, client, program):
    robin = make_user("Robin Samplewood", email="robin@hospital.example")
    page = client.get(mailed_link(mail.outbox[0]), follow=True)
    here = page.request["PATH_INFO"]
    signed_in = client.post("/accounts/login/", {"login": robin.email, "password": PASSWORD, "next": here})
    assert signed_in.url == here
    assert b"Join this program" in client.get(here).content

    for _ in range(2):
        client.post(reverse("programs:invitation_accept", args=[offer.pk]))

    place = Membership.objects.get(user=robin)
    assert (place.state, place.role, place.entry_pgy, place.program) == ("active", "resident", 2, program)
    assert place.decided_by.full_name == "Dr. Dee Director"
    assert client.get(here).status_code == 404


def test_a_new_person_signs_up_confirms_and_finds_the_invitation(offer, client):
    client.get(mailed_link(mail.outbox[0]))
    form = client.get(reverse("account_signup")).context["form"]
    assert form["email"].value() == "robin@hospital.example"
    me = {
        "full_name": "Robin Samplewood",
        "email": "robin@hospital.example",
        "password1": "seven quiet herons",
    }
    client.post(reverse("account_signup"), me)
    confirm = re.search(r"https?://[^/\s]+(/accounts/confirm\S+)", mail.outbox[-1].body).group(1)
    client.post(confirm)

    response = client.post(reverse("account_login"), {"login": me["email"], "password": me["password1"]})

    assert response.url == reverse("programs:memberships")
    assert b"Join this program" in client.get(response.url).content
    client.post(reverse("programs:invitation_accept", args=[offer.pk]))
    assert Membership.objects.get(user__email=me["email"]).state == "active"


def test_a_forwarded_link_lets_nobody_else_in(offer, client):
    client.force_login(make_user("Stranger", email="stranger@elsewhere.example"))
    page = client.get(mailed_link(mail.outbox[0]), follow=True)

    assert b"Add this address" in page.content
    assert client.post(reverse("programs:invitation_accept", args=[offer.pk])).status_code == 404


def test_an_unconfirmed_address_is_not_enough(offer, client):
    client.force_login(make_user(email="robin@hospital.example", verified=False))

    assert client.post(reverse("programs:invitation_accept", args=[offer.pk])).status_code == 404


def test_a_withdrawn_an_expired_and_a_made_up_link_say_the_same(offer, client, dee):
    link = mailed_link(mail.outbox[0])
    Invitation.objects.filter(pk=offer.pk).update(invited_at=timezone.now() - timedelta(days=31))
    expired = client.get(link)
    Invitation.objects.filter(pk=offer.pk).update(invited_at=timezone.now())
    actions.withdraw(invitation=offer, by=dee)
    withdrawn, made_up = client.get(link), client.get("/l/" + "A" * 43)

    assert {r.status_code for r in (expired, withdrawn, made_up)} == {410}
    assert withdrawn.content == made_up.content == expired.content


def test_withdrawing_ends_a_page_that_is_already_open(offer, client, dee):
    page = client.get(mailed_link(mail.outbox[0]), follow=True).request["PATH_INFO"]
    actions.withdraw(invitation=offer, by=dee)

    assert client.get(page).status_code == 410


def test_without_the_link_the_page_is_not_there(offer, client):
    assert client.get(reverse("programs:invitation", args=[offer.pk])).status_code == 410
    client.force_login(make_user())
    assert client.get(reverse("programs:invitation", args=[offer.pk])).status_code == 404


def test_somebody_who_trains_elsewhere_is_told(offer, client):
    robin = make_user(email="robin@hospital.example")
    make_member(make_program("Lakeside"), user=robin)
    client.force_login(robin)

    response = client.post(reverse("programs:invitation_accept", args=[offer.pk]))

    assert b"You are still a resident elsewhere" in client.get(response.url).content
    assert Membership.objects.filter(user=robin).count() == 1
    assert Invitation.objects.get().accepted_at is None


def test_an_own_request_and_an_invitation_become_one_place(offer, client, program):
    robin = make_user(email="robin@hospital.example")
    asked = make_member(program, user=robin, state="asked")
    client.force_login(robin)

    client.post(reverse("programs:invitation_accept", args=[offer.pk]))

    assert [m.pk for m in Membership.objects.filter(user=robin, state="active")] == [asked.pk]


# ---- afterwards --------------------------------------------------------------------------------------------------
def press(client, door, invitation):
    return client.post(reverse(f"programs:{door}", args=[invitation.pk]))


def test_sending_again_gives_a_new_link_and_ends_the_old(offer, client, dee):
    client.force_login(dee)
    old = mailed_link(mail.outbox[0])
    press(client, "invitation_resend", offer)
    assert OutgoingMail.objects.count() == 1, "it went out minutes ago"

    Invitation.objects.filter(pk=offer.pk).update(invited_at=timezone.now() - timedelta(days=3))
    for _ in range(2):
        press(client, "invitation_resend", offer)
    outbox.deliver()

    assert len(mail.outbox) == 2
    assert client.get(old).status_code == 410
    assert client.get(mailed_link(mail.outbox[1])).status_code == 302


def test_withdrawing_stops_a_mail_that_has_not_left(client, dee):
    invite(client)
    for offer in Invitation.objects.all():
        press(client, "invitation_withdraw", offer)
    outbox.deliver()

    assert mail.outbox == []
    assert invite(client).status_code == 302, "they can be invited anew"
    assert Invitation.objects.count() == 4


def test_one_that_ran_out_gives_way_to_a_new_one(client, dee):
    invite(client)
    Invitation.objects.update(invited_at=timezone.now() - timedelta(days=40))
    assert b"Ran out" in client.get(reverse("programs:invitations")).content

    invite(client)

    assert sum(offer.is_open for offer in Invitation.objects.all()) == 2


@pytest.mark.parametrize("door", ["invitation_withdraw", "invitation_resend"])
def test_only_staff_of_that_program_change_it(offer, door, program):
    browser = Client()
    for user, status in [
        (make_member(make_program(), role=Role.PROGRAM_DIRECTOR).user, 404),
        (make_member(program).user, 404),
        (make_user(email="robin@hospital.example"), 404),
    ]:
        browser.force_login(user)
        assert press(browser, door, offer).status_code == status
    Invitation.objects.filter(pk=offer.pk).update(role="program_director")
    browser.force_login(make_member(program, role=Role.COORDINATOR).user)
    assert press(browser, door, offer).status_code == 403
    assert Invitation.objects.get().withdrawn_at is None
