"""Wake-up calls. They carry nothing: what must happen is a row in Postgres, and any number of them may come."""

from celery import shared_task
from celery.signals import worker_shutting_down
from django.utils import timezone

from accounts import outbox, tidying
from accounts.outbox import stopping

worker_shutting_down.connect(stopping.ask_to_stop)


@shared_task
def deliver_mail():
    """Send what is due, for just under a minute; the next tick goes on."""
    return dict(outbox.deliver(seconds=55, stop=stopping.asked))


@shared_task
def tidy_up():
    return tidying.tidy_up(timezone.now())
