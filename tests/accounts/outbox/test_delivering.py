"""From owed to sent, and every way a mail may end instead."""

import smtplib
from datetime import timedelta

import pytest

from accounts import outbox
from accounts.models import OutgoingMail, Suppression
from tests.accounts.outbox.conftest import MONDAY_NOON, SATURDAY_NOON, context, words_for
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def owe(kind="note", key="k", **fields):
    if "to_user" not in fields:
        fields.setdefault("address", "teo@example.org")
    outbox.put(kind, key=key, **fields)
    return OutgoingMail.objects.get(key=key)


def state_of(mail):
    mail.refresh_from_db()
    return mail.state


def refuse_with(monkeypatch, error):
    def send_messages(self, messages):
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send_messages)


def test_a_mail_is_owed_once_and_sent_once(note, mailoutbox):
    assert outbox.put("note", key="k", address="teo@example.org") is True
    assert outbox.put("note", key="k", address="teo@example.org") is False
    assert outbox.deliver()["sent"] == 1
    assert outbox.deliver()["sent"] == 0
    assert outbox.put("note", key="k", address="teo@example.org") is False
    assert len(mailoutbox) == 1
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts, mail.lease_until) == ("sent", 1, None)
    assert mail.sent_at is not None


def test_message_id_and_date_are_those_of_the_row(note, mailoutbox):
    mail = owe()
    outbox.deliver()
    headers = mailoutbox[0].message()
    assert headers["Message-ID"] == mail.message_id
    assert headers["Date"].endswith("+0000")
    assert mail.message_date.strftime("%d %b %Y %H:%M:%S") in headers["Date"]


def test_many_are_owed_at_once_with_the_address_of_each_account(note):
    people = [make_user(f"Person {number}") for number in range(3)]
    rows = [outbox.Owed("note", f"k:{person.pk}", to_user=person.pk) for person in people]
    assert outbox.put_many(rows) == 3
    assert outbox.put_many(rows) == 0
    assert set(OutgoingMail.objects.values_list("address", flat=True)) == {person.email for person in people}


def test_a_mail_needs_a_reader_and_a_known_kind(note):
    with pytest.raises(ValueError):
        outbox.put("note", key="k")
    with pytest.raises(KeyError):
        outbox.put("no_such_kind", key="k", address="teo@example.org")


def test_the_address_of_the_day_it_is_sent_wins(note, mailoutbox):
    rae = make_user("Rae Resident")
    owe(to_user=rae)
    rae.email = "new@example.org"
    rae.save()
    outbox.deliver()
    assert mailoutbox[0].to == ["new@example.org"]


def test_what_is_cancelled_does_not_leave(note, mailoutbox):
    mail = owe(about="relationship:1")
    other = owe(key="other", about="relationship:2")
    assert outbox.cancel(about="relationship:1") == 1
    outbox.deliver()
    assert (state_of(mail), state_of(other)) == ("cancelled", "sent")


def test_what_its_app_no_longer_wants_is_cancelled(mailoutbox):
    outbox.register(
        outbox.MailKind(
            name="note", label="Note", template="benches/email/mail", load=lambda mails: {}, immediate=True
        )
    )
    mail = owe()
    assert outbox.deliver()["cancelled"] == 1
    assert state_of(mail) == "cancelled" and not mailoutbox


def test_a_row_that_cannot_be_loaded_does_not_hold_up_its_neighbours(mailoutbox):
    def load(mails):
        if any(mail.data.get("bad") for mail in mails):
            raise RuntimeError("poison")
        return words_for(mails)

    outbox.register(
        outbox.MailKind(name="note", label="Note", template="benches/email/mail", load=load, immediate=True)
    )
    bad = owe(key="bad", data={"bad": 1})
    good = owe(key="good")
    outbox.deliver()
    assert (state_of(good), state_of(bad)) == ("sent", "queued")
    assert bad.attempts == 1 and "poison" in bad.last_error


