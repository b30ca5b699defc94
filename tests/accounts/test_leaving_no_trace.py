"""What must not stay behind when somebody leaves, and what must not happen to others by it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import links, outbox
from accounts.models import LinkPurpose, OutgoingMail, Profile, SignedLink
from mentorship.actions import mentors
from mentorship.models import Relationship
from programs.models import FactSuggestion, Invitation
from tests.accounts.test_leaving import close, everything_stored, file_of
from tests.factories import (
    make_meeting,
    make_member,
    make_mentor,
    make_message,
    make_program,
    make_relationship,
    make_user,
)

pytestmark = pytest.mark.django_db
STRANGER = "sam.stranger@example.org"


@pytest.fixture
def claims_a_strangers_address():
    """Somebody typed another person's address into their own account; nobody confirmed it."""
    user = make_user("Nia Nosy")
    EmailAddress.objects.create(user=user, email=STRANGER, verified=False, primary=False)
    invitation = Invitation.objects.create(
        program=make_program(),
        email=STRANGER,
        full_name="Sam Stranger",
        role="resident",
        started_on="2026-07-01",
    )
    links.make(purpose=LinkPurpose.JOIN_PROGRAM, target=invitation.pk, address=STRANGER)
    outbox.put("invitation", key="to-sam", address=STRANGER, data={"invitation": invitation.pk})
    return user


def test_the_file_says_nothing_about_an_address_that_nobody_confirmed(claims_a_strangers_address):
    data = file_of(claims_a_strangers_address)["your-data.json"]

    assert '"Invitations to you": []' in data and '"Links mailed to you": []' in data


def test_leaving_takes_nothing_from_the_owner_of_an_address_that_was_only_typed(claims_a_strangers_address):
    close(claims_a_strangers_address)

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.withdrawn_at) == (STRANGER, None)
    assert SignedLink.objects.filter(address=STRANGER).exists()
    assert OutgoingMail.objects.get(key="to-sam").state == "queued"
    assert not outbox.is_stopped(STRANGER)


def test_what_a_mail_server_said_about_the_address_goes_too():
    user = make_user("Rae Resident")
    outbox.put("ask_answered", key="came-back", to_user=user, data={})
    OutgoingMail.objects.update(
        state="dead", smtp_reply=f"550 5.1.1 <{user.email}> unknown", last_error=f"To {user.email}"
    )
    address = user.email

    close(user)

    assert address not in str(OutgoingMail.objects.filter(key="came-back").values())


@pytest.mark.parametrize("had_stopped_mail", [False, True])
def test_the_last_mail_forgets_where_it_went(had_stopped_mail):
    user = make_user("Rae Resident")
    address = user.email
    if had_stopped_mail:
        outbox.stop(address)
    close(user)
    outbox.deliver()
    assert OutgoingMail.objects.get(kind="account").state == "sent"

    outbox.tidy_up(timezone.now())

    assert address not in everything_stored()


def test_a_mail_that_was_on_the_wire_forgets_it_afterwards():
    user = make_user("Rae Resident")
    address = user.email
    outbox.put("ask_answered", key="on-the-wire", to_user=user, data={})
    OutgoingMail.objects.update(state="sending")
    close(user)
    OutgoingMail.objects.filter(key="on-the-wire").update(state="dead", smtp_reply=f"550 {address}")

    outbox.tidy_up(timezone.now())

    assert address not in str(OutgoingMail.objects.filter(key="on-the-wire").values())


def test_the_last_mail_keeps_its_address_until_it_has_left():
    user = make_user("Rae Resident")
    address = user.email
    close(user)

    outbox.tidy_up(timezone.now())

    assert OutgoingMail.objects.get(kind="account").address == address


def test_no_key_holds_an_address():
    director, resident = make_user("Dee Director"), make_user("Rae Resident")
    program = make_program()
    make_member(program, user=director, role="program_director")
    card = make_mentor("Dr. Mae Mentor", program=program, email="mae.old@example.org")
    tie = make_relationship(resident, card, status="asked")
    make_message(tie, state="sent", sent_by="app", sent_on=timezone.localdate())

    mentors.save_mentor(mentor=card, by=director, email="mae.new@example.org")

    keys = list(OutgoingMail.objects.values_list("key", flat=True))
    assert len(keys) == 2 and not [key for key in keys if "@" in key]


def test_a_mentors_file_does_not_say_who_thinks_of_asking_them():
    mentor, resident = make_user("Dr. Mae Mentor"), make_user("Rae Resident")
    card = make_mentor("Dr. Mae Mentor", user=mentor, email=mentor.email)
    make_relationship(resident, card, status="prospect", started_on=None)

    assert "Rae Resident" not in "".join(file_of(mentor).values())


def test_the_hour_of_a_meeting_that_is_off_stays_right():
    resident = make_user("Rae Resident")
    Profile.objects.filter(user=resident).update(time_zone="America/Los_Angeles")
    tie = make_relationship(resident, make_mentor("Dr. Far", email="far@example.org"))
    make_meeting(tie, starts_at=timezone.now() + timedelta(days=3))

    close(resident)

    assert Profile.objects.get(user=resident).time_zone == "America/Los_Angeles"


def test_what_a_resident_marked_of_a_mentor_for_themselves_goes():
    resident, mentor = make_user("Rae Resident"), make_user("Dr. Mae Mentor")
    card = make_mentor("Dr. Mae Mentor", user=mentor, email=mentor.email)
    tie = make_relationship(resident, card, ccc_role=True, next_contact_on=timezone.localdate())

    close(resident)

    left = Relationship.objects.get(pk=tie.pk)
    assert (left.ccc_role, left.next_contact_on) == (None, None)


def test_of_a_mentors_card_only_the_name_stays():
    resident, mentor = make_user("Rae Resident"), make_user("Dr. Mae Mentor")
    said = {"title": "Cardiology", "expertise": "Echo", "capacity": 3, "irb_experience": True}
    card = make_mentor("Dr. Mae Mentor", user=mentor, email=mentor.email, program=make_program(), **said)
    private = make_mentor(
        "Dr. Mae", user=mentor, email=mentor.email, added_by=resident, title="From the ward"
    )
    make_relationship(resident, card)
    make_relationship(resident, private)

    close(mentor)

    card.refresh_from_db()
    private.refresh_from_db()
    assert [getattr(card, name) for name in ("name", *said)] == ["Dr. Mae Mentor", "", "", None, None]
    assert (private.title, private.email, private.user) == ("From the ward", "", None)


def test_the_file_costs_the_same_for_one_and_many_suggestions(django_assert_max_num_queries):
    director = make_user("Dee Director")

    def suggest():
        FactSuggestion.objects.create(
            program=make_program(), kind="reply", words="Yes.", suggested_by=director
        )

    suggest()
    with CaptureQueriesContext(connection) as one:
        file_of(director)
    suggest()
    suggest()
    with django_assert_max_num_queries(len(one)):
        file_of(director)
