"""Saving programs, writing about them, taking them off again. All of it is the applicant's alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from programs.actions.evaluations import save_program, tidy_tags
from programs.models import Evaluation
from programs.shortlist import tag_key
from tests.factories import make_applicant, make_program
from tests.programs.lists.makers import make_answer, make_evaluation
from tests.programs.makers import make_hospital_program

EDIT = {
    "target_path": "Cardiology fellowship",
    "note": "Warm people.",
    "tags": "near home, Big class",
    "interview_at": "2027-01-12T13:00",
    "interview_minutes": "45",
    "interview_place": "Room 4",
}


@pytest.fixture
def maya(client, db):
    maya = make_applicant("Maya Applicant")
    maya.profile.time_zone = "America/Chicago"
    maya.profile.save()
    client.force_login(maya)
    return maya


# ---- save ----
def test_saving_twice_is_saving_once(client, maya):
    program = make_program()
    url = reverse("programs:evaluation_save", args=[program.pk])
    first = client.post(url, follow=True)
    again = client.post(url, follow=True)
    assert Evaluation.objects.filter(applicant=maya, program=program).count() == 1
    assert "Saved. Only you see it." in first.content.decode()
    assert "on your list already" in again.content.decode()
    assert save_program(program=program, by=maya)[1] is False


def test_saving_can_be_undone(client, maya):
    program = make_program()
    page = client.post(reverse("programs:evaluation_save", args=[program.pk]), follow=True)
    undo = reverse("programs:evaluation_remove", args=[Evaluation.objects.get().pk])
    assert f'action="{undo}"' in page.content.decode()
    client.post(undo)
    assert not Evaluation.objects.exists()


def test_in_the_results_only_the_button_changes(client, maya):
    program = make_hospital_program("Brindle Bay")
    url = reverse("programs:evaluation_save", args=[program.pk])
    page = client.get(reverse("programs:search")).content.decode()
    assert f'hx-post="{url}"' in page and f'action="{url}"' in page
    fragment = client.post(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment and f'id="save-{program.pk}"' in fragment and "Saved" in fragment
    assert fragment.strip() in client.get(reverse("programs:search")).content.decode()


def test_after_saving_one_is_back_where_one_was(client, maya):
    url = reverse("programs:evaluation_save", args=[make_program().pk])
    assert client.post(url, {"next": "/programs/?q=bay"}).url == "/programs/?q=bay"
    assert client.post(url, {"next": "https://elsewhere.example/"}).url.startswith("/programs/")


def test_the_search_asks_once_for_all_buttons(client, maya):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("programs:search"))
        return [q["sql"] for q in queries if "programs_evaluation" in q["sql"]]

    make_evaluation(maya, make_hospital_program("Hospital 0"))
    assert len(asked()) == 1
    for number in range(1, 4):
        make_evaluation(maya, make_hospital_program(f"Hospital {number}"))
    assert len(asked()) == 1


# ---- words ----
def test_what_is_typed_is_kept(client, maya):
    one = make_evaluation(maya)
    client.post(reverse("programs:evaluation_edit", args=[one.pk]), EDIT)
    one.refresh_from_db()
    assert (one.note, one.target_path, one.tags) == (
        "Warm people.",
        "Cardiology fellowship",
        ["near home", "Big class"],
    )
    assert one.interview_at == datetime(2027, 1, 12, 19, tzinfo=UTC), "one in the afternoon in Chicago"
    assert (one.interview_minutes, one.interview_place) == (45, "Room 4")
    page = client.get(reverse("programs:evaluation_edit", args=[one.pk])).content.decode()
    assert 'value="2027-01-12T13:00"' in page and "near home, Big class" in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("interview_at", "", "Add the day and the time"),
        ("interview_at", "soon", "interview_at"),
        ("interview_at", "0001-01-01T00:00", "Check the year"),
        ("interview_minutes", "0", "interview_minutes"),
        ("tags", "a" * 25, "A tag has at most 24 letters"),
        ("tags", ",".join("abcdefghi"), "At most 8 tags"),
        ("note", "x" * 4001, "4000"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(client, maya, field, value, words):
    one = make_evaluation(maya)
    page = client.post(reverse("programs:evaluation_edit", args=[one.pk]), EDIT | {field: value})
    assert page.status_code == 200 and field in page.context["form"].errors
    assert words in page.content.decode()
    assert Evaluation.objects.get().note == ""


def test_a_tag_counts_once_whatever_its_case():
    assert tidy_tags([" near  home", "Near Home", "", "big class"]) == ["near home", "big class"]


def test_the_list_is_filtered_by_a_tag_that_the_address_does_not_say(client, maya):
    make_evaluation(maya, make_hospital_program("Brindle Bay"), tags=["near home"])
    make_evaluation(maya, make_hospital_program("Port Ember"), tags=["far away"])
    page = client.get(reverse("programs:evaluations"), {"tag": tag_key("near home")}).content.decode()
    assert "Brindle Bay" in page and "Port Ember" not in page
    assert "tag=near" not in page
    everything = client.get(reverse("programs:evaluations"), {"tag": "no such"}).content.decode()
    assert "Port Ember" in everything


# ---- remove ----
def test_removing_says_what_goes_and_asks_first(client, maya):
    one = make_evaluation(maya, note="Warm people.")
    make_answer(one)
    url = reverse("programs:evaluation_remove", args=[one.pk])
    assert "1 answer" in client.get(url).content.decode()
    late_undo = client.post(url)
    assert "1 answer" in late_undo.content.decode()
    assert Evaluation.objects.exists()
    client.post(url, {"sure": "1"})
    assert not Evaluation.objects.exists()


def test_removing_closes_the_gap_on_the_rank_list(client, maya):
    first, second, third = (make_evaluation(maya, rank=rank) for rank in (1, 2, 3))
    client.post(reverse("programs:evaluation_remove", args=[second.pk]))
    ranks = dict(Evaluation.objects.values_list("pk", "rank"))
    assert ranks == {first.pk: 1, third.pk: 2}


# ---- interviews ----
def test_interviews_stand_by_day_with_a_calendar_file(client, maya):
    soon = timezone.now() + timedelta(days=3)
    late = make_evaluation(maya, make_hospital_program("Port Ember"), interview_at=soon + timedelta(days=2))
    early = make_evaluation(
        maya, make_hospital_program("Brindle Bay"), interview_at=soon, note="secret", interview_place="Room 4"
    )
    make_evaluation(maya, make_hospital_program("Gone By"), interview_at=soon - timedelta(days=30))
    page = client.get(reverse("programs:interviews")).content.decode()
    assert page.index("Brindle Bay") < page.index("Port Ember") < page.index("Gone By")
    answer = client.get(reverse("programs:interview_file", args=[early.pk]))
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert answer["Content-Type"].startswith("text/calendar")
    assert event["summary"] == "Interview: Brindle Bay" and event["location"] == "Room 4"
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=60)
    assert b"secret" not in answer.content
    assert late.pk != early.pk


def test_no_calendar_file_without_a_day(client, maya):
    assert client.get(reverse("programs:interview_file", args=[make_evaluation(maya).pk])).status_code == 404


def test_an_empty_list_says_how_to_begin(client, maya):
    page = client.get(reverse("programs:evaluations")).content.decode()
    assert "Nothing saved yet" in page and reverse("programs:search") in page
    assert "No interview planned" in client.get(reverse("programs:interviews")).content.decode()


# ---- others ----
def test_somebody_elses_program_is_not_there(client, maya):
    other = make_evaluation(make_applicant("Other"), note="canary")
    for door in ("evaluation_edit", "evaluation_remove", "interview_file"):
        assert client.get(reverse(f"programs:{door}", args=[other.pk])).status_code == 404
    assert "canary" not in client.get(reverse("programs:evaluations")).content.decode()