def test_a_row_that_cannot_be_rendered_waits_with_its_error(mailoutbox):
    outbox.register(
        outbox.MailKind(name="note", label="Note", template="no/such", load=words_for, immediate=True)
    )
    mail = owe()
    outbox.deliver()
    assert state_of(mail) == "queued" and "TemplateDoesNotExist" in mail.last_error


def test_a_kind_nobody_registered_waits_for_the_release_that_knows_it(note):
    mail = owe()
    OutgoingMail.objects.update(kind="from_tomorrow")
    outbox.deliver()
    assert state_of(mail) == "queued" and "from_tomorrow" in mail.last_error


def test_later_means_later(note, mailoutbox):
    mail = owe(send_after=MONDAY_NOON + timedelta(days=1))
    outbox.deliver(now=MONDAY_NOON)
    assert state_of(mail) == "queued"
    outbox.deliver(now=MONDAY_NOON + timedelta(days=1, minutes=1))
    assert state_of(mail) == "sent"


def test_a_refusal_for_now_is_tried_again_after_a_while(note, monkeypatch):
    refuse_with(monkeypatch, smtplib.SMTPResponseException(451, b"4.3.0 later"))
    mail = owe()
    outbox.deliver()
    assert state_of(mail) == "queued"
    assert timedelta(seconds=25) < mail.next_try_at - mail.owed_at < timedelta(seconds=70)
    assert mail.smtp_reply.startswith("451")


def test_a_refusal_for_good_is_undeliverable(note, monkeypatch):
    refuse_with(monkeypatch, smtplib.SMTPResponseException(554, b"5.7.1 spam"))
    mail = owe()
    outbox.deliver()
    assert state_of(mail) == "dead"
    assert not Suppression.objects.exists()


def test_an_address_that_does_not_exist_gets_no_more_mail(note, monkeypatch):
    refuse_with(monkeypatch, smtplib.SMTPResponseException(550, b"5.1.1 no such user"))
    mail, next_mail = owe(), owe(key="next", send_after=MONDAY_NOON + timedelta(days=400))
    outbox.deliver()
    assert state_of(mail) == "dead"
    outbox.deliver(now=MONDAY_NOON + timedelta(days=401))
    assert state_of(next_mail) == "suppressed"


def test_patience_ends(note, monkeypatch):
    refuse_with(monkeypatch, smtplib.SMTPResponseException(451, b"4.3.0 later"))
    mail = owe(expires_after=timedelta(hours=3))
    moment = mail.owed_at
    for _ in range(12):
        moment += timedelta(minutes=61)
        outbox.deliver(now=moment)
    assert state_of(mail) == "dead" and 2 <= mail.attempts <= 4


def test_stopped_addresses_get_nothing_but_what_lets_them_in(note, mailoutbox):
    outbox.stop("Teo@Example.org")
    mail = owe()
    outbox.put_sealed("teo@example.org", "Your code", "123456", key="code", expires_in=timedelta(minutes=10))
    outbox.deliver()
    assert state_of(mail) == "suppressed"
    assert [sent.subject for sent in mailoutbox] == ["Your code"]


def test_start_again_takes_back_a_stop_but_not_a_bounce():
    outbox.stop("teo@example.org")
    outbox.stop("gone@example.org", reason=Suppression.Reason.BOUNCED)
    assert outbox.stopped(["teo@example.org", "gone@example.org", "x@example.org"]) == {
        "teo@example.org",
        "gone@example.org",
    }
    outbox.start_again("teo@example.org")
    outbox.start_again("gone@example.org")
    assert outbox.stopped(["teo@example.org", "gone@example.org"]) == {"gone@example.org"}


def test_a_muted_kind_is_not_sent_and_the_others_are(note, reminder, mailoutbox):
    rae = make_user("Rae Resident")
    rae.profile.muted_kinds = ["reminder"]
    rae.profile.save()
    muted, other = owe("reminder", "a", to_user=rae), owe("note", "b", to_user=rae)
    outbox.deliver(now=max(muted.owed_at, MONDAY_NOON) + timedelta(minutes=1))
    assert (state_of(muted), state_of(other)) == ("suppressed", "sent")


