"""What a list of members shows of each: their year of training today, their dates, and what the reader may do."""

from dataclasses import dataclass
from datetime import date

from playbook.vocabulary import Role
from programs import access
from programs.actions.members import IN_TRAINING
from programs.calendar import pgy, training_month
from programs.models import Membership


@dataclass(frozen=True)
class Person:
    membership: Membership
    pgy: int | None
    may_decide: bool
    leaves_on: date | None


def about_people(reader, memberships, today):
    """A Person per membership of one program; costs one query for the reader's roles however long the list."""
    memberships = list(memberships)
    if not memberships:
        return []
    offered = set(access.roles_offered_by(reader, memberships[0].program_id))
    return [
        Person(
            membership=m,
            pgy=year_of(m, today),
            may_decide=m.user_id != reader.pk and m.role in offered,
            leaves_on=m.ended_on or m.ends_on,
        )
        for m in memberships
    ]


def year_of(membership, today):
    """The postgraduate year today by the dates of the place; None for those who do not train, or before the start."""
    month = training_month(membership.started_on, today)
    if membership.role not in IN_TRAINING or not month:
        return None
    year = pgy(month, entry_pgy=membership.entry_pgy)
    return min(year, 7) if membership.role == Role.RESIDENT else year
