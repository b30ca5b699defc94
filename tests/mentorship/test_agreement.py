from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from accounts.models.links import LinkPurpose
from mentorship.actions import agreements
from playbook.vocabulary import RelationshipStatus
from tests import factories as make
from tests.mentorship.makers import open_link

YEAR = timezone.localdate().year + 1
GOOD = {
    "purpose": "Choose a fellowship",
    "channel": "email",
    "cadence": "quarterly",
    "cadence_days": "",
    "outcome": "One poster",
    "outcome_due_on": f"{YEAR}-06-30",
    "mentee_part": "I draft first",
    "project_types": "",
    "support_offered": ["review"],
    "review_on": "",
    "ccc_role": "",
}


@pytest.fixture
def tie(client, db):
    tie = make.make_relationship(make.make_user("Rae Resident"), status=RelationshipStatus.TRIAL)
    client.force_login(tie.mentee)
    return tie


def met(tie):
    make.make_meeting(tie, starts_at=timezone.now() - timedelta(days=2), outcome="held")


def write(client, tie, **changes):
    return client.post(reverse("mentorship:agreement", args=[tie.pk]), {**GOOD, **changes})


def test_sent_and_signed_and_met_makes_it_active(client, tie):
    met(tie)
    for _ in range(2):
        assert write(client, tie, send="1").status_code == 302
    assert OutgoingMail.objects.filter(kind="agreement").count() == 1
    tie.refresh_from_db()
    assert (tie.status, tie.agreed_on) == ("trial", None)
    client.logout()
    response, _ = open_link(client, LinkPurpose.SIGN_AGREEMENT, tie.pk, tie)
    body = response.content.decode()
    assert "Choose a fellowship" in body and "Read my drafts" in body
    for _ in range(2):
        client.post(reverse("mentorship:sign_agreement", args=[tie.pk]), {"sign": "1"})
    tie.refresh_from_db()
    assert (tie.status, tie.agreed_on) == ("active", timezone.localdate()) and tie.mentor_signed_at
    assert OutgoingMail.objects.filter(kind="agreement_answered").count() == 1


def test_without_a_meeting_it_stays_a_trial(client, tie):
    write(client, tie, in_person="1")
    tie.refresh_from_db()
    assert (tie.status, tie.agreed_on) == ("trial", timezone.localdate())


def test_agreed_in_person_counts(client, tie):
    met(tie)
    write(client, tie, in_person="1")
    tie.refresh_from_db()
    assert tie.status == "active" and not OutgoingMail.objects.exists()


def test_only_keeping_it_asks_nobody(client, tie):
    met(tie)
    write(client, tie, keep="1")
    tie.refresh_from_db()
    assert (tie.status, tie.purpose) == ("trial", "Choose a fellowship") and not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purpose": ""}, "purpose"),
        ({"channel": ""}, "channel"),
        ({"channel": "pigeon"}, "channel"),
        ({"cadence": "fortnightly"}, "cadence"),
        ({"cadence": "custom_days"}, "cadence_days"),
        ({"cadence": "custom_days", "cadence_days": "99999999999"}, "cadence_days"),
        ({"outcome": ""}, "outcome"),
        ({"outcome_due_on": ""}, "outcome_due_on"),
        ({"outcome_due_on": "2020-01-01"}, "outcome_due_on"),
        ({"support_offered": ["magic"]}, "support_offered"),
        ({"ccc_role": "maybe"}, "ccc_role"),
        ({"purpose": "x" * 301}, "purpose"),
    ],
)
def test_bad_input_comes_back(client, tie, changes, field):
    response = write(client, tie, **changes, send="1")
    assert response.status_code == 200 and field in response.context["form"].errors
    tie.refresh_from_db()
    assert tie.purpose == "" and not OutgoingMail.objects.exists()


def test_an_own_rhythm_is_kept_in_days(client, tie):
    write(client, tie, cadence="custom_days", cadence_days="45")
    tie.refresh_from_db()
    assert tie.cadence_in_days == 45
    write(client, tie, cadence="monthly", cadence_days="45")
    tie.refresh_from_db()
    assert (tie.cadence_days, tie.cadence_in_days) == (None, 31)


def test_a_date_after_training_is_said_and_kept(client, tie):
    make.make_member(make.make_program(), user=tie.mentee, ends_on=timezone.localdate())
    response = client.post(reverse("mentorship:agreement", args=[tie.pk]), {**GOOD, "keep": "1"}, follow=True)
    assert "after your training ends" in response.content.decode()


