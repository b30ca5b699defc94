from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentorship.models import Mentor, Relationship
from plans.models.plans import Plan
from playbook.vocabulary import LetterLane, LetterReach, LetterState, OutputStage, OutputType


class Output(models.Model):
    """A piece of scholarly or teaching work and how far it has come. Never any patient data."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="outputs")
    title = models.CharField(max_length=160)
    type = models.CharField(max_length=20, choices=OutputType)
    stage = models.CharField(max_length=12, choices=OutputStage, default=OutputStage.IDEA)
    stage_since = models.DateField(default=timezone.localdate)
    venue = models.CharField(max_length=160, blank=True)
    relationship = models.ForeignKey(
        Relationship, null=True, blank=True, on_delete=models.SET_NULL, related_name="outputs"
    )
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    stages_reached = models.JSONField(default=dict, blank=True, help_text="The day each stage was reached.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=OutputStage.values), name="output_stage_is_known"),
            models.UniqueConstraint("plan", "title", name="an_output_is_listed_once"),
        ]

    def __str__(self):
        return f"Output {self.pk}"


class Letter(models.Model):
    """A letter of recommendation: who, on what basis, asked and sent when. Never its text."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="letters")
    writer = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="letters")
    basis = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    worked_together = models.BooleanField(default=False)
    reach = models.CharField(max_length=10, choices=LetterReach, default=LetterReach.LOCAL)
    lane = models.CharField(max_length=10, choices=LetterLane, default=LetterLane.COMMUNITY)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.PLANNED)
    asked_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint("plan", "writer", name="a_writer_counts_once"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_on__isnull=False), name="a_sent_letter_has_its_day"
            ),
        ]

    def __str__(self):
        return f"Letter {self.pk}"
