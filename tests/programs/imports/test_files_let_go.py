"""The bytes of a list go after a while; what came of it stays, and every page still says what is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.actions import catalogue_runs as runs
from programs.models import ImportRun, Program
from programs.numbers import IMPORT_FILE_DAYS
from programs.tasks import forget_import_files, run_imports
from tests.factories import make_user
from tests.programs.imports.makers import acgme, run_of, stored

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=IMPORT_FILE_DAYS + 1)


def kept(run):
    return ImportRun.objects.get(pk=run.pk).content is not None


def test_only_old_bytes_go_and_the_rest_stays():
    old, new = stored(acgme({})), stored(acgme({}))
    before = ImportRun.objects.filter(pk=old.pk).values("checksum", "rows", "counts", "added", "state").get()
    then = timezone.now() - LONG_AGO
    ImportRun.objects.filter(pk=old.pk).update(imported_at=then, finished_at=then)
    assert forget_import_files() == 1 and forget_import_files() == 0
    assert not kept(old) and kept(new)
    after = ImportRun.objects.filter(pk=old.pk).values("checksum", "rows", "counts", "added", "state").get()
    assert after == before and old.changes.exists()


@pytest.mark.parametrize("state", ["checking", "queued", "undoing"])
def test_a_run_that_waits_keeps_its_file(state):
    run = run_of(acgme({}))
    run.state, run.imported_at = state, timezone.now() - LONG_AGO
    run.save()
    assert forget_import_files() == 0 and kept(run)


def test_the_last_step_counts():
    run = stored(acgme({}))
    ImportRun.objects.filter(pk=run.pk).update(imported_at=timezone.now() - LONG_AGO)
    assert forget_import_files() == 0 and kept(run)


def test_an_import_without_its_file_is_still_taken_back():
    run = stored(acgme({}))
    ImportRun.objects.filter(pk=run.pk).update(content=None)
    run.refresh_from_db()
    runs.ask_undo(run, by=None)
    run_imports()
    run.refresh_from_db()
    assert run.state == "undone" and not Program.objects.exists()


@pytest.mark.parametrize("state", ["uploaded", "checked", "failed", "done", "undone"])
def test_the_page_says_so_and_offers_only_what_works(client, state):
    run = run_of(acgme({}))
    run.state, run.content, run.counts = state, None, {"conflicting": 1}
    run.save()
    client.force_login(make_user("Addie Editor", is_staff=True))
    said = client.get(reverse("admin:programs_importrun_change", args=[run.pk])).content.decode()
    assert "no longer kept" in said
    assert "Store these differences" not in said and "Decide the open rows" not in said
    assert ("Forget this file" in said) == (state in ("uploaded", "checked", "failed"))
