"""The rhythm of a program's sketch is where agreements with its people begin; it stays the resident's to see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.rhythm import WHERE_FROM, rhythm_of_sketch
from playbook.vocabulary import Location, RelationshipStatus
from tests import factories as make
from tests.programs.lists.makers import make_evaluation


@pytest.fixture
def tie(db):
    rae = make.make_user("Rae Resident")
    make_evaluation(rae, matched_on=timezone.localdate(), sketch_cadence="monthly")
    return make.make_relationship(rae, status=RelationshipStatus.TRIAL, cadence="", channel="")


def page(client, tie):
    client.force_login(tie.mentee)
    return client.get(reverse("mentorship:agreement", args=[tie.pk])).content.decode()


def test_the_agreement_begins_with_it(client, tie):
    said = page(client, tie)
    assert '<option value="monthly" selected' in said and WHERE_FROM in said


def test_a_rhythm_of_their_own_goes_first(client, tie):
    type(tie).objects.update(cadence="weekly")
    said = page(client, tie)
    assert '<option value="weekly" selected' in said and WHERE_FROM not in said


def test_a_first_meeting_closes_with_it(client, tie):
    meeting = make.make_meeting(tie, kind="first", starts_at=timezone.now() - timedelta(hours=2))
    client.force_login(tie.mentee)
    door = reverse("mentorship:meeting_outcome", args=[meeting.pk])
    said = client.post(door, {"outcome": "held"}).content.decode()
    assert '<option value="monthly" selected' in said


@pytest.mark.parametrize("case", ["elsewhere", "not matched", "no rhythm", "somebody else"])
def test_otherwise_there_is_none(tie, case):
    evaluation, user = tie.mentee.evaluations.get(), tie.mentee
    if case == "elsewhere":
        tie.location = Location.LOCAL_OUTSIDE
    elif case == "not matched":
        evaluation.matched_on = None
    elif case == "no rhythm":
        evaluation.sketch_cadence = ""
    else:
        user = tie.mentor.user or make.make_user("Mae")
    evaluation.save()
    assert rhythm_of_sketch(user, tie) == ""


def test_it_is_there_for_her(tie):
    assert rhythm_of_sketch(tie.mentee, tie) == "monthly"
