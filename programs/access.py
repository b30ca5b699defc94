"""Who may see and do what with programs and their people."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from playbook.vocabulary import Role, Stage
from programs.models import (
    Evaluation,
    FactSuggestion,
    Invitation,
    Membership,
    Preferences,
    Program,
    RankList,
)
from programs.numbers import INVITATION_DAYS, UNDO_MINUTES

WORD = {Role.PROGRAM_DIRECTOR.value: "director"}
BEFORE_RESIDENCY = {Stage.STUDENT_PRECLINICAL, Stage.STUDENT_CLINICAL, Stage.GAP_OR_APPLICANT}
STAFF = [Role.PROGRAM_DIRECTOR, Role.COORDINATOR]


def memberships_of(user):
    """This person's memberships that hold today."""
    return Membership.objects.current(timezone.localdate()).filter(user=user)


def roles_of(user):
    """What this person is today, as a set of words: resident, applicant, mentor, chief, committee, director,
    coordinator, admin. Reads once per user object, so a page that asks often pays one query.
    """
    if not user.is_authenticated:
        return set()
    if not hasattr(user, "_roles"):
        roles = {WORD.get(role, role) for role in memberships_of(user).values_list("role", flat=True)}
        if user.is_staff:
            roles.add("admin")
        if user.profile.is_mentor:
            roles.add("mentor")
        if "resident" not in roles and user.profile.stage in BEFORE_RESIDENCY:
            roles.add("applicant")
        user._roles = roles
    return user._roles


def sees_other_people(user):
    """Whether this person's roles open pages about other people, so that stricter sign-in rules hold."""
    return bool(roles_of(user) & {"director", "coordinator", "admin"})


def visible_programs(user):
    """The catalogue is open to everybody who is signed in."""
    return Program.objects.all() if user.is_authenticated else Program.objects.none()


def programs_directed_by(user):
    """Ids of the programs this person directs today: their residents' progress may be reviewed."""
    return memberships_of(user).filter(role=Role.PROGRAM_DIRECTOR).values("program_id")


def programs_staffed_by(user):
    """Ids of the programs this person directs or coordinates today: they invite and approve people."""
    return memberships_of(user).filter(role__in=STAFF).values("program_id")


def can_manage_members(user, program):
    return memberships_of(user).filter(role__in=STAFF, program=program).exists()


def visible_suggestions(user):
    """What the programs you direct or coordinate suggested, by whoever of their staff."""
    return FactSuggestion.objects.filter(program__in=programs_staffed_by(user))


# ---- people of a program ----
def visible_memberships(user):
    """Your own, and those of the programs you direct or coordinate."""
    return Membership.objects.filter(Q(user=user) | Q(program__in=programs_staffed_by(user)))


def can_decide_membership(user, membership):
    """Whether this person may approve, change or end a place: staff of that program, never for themselves, and only
    a director for a director's place.
    """
    roles = set(memberships_of(user).filter(program=membership.program_id).values_list("role", flat=True))
    if membership.user_id == user.pk or not roles & {role.value for role in STAFF}:
        return False
    return membership.role != Role.PROGRAM_DIRECTOR or Role.PROGRAM_DIRECTOR in roles


def can_undo_decision(user, membership):
    """Whoever decided may take it back while the answer has not left."""
    recent = membership.decided_at and timezone.now() - membership.decided_at < timedelta(
        minutes=UNDO_MINUTES
    )
    return bool(recent) and membership.decided_by_id == user.pk and can_decide_membership(user, membership)


def can_leave(user, membership):
    """A person may give up any of their own roles, except the residency: its program ends that."""
    is_own = membership.user_id == user.pk and membership.state == Membership.State.ACTIVE
    return is_own and membership.ended_on is None and membership.role != Role.RESIDENT


def roles_offered_by(user, program):
    """The roles this person may give in a program: all for a director, all but director for a coordinator."""
    roles = set(memberships_of(user).filter(program=program).values_list("role", flat=True))
    if Role.PROGRAM_DIRECTOR in roles:
        return [role for role, _ in Membership._meta.get_field("role").choices]
    if Role.COORDINATOR in roles:
        return [r for r, _ in Membership._meta.get_field("role").choices if r != Role.PROGRAM_DIRECTOR]
    return []


def visible_invitations(user):
    """Those of the programs you direct or coordinate."""
    return Invitation.objects.filter(program__in=programs_staffed_by(user))


def can_change_invitation(user, invitation):
    """Staff of the program; a coordinator leaves an invitation to direct alone."""
    return invitation.role in roles_offered_by(user, invitation.program_id)


def invitations_for(user):
    """Open invitations to an address this person has confirmed as theirs."""
    since = timezone.now() - timedelta(days=INVITATION_DAYS)
    own = EmailAddress.objects.filter(user=user, verified=True).values(folded=Lower("email"))
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, invited_at__gt=since)
    return waiting.alias(folded=Lower("email")).filter(folded__in=own)


# ---- looking at programs (C-29) ----
def visible_evaluations(user):
    """Your own, and nobody else's for ever: no director, no admin, neither before nor after the match (C-29).

    The one way to evaluations. Whatever hangs on them is reached through it.
    """
    return Evaluation.objects.filter(applicant=user.pk)


def saved_among(user, programs):
    """{program: evaluation}, as ids: which of these programs the person saved. One query."""
    return dict(visible_evaluations(user).filter(program__in=programs).values_list("program_id", "pk"))


def visible_rank_lists(user):
    """Your own, and nobody else's for ever (C-29)."""
    return RankList.objects.filter(applicant=user.pk)


def zip_code_of(user):
    """The ZIP code this person keeps to measure from; nobody else's."""
    return Preferences.objects.filter(user=user).values_list("zip_code", flat=True).first() or ""