def test_a_closed_account_gets_no_mail(note, mailoutbox):
    rae = make_user("Rae Resident")
    mail = owe(to_user=rae)
    rae.is_active = False
    rae.save()
    outbox.deliver()
    assert state_of(mail) == "cancelled" and not mailoutbox


def test_a_reminder_waits_for_the_readers_own_morning(reminder, mailoutbox):
    rae = make_user("Rae Resident")
    rae.profile.time_zone = "Pacific/Honolulu"
    rae.profile.save()
    mail = owe("reminder", to_user=rae)
    OutgoingMail.objects.update(next_try_at=SATURDAY_NOON, expires_at=SATURDAY_NOON + timedelta(hours=1))
    assert outbox.deliver(now=SATURDAY_NOON)["postponed"] == 1
    mail.refresh_from_db()
    assert mail.state == "queued" and mail.attempts == 0
    assert outbox.in_hours(mail.next_try_at, "Pacific/Honolulu")
    assert mail.expires_at - mail.next_try_at == timedelta(hours=1)  # patience stood still
    outbox.deliver(now=mail.next_try_at)
    assert state_of(mail) == "sent"


def test_a_mentor_without_an_account_may_have_a_zone_too(reminder):
    mail = owe("reminder", zone="Pacific/Honolulu")
    ten_in_new_york = MONDAY_NOON.replace(hour=15)
    OutgoingMail.objects.update(next_try_at=ten_in_new_york, expires_at=ten_in_new_york + timedelta(days=1))
    assert outbox.deliver(now=ten_in_new_york)["postponed"] == 1
    assert outbox.in_hours(OutgoingMail.objects.get(pk=mail.pk).next_try_at, "Pacific/Honolulu")


def test_optional_mail_carries_a_one_click_unsubscribe(reminder, mailoutbox):
    rae = make_user("Rae Resident")
    mail = owe("reminder", to_user=rae)
    OutgoingMail.objects.update(next_try_at=MONDAY_NOON, expires_at=MONDAY_NOON + timedelta(days=1))
    outbox.deliver(now=MONDAY_NOON)
    assert state_of(mail) == "sent"
    headers = mailoutbox[0].message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/u/" in headers["List-Unsubscribe"]
    assert headers["List-Unsubscribe"].strip("<>") in mailoutbox[0].body


def test_secrets_are_sealed_in_the_row_and_wiped_when_sent(mailoutbox):
    mail = outbox.put_sealed(
        "teo@example.org", "Your code", "It is 123456", key="code", expires_in=timedelta(minutes=10)
    )
    assert "123456" not in str(mail.data)
    outbox.deliver_now(mail)
    assert mailoutbox[0].body == "It is 123456"
    assert state_of(mail) == "sent" and mail.data == {}


def test_a_mail_that_does_not_leave_at_once_stays_owed(monkeypatch):
    refuse_with(monkeypatch, ConnectionRefusedError("no server"))
    mail = outbox.put_sealed("teo@example.org", "Code", "1", key="code", expires_in=timedelta(minutes=10))
    outbox.deliver_now(mail)
    assert state_of(mail) == "queued" and "sealed" in mail.data


def test_an_expired_secret_is_given_up_and_wiped(mailoutbox):
    mail = outbox.put_sealed("teo@example.org", "Code", "1", key="code", expires_in=timedelta(minutes=10))
    outbox.deliver(now=mail.owed_at + timedelta(minutes=11))
    assert state_of(mail) == "dead" and mail.data == {} and not mailoutbox


def test_attachments_and_reply_address_come_from_the_context(mailoutbox):
    def load(mails):
        return {
            mail.pk: {
                **context(mail),
                "reply_to": "robin@example.org",
                "attachments": [("meeting.ics", b"BEGIN:VCALENDAR", "text/calendar")],
            }
            for mail in mails
        }

    outbox.register(
        outbox.MailKind(name="note", label="Note", template="benches/email/mail", load=load, immediate=True)
    )
    owe()
    outbox.deliver()
    assert mailoutbox[0].reply_to == ["robin@example.org"]
    assert "meeting.ics" in str(mailoutbox[0].message())
