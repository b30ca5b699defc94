"""A card's address opens what residents share with that mentor: no keeper of a directory points it at themselves."""

import pytest
from django.urls import reverse

from accounts.models import OutgoingMail
from mentorship.models import Mentor
from playbook.vocabulary import Role
from tests import factories as make
from tests.mentorship.test_mails import check, rendered

KEEPERS = [Role.COORDINATOR, Role.PROGRAM_DIRECTOR]


@pytest.fixture
def program(db):
    return make.make_program()


@pytest.fixture
def tie(program):
    card = make.make_mentor("Dr. Imre Oakhollow", program=program, functions=["career"])
    return make.make_relationship(make.make_user("Rae Resident"), card)


@pytest.fixture
def keeper(client, program):
    user = make.make_user("Casey Quillby")
    make.make_member(program, user=user, role=Role.COORDINATOR)
    client.force_login(user)
    return user


def type_address(client, card, email):
    url = reverse("mentorship:mentor_edit", args=[card.pk])
    words = {"name": card.name, "functions": ["career"], "position": card.position, "time_basis": "unknown"}
    return client.post(url, words | {"email": email})


@pytest.mark.parametrize("role", KEEPERS)
def test_a_keeper_s_own_address_is_refused_while_somebody_trusts_the_card(client, program, tie, role):
    keeper = make.make_user("Casey Quillby")
    make.make_member(program, user=keeper, role=role)
    client.force_login(keeper)
    answer = type_address(client, tie.mentor, keeper.email.upper())
    assert "keeps this directory" in answer.content.decode()
    tie.mentor.refresh_from_db()
    assert tie.mentor.user is None and tie.mentor.email != keeper.email
    assert client.get(reverse("mentorship:relationship", args=[tie.pk])).status_code == 404


def test_nor_one_that_waits_to_be_confirmed(client, tie, keeper):
    keeper.emailaddress_set.create(email="casey@home.example", verified=False)
    assert type_address(client, tie.mentor, "casey@home.example").status_code == 200


def test_a_mentor_with_an_account_keeps_the_address(client, tie, keeper):
    mentor = make.make_user("Dr. Imre Oakhollow", email="imre@example.org")
    Mentor.objects.filter(pk=tie.mentor_id).update(user=mentor, email=mentor.email)
    assert type_address(client, tie.mentor, "else@example.org").status_code == 302
    tie.mentor.refresh_from_db()
    assert (tie.mentor.user, tie.mentor.email) == (mentor, "imre@example.org")
    assert tie.mentor.functions == ["career"], "the rest of the card was kept"


def test_a_corrected_address_is_told_to_those_who_trust_it_and_to_nobody_else(client, tie, keeper):
    make.make_relationship(make.make_user("Pat Prospect"), tie.mentor, status="prospect")
    assert type_address(client, tie.mentor, "right@example.org").status_code == 302
    told = OutgoingMail.objects.filter(kind="address_changed")
    assert [mail.recipient for mail in told] == [tie.mentee]
    check(rendered("address_changed"), 1, "Casey Quillby", "Dr. Imre Oakhollow", "the new one")


def test_a_card_nobody_asked_yet_may_become_the_keeper_s_own(client, program, keeper):
    card = make.make_mentor("Casey Quillby", program=program)
    type_address(client, card, keeper.email)
    card.refresh_from_db()
    assert card.user == keeper


def test_the_admin_obeys_the_same_rule(client, tie):
    admin = make.make_user("Addie Admin", is_staff=True)
    client.force_login(admin)
    url = reverse("admin:mentorship_mentor_change", args=[tie.mentor_id])
    words = {"program": tie.mentor.program_id, "name": "Dr. Imre Oakhollow", "functions": "career"}
    words |= {"position": tie.mentor.position, "time_basis": "unknown"}
    refused = client.post(url, words | {"email": admin.email})
    assert "keeps this directory" in refused.content.decode()
    assert client.post(url, words | {"email": "Right@example.org", "title": "Cardiology"}).status_code == 302
    tie.mentor.refresh_from_db()
    assert (tie.mentor.email, tie.mentor.title) == ("right@example.org", "Cardiology")
    assert OutgoingMail.objects.filter(kind="address_changed", recipient=tie.mentee).count() == 1
