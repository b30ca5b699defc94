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

    class Answer(models.TextChoices):
        """What the mentor pressed. None of them is a failure."""

        ACCEPTED = "accepted", "Yes, at one of these times"
        OTHER_TIME = "other_time", "Yes, at another time"
        NOT_NOW = "not_now", "Not this time"
        SOMEONE_ELSE = "someone_else", "Somebody else is a better person to ask"

    class Reason(models.TextChoices):
        """Why not this time. Optional, and neutral (R-21)."""

        NO_TIME = "no_time", "My calendar is full"
        FULL = "full", "I mentor as many as I can"
        NOT_MY_FIELD = "not_my_field", "It is not my field"
        AWAY = "away", "I am away or moving on"

    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="messages")
    template_key = models.CharField(max_length=12, help_text="The code in the playbook, e.g. T-03.")
    parts = models.JSONField(default=dict, help_text="Words by element key.")
    state = models.CharField(max_length=14, choices=MessageState, default=MessageState.DRAFT)
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.CharField(max_length=8, choices=SentBy, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(
        null=True, blank=True, help_text="The answer may be changed for a day."
    )
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    answer_reason = models.CharField(max_length=12, choices=Reason, blank=True)
    answer_words = models.CharField(
        max_length=300, blank=True, help_text="From the mentor, read by the resident."
    )
    topic = models.CharField(max_length=80, blank=True, help_text="Stands in the subject.")
    minutes = models.PositiveSmallIntegerField(default=20)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MessageState.values), name="message_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "ready"]) | Q(sent_on__isnull=False),
                name="a_sent_message_has_its_date",
            ),
            models.CheckConstraint(condition=Q(minutes__range=(5, 60)), name="an_ask_takes_5_to_60_minutes"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_on__isnull=False), name="an_answer_has_its_date"
            ),
            models.UniqueConstraint(
                "relationship",
                "template_key",
                "sent_on",
                condition=Q(sent_on__isnull=False),
                name="a_message_leaves_once_a_day",
            ),
            models.UniqueConstraint(
                "relationship",
                "template_key",
                condition=Q(state__in=["draft", "ready"]),
                name="one_draft_per_template",
            ),
        ]

    def __str__(self):
        return f"Message {self.pk}"
