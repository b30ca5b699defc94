"""Two people press at once: the database decides, and one of them is told why not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import OutgoingMail
from playbook.vocabulary import Role
from programs.actions import invitations, members
from programs.models import Invitation, Membership
from tests.factories import make_member, make_program, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """What each act answered, or which refusal it met, when all start together."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(10)
            return act()
        except members.Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(answers):
    return [str(answer) for answer in answers if isinstance(answer, members.Refused)]


def test_two_directors_cannot_both_be_the_last_to_leave():
    program, today = make_program(), timezone.localdate()
    places = [make_member(program, role=Role.PROGRAM_DIRECTOR) for _ in range(2)]

    answers = at_once(
        *[lambda m=m: members.end_membership(membership=m, ended_on=today, by=m.user) for m in places]
    )

    assert refusals(answers) == [members.LAST_DIRECTOR]
    assert Membership.objects.filter(ended_on=None).count() == 1


def test_two_programs_cannot_both_take_the_same_resident():
    rae, dee = make_user(), make_user()
    requests = [make_member(make_program(), user=rae, state="asked") for _ in range(2)]

    answers = at_once(*[lambda m=m: members.approve(membership=m, by=dee) for m in requests])

    assert refusals(answers) == [members.ONE_RESIDENCY]
    assert Membership.objects.filter(user=rae, state="active").count() == 1


def test_approving_twice_owes_one_mail():
    request, dee = make_member(make_program(), state="asked"), make_user()

    answers = at_once(*[lambda: members.approve(membership=request, by=dee)] * 3)

    assert sorted(answers) == [False, False, True]
    assert OutgoingMail.objects.filter(kind="membership_decided").count() == 1


def test_accepting_twice_makes_one_place_and_asking_twice_one_request():
    rae, program = make_user(email="rae@hospital.example"), make_program()
    offer = Invitation.objects.create(
        program=program, email=rae.email, role="resident", started_on=date(2026, 7, 1)
    )
    at_once(*[lambda: invitations.accept(invitation=offer, by=rae)] * 3)
    assert Membership.objects.filter(user=rae).count() == 1

    omar = make_user()
    said = {
        "program": program,
        "role": "resident",
        "started_on": date(2026, 7, 1),
        "entry_pgy": 1,
        "by": omar,
    }
    at_once(*[lambda: members.ask_membership(**said)] * 3)
    assert Membership.objects.filter(user=omar).count() == 1


def test_inviting_the_same_class_twice_at_once_invites_it_once():
    program, dee = make_program(), make_user()
    people = [invitations.Invitee(f"r{n}@hospital.example") for n in range(5)]
    said = {
        "program": program,
        "role": "resident",
        "started_on": date(2026, 7, 1),
        "people": people,
        "by": dee,
    }

    answers = at_once(*[lambda: invitations.invite(**said)] * 2)

    assert sorted(answers) == [(0, 5), (5, 0)]
    assert OutgoingMail.objects.count() == 5
