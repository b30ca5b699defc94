"""Taking one's data along, and closing one's account: what is in the file, what goes, what stays with others."""

import json
import zipfile
from io import BytesIO

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core import mail as sent
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts import closing, keepers, outbox, personal_file
from accounts.models import AccessEntry, OutgoingMail, User
from mentorship.models import Meeting, Mentor, Need, Relationship
from plans.models import CheckInReader, Plan
from playbook.vocabulary import Role
from programs.models import Evaluation, Membership, Preferences
from tests import test_access
from tests.factories import PASSWORD, make_member, make_mentor, make_program, make_relationship, make_user
from tests.house import PEOPLE, READERS

pytestmark = pytest.mark.usefixtures("db")
# One house for the whole file, rolled back to after each test.
db, house, one_house = test_access.db, test_access.house, test_access.one_house
FILE, CLOSE = reverse("accounts:your_data_file"), reverse("accounts:account_close")
WRITERS = [person for person in PEOPLE if person not in ("anonymous", "deactivated")]
# A reader but not the writer, and no page of theirs shows it to take along.
NOT_IN_THE_FILE = {
    "mentor": {"canary-need", "canary-goal", "canary-output", "canary-identity", "canary-message"}
    | {f"canary-checkin-{part}" for part in ("done", "next", "question")},
    "former_mentor": {"canary-past-shared-notes"},  # closed to them when the pair ended
    "director": {"canary-suggestion"},
    "admin": {"canary-suggestion"},
}


def file_of(user):
    with zipfile.ZipFile(BytesIO(personal_file.build(user, timezone.now()))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def close(user):
    return closing.close_own_account(by=user, now=timezone.now(), today=timezone.localdate())


def signed_in(user):
    """A browser that has just typed the password."""
    client = Client()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


# ---- the file ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("person", WRITERS)
def test_the_file_holds_all_words_one_wrote_and_nobody_elses_private_ones(house, person):
    page, data = (file_of(getattr(house, person))[f"your-data.{kind}"] for kind in ("html", "json"))

    mine = {word for word, readers in READERS.items() if person in readers}
    expected = mine - NOT_IN_THE_FILE.get(person, set())
    for text in (page, data):
        assert {word for word in READERS if word in text} - mine == set()
        assert expected - {word for word in READERS if word in text} == set()


def test_a_mentors_file_says_nothing_of_a_check_in_that_was_not_sent(house):
    CheckInReader.objects.create(checkin=house.checkin, relationship=house.relationship)

    shares = json.loads(file_of(house.mentor)["your-data.json"])

    assert [row["reply"] for row in shares["Plans"]["Check-ins you read as a mentor"]] == ["canary-reply"]


def test_no_secret_of_signing_in_is_in_the_file(house):
    both = "".join(file_of(house.resident).values())

    assert house.resident.password not in both and "password" not in json.loads(
        file_of(house.resident)["your-data.json"]
    )


def test_every_table_that_names_a_person_has_been_thought_of():
    """A new model with a person in it belongs into a keeper; its author writes it here when it is done."""
    thought_of = {
        "account.EmailAddress", "accounts.AccessEntry", "accounts.OutgoingMail", "accounts.Profile",
        "mfa.Authenticator",        "mentorship.Mentor", "mentorship.Need", "mentorship.Relationship", "plans.Plan",
        "programs.Evaluation", "programs.FactSuggestion", "programs.Invitation", "programs.Membership",
        "programs.Preferences", "programs.RankList", "usersessions.UserSession",
        # Who entered or decided something for the site: provenance, kept.
        "admin.LogEntry", "programs.ImportRun", "programs.ProgramFact",
    }  # fmt: skip
    found = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is User
    }

    assert found - thought_of == set()


def test_the_file_comes_after_the_password_only(house):
    client = Client()
    client.force_login(house.resident)
    assert client.get(FILE).url.startswith(reverse("account_reauthenticate"))

    response = signed_in(house.resident).get(FILE)

    assert response["Content-Type"] == "application/zip" and "attachment" in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"


def test_the_file_costs_the_same_for_one_and_many_programs(django_assert_num_queries):
    user = make_user()
    Evaluation.objects.create(applicant=user, program=make_program())
    file_of(user)
    with django_assert_num_queries(50, exact=False) as first:
        file_of(user)
    for _ in range(3):
        Evaluation.objects.create(applicant=user, program=make_program())
    with django_assert_num_queries(len(first), exact=False):
        file_of(user)


