"""Signed links: one link for one person and one act, for people without an account.

The token is made from the link's id and the secret key, so it can be derived again when a mail is written; the
database keeps only its digest. Opening a link changes nothing: it is remembered in the session, and the browser is
sent to a page whose address holds no token. What the page does, it does by POST.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db.models import Max, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

from accounts.models import SignedLink
from accounts.outbox.site import absolute

DAYS = 30  # ours: long enough for a vacation, short enough for an old mailbox
OPEN_HOURS = 4  # how long an opened link holds in one browser; clinic machines are shared
TOKEN_CHARACTERS = 43
SESSION_KEY = "links"
SALT = "accounts.links"


@dataclass(frozen=True)
class Landing:
    url_name: str
    by_target: bool = False
    holds: Callable | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One link to make: see `make`."""

    purpose: str
    target: int
    address: str
    about: str = ""
    days: int = DAYS


_landings: dict[str, Landing] = {}


def register(purpose, url_name, *, by_target=False, holds=None):
    """Say where a purpose's page stands. With `by_target` its URL takes the target's id, so that two links of one
    purpose, open in two tabs, cannot be mixed up. `holds(link)` may refuse a link whose address is no longer right.
    """
    _landings[str(purpose)] = Landing(url_name, by_target, holds)


# ---- making ------------------------------------------------------------------------------------------------------
def make(*, purpose, target, address, about="", days=DAYS):
    """A link for one act. Asking again gives the same one while it is neither used, revoked nor expired."""
    return make_many([Wanted(str(purpose), target, address, about, days)])[0]


def make_many(wanted):
    """Links for many acts, in two queries; in the order asked for."""
    wanted, now = list(wanted), timezone.now()
    open_links = SignedLink.objects.filter(
        address__in={w.address for w in wanted},
        target__in={w.target for w in wanted},
        used_at=None,
        revoked_at=None,
        expires_at__gt=now,
    ).order_by("pk")
    found = {(link.purpose, link.target, link.address, link.about): link for link in open_links}
    missing = {}
    for w in wanted:
        key = (str(w.purpose), w.target, w.address, w.about)
        if key not in found and key not in missing:
            missing[key] = _new(*key, now=now, days=w.days)
    SignedLink.objects.bulk_create(missing.values())
    found |= missing
    return [found[(str(w.purpose), w.target, w.address, w.about)] for w in wanted]


def url(link):
    """The absolute address to print in a mail."""
    return absolute(reverse("accounts:link_enter", args=[token_of(link)]))


def token_of(link):
    """The token, derived again under the key it was made with; a rotated key stays good through its fallbacks."""
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        token = _token(link.public_id, secret)
        if _digest(token) == link.token_hash:
            return token
    raise ValueError("This link was made under a secret key that is gone.")


# ---- opening -----------------------------------------------------------------------------------------------------
def find(token):
    """The link of a token while it may still be opened, else None: tampered, unknown, used, revoked and expired
    look the same."""
    if len(token) != TOKEN_CHARACTERS or not token.isascii():
        return None
    link = SignedLink.objects.filter(token_hash=_digest(token)).first()
    return link if link is not None and _still_good(link) else None


def enter(request, token):
    """Remember the link in the session and go to its page without the token; or say that it no longer works."""
    link = find(token)
    if link is None:
        return gone(request)
    landing = _landings[link.purpose]
    entry = [link.pk, timezone.now().timestamp()]
    opened = request.session.get(SESSION_KEY, {})
    request.session[SESSION_KEY] = {**opened, link.purpose: entry, f"{link.purpose}:{link.target}": entry}
    response = redirect(landing.url_name, *([link.target] if landing.by_target else []))
    return _discreet(response)


def current(request, purpose, target=None, *, allow_used=False, ask_holder=True):
    """The link this browser opened for this purpose (and target), checked again now; None when it no longer holds.

    `allow_used` is for the page after the act: it may still say what happened. `ask_holder=False` is for a page that
    reads its own row by the link's address, which is what the registered `holds` would ask in a query of its own.
    """
    name = str(purpose) if target is None else f"{purpose}:{target}"
    entry = request.session.get(SESSION_KEY, {}).get(name)
    if not entry or timezone.now().timestamp() - entry[1] > OPEN_HOURS * 3600:
        return None
    link = SignedLink.objects.filter(pk=entry[0], purpose=str(purpose)).first()
    good = link is not None and _still_good(link, allow_used=allow_used, ask_holder=ask_holder)
    return link if good else None


def gone(request):
    """The one page for every link that does not work. It holds no data, so it tells nothing."""
    return _discreet(render(request, "accounts/link_gone.html", {"csrf_token": ""}, status=410))


# ---- ending ------------------------------------------------------------------------------------------------------
def use(link):
    """Spend a link whose use is final. True for exactly one caller."""
    now = timezone.now()
    return bool(
        SignedLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None, expires_at__gt=now).update(
            used_at=now
        )
    )


def revoke(*, about=None, address=None, purpose=None):
    """End every open link about something, to an address, or both. Returns how many."""
    if about is None and address is None:
        raise ValueError("Say what about or which address.")
    which = Q(used_at=None, revoked_at=None)
    if about is not None:
        which &= Q(about=about)
    if address is not None:
        which &= Q(address__iexact=address)
    if purpose is not None:
        which &= Q(purpose=str(purpose))
    return SignedLink.objects.filter(which).update(revoked_at=timezone.now())


def restore(*, about):
    """Take back the last `revoke` of what was about something: what it ended works again. Returns how many."""
    found = SignedLink.objects.filter(about=about)
    last = found.aggregate(at=Max("revoked_at"))["at"]
    return found.filter(revoked_at=last).update(revoked_at=None) if last else 0


def tidy_up(now):
    """Delete links that ended a month ago. Returns how many."""
    return SignedLink.objects.filter(expires_at__lt=now - timedelta(days=30)).delete()[0]


# ---- inside ------------------------------------------------------------------------------------------------------
def _new(purpose, target, address, about, *, now, days):
    public_id = uuid4()
    return SignedLink(
        public_id=public_id,
        token_hash=_digest(_token(public_id, settings.SECRET_KEY)),
        purpose=purpose,
        target=target,
        address=address,
        about=about,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )


def _token(public_id, secret):
    mac = salted_hmac(SALT, public_id.bytes, secret=secret, algorithm="sha256").digest()[:16]
    return base64.urlsafe_b64encode(public_id.bytes + mac).decode().rstrip("=")


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


def _still_good(link, *, allow_used=False, ask_holder=True):
    if link.revoked_at or link.expires_at <= timezone.now() or (link.used_at and not allow_used):
        return False
    landing = _landings.get(link.purpose)
    if landing is None:
        return False
    return not ask_holder or landing.holds is None or bool(landing.holds(link))


def _discreet(response):
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response
