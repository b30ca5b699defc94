from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from playbook.vocabulary import Domain, Function, NeedBucket


class Need(models.Model):
    """Help a resident wants, said so that one can tell when it has come: a sentence with a number or a date (R-43)."""

    class Priority(models.IntegerChoices):
        HIGH = 1, "Now"
        MIDDLE = 2, "This year"
        LOW = 3, "Later"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        MET = "met", "Met"
        DROPPED = "dropped", "No longer needed"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="needs")
    bucket = models.CharField(max_length=20, choices=NeedBucket)
    topic = models.CharField(max_length=80, blank=True)
    domain = models.CharField(max_length=20, choices=Domain, blank=True)
    functions = ArrayField(
        models.CharField(max_length=16, choices=Function), help_text="Who could give this help."
    )
    sentence = models.CharField(max_length=240)
    measure_count = models.PositiveSmallIntegerField(null=True, blank=True)
    measure_unit = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True, blank=True)
    target_specialty = models.CharField(max_length=80, blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.MIDDLE)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["priority", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure_count__gte=1) | Q(due_on__isnull=False),
                name="a_need_has_a_number_or_a_date",
            ),
            models.CheckConstraint(condition=Q(bucket__in=NeedBucket.values), name="need_bucket_is_known"),
            models.UniqueConstraint(
                "owner", "sentence", condition=Q(state="open"), name="a_need_is_stated_once"
            ),
        ]

    def __str__(self):
        return f"Need {self.pk}"

    @property
    def measure(self):
        """ "2 letters by Thu, Jul 1": how one can tell that it has come."""
        count = f"{self.measure_count} {self.measure_unit}".strip() if self.measure_count else ""
        due = f"by {self.due_on:%b} {self.due_on.day}, {self.due_on.year}" if self.due_on else ""
        return " ".join(filter(None, [count, due]))

    @property
    def functions_in_words(self):
        return ", ".join(str(Function(name).label) for name in self.functions)
