"""The background: one worker per run, progress seen while it works, and a killed worker leaves nothing half done."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from unittest import mock

import pytest
from django.db import connection, connections, transaction

from programs.actions import catalogue_runs as runs
from programs.actions import catalogue_work
from programs.actions.catalogue_progress import Progress
from programs.actions.catalogue_work import work_on_one
from programs.models import ImportChange, ImportProgress, ImportRun, Program, Specialty
from programs.numbers import IMPORT_MOST_ATTEMPTS
from programs.tasks import run_imports
from tests.programs.imports.makers import TODAY, acgme, run_of

ROOT = Path(__file__).parents[3]


def waiting(state="queued", **more):
    run = run_of(acgme({}), **more)
    run.state = state
    run.save()
    return run


@pytest.fixture
def real_db(transactional_db):
    """Rows that other connections see."""
    yield
    ImportProgress.objects.all().delete()


def test_waiting_runs_are_worked_on(real_db):
    look, store = waiting("checking"), waiting("queued")
    assert run_imports() == [look.pk, store.pk]
    look.refresh_from_db(), store.refresh_from_db()
    assert (look.state, store.state) == ("checked", "done")
    assert run_imports() == [] and not ImportProgress.objects.exists()
    runs.ask_undo(store, by=None)
    assert run_imports() == [store.pk]
    assert not Program.objects.exists()


def test_a_run_that_somebody_works_on_is_passed_over(real_db):
    run = waiting()
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM programs_importrun WHERE id = %s FOR UPDATE", [run.pk])
        assert work_on_one(today=TODAY) is None
        with pytest.raises(runs.NotNow, match="right now"):
            runs.confirm(run, by=None)
    finally:
        with other.cursor() as cursor:
            cursor.execute("ROLLBACK")
        other.close()
    assert work_on_one(today=TODAY) == run.pk


def test_progress_is_seen_while_the_transaction_is_open(real_db):
    seen = []
    original = Progress.__call__

    def told(self, words, done=0, total=0):
        original(self, words, done, total)
        other = connections.create_connection("default")
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT words, (SELECT count(*) FROM programs_program) FROM programs_importprogress"
            )
            seen.append(cursor.fetchone())
        other.close()

    waiting()
    with mock.patch.object(Progress, "__call__", told):
        run_imports()
    assert ("Comparing with the catalogue", 0) in seen and ("Storing: program", 0) in seen
    assert seen[-1] == ("Writing down what changed", 0), "nothing is seen before all of it is"
    assert Program.objects.count() == 1


def test_a_failure_in_the_middle_stores_nothing_and_says_so(real_db):
    run = waiting()
    with mock.patch.object(runs, "apply", side_effect=ZeroDivisionError):
        run_imports()
    run.refresh_from_db()
    assert run.state == "failed" and "ZeroDivisionError" in run.words and "nothing was changed" in run.words
    assert not Specialty.objects.exists() and not ImportChange.objects.exists()


def test_an_undo_that_fails_leaves_the_import_stored(real_db):
    run = waiting()
    run_imports()
    runs.ask_undo(run, by=None)
    with mock.patch.dict(catalogue_work.WORK, {"undoing": mock.Mock(side_effect=ZeroDivisionError)}):
        run_imports()
    run.refresh_from_db()
    assert run.state == "done" and Program.objects.count() == 1


def test_a_file_that_is_no_longer_kept_says_so(real_db):
    run = waiting()
    ImportRun.objects.update(content=None)
    run_imports()
    run.refresh_from_db()
    assert run.state == "failed" and "Upload it again" in run.words


def test_a_run_that_ends_its_worker_again_and_again_is_given_up(real_db):
    run = waiting()
    ImportProgress.objects.create(run_id=run.pk, attempts=IMPORT_MOST_ATTEMPTS)
    run_imports()
    run.refresh_from_db()
    assert run.state == "failed" and "several times" in run.words and not Program.objects.exists()


KILLED = """
    import os, sys, time
    import django
    django.setup()
    from datetime import date
    from programs.actions import catalogue_apply
    def stuck(*args, **kwargs):
        print("in the middle", flush=True)
        time.sleep(60)
    catalogue_apply.write_down = stuck
    from programs.actions.catalogue_work import work_on_one
    work_on_one(today=date(2026, 9, 1))
"""


def test_a_killed_worker_leaves_nothing_half_done_and_the_run_is_taken_up_again(real_db):
    run = waiting()
    d = connection.settings_dict
    where = f"{d['USER']}:{d['PASSWORD']}@{'' if d['HOST'].startswith('/') else d['HOST']}"
    port = f":{d['PORT']}" if d["PORT"] and not d["HOST"].startswith("/") else ""
    query = f"?host={d['HOST']}" if d["HOST"].startswith("/") else ""
    url = f"postgres://{where}{port}/{d['NAME']}{query}"
    env = dict(os.environ, DATABASE_URL=url, TEST_DATABASE_URL=url, PYTHONPATH=str(ROOT))
    worker = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED)],
        env=env,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        first = worker.stdout.readline().strip()
        assert first == "in the middle", first + worker.stdout.read()
        assert not Program.objects.exists(), "it stored programs, and nobody sees them yet"
        assert ImportProgress.objects.get().words
        assert work_on_one(today=TODAY) is None, "it is taken"
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        worker.stdout.close()
    wait_until_released(run)
    run.refresh_from_db()
    assert run.state == "queued" and not Program.objects.exists() and not Specialty.objects.exists()
    assert run_imports() == [run.pk]
    run.refresh_from_db()
    assert run.state == "done" and Program.objects.count() == 1


def wait_until_released(run):
    """Postgres notices within moments that its client is gone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '20s'")
        cursor.execute("SELECT 1 FROM programs_importrun WHERE id = %s FOR UPDATE", [run.pk])
