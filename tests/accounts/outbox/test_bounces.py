"""Delivery reports: which mail they are about, what they say, and whom they may not hurt."""

from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import OutgoingMail, Suppression
from accounts.outbox import bounces, letters
from playbook.vocabulary import Role
from programs.models import Invitation
from tests.factories import make_member, make_mentor, make_program, make_relationship, make_user

pytestmark = pytest.mark.django_db
TEO = "teo@example.org"


@pytest.fixture(autouse=True)
def where_reports_go(settings):
    settings.OUTBOX_BOUNCE_ADDRESS = "bounces@mail.example.org"


@pytest.fixture
def mail(note):
    outbox.put("note", key="k", address=TEO)
    OutgoingMail.objects.update(state="sent", sent_at=timezone.now())
    return OutgoingMail.objects.get()


def report(
    *,
    to="bounces@mail.example.org",
    address=TEO,
    action="failed",
    status="5.1.1",
    diagnosis="smtp; 550 5.1.1 <teo@example.org> User unknown",
    returned="",
    extra="",
    eol="\r\n",
):
    """A report as Postfix, Exim and Exchange write it: words, the status part, the mail that came back."""
    text = f"""From: MAILER-DAEMON@relay.example.org
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you...

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example.org
Arrival-Date: Mon, 23 Nov 2026 09:00:00 -0500

{extra}Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: {diagnosis}

{returned}
--b--
"""
    return text.replace("\n", eol).encode()


def whole(mail):
    return (
        f"--b\nContent-Type: message/rfc822\n\nFrom: us@example.org\nMessage-ID: {mail.message_id}\n\nwords\n"
    )


def headers(mail, kind="text/rfc822-headers"):
    return f"--b\nContent-Type: {kind}\n\nFrom: us@example.org\nMessage-ID: {mail.message_id}\n"


def state(mail):
    mail.refresh_from_db()
    return mail.state, outbox.is_stopped(TEO)


# ---- which mail, and what of it ----------------------------------------------------------------------------------
SHAPES = {
    "signed, in To": lambda m: ({"to": bounces.return_address(m)}, {}),
    "signed, from the pipe": lambda m: ({}, {"to": bounces.return_address(m)}),
    "signed, in capitals": lambda m: ({}, {"to": bounces.return_address(m).upper()}),
    "whole mail returned": lambda m: ({"returned": whole(m)}, {}),
    "headers returned": lambda m: ({"returned": headers(m)}, {}),
    "headers, the newer type": lambda m: ({"returned": headers(m, "message/rfc822-headers")}, {}),
    "bare line feeds": lambda m: ({"returned": whole(m), "eol": "\n"}, {}),
    "address in brackets": lambda m: ({"returned": whole(m), "address": f"<{TEO.upper()}>"}, {}),
    "number in the words only": lambda m: ({"returned": whole(m), "status": "5.0.0"}, {}),
    "forwarded, signed": lambda m: ({"to": bounces.return_address(m), "address": "else@example.com"}, {}),
    "original recipient named": lambda m: (
        {"returned": whole(m), "address": "x@example.com", "extra": f"Original-Recipient: rfc822;{TEO}\n"},
        {},
    ),
    "another recipient was only late": lambda m: (
        {
            "returned": whole(m),
            "extra": "Final-Recipient: rfc822; a@example.com\nAction: delayed\nStatus: 4.4.1\n\n",
        },
        {},
    ),
    "mailbox switched off": lambda m: ({"returned": whole(m), "status": "5.2.1"}, {}),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_dead_address_gets_no_more_mail(mail, shape):
    written, given = SHAPES[shape](mail)

    said = bounces.read(report(**written), **given)

    assert state(mail) == ("dead", True), said
    assert Suppression.objects.get().reason == "bounced"
    assert mail.last_error == "It came back." and mail.smtp_reply and mail.sent_at is None


@pytest.mark.parametrize(
    "status", ["5.2.2", "5.7.1", "5.3.4", "5.1.8", "4.4.7"], ids="full policy size ours gave-up".split()
)
def test_a_mail_may_come_back_though_the_address_is_alive(mail, status):
    bounces.read(report(returned=whole(mail), status=status))
    assert state(mail) == ("dead", False)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_news_that_is_no_failure_changes_nothing(mail, action):
    bounces.read(report(returned=whole(mail), action=action))
    assert state(mail) == ("sent", False)


def test_a_report_that_comes_twice_changes_nothing(mail):
    bounces.read(report(returned=whole(mail)))
    Suppression.objects.all().delete()  # an admin lifted it

    bounces.read(report(returned=whole(mail)))

    assert state(mail) == ("dead", False)


def test_a_report_that_overtakes_our_own_bookkeeping_stands(mail):
    OutgoingMail.objects.update(state="sending", sent_at=None, lease_until=timezone.now())
    bounces.read(report(returned=whole(mail)))
    assert state(mail) == ("dead", True)


# ---- whom it may not hurt ----------------------------------------------------------------------------------------
def test_a_forged_signature_names_no_mail(mail):
    right = bounces.return_address(mail)
    wrong = right.replace("+" + right[8], "+" + ("a" if right[8] != "a" else "b"))

    assert "left alone" in bounces.read(report(to=wrong), to=wrong)
    assert state(mail) == ("sent", False)


def test_a_known_message_id_blames_no_strangers_address(mail):
    """Whoever got a mail knows its Message-ID, and must not be able to silence somebody else with it."""
    outbox.put("note", key="other", address="victim@example.org")

    bounces.read(report(returned=whole(mail), address="victim@example.org"))

    assert not outbox.is_stopped("victim@example.org") and state(mail) == ("dead", False)


def test_an_older_key_still_vouches(mail, settings):
    written = bounces.return_address(mail)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a newer key " * 5
    bounces.read(report(), to=written)
    assert state(mail) == ("dead", True)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe not a mail",
        b"Subject: Out of office\r\n\r\nI am away.",
        b"Content-Type: message/delivery-status\r\n\r\n",
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\x00Action",
        report(action="=?utf-8?q?failed=00?=", status="\x00", diagnosis="\x1b[31m" * 90),
        report(returned="--b\nContent-Type: message/rfc822\n\n"),
        report(to="bounces+" + "a" * 39 + "@mail.example.org"),
    ],
)
def test_anything_else_is_left_alone(mail, raw):
    assert "left alone" in bounces.read(raw)
    assert state(mail) == ("sent", False)


