"""Words with a secret in them rest encrypted, under a key derived from SECRET_KEY."""

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """The words were wiped, or sealed under a key that is gone."""


def _box():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(hashlib.sha256(b"accounts.outbox.sealed" + key.encode()).digest())
            )
            for key in keys
        ]
    )


def seal(words):
    return _box().encrypt(json.dumps(words).encode()).decode()


def unseal(token):
    try:
        return json.loads(_box().decrypt((token or "").encode()))
    except InvalidToken:
        raise CannotOpen("Its words were wiped or sealed under an older key.") from None
