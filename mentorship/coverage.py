"""A resident's team against their needs: the facts of a few rows, judged by the rules. Three queries for any size."""

from dataclasses import dataclass, field

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from mentorship import rules
from mentorship.models import COUNTED_IN_CORE, HELD, WORKING_STATUSES, Meeting, Need, Relationship
from playbook.vocabulary import RelationshipStatus, Ring

COUNTED_AGAINST_CAPACITY = ["trial", "active", "stalled", "repairing", "paused"]


@dataclass
class NeedCover:
    """One need: how it stands, and who holds it."""

    need: Need
    finding: rules.Finding
    ties: list = field(default_factory=list)

    @property
    def state(self):
        return self.finding.state

    @property
    def is_covered(self):
        return self.finding.value is True

    @property
    def is_open(self):
        """Nobody holds it, not even on trial."""
        return self.state in ("gap", "prospect", "asked", "quiet", "paper")


@dataclass
class Team:
    ties: list
    needs: list
    today: object

    @property
    def core(self):
        return [t for t in self.ties if t.ring == Ring.CORE and t.status in COUNTED_IN_CORE]

    @property
    def wider(self):
        return [t for t in self.ties if t.ring == Ring.WIDER and t.status in WORKING_STATUSES]

    @property
    def covered_functions(self):
        """{function: ids of the mentors who cover it}."""
        covered = {}
        for tie in self.ties:
            for function in tie.functions:
                if rules.coverage_of(tie.facts, function, self.today).value is True:
                    covered.setdefault(function, set()).add(tie.mentor_id)
        return covered


def coverage(user, today):
    """The user's open needs and open relationships, each need with its finding and the ties that hold it."""
    ties = list(
        Relationship.objects.open().filter(mentee=user).select_related("mentor", "need").with_meetings()
    )
    for tie in ties:
        tie.facts = facts_of(tie)
    needs = list(Need.objects.filter(owner=user, state=Need.State.OPEN))
    return Team(ties, [_cover(need, ties, today) for need in needs], today)


def _cover(need, ties, today):
    holders = [t for t in ties if t.need_id == need.pk or set(t.functions) & set(need.functions)]
    facts = [t.facts for t in holders]
    return NeedCover(need, rules.need_coverage(need.functions, facts, today, need=need.pk), holders)


def facts_of(tie):
    """A relationship `with_meetings` as the coverage rule reads it."""
    return rules.TieFacts(
        mentor=tie.mentor_id,
        status=tie.status,
        functions=tuple(tie.functions),
        cadence_days=tie.cadence_in_days,
        last_met_on=timezone.localtime(tie.last_met).date() if tie.last_met else None,
        origin=tie.origin,
        purpose=tie.purpose,
        next_contact_on=tie.next_contact_on,
        need=tie.need_id,
    )


# ---- for lists of many residents: one subquery each, no rows of words -----------------------------------------------
def core_count_of(mentee):
    """How many core mentors a resident has, as a subquery. `mentee` is a reference such as OuterRef("resident")."""
    return _count(Relationship.objects.core_team().filter(mentee=mentee).order_by(), "mentee")


def last_met_of(mentee):
    """When a resident last met any mentor (a moment, or None)."""
    held = Meeting.objects.filter(relationship__mentee=mentee, outcome__in=HELD)
    return Subquery(held.order_by("-starts_at").values("starts_at")[:1])


def _count(rows, by):
    counted = rows.values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


# ---- people who could help --------------------------------------------------------------------------------------
def with_load(mentors):
    """Each card with `load_now`: how many people it mentors today (R-29)."""
    taken = Relationship.objects.filter(mentor=OuterRef("pk"), status__in=COUNTED_AGAINST_CAPACITY).order_by()
    return mentors.annotate(load_now=_count(taken, "mentor"))


def who_could_help(mentors, functions, *, mentee, limit=3):
    """Cards that hold one of the functions and have room, or whose room is not known, and are not in the team yet.

    Those with known room stand first.
    """
    mine = Relationship.objects.filter(mentee=mentee).filter(
        ~Q(status__in=[RelationshipStatus.ENDED, RelationshipStatus.ALUMNI])
    )
    found = (
        with_load(mentors).filter(functions__overlap=list(functions)).exclude(pk__in=mine.values("mentor_id"))
    )
    found = [
        m
        for m in found.exclude(user=mentee)[:50]
        if rules.has_room(m.load_now, m.capacity).value is not False
    ]
    for mentor in found:
        mentor.room = rules.has_room(mentor.load_now, mentor.capacity)
    return sorted(found, key=lambda m: (m.capacity is None, m.name))[:limit]
