"""Who may see and change what of a plan. A plan is its resident's own; others see what they were sent."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from mentorship.models.relationships import WORKING_STATUSES
from plans import numbers
from plans.actions.overlays import fellowship_aims
from plans.models import CheckIn, CheckInReader, Goal, Leave, Letter, Milestone, Output, Plan
from plans.whole import whole
from playbook.vocabulary import Role
from programs import access as programs
from programs.models import Membership, Preferences, Program


def visible_plans(user):
    """Your own plans, running and ended. A director has the progress page, which holds states and dates only."""
    return Plan.objects.filter(resident=user)


def running_plan(user, *parts):
    """Your plan that is active or paused, with its leaves and the parts named (see plans/whole.py); None when there
    is none. It says `is_draft` while the program has not let you in, whether you aim at a fellowship, and whether
    you said that you trained abroad."""
    waiting = Membership.objects.filter(pk=OuterRef("membership"), state=Membership.State.ASKED)
    running = (
        visible_plans(user)
        .exclude(state=Plan.State.ENDED)
        .annotate(
            is_draft=Exists(waiting),
            aims_at_fellowship=Exists(fellowship_aims().filter(owner=OuterRef("resident"))),
            is_img=Exists(Preferences.objects.filter(user=OuterRef("resident"), is_img=True)),
        )
    )
    found = whole(running, "leaves", *parts)
    for plan in found:
        plan.resident = user
    return found[0] if found else None


def visible_milestones(user):
    return Milestone.objects.filter(plan__resident=user)


def visible_goals(user):
    return Goal.objects.filter(plan__resident=user)


def visible_outputs(user):
    return Output.objects.filter(plan__resident=user)


def visible_letters(user):
    return Letter.objects.filter(plan__resident=user)


def visible_leaves(user):
    return Leave.objects.filter(plan__resident=user)


def visible_checkins(user):
    """Your own check-ins, drafts included."""
    return CheckIn.objects.filter(plan__resident=user)


def readable_copies(user):
    """The check-ins sent to you as a mentor, while the relationship works: one row per check-in and relationship."""
    return sent_copies().filter(relationship__mentor__user=user)


def sent_copies():
    """Copies that may be read at all: sent, and between two people who still work together."""
    return CheckInReader.objects.filter(
        Q(checkin__sent_at__isnull=False), relationship__status__in=WORKING_STATUSES
    )


def residency_of(user):
    """The membership a plan belongs to: as a resident, today; None when there is none."""
    found = programs.memberships_of(user).filter(role=Role.RESIDENT)
    return found.select_related("program__institution").first()


def waits_for_a_program(user):
    """They asked to join one, and nobody has answered yet."""
    return Membership.objects.filter(user=user, state=Membership.State.ASKED).exists()


def may_start_plan(user):
    """A resident whose plan does not run yet."""
    running = visible_plans(user).exclude(state=Plan.State.ENDED)
    return residency_of(user) is not None and not running.exists()


def can_edit_plan(user, plan):
    """Only the resident, and only while it runs."""
    return plan.resident_id == user.pk and plan.state != Plan.State.ENDED


# ---- the director's side -----------------------------------------------------------------------------------------
def reviewed_programs(user):
    """Programs whose residents' progress this person may review today: those they direct."""
    return Program.objects.filter(pk__in=programs.programs_directed_by(user)).select_related("institution")


def reviewed_residencies(user, today):
    """Residencies whose progress page this person may open: running ones, and for 90 days those that ended."""
    fresh = Q(ended_on=None) | Q(ended_on__gte=today - timedelta(days=numbers.DETAIL_AFTER_LEAVING))
    return (
        Membership.objects.residents()
        .filter(fresh, state=Membership.State.ACTIVE, program__in=programs.programs_directed_by(user))
        .select_related("user__profile", "program__institution")
    )
