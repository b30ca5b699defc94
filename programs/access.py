"""Who may see and do what with programs and their people."""

from django.utils import timezone

from playbook.vocabulary import Role, Stage
from programs.models import Membership, Program

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
