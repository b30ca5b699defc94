"""Whatever is typed into a form of this app: an answer below 500, and nothing of another person's is touched."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.models import Mentor, Relationship
from tests import factories as make
from tests.mentorship.makers import make_ready_ask, make_sent_ask, open_answer, soon

HOSTILE = [
    "",
    " ",
    "\0",
    "'\"><script>alert(1)</script>",
    "\u202egnirts\u202c",
    "=cmd|'/C calc'!A0",
    "-1",
    "0",
    "99999999999999999999999",
    "1e400",
    "NaN",
    "2026-02-30",
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "é" * 5000,
    "{topic} {minutes.__class__}",
    "[object Object]",
    "😀" * 50,
]
NAMES = """
topic topic_other sentence measure_count measure_unit due_on target_specialty priority name email
title functions position location origin need capacity channel time_basis expertise irb_experience
ring arrangement next_contact_on private_note purpose cadence cadence_days outcome outcome_due_on
mentee_part project_types support_offered review_on ccc_role who why_you goals minutes fit outline
sign_off slot_1 slot_2 slot_3 sent_on said slot answer reason words starts_at place kind updates
questions decisions shared_notes own_notes state use_card then emergency sign send in_person keep
preview
""".split()


def everywhere(value):
    return dict.fromkeys(NAMES, value)


@pytest.fixture
def rae(client, db):
    rae = make.make_user("Rae Resident")
    client.force_login(rae)
    return rae


def doors(rae):
    """Every POST door of a resident, with something of theirs behind it."""
    today = timezone.localdate()
    program = make.make_program()
    make.make_member(program, user=rae)
    need, closed = make.make_need(rae), make.make_need(rae, state="met", closed_on=today)
    tie, trial = make.make_relationship(rae), make.make_relationship(rae, status="trial")
    meeting = make.make_meeting(tie, starts_at=soon(4))
    past = make.make_meeting(trial, starts_at=timezone.now() - timedelta(days=1), kind="first")
    draft, sent = (
        make_ready_ask(make.make_relationship(rae, status="prospect")),
        make_sent_ask(make.make_relationship(rae, status="prospect")),
    )
    blank = make.make_relationship(rae, status="prospect")
    return [
        (reverse("mentorship:need_new") + "?bucket=pathway",),
        ("need_edit", need),
        ("need_reopen", closed),
        ("mentor_new",),
        ("mentor_edit", make.make_mentor(added_by=rae)),
        ("mentor_join", make.make_mentor(program=program, functions=["career"])),
        ("relationship_edit", tie),
        ("relationship_note", tie),
        ("agreement", trial),
        ("ask", blank),
        ("ask_mark_sent", draft),
        ("ask_outcome", sent),
        ("meeting_new", tie),
        ("meeting_log", tie),
        ("meeting_move", meeting),
        ("meeting_outcome", past),
        ("meeting_agenda", meeting),
        ("meeting_notes", meeting),
        ("kit", meeting),
        ("need_close", need),
    ]


def test_no_form_breaks(client, rae):
    theirs = make.make_need(make.make_user())
    for door, *thing in doors(rae):
        url = door if door.startswith("/") else reverse(f"mentorship:{door}", args=[t.pk for t in thing])
        for value in HOSTILE:
            for headers in ({}, {"HX-Request": "true"}):
                response = client.post(url, everywhere(value), headers=headers)
                assert response.status_code < 500, f"{url} with {value[:20]!r}"
                assert b"<script>alert" not in response.content
    theirs.refresh_from_db()
    assert theirs.state == "open"


def test_no_link_page_breaks(client, db):
    message = make_sent_ask()
    open_answer(client, message)
    for value in HOSTILE:
        response = client.post(reverse("mentorship:answer", args=[message.pk]), everywhere(value))
        assert response.status_code < 500 and b"<script>alert" not in response.content


def test_queries_in_addresses_do_not_break_pages(client, rae):
    for value in HOSTILE:
        for door, name in [
            ("need_new", "like"),
            ("need_new", "urgent"),
            ("need_new", "bucket"),
            ("mentor_new", "need"),
            ("directory", "q"),
            ("directory", "function"),
        ]:
            url = reverse(f"mentorship:{door}")
            assert client.get(url, {name: value}).status_code in (200, 404)


def test_a_first_visit_never_leaves_the_site(client, rae):
    page = client.get(
        reverse("mentorship:need_new"), {"welcome": 1, "next": "https://evil.example/", "bucket": "scholarly"}
    )
    assert b"evil.example" not in page.context["skip"].encode()


def test_ids_of_others_are_not_found(client, rae):
    other = make.make_user()
    tie = make.make_relationship(other)
    for door in ("relationship_edit", "relationship_note", "agreement", "relationship_end", "meeting_new"):
        assert client.post(reverse(f"mentorship:{door}", args=[tie.pk]), everywhere("1")).status_code == 404
    assert Relationship.objects.get() == tie and Mentor.objects.count() == 1