def test_no_odd_sign_is_stored(mail):
    bounces.read(report(returned=whole(mail), diagnosis="smtp;\x00 550 5.1.1 \x1b[31mred\x1b " + "x" * 900))
    mail.refresh_from_db()
    assert mail.smtp_reply.isprintable() and len(mail.smtp_reply) <= 300


# ---- on its way out, and the command -----------------------------------------------------------------------------
def test_each_mail_leaves_with_a_return_address_of_its_own(mail, settings):
    context = {"name": "Teo", "wins": [], "action_url": "/", "action_label": "Open"}
    assert letters.write(mail, context).return_address == bounces.return_address(mail)
    local = bounces.return_address(mail).partition("@")[0]
    assert len(local) <= 64 and local == local.lower()
    settings.OUTBOX_BOUNCE_ADDRESS = ""
    assert letters.write(mail, context).return_address == ""


def test_the_command_reads_a_mail_servers_pipe(mail):
    out = StringIO()
    call_command("read_bounce", to=bounces.return_address(mail), stdin=BytesIO(report()), stdout=out)
    assert "came back" in out.getvalue() and state(mail) == ("dead", True)


def test_the_command_asks_to_come_back_while_the_database_is_away(monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr(bounces, "read", away)
    with pytest.raises(SystemExit) as end:
        call_command("read_bounce", stdin=BytesIO(b""), stderr=StringIO())
    assert end.value.code == 75


# ---- who is told -------------------------------------------------------------------------------------------------
def page(user, door, *args):
    client = Client()
    client.force_login(user)
    return client.get(reverse(door, args=args)).content.decode()


def test_the_resident_reads_that_mail_to_their_mentor_came_back():
    resident = make_user("Rae Resident")
    card = make_mentor("Dr. Teo", email=TEO, added_by=resident, program=None)
    tie = make_relationship(resident, card)
    outbox.stop(TEO, reason=Suppression.Reason.BOUNCED)

    shown = page(resident, "mentorship:relationship", tie.pk)

    assert "came back" in shown and reverse("mentorship:mentor_edit", args=[card.pk]) in shown


def test_a_stop_says_no_reason():
    resident = make_user("Rae Resident")
    tie = make_relationship(resident, make_mentor("Dr. Teo", email=TEO, added_by=resident, program=None))
    outbox.stop(TEO)

    shown = page(resident, "mentorship:relationship", tie.pk)

    assert "is off" in shown and "came back" not in shown


def test_the_director_reads_whose_mail_came_back_and_nothing_else():
    program = make_program()
    director = make_member(program, role=Role.PROGRAM_DIRECTOR).user
    gone = make_member(program, user=make_user("Gus Gone")).user
    make_member(program, user=make_user("Hal Here"))
    make_mentor("Dr. Teo", email=TEO, program=program)
    Invitation.objects.create(
        program=program, email="typo@example.org", role=Role.RESIDENT, started_on="2026-07-01"
    )
    for address in (gone.email, TEO, "typo@example.org"):
        outbox.stop(address, reason=Suppression.Reason.BOUNCED)

    for door in ("programs:members", "programs:invitations", "mentorship:directory"):
        assert page(director, door).count("Mail came back") == 1, door
    assert "Mail came back" not in page(gone, "mentorship:directory")
    assert "came back" in page(gone, "accounts:profile")


@pytest.mark.parametrize(
    "to",
    ["bounces+" + "\u017f" * 39 + "@x", "bounces+" + "\u212a" * 39 + "@x"],
    ids=["long s", "kelvin"],
)
def test_letters_that_only_look_like_ours_sign_nothing(mail, to):
    assert bounces.read(report(), to=to) == "A report about no mail of ours; left alone."
    assert state(mail) == ("sent", False)


def test_a_mail_nested_a_thousand_deep_is_left_alone(mail):
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1200)
    )
    assert bounces.read(nested) == "No delivery report; left alone."


def test_a_late_report_does_not_blame_the_address_that_came_after(note):
    user = make_user("Rae Resident", email="old@example.org")
    outbox.put("note", key="k", to_user=user)
    OutgoingMail.objects.update(state="sent", sent_at=timezone.now())
    type(user).objects.filter(pk=user.pk).update(email="new@example.org")

    bounces.read(
        report(address="forwarded@example.com"), to=bounces.return_address(OutgoingMail.objects.get())
    )

    assert OutgoingMail.objects.get().state == "dead" and not outbox.is_stopped("new@example.org")
