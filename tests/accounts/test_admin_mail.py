"""The admin's page of mail: counts by state, what is stuck, and sending it again. Never a word of a mail."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from accounts import outbox
from accounts.models import OutgoingMail, Suppression
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "admin:accounts_outgoingmail_changelist"


@pytest.fixture
def admin(client):
    user = make_user("Ada Admin", is_staff=True)
    client.force_login(user)
    return client


@pytest.fixture
def mails():
    """{state: its mail}, one of each."""
    outbox.register(
        outbox.MailKind(
            name="note", label="Note", template="benches/email/mail", load=lambda mails: {}, immediate=True
        )
    )
    states = ["queued", "claimed", "sending", "sent", "unknown", "dead", "cancelled", "suppressed"]
    outbox.put_many(outbox.Owed("note", f"k:{state}", address=f"{state}@example.org") for state in states)
    for mail in OutgoingMail.objects.all():
        mail.state = mail.key.partition(":")[2]
        mail.sent_at = mail.owed_at if mail.state == "sent" else None
        mail.attempts = 3
        mail.expires_at = mail.owed_at + timedelta(seconds=1)
        mail.save()
    return {mail.state: mail for mail in OutgoingMail.objects.all()}


def act(client, name, mails):
    data = {"action": name, "_selected_action": [mail.pk for mail in mails]}
    return client.post(reverse(PAGE), data, follow=True)


def test_it_counts_and_filters_by_folder(admin, mails):
    page = admin.get(reverse(PAGE)).content.decode()
    for words in ("Owed", "On the wire", "Sent", "In doubt", "Undeliverable", "Not sent on purpose"):
        assert words in page
    assert "<strong>2</strong>" in page and "<strong>1</strong>" in page
    stuck = admin.get(reverse(PAGE), {"folder": "dead"}).content.decode()
    assert "dead@example.org" in stuck and "sent@example.org" not in stuck
    assert "cancelled@example.org" in admin.get(reverse(PAGE), {"kind": "note"}).content.decode()
    assert "unknown@example.org" in admin.get(reverse(PAGE), {"q": "unknown@"}).content.decode()


def test_what_is_stuck_can_be_sent_again_and_nothing_else(admin, mails):
    before = {mail.key: (mail.message_id, mail.message_date) for mail in mails.values()}
    page = act(admin, "send_again", mails.values()).content.decode()
    assert "2 back in the queue" in page and "6 left alone" in page
    again = OutgoingMail.objects.filter(key__in=["k:dead", "k:unknown"])
    assert {mail.state for mail in again} == {"queued"} and {mail.attempts for mail in again} == {0}
    assert all(mail.expires_at > mail.owed_at + timedelta(hours=70) for mail in again)
    assert {mail.key: (mail.message_id, mail.message_date) for mail in OutgoingMail.objects.all()} == before
    assert OutgoingMail.objects.get(key="k:sent").state == "sent"
    assert LogEntry.objects.filter(change_message="Sent again.").count() == 2


def test_what_has_not_left_can_be_cancelled(admin, mails):
    act(admin, "cancel", mails.values())
    states = dict(OutgoingMail.objects.values_list("key", "state"))
    assert states["k:queued"] == states["k:claimed"] == "cancelled"
    assert states["k:sending"] == "sending" and states["k:sent"] == "sent"


def test_a_mail_shows_its_fate_and_no_secret(admin):
    mail = outbox.put_sealed(
        "teo@example.org", "Code", "123456", key="code", expires_in=timedelta(minutes=10)
    )
    page = admin.get(reverse("admin:accounts_outgoingmail_change", args=[mail.pk])).content.decode()
    assert "teo@example.org" in page and mail.message_id.strip("<>") in page
    assert "123456" not in page and mail.data["sealed"] not in page


def test_a_wiped_secret_cannot_be_sent_again(admin):
    outbox.put_sealed("teo@example.org", "Code", "1", key="code", expires_in=timedelta(minutes=10))
    OutgoingMail.objects.update(state="dead", data={})
    act(admin, "send_again", OutgoingMail.objects.all())
    assert OutgoingMail.objects.get().state == "dead"


def test_nobody_adds_or_deletes_mail_here(admin, mails):
    assert admin.get(reverse("admin:accounts_outgoingmail_add")).status_code == 403
    assert (
        admin.post(reverse("admin:accounts_outgoingmail_delete", args=[mails["sent"].pk])).status_code == 403
    )


def test_a_stopped_address_is_found_by_the_whole_address_only(admin):
    outbox.stop("teo@example.org")
    page = reverse("admin:accounts_suppression_changelist")
    digest = Suppression.objects.get().address_hash[:12]
    assert digest in admin.get(page, {"q": "Teo@example.org"}).content.decode()
    assert digest not in admin.get(page, {"q": "teo@"}).content.decode()
    assert "teo@example.org" not in admin.get(page).content.decode()


def test_a_stop_can_be_lifted(admin):
    outbox.stop("teo@example.org")
    pk = Suppression.objects.get().pk
    admin.post(reverse("admin:accounts_suppression_delete", args=[pk]), {"post": "yes"})
    assert not outbox.is_stopped("teo@example.org")


def test_residents_have_no_such_page(client, mails):
    client.force_login(make_user("Rae Resident"))
    assert client.get(reverse(PAGE)).status_code in (302, 403, 404)
