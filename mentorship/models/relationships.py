from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from mentorship.models.needs import Need
from mentorship.models.people import Mentor
from playbook.vocabulary import (
    Arrangement,
    Cadence,
    Channel,
    Function,
    HelpKind,
    Location,
    Origin,
    RelationshipStatus,
    Ring,
)

OPEN_STATUSES = ["prospect", "asked", "trial", "nominal", "active", "stalled", "repairing", "paused"]
WORKING_STATUSES = ["trial", "nominal", "active", "stalled", "repairing", "paused"]


class RelationshipQuerySet(models.QuerySet):
    def open(self):
        """Neither declined nor over."""
        return self.filter(status__in=OPEN_STATUSES)

    def working(self):
        """The mentor has said yes (or was assigned) and it has not ended: the mentor may see the pair's pages."""
        return self.filter(status__in=WORKING_STATUSES)


class Relationship(models.Model):
    """A resident and one mentor: what help, since when, how they agreed to work, and where it stands."""

    mentee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="relationships")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="relationships")
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.SET_NULL, related_name="relationships")
    functions = ArrayField(models.CharField(max_length=16, choices=Function))
    location = models.CharField(max_length=20, choices=Location, default=Location.SAME_PROGRAM)
    arrangement = models.CharField(max_length=12, choices=Arrangement, default=Arrangement.ONE_TO_ONE)
    origin = models.CharField(max_length=20, choices=Origin, default=Origin.CHOSEN_IN_PROGRAM)
    status = models.CharField(max_length=12, choices=RelationshipStatus, default=RelationshipStatus.PROSPECT)
    ring = models.CharField(max_length=8, choices=Ring, default=Ring.CORE)
    status_since = models.DateField(default=timezone.localdate)
    started_on = models.DateField(null=True, blank=True, help_text="The day of the first yes.")
    ended_on = models.DateField(null=True, blank=True)

    # The agreement: words of the pair, read by the pair only.
    purpose = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    cadence = models.CharField(max_length=16, choices=Cadence, blank=True)
    cadence_days = models.PositiveSmallIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    outcome_due_on = models.DateField(null=True, blank=True)
    mentee_part = models.CharField(max_length=300, blank=True)
    project_types = models.CharField(max_length=300, blank=True)
    support_offered = ArrayField(models.CharField(max_length=12, choices=HelpKind), default=list, blank=True)
    review_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    mentor_signed_at = models.DateTimeField(null=True, blank=True)
    ccc_role = models.BooleanField("sits on my CCC", null=True, blank=True)

    private_note = models.TextField(blank=True, help_text="The resident's own; nobody else ever reads it.")
    next_contact_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        ordering = ["ring", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=RelationshipStatus.values), name="relationship_status_is_known"
            ),
            models.UniqueConstraint(
                "mentee", "mentor", condition=Q(status__in=OPEN_STATUSES), name="one_open_relationship_per_pair"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_relationship_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(status__in=OPEN_STATUSES), name="an_open_relationship_has_no_end"
            ),
            models.CheckConstraint(
                condition=~Q(status="active") | Q(agreed_on__isnull=False), name="an_active_tie_has_an_agreement"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome_due_on__isnull=False), name="an_outcome_has_a_date"
            ),
        ]
        indexes = [
            models.Index("mentee", "status", name="ties_of_a_mentee"),
            models.Index("mentor", "status", name="ties_of_a_mentor"),
        ]

    def __str__(self):
        return f"Relationship {self.pk}"
