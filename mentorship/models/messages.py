from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentorship.models.relationships import Relationship
from playbook.vocabulary import MessageState


class Message(models.Model):
    """A draft or sent message from a template: its parts, when it left, and what came of it. Read by its author."""

    class SentBy(models.TextChoices):
        APP = "app", "From here, with a link to answer"
        OWN_MAIL = "own_mail", "From my own mail"

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="messages")
    template_key = models.CharField(max_length=12, help_text="The code in the playbook, e.g. T-03.")
    parts = models.JSONField(default=dict, help_text="Words by element key.")
    state = models.CharField(max_length=14, choices=MessageState, default=MessageState.DRAFT)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.CharField(max_length=8, choices=SentBy, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=20)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MessageState.values), name="message_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "ready"]) | Q(sent_on__isnull=False), name="a_sent_message_has_its_date"
            ),
            models.CheckConstraint(condition=Q(minutes__range=(5, 60)), name="an_ask_takes_5_to_60_minutes"),
            models.UniqueConstraint(
                "relationship", "template_key", condition=Q(state__in=["draft", "ready"]), name="one_draft_per_template"
            ),
        ]

    def __str__(self):
        return f"Message {self.pk}"
