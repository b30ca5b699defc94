"""A place in a program: asked for, decided, changed, ended. Each action may be repeated and knows `by`."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import outbox
from playbook.vocabulary import Role
from programs import hooks
from programs.calendar import add_months
from programs.models import Membership, Program
from programs.numbers import UNDO_MINUTES

ASKED, ACTIVE, DECLINED = Membership.State.ASKED, Membership.State.ACTIVE, Membership.State.DECLINED
IN_TRAINING = {Role.RESIDENT, Role.CHIEF}
ONE_RESIDENCY = "A person trains in one program at a time. The other program ends that residency first."
LAST_DIRECTOR = "A program keeps one director at least. Appoint another one first."


class Refused(Exception):
    """What was asked cannot be; `field` is where to say so and the text says why."""

    def __init__(self, words, field=None):
        super().__init__(words)
        self.field = field


@transaction.atomic
def ask_membership(*, program, role, started_on, entry_pgy, by):
    """Ask a program for a place and tell its staff, once. Asking again gives the same request with the newer dates."""
    lock(program)
    open_ones = Membership.objects.filter(user=by, program=program, role=role, ended_on=None).exclude(
        state=DECLINED
    )
    existing = open_ones.first()
    if existing is not None and existing.state == ACTIVE:
        return existing
    if role == Role.RESIDENT and residency_elsewhere(by, program):
        raise Refused(ONE_RESIDENCY, "role")
    membership = existing or Membership(user=by, program=program, role=role, state=ASKED)
    membership.started_on, membership.entry_pgy = started_on, entry_pgy if role in IN_TRAINING else 1
    membership.save()
    staff = staff_of(program).exclude(user=by).values_list("user_id", flat=True).distinct()
    outbox.put_many(
        outbox.Owed(
            "membership_asked",
            f"membership-asked:{membership.pk}:{pk}",
            to_user=pk,
            about=about(membership),
            data={"membership": membership.pk},
        )
        for pk in staff
    )
    return membership


@transaction.atomic
def cancel_request(*, membership, by):
    """Take back one's own request: nobody has to answer it. One that was decided meanwhile stays as it is (False)."""
    mine = Membership.objects.filter(pk=membership.pk, user=by, state=ASKED)
    if not mine.update(state=DECLINED, decided_by=by, decided_at=timezone.now()):
        return False
    outbox.cancel(about=about(membership))
    return True


def approve(*, membership, by):
    """Give the place. True when this call decided it; False when somebody had. Refused when they train elsewhere."""
    try:
        return _decide(membership, by, ACTIVE)
    except IntegrityError as error:
        raise _in_words(error) from None


def decline(*, membership, by):
    """Say no to a request. True when this call decided it."""
    return _decide(membership, by, DECLINED)


@transaction.atomic
def _decide(membership, by, state):
    fresh = Membership.objects.select_for_update(of=("self",)).select_related("program").get(pk=membership.pk)
    if fresh.state != ASKED:
        return False
    fresh.state, fresh.decided_by, fresh.decided_at = state, by, timezone.now()
    if state == ACTIVE:
        fresh.ends_on = fresh.ends_on or planned_end(fresh)
    fresh.save()
    if state == ACTIVE:
        hooks.placed(fresh)
    tell(fresh)
    return True


@transaction.atomic
def undo_decision(*, membership, by):
    """Back to waiting, and the mail about the decision does not leave. False when it was not decided by `by`."""
    undone = Membership.objects.filter(
        pk=membership.pk, decided_by=by, state__in=[ACTIVE, DECLINED], ended_on=None
    )
    if not undone.update(state=ASKED, decided_by=None, decided_at=None):
        return False
    outbox.cancel(about=about(membership), kinds=["membership_decided"])
    return True


@transaction.atomic
def change_member(*, membership, role, started_on, ends_on, entry_pgy, by):
    """Correct role, dates and PGY at entry of a place."""
    lock(membership.program)
    fresh = Membership.objects.get(pk=membership.pk)
    if fresh.role == Role.PROGRAM_DIRECTOR != role and is_last_director(fresh, timezone.localdate()):
        raise Refused(LAST_DIRECTOR, "role")
    was = (fresh.started_on, fresh.entry_pgy)
    fresh.role, fresh.started_on, fresh.ends_on = role, started_on, ends_on
    fresh.entry_pgy = entry_pgy if role in IN_TRAINING else 1
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError as error:
        raise _in_words(error) from None
    if fresh.state == ACTIVE and was != (fresh.started_on, fresh.entry_pgy):
        hooks.placed(fresh, was=was[0])
    return fresh


@transaction.atomic
def end_membership(*, membership, ended_on, by):
    """End a place; from that day on its pages are closed. Ending it again moves the day."""
    lock(membership.program)
    fresh = Membership.objects.get(pk=membership.pk)
    if is_last_director(fresh, ended_on):
        raise Refused(LAST_DIRECTOR, "ended_on")
    if ended_on < fresh.started_on <= timezone.localdate():
        raise Refused("It cannot end before it began.", "ended_on")
    fresh.started_on = min(fresh.started_on, ended_on)  # a place that never began closes at once too
    fresh.ended_on = ended_on
    fresh.save(update_fields=["started_on", "ended_on"])
    return fresh


def tell(membership):
    """Owe the person the answer; it waits as long as the decision can be taken back."""
    outbox.cancel(about=about(membership), kinds=["membership_asked"])
    outbox.put(
        "membership_decided",
        key=f"membership-decided:{membership.pk}:{membership.decided_at:%Y%m%d%H%M%S%f}",
        to_user=membership.user_id,
        about=about(membership),
        data={"membership": membership.pk},
        send_after=membership.decided_at + timedelta(minutes=UNDO_MINUTES),
    )


# ---- facts ----
def about(membership):
    return f"membership:{membership.pk}"


def lock(program):
    """One change to a program's people at a time, so that two directors cannot leave together."""
    return Program.objects.select_for_update(of=("self",)).get(pk=program.pk)


def staff_of(program):
    """The directors and coordinators of today whose accounts are open."""
    current = Membership.objects.current(timezone.localdate())
    return current.filter(
        program=program, role__in=[Role.PROGRAM_DIRECTOR, Role.COORDINATOR], user__is_active=True
    )


def is_last_director(membership, day):
    if (
        membership.role != Role.PROGRAM_DIRECTOR
        or membership.state != ACTIVE
        or membership.ended_on is not None
    ):
        return False
    directors = Membership.objects.current(day).filter(role=Role.PROGRAM_DIRECTOR, user__is_active=True)
    return not directors.filter(program=membership.program_id).exclude(user=membership.user_id).exists()


def residency_elsewhere(user, program):
    active = Membership.objects.filter(user=user, role=Role.RESIDENT, state=ACTIVE, ended_on=None)
    return active.exclude(program=program).exists()


def planned_end(membership):
    """The last day of training by the program's length and the year of entry; None for those who are not residents, and
    while the length is not known.
    """
    years = membership.program.years_from(membership.entry_pgy)
    if membership.role != Role.RESIDENT or years is None:
        return None
    return add_months(membership.started_on, 12 * years) - timedelta(days=1)


def _in_words(error):
    """The database's refusal as a sentence; anything unexpected is raised as it is."""
    text = str(error)
    if "one_residency_at_a_time" in text:
        return Refused(ONE_RESIDENCY, "role")
    if "one_open_membership_per_role" in text:
        return Refused("They hold this role in the program already.", "role")
    return error
