import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentorship.models.messages import Message
from mentorship.models.relationships import HELD, Relationship
from playbook.vocabulary import MeetingOutcome, MeetingType


class OfferedTime(models.Model):
    """A time the resident can make, offered with an ask. The mentor picks one by pressing it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint("message", "starts_at", name="a_time_is_offered_once")]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Meeting(models.Model):
    """A planned or held meeting. That it took place is a fact; what was said belongs to the two of them."""

    class ConfirmedVia(models.TextChoices):
        PAGE = "page", "On a page, signed in"
        LINK = "link", "By a mailed link"

    public_id = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="The UID in calendars."
    )
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="meetings")
    from_message = models.OneToOneField(
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="meeting"
    )
    kind = models.CharField(max_length=16, choices=MeetingType, default=MeetingType.REGULAR)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=20)
    place = models.CharField(max_length=200, blank=True)
    calendar_version = models.PositiveSmallIntegerField(default=0, help_text="SEQUENCE of the calendar file.")
    outcome = models.CharField(max_length=20, choices=MeetingOutcome, default=MeetingOutcome.PLANNED)
    emergency = models.BooleanField(
        default=False, help_text="Canceled for an emergency: counts against nobody."
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_via = models.CharField(max_length=4, choices=ConfirmedVia, blank=True)
    confirmed_by_mentor = models.BooleanField(default=False)
    disowned_at = models.DateTimeField(null=True, blank=True, help_text="The reader said: not my mentee.")

    agenda_updates = models.TextField(blank=True)
    agenda_questions = models.TextField(blank=True)
    agenda_decisions = models.TextField(blank=True)
    agenda_sent_on = models.DateField(null=True, blank=True)
    kit_questions = models.JSONField(
        default=list, blank=True, help_text="Keys of questions for the first meeting."
    )
    shared_notes = models.TextField(blank=True, help_text="Read by both.")
    mentee_notes = models.TextField(blank=True, help_text="Read by the resident only.")
    mentor_notes = models.TextField(blank=True, help_text="Read by the mentor only.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=MeetingOutcome.values), name="meeting_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(5, 240)), name="a_meeting_lasts_5_to_240_minutes"
            ),
            models.UniqueConstraint(
                "relationship",
                "starts_at",
                condition=Q(outcome__in=["planned", "held", "late"]),
                name="one_meeting_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["relationship", "outcome", "-starts_at"], name="meetings_of_a_tie"),
            models.Index("starts_at", name="planned_meetings_by_time", condition=Q(outcome="planned")),
        ]

    def __str__(self):
        return f"Meeting {self.pk}, {self.starts_at:%Y-%m-%d}"

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def was_held(self):
        return self.outcome in HELD

    @property
    def is_planned(self):
        return self.outcome == MeetingOutcome.PLANNED

    @property
    def is_canceled(self):
        return self.outcome in (MeetingOutcome.CANCELLED_BY_MENTOR, MeetingOutcome.CANCELLED_BY_MENTEE)

    @property
    def has_agenda(self):
        return bool(self.agenda_updates or self.agenda_questions or self.agenda_decisions)
