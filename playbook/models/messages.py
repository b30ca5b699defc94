"""Message templates: what a good message of one kind contains."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q

from playbook.models.base import Content, ContentQuerySet, edited_rows_have_a_time, lines
from playbook.vocabulary import ElementKind, OverLimit


class MessageTemplateQuerySet(ContentQuerySet):
    def with_elements(self):
        """Each template carries `parts`, the list of its current elements in order. Two queries in all."""
        return self.prefetch_related(
            Prefetch("elements", queryset=MessageElement.objects.current(), to_attr="parts"),
        )


class MessageTemplate(Content):
    """One kind of message. A message is ready when every required element has words and every limit is kept."""

    key = models.CharField(max_length=20)
    title = models.CharField(max_length=80)
    purpose = models.TextField()
    sender = models.CharField(max_length=60)
    recipient = models.CharField(max_length=60)
    offered_when = models.TextField(blank=True)
    subject = models.CharField(max_length=120, blank=True)
    greeting = models.CharField(max_length=80, blank=True)
    closing = models.CharField(max_length=80, blank=True)
    headings = models.TextField(blank=True, help_text="The headings of its checklist, one on each line.")
    max_words = models.PositiveSmallIntegerField(null=True, blank=True)
    max_lines = models.PositiveSmallIntegerField(null=True, blank=True)
    over_limit = models.CharField(max_length=10, choices=OverLimit.choices, default=OverLimit.WARN)
    max_minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The longest meeting it may ask."
    )
    min_slots = models.PositiveSmallIntegerField(default=0, help_text="How many times it has to offer.")
    max_questions = models.PositiveSmallIntegerField(null=True, blank=True)
    within_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Best sent this soon after."
    )
    ahead_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Sent at least this long before."
    )
    once = models.BooleanField(default=False, help_text="Not sent a second time for the same matter.")
    forbidden = models.TextField(blank=True, help_text="Words it must not contain, one phrase on each line.")
    forbidden_why = models.CharField(max_length=200, blank=True)

    objects = MessageTemplateQuerySet.as_manager()

    class Meta(Content.Meta):
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_message_template_key_is_used_once"),
            edited_rows_have_a_time("a_message_template"),
        ]

    def __str__(self):
        return f"{self.key} {self.title}"

    @property
    def forbidden_phrases(self):
        return lines(self.forbidden)

    @property
    def heading_list(self):
        return lines(self.headings)


class MessageElement(Content):
    """One part of a message, in the order in which it is written."""

    template = models.ForeignKey(MessageTemplate, on_delete=models.CASCADE, related_name="elements")
    key = models.SlugField(max_length=40)
    heading = models.CharField(max_length=60, blank=True, help_text="One of the headings of its template.")
    label = models.CharField(max_length=80)
    hint = models.TextField(blank=True)
    example = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=ElementKind.choices, default=ElementKind.TEXT)
    required = models.BooleanField(default=True)
    joins = models.BooleanField(default=False, help_text="Reads on in the paragraph of the part before it.")
    max_words = models.PositiveSmallIntegerField(null=True, blank=True)
    sentence = models.CharField(max_length=200, blank=True, help_text="Turns a bare {value} into a sentence.")
    choices = models.TextField(blank=True, help_text="For one of several: one on each line.")

    class Meta(Content.Meta):
        verbose_name, verbose_name_plural = "part of a message", "parts of messages"
        constraints = [
            models.UniqueConstraint(
                fields=["template", "key"], name="a_message_element_key_is_used_once_per_template"
            ),
            models.CheckConstraint(condition=~Q(label=""), name="a_message_element_has_a_label"),
            edited_rows_have_a_time("a_message_element"),
        ]

    def __str__(self):
        return self.label

    def clean(self):
        """A heading of its template, and a name that a form can use."""
        if self.heading and self.template_id and self.heading not in self.template.heading_list:
            raise ValidationError({"heading": "Choose one of the headings of its template."})
        if self.key and not self.key.isidentifier():
            raise ValidationError({"key": "Use letters, digits and _ only, and begin with a letter."})

    @property
    def choice_list(self):
        return lines(self.choices)
