import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from playbook.vocabulary import Role
from programs.models.catalogue import Program
from programs.numbers import INVITATION_DAYS

# Roles held in a program. Applicant is a stage, admin is a switch on the account.
PROGRAM_ROLES = [
    Role.RESIDENT,
    Role.MENTOR,
    Role.CHIEF,
    Role.COMMITTEE,
    Role.PROGRAM_DIRECTOR,
    Role.COORDINATOR,
]
REVIEWER_ROLES = [Role.PROGRAM_DIRECTOR]
STAFF_ROLES = [Role.PROGRAM_DIRECTOR, Role.COORDINATOR]
ROLE_CHOICES = [(role.value, role.label) for role in PROGRAM_ROLES]


class MembershipQuerySet(models.QuerySet):
    def current(self, day):
        """Approved, begun or about to begin, and not over. From the day it ended on nothing is open any more."""
        return self.filter(state=Membership.State.ACTIVE).filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def residents(self):
        return self.filter(role=Role.RESIDENT)


class Membership(models.Model):
    """A person's place in a program: their role, when it began and ended, and who agreed to it."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for the program"
        ACTIVE = "active", "Active"
        DECLINED = "declined", "Not agreed"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=ROLE_CHOICES)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    started_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The planned end of training.")
    ended_on = models.DateField(null=True, blank=True)
    entry_pgy = models.PositiveSmallIntegerField("PGY at entry", default=1)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in PROGRAM_ROLES]), name="membership_role_is_known"
            ),
            models.CheckConstraint(condition=Q(entry_pgy__range=(1, 7)), name="entry_pgy_is_1_to_7"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                "user",
                condition=Q(role="resident", state="active", ended_on=None),
                name="one_residency_at_a_time",
            ),
            models.UniqueConstraint(
                "user",
                "program",
                "role",
                condition=Q(ended_on=None) & ~Q(state="declined"),
                name="one_open_membership_per_role",
            ),
        ]
        indexes = [models.Index("program", "role", "state", name="people_of_a_program")]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()} at {self.program_id}"

    def holds_on(self, day):
        """Whether it is active and not over; the same as `current` for one row."""
        return self.state == self.State.ACTIVE and (self.ended_on is None or self.ended_on > day)


class Invitation(models.Model):
    """A place in a program, offered by mail. Accepting it needs a verified account with that address."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail")
    full_name = models.CharField("name", max_length=120, blank=True)
    role = models.CharField(max_length=16, choices=ROLE_CHOICES)
    started_on = models.DateField()
    entry_pgy = models.PositiveSmallIntegerField("PGY at entry", default=1)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                "program",
                Lower("email"),
                "role",
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_address",
            ),
            models.CheckConstraint(condition=Q(entry_pgy__range=(1, 7)), name="invited_pgy_is_1_to_7"),
        ]

    def __str__(self):
        return f"{self.get_role_display()} at {self.program_id}, {self.invited_at:%Y-%m-%d}"

    @property
    def is_open(self):
        """Neither accepted nor withdrawn nor too old."""
        return self.accepted_at is None and self.withdrawn_at is None and timezone.now() < self.good_until

    @property
    def good_until(self):
        return self.invited_at + timedelta(days=INVITATION_DAYS)
