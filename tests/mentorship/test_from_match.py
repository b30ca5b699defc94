"""The people an applicant noted become names on her list after the match: each once, private, hers."""

from datetime import date

import pytest
from django.urls import reverse

from mentorship.actions.from_match import forget_prospects_from, prospects_from
from mentorship.actions.mentors import save_mentor
from mentorship.models import Mentor, Relationship
from programs.hooks import Match
from programs.models import NamedPerson
from tests.factories import (
    make_applicant,
    make_member,
    make_mentor,
    make_need,
    make_relationship,
    make_user,
)
from tests.programs.lists.makers import make_answer, make_evaluation

TODAY, JULY = date(2027, 3, 20), date(2027, 7, 1)


@pytest.fixture
def match(db):
    maya = make_applicant("Maya Applicant")
    evaluation = make_evaluation(maya)
    place = make_member(evaluation.program, user=maya, started_on=JULY, state="asked")
    return Match(user=maya, evaluation=evaluation, membership=place, starts_on=JULY, today=TODAY)


def note(match, name, **fields):
    return NamedPerson.objects.create(evaluation=match.evaluation, name=name, **fields)


def names(match):
    ties = Relationship.objects.filter(mentee=match.user, status="prospect", origin="evaluation")
    return sorted(ties.values_list("mentor__name", flat=True))


def test_faculty_sketch_names_and_chosen_residents_become_prospects(match):
    note(match, "Dr. Oakhollow")
    note(match, "Dr. Fernmoor", in_sketch=True)
    note(match, "Rowan Resident", is_resident=True, may_be_noted=True)
    note(match, "Robin Resident", is_resident=True, may_be_noted=True, is_prospect=True)
    assert prospects_from(match) == "3 people you noted are on your list of possible mentors."
    assert names(match) == ["Dr. Fernmoor", "Dr. Oakhollow", "Robin Resident"]
    assert Mentor.objects.get(name="Robin Resident").position == "near_peer"


@pytest.mark.parametrize("known_as", ["dr. OAKHOLLOW", "Oakhollow", "Prof. Oakhollow, MD"])
def test_the_same_person_is_there_once(match, known_as):
    make_relationship(match.user, make_mentor(known_as, added_by=match.user), status="prospect")
    note(match, "Dr. Oakhollow")
    assert prospects_from(match) == ""
    note(match, "Dr. Fernmoor")
    assert prospects_from(match) == "One person you noted is on your list of possible mentors."
    assert prospects_from(match) == ""
    assert Relationship.objects.filter(mentee=match.user).count() == 2


def test_a_card_of_her_own_carries_what_was_heard(match, client):
    need = make_need(match.user, sentence="Submit one abstract by June")
    person = note(
        match, "Dr. Oakhollow", hint="Cardiology", approach="By e-mail", project_types="Chart reviews"
    )
    person.answers.add(make_answer(match.evaluation, f"Q-L5:{need.pk}"))
    prospects_from(match)
    tie = Relationship.objects.select_related("mentor").get(mentee=match.user)
    assert (tie.mentor.program, tie.mentor.added_by, tie.mentor.title) == (None, match.user, "")
    assert (tie.need, tie.functions) == (need, need.functions)
    assert (tie.project_types, tie.private_note.splitlines()) == (
        "",
        [
            "What they do: Cardiology",
            "How they like to be approached: By e-mail",
            "Kinds of projects: Chart reviews",
        ],
    )
    client.force_login(match.user)
    page = client.get(reverse("mentorship:team")).content.decode()
    assert "Dr. Oakhollow" in page and "Met while visiting the program" in page
    assert "What they do: Cardiology" in page


def test_a_mentor_with_an_account_reads_nothing_that_was_noted(match, client):
    """Her words were for her alone. They stay hers when the person gets an account and works with her."""
    words = {name: f"canary {name}" for name in ("hint", "approach", "project_types")}
    note(match, "Dr. Oakhollow", **words)
    prospects_from(match)
    tie = Relationship.objects.select_related("mentor").get(mentee=match.user)
    mentor = make_user("Dr. Ida Oakhollow", email="ida@example.org")
    save_mentor(mentor=tie.mentor, by=match.user, email="ida@example.org")
    Relationship.objects.filter(pk=tie.pk).update(status="trial", started_on=TODAY, purpose="Papers")
    client.force_login(mentor)
    for door, args in (
        ("mentor_edit", [tie.mentor_id]),
        ("relationship", [tie.pk]),
        ("mentees", []),
    ):
        answer = client.get(reverse(f"mentorship:{door}", args=args))
        assert answer.status_code == 200, door
        assert "canary" not in answer.content.decode(), door


def test_the_rhythm_of_the_sketch_is_where_their_agreement_begins(match):
    match.evaluation.sketch_cadence = "monthly"
    note(match, "Dr. Oakhollow", in_sketch=True)
    note(match, "Dr. Fernmoor")
    prospects_from(match)
    ties = Relationship.objects.filter(mentee=match.user)
    assert dict(ties.values_list("mentor__name", "cadence")) == {
        "Dr. Oakhollow": "monthly",
        "Dr. Fernmoor": "",
    }
    assert set(ties.values_list("status", flat=True)) == {"prospect"}


def test_a_key_that_only_looks_like_a_need_is_passed_over(match):
    make_need(match.user)
    person = note(match, "Dr. Oakhollow")
    person.answers.add(make_answer(match.evaluation, "Q-L5:none"))
    prospects_from(match)
    assert Relationship.objects.get(mentee=match.user).need is None


def test_taken_back_they_go_unless_they_were_asked(match):
    note(match, "Dr. Oakhollow")
    note(match, "Dr. Fernmoor")
    prospects_from(match)
    Relationship.objects.filter(mentor__name="Dr. Fernmoor").update(status="asked")
    own = make_relationship(match.user, make_mentor("Dr. Own", added_by=match.user), status="prospect")
    forget_prospects_from(match)
    assert set(Relationship.objects.filter(mentee=match.user).values_list("mentor__name", flat=True)) == {
        "Dr. Fernmoor",
        "Dr. Own",
    }
    assert own.pk and not Mentor.objects.filter(name="Dr. Oakhollow").exists()


def test_nobody_named_is_nothing_to_do(match):
    assert prospects_from(match) == ""
    forget_prospects_from(match)
