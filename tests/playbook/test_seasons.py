"""The dates of a season: content like any other, edited by an admin, never taken back by a sync."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from playbook import load
from playbook.checks import problems
from playbook.models import Season, SeasonDate
from playbook.sync import sync_playbook
from tests.factories import make_user
from tests.playbook.test_admin import fields_of

BOOK = load.playbook()


@pytest.fixture
def rows(db):
    return sync_playbook(today=date(2026, 11, 22))


@pytest.fixture
def editor(client, db):
    client.force_login(make_user("Ada Example", is_staff=True, is_superuser=True))
    return client


def test_only_dates_that_were_read_are_confirmed(rows):
    past = Season.objects.get(key="2026").dates.filter(is_confirmed=True)
    assert past.get(key="apply").day == date(2025, 9, 3)
    assert past.get(key="december-review").day == date(2025, 12, 3)
    assert not Season.objects.get(key="2027").dates.filter(is_confirmed=True).exists()


def test_an_admin_corrects_a_date_and_a_sync_leaves_it(editor, rows):
    season = Season.objects.get(key="2027")
    url = reverse("admin:playbook_season_change", args=[season.pk])
    data = fields_of(editor.get(url))
    index = list(season.dates.values_list("key", flat=True)).index("rank-deadline")
    confirmed = data | {f"dates-{index}-day": "2027-03-04", f"dates-{index}-is_confirmed": "on"}
    assert editor.post(url, confirmed).status_code == 302
    sync_playbook(today=date(2026, 12, 1))
    row = SeasonDate.objects.get(season=season, key="rank-deadline")
    assert (row.day, row.is_confirmed, row.edited_by_hand) == (date(2027, 3, 4), True, True)
    assert SeasonDate.objects.filter(edited_by_hand=True).count() == 1


def test_shipped_words_can_be_taken_back(editor, rows):
    row = SeasonDate.objects.get(season__key="2027", key="apply")
    SeasonDate.objects.filter(pk=row.pk).update(
        title="Ours", edited_by_hand=True, edited_at="2026-11-22T12:00Z"
    )
    editor.post(
        reverse("admin:playbook_seasondate_changelist"),
        {"action": "take_shipped_words", "_selected_action": [row.pk]},
    )
    row.refresh_from_db()
    assert (row.title, row.edited_by_hand) == ("Applications may be sent", False)


def test_a_span_does_not_run_backwards(rows):
    with pytest.raises(IntegrityError, match="a_season_span_is_not_backwards"), transaction.atomic():
        SeasonDate.objects.update(until=date(2020, 1, 1))


def test_the_files_are_checked():
    season = BOOK.seasons[0]
    dates = tuple(d for d in season.date if d.key != "rank-deadline")
    backwards = replace(season.date[0], until=date(2020, 1, 1), track="nobody")
    wrong = replace(season, key="twenty", date=(backwards, backwards, *dates))
    found = " ".join(str(p) for p in problems(replace(BOOK, seasons=(wrong,))))
    for words in (
        "named by the year",
        "rank-deadline is missing",
        "before its first",
        "track",
        "used 3 times",
    ):
        assert words in found
