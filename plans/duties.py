"""The first page of mentors, directors and coordinators: who waits for them. Counts, dates and links."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mentorship.models import Meeting, Relationship
from mentorship.models.relationships import WORKING_STATUSES
from plans.access import readable_copies
from plans.cohort import cohort
from plans.home import Line, door
from playbook.vocabulary import MeetingOutcome, RelationshipStatus
from programs.access import programs_directed_by, programs_staffed_by
from programs.models import Membership


# ---- mentors -----------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Mentoring:
    """A mentor's page: who asks, whom one mentors, when one meets next, what there is to read."""

    asks: int
    mentees: int
    meetings: list
    to_read: list


def mentoring_of(user, now):
    """Three queries, whatever the number of mentees."""
    mine = Relationship.objects.filter(mentor__user=user).aggregate(
        asks=Count("pk", filter=Q(status=RelationshipStatus.ASKED)),
        mentees=Count("mentee", filter=Q(status__in=WORKING_STATUSES), distinct=True),
    )
    ahead = (
        Meeting.objects.filter(
            relationship__mentor__user=user,
            relationship__status__in=WORKING_STATUSES,
            outcome=MeetingOutcome.PLANNED,
            starts_at__gte=now,
        )
        .select_related("relationship__mentee")
        .order_by("starts_at")[:3]
    )
    meetings = [
        Line(
            f"Meet {m.relationship.mentee.full_name}",
            door("mentorship:meeting", m.pk),
            "cal",
            (m.starts_at, m.place),
            action="Open agenda",
        )
        for m in ahead
    ]
    unread = (
        readable_copies(user)
        .filter(read_at=None)
        .select_related("checkin__plan__resident")
        .order_by("-checkin__sent_at")
    )
    to_read = [
        Line(
            f"{c.checkin.plan.resident.full_name}: {c.checkin.name.lower()}",
            door("plans:checkin_from", c.checkin_id),
            "checks",
        )
        for c in unread[:5]
    ]
    return Mentoring(mine["asks"], mine["mentees"], meetings, to_read)


# ---- directors ---------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Directing:
    """A director's or coordinator's page: how many residents, how many need a look, who waits to be let in."""

    residents: int
    looks: int | None
    asked: int


def directing_of(user, today):
    """Counts and links. Who needs a look is for directors; a coordinator lets people in."""
    directed = Membership.objects.current(today).residents().filter(program__in=programs_directed_by(user))
    rows = cohort(directed, today)
    asked = Membership.objects.filter(
        program__in=programs_staffed_by(user), state=Membership.State.ASKED
    ).count()
    return Directing(len(rows), sum(bool(row.look.needed) for row in rows), asked)
