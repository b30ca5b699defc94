"""One-click unsubscribe (RFC 8058): a token per mail, made from its id, so nothing extra is stored."""

import base64
import binascii
import hashlib
import hmac
import uuid
from functools import cache

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from accounts.models import OutgoingMail
from accounts.outbox import addresses
from accounts.outbox.site import absolute

SALT = "accounts.outbox.unsubscribe"


def url(mail):
    return _door(settings.SITE_URL) + token_for(mail.public_id)


def token_for(public_id, secret=None):
    mac = _keyed(secret or settings.SECRET_KEY).copy()
    mac.update(public_id.bytes)
    return base64.urlsafe_b64encode(public_id.bytes + mac.digest()[:16]).decode().rstrip("=")


# Both are asked for every mail and never change while a process lives.
@cache
def _keyed(secret):
    return hmac.new(hashlib.sha256(f"{SALT}:{secret}".encode()).digest(), digestmod="sha256")


@cache
def _door(site_url):
    return absolute(reverse("accounts:mail_unsubscribe", args=["-"])).removesuffix("-")


def stop_by_token(token):
    """Stop this kind of mail for a person with an account, all mail for an address without. Silent when unknown."""
    mail = _mail_of(token)
    if mail is None:
        return
    if mail.recipient_id is None:
        addresses.stop(mail.address)
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_profile SET muted_kinds = array_append(muted_kinds, %s)"
            " WHERE user_id = %s AND NOT %s = ANY(muted_kinds)",
            [mail.kind, mail.recipient_id, mail.kind],
        )


def _mail_of(token):
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != 32:
        return None
    public_id = uuid.UUID(bytes=raw[:16])
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any([constant_time_compare(token_for(public_id, secret), token) for secret in secrets]):
        return None
    return OutgoingMail.objects.filter(public_id=public_id).first()
