from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Now
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
    MeetingOutcome,
    Origin,
    RelationshipStatus,
    Ring,
)

OPEN_STATUSES = ["prospect", "asked", "trial", "nominal", "active", "stalled", "repairing", "paused"]
WORKING_STATUSES = ["trial", "nominal", "active", "stalled", "repairing", "paused"]
COUNTED_IN_CORE = ["trial", "active", "repairing", "paused"]  # ours: on paper or gone quiet does not count
HELD = [MeetingOutcome.HELD, MeetingOutcome.LATE]


class RelationshipQuerySet(models.QuerySet):
    def open(self):
        """Neither declined nor over."""
        return self.filter(status__in=OPEN_STATUSES)

    def working(self):
        """The mentor has said yes (or was assigned) and it has not ended: the mentor may see the pair's pages."""
        return self.filter(status__in=WORKING_STATUSES)

    def core_team(self):
        """Those a resident can count on today: in the core, said yes, and not silent (R-17)."""
        return self.filter(ring=Ring.CORE, status__in=COUNTED_IN_CORE)

    def with_meetings(self):
        """Each tie with `last_met` (moment or None), `held_count` and `next_meeting_at` after now, in one query."""
        meetings = apps.get_model("mentorship", "Meeting").objects.filter(relationship=OuterRef("pk"))
        held = meetings.filter(outcome__in=HELD)
        ahead = meetings.filter(outcome=MeetingOutcome.PLANNED, starts_at__gte=Now())
        return self.annotate(
            last_met=Subquery(held.order_by("-starts_at").values("starts_at")[:1]),
            next_meeting_at=Subquery(ahead.order_by("starts_at").values("starts_at")[:1]),
            held_count=Coalesce(
                Subquery(held.order_by().values("relationship").annotate(n=Count("pk")).values("n")), Value(0)
            ),
        )


class Relationship(models.Model):
    """A resident and one mentor: what help, since when, how they agreed to work, and where it stands."""

    mentee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="relationships"
    )
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="relationships")
    need = models.ForeignKey(
        Need, null=True, blank=True, on_delete=models.SET_NULL, related_name="relationships"
    )
    functions = ArrayField(models.CharField(max_length=16, choices=Function))
    location = models.CharField(max_length=20, choices=Location, default=Location.SAME_PROGRAM)
    arrangement = models.CharField(max_length=12, choices=Arrangement, default=Arrangement.ONE_TO_ONE)
    origin = models.CharField(max_length=20, choices=Origin, default=Origin.CHOSEN_IN_PROGRAM)
    status = models.CharField(max_length=12, choices=RelationshipStatus, default=RelationshipStatus.PROSPECT)
    ring = models.CharField(max_length=8, choices=Ring, default=Ring.CORE)
    status_before = models.CharField(max_length=12, blank=True, help_text="Where an undo leads back to.")
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
    agreement_sent_on = models.DateField(null=True, blank=True)
    mentor_signed_at = models.DateTimeField(null=True, blank=True)
    reworded_on = models.DateField(
        null=True, blank=True, help_text="Since when the words differ from those both agreed on."
    )
    change_asked = models.CharField(
        max_length=300, blank=True, help_text="What the mentor would like changed in it."
    )
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
                "mentee",
                "mentor",
                condition=Q(status__in=OPEN_STATUSES),
                name="one_open_relationship_per_pair",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_relationship_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(status__in=OPEN_STATUSES),
                name="an_open_relationship_has_no_end",
            ),
            models.CheckConstraint(
                condition=~Q(status="active") | Q(agreed_on__isnull=False),
                name="an_active_tie_has_an_agreement",
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

    @property
    def about(self):
        """How mails and links about this tie are marked, so that they can be called back together."""
        return f"relationship:{self.pk}"

    @property
    def is_working(self):
        return self.status in WORKING_STATUSES

    @property
    def is_agreed(self):
        """Both agreed on the words as they stand."""
        return self.agreed_on is not None and self.reworded_on is None

    @property
    def waits_for_signature(self):
        return self.agreement_sent_on is not None and not self.is_agreed

    @property
    def cadence_in_days(self):
        """Days between two meetings as agreed; None without a fixed rhythm."""
        return self.cadence_days if self.cadence == Cadence.CUSTOM_DAYS else Cadence.days(self.cadence)

    @property
    def functions_in_words(self):
        return ", ".join(str(Function(name).label) for name in self.functions)

    @property
    def support_in_words(self):
        return ", ".join(str(HelpKind(name).label) for name in self.support_offered)
