"""Wake-up calls. They carry nothing: what must happen is a row in Postgres, and any number of them may come."""

from celery import shared_task
from django.utils import timezone

from programs.actions.catalogue_files import forget_files
from programs.actions.catalogue_work import work_on_one


@shared_task
def run_imports():
    """Work on every import that waits, one after the other. Returns their ids."""
    worked_on = []
    while (run_id := work_on_one(today=timezone.localdate())) and run_id not in worked_on:
        worked_on.append(run_id)
    return worked_on


@shared_task
def forget_import_files():
    """Let go of the bytes of old lists. Returns of how many."""
    return forget_files(timezone.now())
