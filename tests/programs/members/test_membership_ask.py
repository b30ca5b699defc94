"""Asking a program for a place, and taking the request back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import hooks, outbox
from accounts.models import OutgoingMail
from playbook.vocabulary import Role
from programs.actions import members as actions
from programs.models import Membership
from tests.factories import make_member, make_program, make_user

pytestmark = pytest.mark.django_db
START = date(2026, 7, 1)


@pytest.fixture
def program():
    program = make_program("County Medicine")
    make_member(program, user=make_user("Dr. Dee Director"), role=Role.PROGRAM_DIRECTOR)
    make_member(program, user=make_user("Cory Coordinator"), role=Role.COORDINATOR)
    return program


@pytest.fixture
def rae(client):
    user = make_user("Rae Resident")
    client.force_login(user)
    return user


def ask(client, program, **changes):
    said = {"role": "resident", "started_on": START, "entry_pgy": 1, **changes}
    return client.post(f"{reverse('programs:membership_ask')}?program={program.pk}", said)


def test_a_resident_asks_and_the_staff_are_told_once(client, rae, program):
    assert ask(client, program).url == reverse("programs:memberships")
    ask(client, program)

    place = Membership.objects.get(user=rae)
    assert (place.state, place.role, place.started_on) == ("asked", "resident", START)
    mails = OutgoingMail.objects.filter(kind="membership_asked")
    assert {mail.recipient.full_name for mail in mails} == {"Dr. Dee Director", "Cory Coordinator"}
    assert b"Waiting for the program" in client.get(reverse("programs:memberships")).content


def test_asking_again_corrects_the_dates(client, rae, program):
    ask(client, program)
    ask(client, program, started_on=date(2025, 7, 1), entry_pgy=2)

    place = Membership.objects.get(user=rae)
    assert (place.started_on, place.entry_pgy) == (date(2025, 7, 1), 2)


def test_the_mail_names_the_program_and_not_the_person(client, rae, program, mailoutbox):
    ask(client, program)
    monday = timezone.now() + timedelta(days=(7 - timezone.now().weekday()) % 7)
    outbox.deliver(now=monday.replace(hour=17))

    assert {mail.subject for mail in mailoutbox} == {f"Somebody asks to join {program.institution.name}"}
    assert all(
        "Rae" not in mail.body and f"/people/?program={program.pk}" in mail.body for mail in mailoutbox
    )


def test_somebody_may_train_here_and_mentor_there(client, rae, program):
    make_member(make_program("Lakeside"), user=rae)

    ask(client, program, role="mentor")

    assert Membership.objects.filter(user=rae).count() == 2


def test_one_residency_at_a_time_is_said_at_the_field(client, rae, program):
    make_member(make_program("Lakeside"), user=rae)

    response = ask(client, program)

    assert response.context["form"].errors == {"role": [actions.ONE_RESIDENCY]}
    assert Membership.objects.filter(user=rae).count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("role", "king"),
        ("role", ""),
        ("role", "admin"),
        ("started_on", ""),
        ("started_on", "tomorrow"),
        ("started_on", "1950-01-01"),
        ("started_on", "2199-01-01"),
        ("entry_pgy", "9"),
        ("entry_pgy", "two"),
    ],
)
def test_bad_input_comes_back_at_its_field_and_asks_nobody(client, rae, program, field, typed):
    response = ask(client, program, **{field: typed})

    assert list(response.context["form"].errors) == [field]
    assert not Membership.objects.filter(user=rae).exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("asked", ["", "0", "x", "99999999999999999999999", "1 OR 1", "-5"])
def test_an_unknown_program_gives_the_search(client, rae, asked):
    response = client.get(reverse("programs:membership_ask"), {"program": asked})

    assert response.status_code == 200
    assert b"Find your program" in response.content


def test_a_withdrawn_program_takes_no_requests(client, rae, program):
    program.withdrawn_on = date(2026, 1, 1)
    program.save()

    assert b"Find your program" in ask(client, program).content
    assert not Membership.objects.filter(user=rae).exists()


def test_programs_are_found_by_words(client, rae, program):
    page = client.get(reverse("programs:membership_ask"), {"q": "county"})

    assert [row.pk for row in page.context["found"]] == [program.pk]
    assert f"?program={program.pk}" in page.content.decode()
    assert b"No program has all these words" in client.get("/memberships/ask/?q=zzzz").content


def test_a_program_without_staff_says_that_the_request_waits(client, rae):
    empty = make_program()

    assert b"Nobody runs this program here yet" in client.get(f"/memberships/ask/?program={empty.pk}").content


@pytest.fixture
def short_visit(monkeypatch):
    """The first visit without the pages of apps to the right."""
    monkeypatch.setattr(
        hooks,
        "_steps",
        [step for step in hooks._steps if step.door.split(":")[0] in {"accounts", "programs"}],
    )


def test_the_first_visit_carries_its_answers_through(client, rae, program, short_visit):
    query = "welcome=1&next=/needs/new/&urgent=research"

    page = client.get(f"/memberships/ask/?{query}&q=county").content.decode()
    assert "/needs/new/?urgent=research" in page
    assert "welcome=1&amp;next=%2Fneeds%2Fnew%2F&amp;urgent=research" in page

    response = client.post(
        f"/memberships/ask/?{query}&program={program.pk}", {"role": "resident", "started_on": START}
    )
    assert response.url == "/needs/new/?urgent=research"


def test_the_first_visit_leads_to_no_other_site(client, rae, short_visit):
    page = client.get("/memberships/ask/?welcome=1&next=//evil.example&urgent=research").context

    assert page["skip"].startswith(reverse("home"))


def test_a_request_is_taken_back_and_its_mails_do_not_leave(client, rae, program):
    ask(client, program)
    place = Membership.objects.get(user=rae)

    for _ in range(2):
        response = client.post(reverse("programs:membership_cancel", args=[place.pk]))
        assert response.url == reverse("programs:memberships")
        assert b"Waiting for the program" not in client.get(response.url).content
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"cancelled"}

    ask(client, program)
    assert Membership.objects.filter(user=rae, state="asked").count() == 1, "asking anew is possible"


def test_a_place_that_was_given_is_not_taken_back_as_a_request(client, rae, program):
    place = make_member(program, user=rae)

    client.post(reverse("programs:membership_cancel", args=[place.pk]))

    assert Membership.objects.filter(pk=place.pk).exists()


def test_a_mentor_leaves_by_themselves_and_a_resident_does_not(client, rae, program):
    mentor, resident = make_member(program, user=rae, role=Role.MENTOR), make_member(program, user=rae)

    assert client.get(reverse("programs:membership_leave", args=[mentor.pk])).status_code == 200
    client.post(reverse("programs:membership_leave", args=[mentor.pk]))
    mentor.refresh_from_db()
    assert mentor.ended_on == timezone.localdate()
    assert client.post(reverse("programs:membership_leave", args=[resident.pk])).status_code == 403


def test_the_list_costs_the_same_for_one_and_three(client, rae, django_assert_num_queries):
    client.get(reverse("programs:memberships"))
    for _ in range(3):
        make_member(make_program(), user=rae, role=Role.MENTOR)
        with django_assert_num_queries(5):
            client.get(reverse("programs:memberships"))