def test_a_change_asked_for_reaches_the_resident(client, tie):
    write(client, tie, send="1")
    open_link(client, LinkPurpose.SIGN_AGREEMENT, tie.pk, tie)
    url = reverse("mentorship:sign_agreement", args=[tie.pk])
    assert client.post(url, {"words": ""}).status_code == 200
    for _ in range(2):
        client.post(url, {"words": "Every two months, please"})
    assert OutgoingMail.objects.filter(kind="agreement_answered").count() == 1
    body = client.get(reverse("mentorship:relationship", args=[tie.pk])).content.decode()
    assert "Every two months, please" in body and "would like a change" in body


def test_a_changed_agreement_is_signed_anew(client, tie):
    met(tie)
    write(client, tie, send="1")
    open_link(client, LinkPurpose.SIGN_AGREEMENT, tie.pk, tie)
    client.post(reverse("mentorship:sign_agreement", args=[tie.pk]), {"sign": "1"})
    write(client, tie, purpose="Something else")
    tie.refresh_from_db()
    assert (tie.mentor_signed_at, tie.status) == (None, "active")


def test_a_mentor_with_an_account_signs_signed_in(client, tie):
    write(client, tie, send="1")
    mentor = make.make_user()
    type(tie.mentor).objects.filter(pk=tie.mentor_id).update(user=mentor)
    client.force_login(mentor)
    assert "Read and sign" in client.get(reverse("mentorship:mentees")).content.decode()
    assert client.post(reverse("mentorship:agreement_sign", args=[tie.pk]), {"sign": "1"}).status_code == 302
    tie.refresh_from_db()
    assert tie.mentor_signed_at


def test_nobody_signs_words_they_did_not_read(client, tie):
    write(client, tie, send="1")
    page, _ = open_link(client, LinkPurpose.SIGN_AGREEMENT, tie.pk, tie)
    seen = page.context["seal"]
    agreements.save_agreement(
        relationship=tie, by=tie.mentee, today=timezone.localdate(), purpose="You write my notes"
    )
    url = reverse("mentorship:sign_agreement", args=[tie.pk])
    answer = client.post(url, {"sign": "1", "seen": seen}, follow=True)
    tie.refresh_from_db()
    assert tie.mentor_signed_at is None
    assert (
        "changed since you opened" in answer.content.decode()
        and "You write my notes" in answer.content.decode()
    )
    client.post(url, {"sign": "1", "seen": answer.context["seal"]})
    tie.refresh_from_db()
    assert tie.mentor_signed_at


def test_other_words_sent_on_the_same_day_reach_the_mentor(client, tie):
    write(client, tie, send="1")
    write(client, tie, send="1", purpose="Choose a job")
    assert OutgoingMail.objects.filter(kind="agreement").count() == 2


def test_reworded_after_it_was_agreed_it_is_not_agreed(client, tie):
    met(tie)
    mentor = make.make_user()
    type(tie.mentor).objects.filter(pk=tie.mentor_id).update(user=mentor)
    write(client, tie, in_person="1")
    write(client, tie, purpose="Something else", keep="1")
    page = client.get(reverse("mentorship:relationship", args=[tie.pk])).content.decode()
    assert "not agreed anew yet" in page and "Agreed on" not in page
    write(client, tie, purpose="Something else", send="1")
    client.force_login(mentor)
    assert "Read and sign" in client.get(reverse("mentorship:mentees")).content.decode()
    client.post(reverse("mentorship:agreement_sign", args=[tie.pk]), {"sign": "1"})
    tie.refresh_from_db()
    assert tie.is_agreed and tie.status == "active"


def test_what_only_the_resident_knows_leaves_the_signature(client, tie):
    write(client, tie, send="1")
    agreements.sign(relationship=tie, by=None, now=timezone.now(), today=timezone.localdate())
    write(client, tie, ccc_role="yes", keep="1")
    tie.refresh_from_db()
    assert tie.mentor_signed_at and tie.ccc_role is True


def test_agreeing_in_person_settles_the_change_that_was_asked_for(client, tie):
    write(client, tie, send="1")
    agreements.ask_change(relationship=tie, by=None, words="Monthly, please", now=timezone.now())
    write(client, tie, cadence="monthly", in_person="1")
    tie.refresh_from_db()
    assert tie.is_agreed and tie.change_asked == ""
