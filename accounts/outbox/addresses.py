"""Addresses that get no more mail. Only their digest is kept, so the list is no address book."""

import hashlib

from django.db.models import Exists

from accounts.models import Suppression


def digest(address):
    """Tells one address from another without holding it."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()


def stop(address, *, reason=Suppression.Reason.STOPPED):
    """No more mail to this address, from now on. Saying it twice changes nothing."""
    Suppression.objects.get_or_create(address_hash=digest(address), defaults={"reason": reason})


def start_again(address):
    """Take back a stop. A bounce stays until an admin lifts it: the address does not exist."""
    Suppression.objects.filter(address_hash=digest(address), reason=Suppression.Reason.STOPPED).delete()


def proved(address):
    """Its owner has just shown that they read mail there: whoever left or could not be reached is back. A stop they
    pressed stays.
    """
    gone = [Suppression.Reason.CLOSED, Suppression.Reason.BOUNCED]
    Suppression.objects.filter(address_hash=digest(address), reason__in=gone).delete()


def came_back(addresses):
    """Those of the addresses from which mail came back, in one query."""
    hashes = {digest(address): address for address in addresses if address}
    found = Suppression.objects.filter(address_hash__in=hashes, reason=Suppression.Reason.BOUNCED)
    return {hashes[bounced] for bounced in found.values_list("address_hash", flat=True)}


def is_stopped(address):
    return Suppression.objects.filter(address_hash=digest(address)).exists()


def why_stopped(address):
    """The reason, or "" for an address that gets mail. One query, none without an address."""
    if not address:
        return ""
    rows = Suppression.objects.filter(address_hash=digest(address))
    return rows.values_list("reason", flat=True).first() or ""


def is_stopped_too(address):
    """The same as an expression, for a page that asks the database for something else anyway."""
    return Exists(Suppression.objects.filter(address_hash=digest(address)))


def stopped(addresses):
    """Those of the addresses that get no mail, in one query."""
    hashes = {digest(address): address for address in addresses if address}
    found = Suppression.objects.filter(address_hash__in=hashes).values_list("address_hash", flat=True)
    return {hashes[found_hash] for found_hash in found}
