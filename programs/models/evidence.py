from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from playbook.vocabulary import FactKind, SourceKind
from programs.models.catalogue import Program


def not_in_the_future(day):
    if day > timezone.localdate():
        raise ValidationError("This date is in the future.")


class ProgramFact(models.Model):
    """A dated, sourced statement about a program (R-45). Contradicting facts stand side by side."""

    class Value(models.TextChoices):
        YES = "yes", "Yes"
        PARTIAL = "partial", "In part"
        NO = "no", "No"
        UNKNOWN = "unknown", "Not known"

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=24, choices=FactKind)
    value = models.CharField(max_length=8, choices=Value)
    detail = models.CharField(max_length=300, blank=True, help_text="In one sentence. Never a person's name.")
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    span_years = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Over how many years.")
    source_kind = models.CharField(max_length=10, choices=SourceKind)
    source = models.CharField(max_length=300, help_text="Where this was read or heard.")
    source_url = models.URLField(blank=True)
    as_of = models.DateField(validators=[not_in_the_future])
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["kind", "-as_of", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FactKind.values), name="fact_kind_is_known"),
            models.CheckConstraint(condition=~Q(source=""), name="a_fact_has_a_source"),
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__lte=F("denominator"), denominator__gt=0),
                name="so_many_of_so_many",
            ),
            models.UniqueConstraint(
                "program", "kind", "as_of", "source", "value", "detail", name="a_fact_is_entered_once"
            ),
        ]
        indexes = [models.Index(fields=["program", "kind", "-as_of"], name="facts_of_a_program")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_value_display()} ({self.as_of:%b %Y})"
