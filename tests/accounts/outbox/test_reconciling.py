"""What becomes of a mail that was on the wire when its sender disappeared."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import outbox
from accounts.models import OutgoingMail
from accounts.outbox.ledger import Ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def abandoned(note, settings):
    """A mail whose sender marked it and was never heard of again; its lease has ended."""
    settings.OUTBOX_DOUBT_SECONDS = 900
    outbox.put("note", key="k", address="teo@example.org")
    ledger = Ledger("gone")
    ledger.claim()
    mail = OutgoingMail.objects.get()
    assert ledger.fence(mail, note, mail.address, "")
    OutgoingMail.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    mail.refresh_from_db()
    return mail


def after(mail, **gap):
    found = outbox.reconcile(moment=mail.lease_until + timedelta(**gap))
    mail.refresh_from_db()
    return found


def test_nothing_happens_while_the_lease_holds(abandoned):
    assert after(abandoned, seconds=-1) == {} and abandoned.state == "sending"


def test_evidence_of_arrival_means_sent(abandoned, settings):
    asked = []
    settings.OUTBOX_EVIDENCE = lambda message_id: asked.append(message_id) or True
    assert after(abandoned, seconds=1) == {"sent": 1}
    assert asked == [abandoned.message_id] and abandoned.state == "sent" and abandoned.sent_at


def test_evidence_of_no_arrival_sends_the_same_mail_again(abandoned, settings, mailoutbox):
    settings.OUTBOX_EVIDENCE = lambda message_id: False
    message_id, date = abandoned.message_id, abandoned.message_date
    assert after(abandoned, seconds=1) == {"queued": 1}
    outbox.deliver(now=abandoned.next_try_at + timedelta(seconds=1))
    abandoned.refresh_from_db()
    assert (abandoned.state, abandoned.message_id, abandoned.message_date) == ("sent", message_id, date)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("evidence", [None, lambda message_id: None, lambda message_id: 1 / 0])
def test_without_evidence_staff_decide(abandoned, settings, evidence, mailoutbox):
    settings.OUTBOX_EVIDENCE = evidence
    assert after(abandoned, minutes=14) == {} and abandoned.state == "sending"
    assert after(abandoned, minutes=16) == {"unknown": 1} and abandoned.state == "unknown"
    outbox.deliver(now=abandoned.owed_at + timedelta(days=2))
    assert not mailoutbox  # never sent again by itself


def test_a_late_yes_is_evidence_too(abandoned, settings):
    settings.OUTBOX_EVIDENCE = None
    after(abandoned, minutes=16)
    assert Ledger("gone").sent(abandoned.pk, "250 taken") == 1
    abandoned.refresh_from_db()
    assert abandoned.state == "sent"


def test_the_demo_asks_its_mail_folder(settings, tmp_path):
    from accounts.outbox.evidence import in_mail_folder

    assert in_mail_folder("<1@example.org>") is None
    settings.MAIL_FOLDER = tmp_path
    assert in_mail_folder("<1@example.org>") is False
    (tmp_path / "a.eml").write_bytes(b"Message-ID: <1@example.org>\r\n\r\nHi")
    assert in_mail_folder("<1@example.org>") is True


def test_after_the_database_was_away_a_sender_tells_what_became_of_its_mails(note):
    outbox.put_many(outbox.Owed("note", f"k:{n}", address=f"m{n}@example.org") for n in range(4))
    sender = outbox.Sender()
    taken, marked, doubtful, waiting = OutgoingMail.objects.filter(pk__in=sender.ledger.claim()).order_by(
        "pk"
    )
    for mail in (taken, marked, doubtful):
        sender.ledger.fence(mail, note, mail.address, "")
    sender.last = (taken.pk, "250 taken")
    sender.in_doubt.add(doubtful.pk)
    sender.recover()
    states = dict(OutgoingMail.objects.values_list("pk", "state"))
    assert states == {taken.pk: "sent", marked.pk: "queued", doubtful.pk: "sending", waiting.pk: "queued"}


def test_old_secrets_and_unwanted_mail_are_forgotten(note):
    now = timezone.now()
    sealed = outbox.put_sealed("teo@example.org", "Code", "1", key="code", expires_in=timedelta(minutes=10))
    outbox.put("note", key="unwanted", address="teo@example.org", about="x")
    outbox.put("note", key="kept", address="teo@example.org")
    outbox.cancel(about="x")
    assert outbox.tidy_up(now) == (0, 0)
    assert outbox.tidy_up(now + timedelta(days=181)) == (1, 1)
    sealed.refresh_from_db()
    assert sealed.data == {}
