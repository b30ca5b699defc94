from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import outbox
from accounts.models import User
from mentorship import access, rules
from mentorship.actions import Refused, asks
from mentorship.models import WORKING_STATUSES, Mentor, Relationship
from playbook.vocabulary import Location, Origin, RelationshipStatus


def existing_card(*, by, email, program=None):
    """The card that already stands for an address where this person can see it, or None."""
    if not email:
        return None
    cards = Mentor.objects.filter(email__iexact=email, retired_on=None)
    if program is not None:
        return cards.filter(program=program).first()
    seen = cards.filter(pk__in=access.visible_mentors(by).values("pk"))
    return seen.order_by(F("program").asc(nulls_last=True), "pk").first()


@transaction.atomic
def add_mentor(*, by, program=None, **fields):
    """A card, and whether it is new. The same address where `by` can see it gives the card that is there; without an
    address, the same name on a card of one's own does.
    """
    fields["email"] = fields.get("email", "").strip().lower()
    there = existing_card(by=by, email=fields["email"], program=program)
    if there is None and not fields["email"] and program is None:
        there = _same_name(by, fields.get("name", ""))
    if there:
        return there, False
    try:
        with transaction.atomic():
            card = Mentor(added_by=by, program=program, **fields)
            card.user = _account_of(card.email)
            card.save()
    except IntegrityError:
        return existing_card(by=by, email=fields["email"], program=program), False
    return card, True


def _same_name(by, name):
    own = Mentor.objects.filter(added_by=by, program=None, email="", retired_on=None, name__iexact=name)
    return own.select_for_update().order_by("pk").first()


def _account_of(email):
    """An account whose verified address it is: the person then sees what is asked of them."""
    if not email:
        return None
    return User.objects.filter(
        is_active=True, emailaddress__email__iexact=email, emailaddress__verified=True
    ).first()


@transaction.atomic
def save_mentor(*, mentor, by, **fields):
    """Change a card. A new address ends the links that went to the old one; asks that wait are sent to it.

    Refused when the new address would let somebody read what residents share with another person.
    """
    changed = "email" in fields and fields["email"].lower() != mentor.email.lower()
    if changed:
        check_address(mentor, fields["email"], by=by)
    for name, value in fields.items():
        setattr(mentor, name, value)
    if changed:
        mentor.email = mentor.email.lower()
        mentor.user = _account_of(mentor.email) or (mentor.user if mentor.user_id == by.pk else None)
    mentor.save()
    if changed:
        asks.post_again(mentor)
        _tell_mentees(mentor, by)
    return mentor


def check_address(mentor, email, *, by):
    """Whoever keeps a directory does not become its mentors: an address of their own goes on a card of their own."""
    if mentor.user_id == by.pk or mentor.program_id is None:
        return
    if not access.can_change_address(by, mentor):
        raise Refused(f"{mentor.name} has an account and keeps this address.")
    if not _trusting(mentor).exists():
        return
    for account in User.objects.filter(
        Q(email__iexact=email) | Q(emailaddress__email__iexact=email)
    ).distinct():
        if account.is_staff or access.can_add_to_directory(account, mentor.program):
            raise Refused(
                "That is the address of somebody who keeps this directory. Add a card of their own."
            )


def _trusting(mentor):
    """Residents who asked this person, or work with them: what they write goes to the card's address."""
    return Relationship.objects.filter(
        mentor=mentor, status__in=[RelationshipStatus.ASKED, *WORKING_STATUSES]
    )


def _tell_mentees(mentor, by):
    """A resident hears when somebody else changed where their words go."""
    for tie in _trusting(mentor).exclude(mentee=by) if mentor.user_id != by.pk else ():
        outbox.put(
            "address_changed",
            key=f"address-changed:{tie.pk}:{outbox.digest(mentor.email)[:16]}:{timezone.localdate():%Y%m%d}",
            to_user=tie.mentee_id,
            about=tie.about,
            data={"relationship": tie.pk, "by": by.pk},
        )


@transaction.atomic
def add_tie(
    *, by, mentor, functions, today, need=None, origin=Origin.CHOSEN_IN_PROGRAM, location="", **fields
):
    """A place in one's team for a mentor, and whether it is new. Somebody who is in it already gains the functions."""
    if mentor.user_id == by.pk:
        raise Refused("That is you. Add somebody else.")
    open_tie = Relationship.objects.select_for_update().open().filter(mentee=by, mentor=mentor).first()
    if open_tie:
        open_tie.functions = list(dict.fromkeys([*open_tie.functions, *functions]))
        open_tie.need = open_tie.need or need
        open_tie.save(update_fields=["functions", "need"])
        return open_tie, False
    declined = (
        Relationship.objects.filter(mentee=by, mentor=mentor, status=RelationshipStatus.DECLINED)
        .order_by("-status_since")
        .values_list("status_since", flat=True)
        .first()
    )
    again = rules.may_ask_again(declined, today)
    if again.value is False:
        raise Refused(again.why)
    status = rules.entry_status(origin)
    tie = Relationship(
        mentee=by,
        mentor=mentor,
        functions=list(functions) or list(mentor.functions) or (list(need.functions) if need else []),
        need=need,
        origin=origin,
        location=location or (Location.SAME_PROGRAM if mentor.program_id else Location.LOCAL_OUTSIDE),
        status=status,
        status_since=today,
        started_on=None if status == RelationshipStatus.PROSPECT else today,
        **fields,
    )
    try:
        with transaction.atomic():
            tie.save()
    except IntegrityError:
        return Relationship.objects.open().get(mentee=by, mentor=mentor), False
    return tie, True


@transaction.atomic
def link_cards(*, user, address):
    """A confirmed address brings the cards that stand for it to the account; may be repeated."""
    cards = Mentor.objects.filter(email__iexact=address, user=None)
    pks = list(cards.values_list("pk", flat=True))
    # Somebody's private card of themselves would make them their own mentor.
    own = Relationship.objects.filter(mentor__in=pks, mentee=user).values_list("mentor", flat=True)
    linked = Mentor.objects.filter(pk__in=pks).exclude(pk__in=list(own)).update(user=user)
    if linked or Mentor.objects.filter(user=user).exists():
        type(user.profile).objects.filter(pk=user.pk).update(is_mentor=True)
        user.profile.is_mentor = True
    return linked