# ---- closing -----------------------------------------------------------------------------------------------------
def test_closing_by_hand(house):
    client = signed_in(house.resident)
    assert b"What stays with others" in client.get(CLOSE).content
    assert b"Tick this box" in client.post(CLOSE, {}).content
    assert User.objects.get(pk=house.resident.pk).is_active

    response = client.post(CLOSE, {"sure": "on"}, follow=True)

    assert response.redirect_chain[-1][0] == reverse("accounts:account_closed")
    assert client.get(reverse("accounts:profile")).status_code == 302
    again = Client().post(reverse("account_login"), {"login": house.resident.email, "password": PASSWORD})
    assert again.status_code == 200 and b"do not go together" in again.content
    assert client.post(CLOSE, {"sure": "on"}).status_code == 302


def test_closing_asks_who_it_is(house):
    client = Client()
    client.force_login(house.resident)

    assert client.post(CLOSE, {"sure": "on"}).url.startswith(reverse("account_reauthenticate"))
    assert User.objects.get(pk=house.resident.pk).is_active


def test_the_second_press_changes_nothing(house):
    assert close(house.resident) is True
    assert close(house.resident) is False
    assert OutgoingMail.objects.filter(kind="account").count() == 1


def everything_stored():
    """Every row of every table as text, to look for words in."""
    return "\n".join(
        str(row)
        for model in apps.get_models()
        if model._meta.app_label not in ("admin", "contenttypes", "auth", "playbook")
        for row in model.objects.values()
    )


@pytest.mark.parametrize("person", ["resident", "applicant", "mentor"])
def test_no_private_word_of_somebody_who_left_is_stored(house, person):
    account = getattr(house, person)
    alone = {word for word, readers in READERS.items() if readers == {person}}
    before = everything_stored()
    assert alone - {word for word in alone if word in before} == set()
    address = account.email

    close(account)
    OutgoingMail.objects.filter(kind="account").delete()

    after = everything_stored()
    assert {word for word in alone if word in after} == set()
    assert address not in after


def test_a_resident_who_leaves_takes_the_pairs_words_and_leaves_the_mentor_theirs(house):
    AccessEntry.objects.create(
        viewer=house.director, viewer_name="Dee", viewer_role="director", subject=house.resident
    )

    close(house.resident)

    assert not Plan.objects.filter(resident=house.resident).exists()
    assert not Need.objects.filter(owner=house.resident).exists()
    assert not AccessEntry.objects.filter(subject=house.resident).exists()
    assert not Relationship.objects.filter(pk=house.prospect_relationship.pk).exists()
    tie = Relationship.objects.get(pk=house.relationship.pk)
    assert tie.status == "ended" and tie.purpose == ""
    notes = set(Meeting.objects.exclude(mentor_notes="").values_list("mentor_notes", flat=True))
    assert notes == {"canary-mentor-notes", "canary-former-mentor-notes"}
    client = Client()
    client.force_login(house.mentor)
    past = client.get(reverse("mentorship:past_notes")).content.decode()
    assert "Rae Resident" in past and "canary-mentor-notes" in past
    assert client.get(reverse("mentorship:mentees")).status_code == 200


def test_the_program_keeps_its_record(house):
    close(house.resident)

    place = Membership.objects.get(pk=house.membership.pk)
    assert (place.state, place.ended_on, place.user.full_name) == ("active", None, "Rae Resident")
    client = Client()
    client.force_login(house.director)
    for door, args, words in (
        ("plans:cohort", [house.program.pk], "no plan yet"),
        ("plans:progress", [place.pk], "Account closed"),
        ("programs:members", [], "Account closed"),
    ):
        page = client.get(reverse(door, args=args), follow=True).content.decode()
        assert "Rae Resident" in page and words in page, door


def test_the_planned_meeting_is_called_off_with_the_mentor(house):
    close(house.resident)

    assert Meeting.objects.get(pk=house.meeting.pk).outcome == "cancelled_by_mentee"
    told = OutgoingMail.objects.get(kind="meeting_canceled", recipient=house.mentor)
    outbox.deliver()
    told.refresh_from_db()
    assert told.state in ("sent", "queued")  # at night it waits for the mentor's morning


