""" "I matched here": one press that asks the program in and lets the apps to the right prepare (S0-0.2)."""

from dataclasses import dataclass

from django.db import transaction

from playbook.vocabulary import Role
from programs import hooks
from programs.actions.holding import Gone
from programs.actions.members import Refused, ask_membership, cancel_request
from programs.calendar import add_months
from programs.models import Evaluation, Membership
from programs.numbers import MATCH_START_MONTHS


@dataclass(frozen=True)
class Matched:
    """What a press made. `is_new` is False when it was done already; `said` are sentences on what came of it."""

    membership: Membership
    is_new: bool
    said: tuple[str, ...] = ()


@transaction.atomic
def match_here(*, evaluation, starts_on, by, today, entry_pgy=1, years=None):
    """Note the match, ask the program for a place, and tell the apps to the right.

    `years`: how long training lasts, where the catalogue does not know it. The second press changes nothing. Refused
    when the start is too far off, when another program is the matched one, or when the person trains elsewhere. The
    program learns of the request and of nothing in the evaluation.
    """
    fresh = _locked(evaluation, by)
    place = place_of(by, fresh.program_id)
    if fresh.matched_on is not None and place is not None:
        return Matched(place, is_new=False)
    elsewhere = Evaluation.objects.filter(applicant=by, matched_on__isnull=False).exclude(pk=fresh.pk)
    if other := elsewhere.select_related("program__institution").first():
        where = other.program.institution.name
        raise Refused(f"You said that you matched at {where}. Take that back first, on its page.")
    check_start(starts_on, today)
    membership = ask_membership(
        program=fresh.program, role=Role.RESIDENT, started_on=starts_on, entry_pgy=entry_pgy, by=by
    )
    fresh.matched_on = today
    fresh.save(update_fields=["matched_on"])
    said = hooks.matched(_match(fresh, membership, by, today, years))
    return Matched(membership, is_new=True, said=tuple(said))


@transaction.atomic
def undo_match(*, evaluation, by, today):
    """A slip of the finger, taken back: the request is withdrawn and what nobody used goes. False when it is too late,
    because the program let the person in, or when there was none.
    """
    fresh = _locked(evaluation, by)
    membership = _requests(by, fresh.program_id).order_by("-pk").first()
    if fresh.matched_on is None or (membership and membership.state == Membership.State.ACTIVE):
        return False
    fresh.matched_on = None
    fresh.save(update_fields=["matched_on"])
    if membership is not None:
        cancel_request(membership=membership, by=by)
        hooks.unmatched(_match(fresh, membership, by, today))
    return True


def check_start(starts_on, today):
    """Refused when a first day is further off than any training that somebody matches into."""
    ahead, back = add_months(today, MATCH_START_MONTHS), add_months(today, -MATCH_START_MONTHS)
    if not back <= starts_on <= ahead:
        months = f"{MATCH_START_MONTHS} months"
        raise Refused(f"That is more than {months} from today. Check the year.", "starts_on")


def place_of(user, program):
    """The person's open place as a resident of a program, asked for or given; None when there is none."""
    open_ones = _requests(user, program).exclude(state=Membership.State.DECLINED)
    return open_ones.select_related("program__institution").first()


def _requests(user, program):
    return Membership.objects.filter(user=user, program=program, role=Role.RESIDENT, ended_on=None)


def _locked(evaluation, by):
    """All of the person's evaluations are held, so that two presses on two programs take turns."""
    rows = Evaluation.objects.select_for_update(of=("self",)).filter(applicant=by).order_by("pk")
    found = {row.pk: row for row in rows.select_related("program__institution")}
    if evaluation.pk not in found:
        raise Gone
    return found[evaluation.pk]


def _match(evaluation, membership, by, today, years=None):
    return hooks.Match(
        user=by,
        evaluation=evaluation,
        membership=membership,
        starts_on=membership.started_on,
        today=today,
        years=years or membership.program.years_from(membership.entry_pgy),
    )
