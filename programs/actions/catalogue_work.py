"""Working on the runs that wait. Any number of workers may try; each takes a run nobody holds.

A run is held by its locked row for as long as the transaction that does all of its work. A worker that is killed takes
the lock and everything half done with it, and the run waits as before.
"""

import logging

from django.db import transaction

from programs.actions import catalogue_runs as runs
from programs.actions.catalogue_progress import Progress
from programs.actions.catalogue_undo import take_back
from programs.importers import BadFile
from programs.models import ImportRun
from programs.numbers import IMPORT_MOST_ATTEMPTS, IMPORT_MOST_WORDS

log = logging.getLogger(__name__)
State = ImportRun.State
WORK = {State.CHECKING: runs.look, State.QUEUED: runs.store, State.UNDOING: take_back}
# Where a run goes that cannot be worked on: back to where an admin can act.
AFTER_FAILURE = {State.CHECKING: State.FAILED, State.QUEUED: State.FAILED, State.UNDOING: State.DONE}


def work_on_one(*, today) -> int | None:
    """Take up one waiting run and finish its step. Returns its id, or None when none waits."""
    with transaction.atomic():
        waiting = ImportRun.objects.select_for_update(skip_locked=True).filter(state__in=ImportRun.WAITING)
        run = waiting.order_by("imported_at", "pk").first()
        if run is None:
            return None
        with Progress(run.pk) as progress:
            if progress.begin() > IMPORT_MOST_ATTEMPTS:
                _give_up(run, "It ended its worker several times. Is the file very large?")
            else:
                _work(run, today, progress)
    with Progress(run.pk) as progress:
        progress.end()
    return run.pk


def _work(run, today, progress):
    try:
        with transaction.atomic():
            WORK[run.state](run, today=today, progress=progress)
    except BadFile as error:
        _give_up(run, "The file has rows that cannot be taken.", error.complaints)
    except runs.NotNow as error:
        _give_up(run, str(error))
    except Exception as error:
        log.exception("Import %s failed", run.pk)
        _give_up(run, f"Something went wrong ({type(error).__name__}); nothing was changed.")


def _give_up(run, words, errors=()):
    """Nothing of the work is kept; the admin reads why."""
    run = ImportRun.objects.get(pk=run.pk)
    run.state, run.words = AFTER_FAILURE[run.state], words[:300]
    run.errors = list(errors)[: IMPORT_MOST_WORDS + 1]
    run.save(update_fields=["state", "words", "errors"])
