from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from playbook.vocabulary import FactKind, FactPart, SourceKind
from programs.models.catalogue import Program


def not_in_the_future(day):
    if day > timezone.localdate():
        raise ValidationError("This date is in the future.")


def a_year(year):
    if not 1990 <= year <= timezone.localdate().year:
        raise ValidationError("Type a year with four digits, this year at the latest.")


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
    part = models.CharField(
        max_length=24, choices=FactPart, blank=True, help_text="Which visa, model or part of onboarding."
    )
    detail = models.CharField(max_length=300, blank=True, help_text="In one sentence. Never a person's name.")
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="A rate, when the counts are not given.",
    )
    span_years = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Over how many years.")
    place = models.CharField(max_length=120, blank=True, help_text="Fellowships entered: at which place.")
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[a_year], help_text="Fellowships entered: in which year."
    )
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
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__range=(0, 100)), name="a_rate_is_0_to_100_percent"
            ),
            models.CheckConstraint(
                condition=~Q(kind=FactKind.BOARD_PASS_RATE)
                | Q(value="unknown")
                | Q(span_years__isnull=False) & (Q(percent__isnull=False) | Q(numerator__isnull=False)),
                name="a_pass_rate_has_a_figure_and_a_span",
                violation_error_message="Give the figure (so many of so many, or percent) and over how many years.",
            ),
            models.UniqueConstraint(
                "program", "kind", "part", "as_of", "source", "value", "detail", "place", "year",
                nulls_distinct=False,
                name="a_fact_is_entered_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["program", "kind", "-as_of"], name="facts_of_a_program")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_value_display()} ({self.as_of:%b %Y})"


class FactSuggestion(models.Model):
    """What a program says about a statement: a correction, a missing fact or a reply. An admin decides; all is kept."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Correction"
        NEW = "new", "Missing fact"
        REPLY = "reply", "Reply in words"

    class State(models.TextChoices):
        OPEN = "open", "With our editors"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Not accepted"
        WITHDRAWN = "withdrawn", "Taken back"

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="suggestions")
    about = models.ForeignKey(
        ProgramFact, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggestions"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    fact_kind = models.CharField(max_length=24, choices=FactKind, blank=True)
    part = models.CharField(max_length=24, choices=FactPart, blank=True)
    value = models.CharField(max_length=8, choices=ProgramFact.Value, blank=True)
    words = models.CharField(max_length=300, help_text="In one or two sentences. Never a person's name.")
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    span_years = models.PositiveSmallIntegerField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, validators=[a_year])
    source = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(blank=True)
    as_of = models.DateField(null=True, blank=True, validators=[not_in_the_future])
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    suggested_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=300, blank=True)
    became = models.ForeignKey(
        ProgramFact, null=True, blank=True, on_delete=models.SET_NULL, related_name="came_from"
    )

    class Meta:
        ordering = ["-suggested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "withdrawn"]) | Q(decided_at__isnull=False),
                name="a_decided_suggestion_says_when",
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__range=(0, 100)), name="a_suggested_rate_is_0_to_100_percent"
            ),
            models.UniqueConstraint(
                "program", "about", "kind", "words",
                condition=Q(state="open"),
                nulls_distinct=False,
                name="a_suggestion_waits_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index("program", "state", name="suggestions_of_a_program")]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.get_state_display()})"