def test_a_mentors_planned_meetings_are_called_off_with_their_residents(house):
    close(house.mentor)
    assert Meeting.objects.get(pk=house.meeting.pk).outcome == "cancelled_by_mentor"
    assert OutgoingMail.objects.filter(
        kind="meeting_canceled", recipient=house.resident, state="queued"
    ).exists()
    assert not OutgoingMail.objects.filter(
        recipient=house.mentor, state="queued", kind="meeting_canceled"
    ).exists()


def test_mail_to_somebody_who_left_stops_but_for_the_last_word(house):
    address = house.resident.email
    outbox.put("ask_answered", key="waits", to_user=house.resident, data={})

    close(house.resident)
    outbox.deliver()

    assert OutgoingMail.objects.get(key="waits").state == "cancelled"
    assert [m.subject for m in sent.outbox if m.to == [address]] == ["Your account is closed"]
    assert outbox.is_stopped(address)


def test_whoever_comes_back_begins_anew_and_gets_mail(house):
    address = house.resident.email
    close(house.resident)
    again = make_user("Rae Again", email=address, verified=False)
    row = EmailAddress.objects.get(user=again)

    request = RequestFactory().get("/")
    request.session = Client().session
    request._messages = FallbackStorage(request)
    get_adapter().confirm_email(request, row)

    assert not outbox.is_stopped(address)
    assert not Plan.objects.filter(resident=again).exists()


def test_a_stop_somebody_pressed_stays_when_they_sign_up():
    outbox.stop("teo@example.org")
    outbox.proved("teo@example.org")
    assert outbox.is_stopped("teo@example.org")


def test_a_mentor_who_leaves_is_a_name_to_those_they_mentor(house):
    close(house.mentor)

    card = Mentor.objects.get(pk=house.mentor_card.pk)
    assert (card.user, card.email) == (None, "") and card.retired_on is not None
    client = Client()
    client.force_login(house.resident)
    page = client.get(reverse("mentorship:relationship", args=[house.relationship.pk])).content.decode()
    assert "Dr. Mae Mentor" in page and "canary-agreement" in page
    assert not Meeting.objects.filter(mentor_notes="canary-mentor-notes").exists()
    assert client.get(reverse("mentorship:team")).status_code == 200


def test_an_applicant_who_leaves_leaves_no_name(house):
    close(house.applicant)

    account = User.objects.get(pk=house.applicant.pk)
    assert (account.full_name, account.is_active, account.has_usable_password()) == (
        "Closed account",
        False,
        False,
    )
    assert not Evaluation.objects.filter(applicant=account).exists()
    assert not Preferences.objects.filter(user=account).exists()


def test_the_only_director_hands_over_first(house):
    client = signed_in(house.director)

    page = client.get(CLOSE).content.decode()
    response = client.post(CLOSE, {"sure": "on"})

    assert "only director" in page and "Close my account" not in page
    assert response.status_code == 200 and User.objects.get(pk=house.director.pk).is_active
    with pytest.raises(keepers.StillNeeded):
        close(house.director)
    assert Evaluation.objects.exists() and User.objects.get(pk=house.director.pk).is_active

    make_member(house.program, role=Role.PROGRAM_DIRECTOR)
    close(house.director)
    assert Membership.objects.get(user=house.director).ended_on == timezone.localdate()


def test_an_admin_hands_over_first(house):
    with pytest.raises(keepers.StillNeeded):
        close(house.admin)
    assert b"You are an admin here" in signed_in(house.admin).get(CLOSE).content


def test_a_request_that_waits_is_taken_back(house):
    newcomer = house.membership_asked.user
    close(newcomer)
    assert not Membership.objects.filter(user=newcomer).exists()


def test_somebody_on_both_sides_may_leave():
    both, other = make_user("Dr. Both"), make_user("Olu Other")
    make_relationship(other, make_mentor("Dr. Both", user=both, email=both.email))
    make_relationship(both, make_mentor("Dr. Third", email="third@example.org", added_by=both))

    assert close(both)

    assert Relationship.objects.filter(mentee=other).count() == 1
    assert not Relationship.objects.filter(mentee=both).exists()
