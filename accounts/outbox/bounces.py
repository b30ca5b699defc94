"""Mail that came back: delivery reports (RFC 3464), matched to the mail they are about.

Each mail may leave under a return address of its own, signed, so that nobody can report a stranger's mail as dead:
`bounces+<id and signature>@domain`, once OUTBOX_BOUNCE_ADDRESS is set. Without it the returned Message-ID names the
mail, and then the address is only blamed when the report names it too.
"""

import base64
import binascii
import email
import hashlib
import hmac
import logging
import re
import uuid
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction

from accounts.models import OutgoingMail, Suppression
from accounts.outbox import addresses

log = logging.getLogger(__name__)

SALT = b"accounts.outbox.bounces:"
SIGNED = re.compile(r"\+([a-z2-7]{39})@", re.IGNORECASE | re.ASCII)
OUR_ID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.IGNORECASE)
# 5.1.x speaks of the address, 5.2.1 of a mailbox that was switched off; of ours (5.1.7, 5.1.8) nobody is to blame.
NO_SUCH_ADDRESS = re.compile(r"\s*5\.(?:1\.(?:0|1|2|3|6|10)|2\.1)\b")
RETURNED = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")
HEADERS_TO_SEARCH = ("To", "Delivered-To", "X-Original-To", "Envelope-To")


# ---- the return address ------------------------------------------------------------------------------------------
def return_address(mail):
    """Where a report about this mail goes; "" when no address for them is set. Survives being lower-cased."""
    base = settings.OUTBOX_BOUNCE_ADDRESS
    if not base:
        return ""
    local, _, domain = base.rpartition("@")
    return f"{local}+{_token(mail.public_id, settings.SECRET_KEY)}@{domain}"


def _token(public_id, secret):
    mac = hmac.digest(hashlib.sha256(SALT + secret.encode()).digest(), public_id.bytes, "sha256")
    return base64.b32encode(public_id.bytes + mac[:8]).decode().rstrip("=").lower()


def _signed_id(text):
    """The id in a return address of ours, or None when there is none or it is forged."""
    found = SIGNED.search(text)
    if found is None:
        return None
    token = found[1].lower()
    try:
        public_id = uuid.UUID(bytes=base64.b32decode(token.upper() + "=")[:16])
    except (binascii.Error, ValueError):
        return None
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return public_id if any([hmac.compare_digest(_token(public_id, s), token) for s in secrets]) else None


# ---- the report --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Report:
    """What one delivery report says of one recipient."""

    action: str
    status: str
    diagnosis: str
    recipients: frozenset

    @property
    def failed(self):
        return self.action == "failed"

    @property
    def no_such_address(self):
        if self.status not in ("", "5.0.0"):
            return bool(NO_SUCH_ADDRESS.match(self.status))
        return any(NO_SUCH_ADDRESS.match(word) for word in self.diagnosis.split())


def read(raw, *, to=""):
    """Take in one mail that arrived at the return address `to`. Returns what came of it, in words; never raises for
    what somebody wrote, and a report that comes twice changes nothing.
    """
    try:
        message = email.message_from_bytes(raw)
        report = _report(message)
    except RecursionError:  # parts nested without end; no mail server writes such a report
        report = None
    if report is None:
        return "No delivery report; left alone."
    mail, is_signed = _mail_of(message, to)
    if mail is None:
        return "A report about no mail of ours; left alone."
    if not report.failed:
        return f"Mail {mail.pk}: {report.action or 'no news'}; it may still arrive."
    return _came_back(mail, report, is_signed)


def _report(message):
    """The report on the first recipient that failed, else the first; None without one. Each mail has one reader."""
    parts = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    blocks = [block for part in parts if isinstance(part.get_payload(), list) for block in part.get_payload()]
    reports = [_about_recipient(block) for block in blocks if block.get("Action")]
    return next((report for report in reports if report.failed), reports[0] if reports else None)


def _about_recipient(block):
    named = (block.get("Original-Recipient"), block.get("Final-Recipient"))
    addressed = {parseaddr(_plain(value).rpartition(";")[2])[1].lower() for value in named if value}
    return Report(
        action=_plain(block.get("Action")).lower(),
        status=_plain(block.get("Status")).split(" ")[0],
        diagnosis=_plain(block.get("Diagnostic-Code")),
        recipients=frozenset(addressed - {""}),
    )


def _plain(value):
    """A header as one line that may be stored."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value or "")).split())


def _mail_of(message, to):
    """(mail or None, whether a signature vouches for it)."""
    written = [to, *(_plain(value) for name in HEADERS_TO_SEARCH for value in message.get_all(name, []))]
    for address in written:
        if public_id := _signed_id(address):
            return _by_id(public_id), True
    for part in message.walk():
        is_ours_returned = part.get_content_type() in RETURNED
        if is_ours_returned and (found := OUR_ID.search(_returned_headers(part))):
            return _by_id(uuid.UUID(found[1])), False
    return None, False


def _returned_headers(part):
    """The Message-ID line of a returned mail, whole or headers only."""
    content = part.get_payload()
    if isinstance(content, list):
        return _plain(content[0].get("Message-ID")) if content else ""
    text = part.get_payload(decode=True) or b""
    return _plain(email.message_from_bytes(text.lstrip()).get("Message-ID"))


def _by_id(public_id):
    return OutgoingMail.objects.filter(public_id=public_id).select_related("recipient").first()


@transaction.atomic
def _came_back(mail, report, is_signed):
    words = " ".join(filter(None, [report.status, report.diagnosis]))[:300]
    marked = OutgoingMail.objects.filter(pk=mail.pk, state__in=["sending", "sent", "unknown"]).update(
        state="dead", sent_at=None, lease_until=None, smtp_reply=words, last_error="It came back."
    )
    if not marked:
        return f"Mail {mail.pk}: known already, or never sent."
    address = _blamed(mail, report, is_signed) if report.no_such_address else ""
    if address:
        addresses.stop(address, reason=Suppression.Reason.BOUNCED)
    log.info("Mail %s came back (%s).", mail.pk, report.status or "no status")
    return f"Mail {mail.pk} came back{'; no more mail goes to that address' if address else ''}."


def _blamed(mail, report, is_signed):
    """The address that does not exist: the one the report names if it is one of this mail's. Without that, somebody
    forwards their mail: then a signature is needed, and an address that has not changed since.
    """
    now = mail.recipient.email if mail.recipient_id else mail.address
    ours = {address.lower(): address for address in (mail.address, now)}
    named = next((ours[address] for address in report.recipients if address in ours), "")
    return named or (now if is_signed and len(ours) == 1 else "")
