"""What an applicant looked at, heard and ranked stays hers: no admin, director, mail, log or file, ever (C-29)."""

import logging
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.models import OutgoingMail
from programs.actions import members
from programs.models import (
    Answer,
    AnswerDraft,
    Evaluation,
    GapTask,
    Membership,
    NamedPerson,
    NeedJudgement,
    PathCondition,
    Preferences,
    ProgramMessage,
    RankList,
    WebsiteCheck,
)
from tests.factories import make_applicant, make_member, make_user
from tests.house import READERS
from tests.plans.makers import make_template
from tests.programs.lists.makers import make_evaluation
from tests.test_access import DOORS, arguments

PRIVATE = [
    Answer,
    AnswerDraft,
    Evaluation,
    GapTask,
    NamedPerson,
    NeedJudgement,
    PathCondition,
    Preferences,
    ProgramMessage,
    RankList,
    WebsiteCheck,
]
HERS = [word for word, readers in READERS.items() if readers == {"applicant"}]


def test_every_model_that_hangs_on_an_evaluation_is_on_the_list():
    hanging = {
        model
        for model in apps.get_app_config("programs").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Evaluation
    }
    outside = hanging - set(PRIVATE)
    assert {model.__name__ for model in outside} <= {"OwnQuestion"}
    for model in (*PRIVATE, *outside):
        assert model not in admin.site._registry


def test_no_admin_page_holds_such_rows_in_another_one():
    for model_admin in admin.site._registry.values():
        held = {inline.model for inline in model_admin.inlines}
        shown = {field.related_model for field in model_admin.model._meta.get_fields() if field.auto_created}
        assert not held & set(PRIVATE)
        names = {*model_admin.list_display, *model_admin.search_fields, *model_admin.list_filter}
        for related in shown & set(PRIVATE):
            word = related._meta.model_name
            assert not [name for name in names if isinstance(name, str) and word in name]


def test_a_row_names_itself_by_number_alone(house):
    for model in PRIVATE:
        row = model.objects.first()
        assert row is None or not [word for word in HERS if word in str(row)]


def test_no_address_carries_her_words(client, house, caplog):
    """What she does leaves nothing in the log, not even a word of a tag or of a path."""
    client.force_login(house.applicant)
    one = house.evaluation
    with caplog.at_level(logging.DEBUG):
        client.get(reverse("programs:evaluations"))
        page = client.get(reverse("programs:evaluations")).content.decode()
        client.post(
            reverse("programs:evaluation_edit", args=[one.pk]),
            {"note": "canary-program-note", "tags": "canary-tag", "target_path": "canary-target-path"},
        )
        client.post(reverse("programs:rank_move", args=[one.pk]), {"how": "top"})
        client.get(reverse("programs:rank_csv"))
        client.get(reverse("programs:interviews"))
        client.post(reverse("programs:evaluation_edit", args=[one.pk]), {"tags": "canary-tag" * 9})
    said = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert not [line for line in said if "canary" in line]
    assert "tag=canary" not in page and "?tag=" in page


def everything_open_to(person, house):
    """Each door of the table that takes a GET, as this person finds it."""
    client = Client()
    client.force_login(person)
    for door, method, thing, _ in DOORS:
        if method == "GET":
            try:
                answer = client.get(reverse(door, args=arguments(house, thing)))
            except NoReverseMatch:
                continue
            body = b"".join(answer) if answer.streaming else answer.content
            yield door, answer.status_code, body


@pytest.mark.parametrize("word", ["director", "coordinator", "admin"])
def test_after_the_match_the_program_learns_as_little_as_before(house, client, word):
    make_template()
    house.applicant.program_preferences = Preferences.objects.create(
        user=house.applicant, need_profiles=["visa"]
    )
    client.force_login(house.applicant)
    client.post(reverse("programs:rank_final"))
    start = timezone.localdate() + timedelta(days=100)
    done = client.post(
        reverse("programs:matched", args=[house.evaluation.pk]),
        {"starts_on": f"{start:%Y-%m-%d}", "entry_pgy": 1},
    )
    assert done.status_code == 302
    place = Membership.objects.get(user=house.applicant, program=house.program)
    members.approve(membership=place, by=house.director)
    house.membership = place  # the director's pages about this very person
    person = getattr(house, word)
    seen = 0
    for door, status, body in everything_open_to(person, house):
        leaked = [hers for hers in HERS if hers.encode() in body]
        assert leaked == [], f"{word} reads {leaked} at {door}"
        seen += status == 200
    assert seen > 10
    for door in ("evaluation", "evaluation_edit", "sheet", "matched", "interview_file"):
        client.force_login(person)
        assert client.get(reverse(f"programs:{door}", args=[house.evaluation.pk])).status_code == 404


def test_the_outbox_holds_numbers_and_no_words(house, client):
    client.force_login(house.applicant)
    start = timezone.localdate() + timedelta(days=100)
    url = reverse("programs:matched", args=[house.evaluation.pk])
    client.post(url, {"starts_on": f"{start:%Y-%m-%d}", "entry_pgy": 1})
    rows = list(OutgoingMail.objects.values())
    assert rows, "the program is asked"
    assert not [word for word in HERS if word in str(rows)]
    assert {row["kind"] for row in rows if row["about"].startswith("membership:")} == {"membership_asked"}


def test_a_rank_list_file_is_the_own_one_whoever_asks(client, db):
    maya = make_applicant("Maya")
    one = make_evaluation(maya, rank=1)
    director = make_member(one.program, role="program_director", user=make_user("Dr. Dee")).user
    for person in (director, make_user("Addie Admin", is_staff=True, is_superuser=True)):
        client.force_login(person)
        file = client.get(reverse("programs:rank_csv")).content.decode()
        assert one.program.institution.name not in file
        page = client.get(reverse("programs:rank_list")).content.decode()
        assert one.program.institution.name not in page
