"""A place in a program, offered by mail: to one person or to a whole class."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from accounts import links, outbox
from programs import hooks
from programs.actions.members import ACTIVE, ASKED, DECLINED, IN_TRAINING, _in_words, lock, planned_end
from programs.models import Invitation, Membership
from programs.numbers import INVITATION_DAYS, RESEND_AFTER_MINUTES


@dataclass(frozen=True)
class Invitee:
    """One line of a pasted list."""

    email: str
    full_name: str = ""
    entry_pgy: int = 1


@transaction.atomic
def invite(*, program, role, started_on, people, by):
    """Offer places to up to a class of people. An address with an open invitation to this role keeps that one; one
    that ran out gives way. Returns (how many new, how many kept).
    """
    lock(program)
    people = list({person.email.lower(): person for person in people}.values())
    waiting = Invitation.objects.filter(program=program, role=role, accepted_at=None, withdrawn_at=None)
    ran_out = timezone.now() - timedelta(days=INVITATION_DAYS)
    waiting.filter(invited_at__lte=ran_out).update(withdrawn_at=timezone.now())
    kept = set(waiting.annotate(folded=Lower("email")).values_list("folded", flat=True))
    made = Invitation.objects.bulk_create(
        Invitation(
            program=program,
            email=person.email.lower(),
            full_name=person.full_name,
            role=role,
            started_on=started_on,
            entry_pgy=person.entry_pgy if role in IN_TRAINING else 1,
            invited_by=by,
        )
        for person in people
        if person.email.lower() not in kept
    )
    send(made)
    return len(made), len(people) - len(made)


@transaction.atomic
def resend(*, invitation, by):
    """Send an open invitation again and let it run anew. False when it went out minutes ago, or is not open."""
    fresh = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    just_now = timezone.now() - timedelta(minutes=RESEND_AFTER_MINUTES)
    if not fresh.is_open or fresh.invited_at > just_now:
        return False
    fresh.invited_at, fresh.invited_by = timezone.now(), by
    fresh.save(update_fields=["invited_at", "invited_by"])
    links.revoke(about=about(fresh))
    send([fresh])
    return True


@transaction.atomic
def withdraw(*, invitation, by):
    """Take an invitation back: its link ends at once. Accepted ones stay accepted (False)."""
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not waiting.update(withdrawn_at=timezone.now()):
        return False
    outbox.cancel(about=about(invitation))
    links.revoke(about=about(invitation))
    return True


def accept(*, invitation, by):
    """Take the offered place, once. Returns the membership, or None when it was withdrawn. Refused when they train
    elsewhere.
    """
    try:
        return _accept(invitation, by)
    except IntegrityError as error:
        raise _in_words(error) from None


@transaction.atomic
def _accept(invitation, by):
    lock(invitation.program)
    fresh = Invitation.objects.select_for_update(of=("self",)).select_related("program").get(pk=invitation.pk)
    places = Membership.objects.filter(user=by, program=fresh.program, role=fresh.role, ended_on=None)
    place = places.exclude(state=DECLINED).first()
    if fresh.withdrawn_at is not None or (fresh.accepted_at is not None and place is None):
        return None
    if place is None or place.state == ASKED:
        place = place or Membership(user=by, program=fresh.program, role=fresh.role)
        place.state, place.started_on, place.entry_pgy = ACTIVE, fresh.started_on, fresh.entry_pgy
        place.decided_by, place.decided_at = fresh.invited_by, timezone.now()
        place.ends_on = place.ends_on or planned_end(place)
        place.save()
        hooks.placed(place)
        outbox.cancel(about=f"membership:{place.pk}")
    if fresh.accepted_at is None:
        fresh.accepted_at = timezone.now()
        fresh.save(update_fields=["accepted_at"])
        links.revoke(about=about(fresh))
        outbox.cancel(about=about(fresh))
    return place


def about(invitation):
    return f"invitation:{invitation.pk}"


def send(invitations):
    """Owe each its mail; the moment it was invited at makes it once-only."""
    outbox.put_many(
        outbox.Owed(
            "invitation",
            f"invitation:{invitation.pk}:{invitation.invited_at:%Y%m%d%H%M%S%f}",
            address=invitation.email,
            about=about(invitation),
            data={"invitation": invitation.pk},
        )
        for invitation in invitations
    )
