"""Who looked at whose progress: written once, readable by the person it is about."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from accounts import access_log
from accounts.models import AccessEntry
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def dee():
    return make_user("Dr. Dee Director")


def look(viewer, subject, **changes):
    return access_log.record(
        **{"viewer": viewer, "subject": subject, "what": "progress", "role": "Program director", **changes}
    )


def test_a_look_is_noted_with_name_role_and_time(dee):
    rae = make_user("Rae Resident")
    look(dee, rae)

    entry = AccessEntry.objects.get()
    assert (entry.subject, entry.viewer_name, entry.viewer_role) == (
        rae,
        "Dr. Dee Director",
        "Program director",
    )


def test_going_back_and_forth_within_ten_minutes_is_one_look(dee):
    rae, now = make_user(), timezone.now()

    added = [look(dee, rae, now=now + timedelta(minutes=m)) for m in (0, 3, 9.9, 10.1)]

    assert added == [1, 0, 0, 1]


def test_another_page_another_person_and_another_viewer_are_looks_of_their_own(dee):
    rae, omar, cory = make_user(), make_user(), make_user()

    assert [look(dee, rae), look(dee, rae, what="plan"), look(dee, omar), look(cory, rae)] == [1, 1, 1, 1]


def test_looking_at_oneself_is_not_a_look(dee):
    assert look(dee, dee) == 0
    assert access_log.record(viewer=dee, subjects=[], what="cohort", role="Program director") == 0


@pytest.mark.parametrize("size", [1, 30])
def test_a_cohort_costs_the_same_for_one_and_thirty(dee, size, django_assert_num_queries):
    subjects = [make_user().pk for _ in range(size)]

    with django_assert_num_queries(2):
        assert (
            access_log.record(viewer=dee, subjects=subjects, what="cohort", role="Program director") == size
        )
    with django_assert_num_queries(1):
        assert access_log.record(viewer=dee, subjects=subjects, what="cohort", role="Program director") == 0


def test_the_name_outlives_the_account(dee):
    rae = make_user()
    look(dee, rae)
    dee.delete()

    assert AccessEntry.objects.get().viewer_name == "Dr. Dee Director"


def test_the_database_refuses_to_rewrite_a_look(dee):
    look(dee, make_user())

    with pytest.raises(IntegrityError, match="written once"):
        AccessEntry.objects.update(viewer_name="Somebody else")


def test_a_person_reads_their_own_list_newest_first_and_nobody_elses(client, dee):
    rae, omar, now = make_user("Rae"), make_user("Omar"), timezone.now()
    look(dee, rae, now=now - timedelta(days=2), what="plan")
    look(dee, rae, now=now)
    look(make_user("Cory Coordinator"), omar)
    client.force_login(rae)

    page = client.get(reverse("accounts:looks"))

    assert [e.what for e in page.context["page"]] == ["progress", "plan"]
    assert b"Dr. Dee Director" in page.content
    assert b"Cory" not in page.content


def test_nothing_yet_says_so(client):
    client.force_login(make_user())

    assert b"Nobody has looked yet" in client.get(reverse("accounts:looks")).content


@pytest.mark.parametrize("wanted", ["2", "99", "x", "-1", ""])
def test_a_long_list_has_pages_and_odd_numbers_are_forgiven(
    client, dee, wanted, django_assert_max_num_queries
):
    rae, now = make_user(), timezone.now()
    AccessEntry.objects.bulk_create(
        AccessEntry(viewer=dee, viewer_name="Dr. Dee", viewer_role="x", subject=rae, what="plan", at=now)
        for _ in range(60)
    )
    client.force_login(rae)
    client.get(reverse("accounts:looks"))  # notes when the session began

    with django_assert_max_num_queries(5):
        page = client.get(reverse("accounts:looks"), {"page": wanted})

    assert page.status_code == 200
    assert len(page.context["page"]) in (10, 50)
