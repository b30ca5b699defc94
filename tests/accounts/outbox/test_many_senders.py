"""Several senders at once, on real Postgres: nobody takes what another holds."""

from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from accounts import outbox
from accounts.models import OutgoingMail
from accounts.outbox.ledger import MOST_DEATHS, Ledger

pytestmark = pytest.mark.django_db(transaction=True)


def together(count, function):
    barrier, results, errors = Barrier(count), [], []

    def run(number):
        try:
            barrier.wait(10)
            results.append(function(number))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors, errors
    return results


def owe(count):
    return outbox.put_many(outbox.Owed("note", f"k:{n}", address=f"m{n}@example.org") for n in range(count))


def test_four_senders_share_the_mail_and_double_none(note):
    owe(80)
    together(4, lambda number: outbox.deliver(limit=40))
    assert Counter(message.to[0] for message in django_mail.outbox) == Counter(
        {f"m{n}@example.org": 1 for n in range(80)}
    )


def test_claims_never_overlap(note):
    owe(100)
    claims = together(5, lambda number: Ledger(f"me{number}").claim(20))
    taken = [pk for claim in claims for pk in claim]
    assert len(taken) == len(set(taken)) == 100


def test_owing_by_four_planners_at_once_owes_once(note):
    assert sum(together(4, lambda number: owe(300))) == 300
    assert OutgoingMail.objects.count() == 300


def test_a_lease_that_ended_may_be_taken_over_and_the_old_holder_is_fenced_off(note, settings):
    owe(1)
    settings.OUTBOX_LEASE_SECONDS = -1  # ends at once
    slow = Ledger("slow")
    (pk,) = slow.claim()
    settings.OUTBOX_LEASE_SECONDS = 300
    quick = Ledger("quick")
    assert quick.claim() == [pk]
    mail = OutgoingMail.objects.get()
    fence = (mail, note, mail.address, "")
    assert slow.fence(*fence) is False
    assert quick.fence(*fence) is True
    assert slow.release() == 0 and slow.sent(pk, "250") == 0
    assert quick.sent(pk, "250") == 1


def test_a_forgetful_database_is_refused(note, settings):
    settings.OUTBOX_REQUIRES_DURABILITY = True
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    try:
        with pytest.raises(ImproperlyConfigured, match="synchronous_commit=off"):
            outbox.deliver()
    finally:
        connection.close()


def test_a_mail_that_was_put_off_often_survives_the_death_of_its_sender(note):
    outbox.put("note", key="k", address="teo@example.org")
    long_ago = timezone.now() - timedelta(minutes=30)
    OutgoingMail.objects.update(
        state="claimed",
        claimed_by="gone",
        attempts=MOST_DEATHS - 1,
        next_try_at=long_ago,
        lease_until=long_ago,
    )

    outbox.deliver()

    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.data) == ("sent", {"deaths": 1})
