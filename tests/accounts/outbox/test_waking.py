"""A nudge for mail somebody waits for; it carries nothing and may be lost."""

import pytest

from accounts import outbox, tasks, tidying
from accounts.models import OutgoingMail
from accounts.outbox import waking
from tests.accounts.outbox.conftest import MONDAY_NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def nudges(monkeypatch):
    calls = []
    monkeypatch.setattr(tasks.deliver_mail, "apply_async", lambda **options: calls.append(options))
    return calls


def test_what_somebody_waits_for_wakes_a_worker_once_per_commit(
    note, by_smtp, nudges, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        outbox.put_many(outbox.Owed("note", f"k:{n}", address="teo@example.org") for n in range(50))
    assert len(nudges) == 1 and "args" not in nudges[0]


def test_what_can_wait_or_is_no_news_wakes_nobody(
    note, reminder, by_smtp, nudges, django_capture_on_commit_callbacks
):
    outbox.put("note", key="k", address="teo@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        outbox.put("note", key="k", address="teo@example.org")
        outbox.put("reminder", key="r", address="teo@example.org")
    assert nudges == []


def test_a_broker_that_is_away_is_nobodys_error(monkeypatch):
    def away(**options):
        raise ConnectionError("no broker")

    monkeypatch.setattr(tasks.deliver_mail, "apply_async", away)
    waking._nudge()


def test_the_tasks_do_what_their_names_say(note, mailoutbox):
    outbox.put("note", key="k", address="teo@example.org")
    assert tasks.deliver_mail()["sent"] == 1
    assert len(mailoutbox) == 1
    assert set(tasks.tidy_up()) == {"secrets", "mails", "links"}
    assert set(tidying.tidy_up(MONDAY_NOON)) == {"secrets", "mails", "links"}


@pytest.mark.parametrize("count", [10, 30])
def test_a_batch_costs_one_query_per_mail_and_nine_around_it(
    note, mailoutbox, count, django_assert_num_queries
):
    outbox.put("note", key="first", address="teo@example.org")
    outbox.deliver()  # plans the fence, once per connection
    outbox.put_many(outbox.Owed("note", f"k:{n}", address=f"m{n}@example.org") for n in range(count))
    with django_assert_num_queries(count + AROUND):
        outbox.deliver(limit=count)
    assert OutgoingMail.objects.filter(state="sent").count() == count + 1


# reconcile, claim, the mails with their people, the time, who is stopped, is the fence planned, last one sent, release
# after the batch and at the end
AROUND = 9
