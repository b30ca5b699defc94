from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentorship.models import Need
from plans.models.plans import Plan


class Goal(models.Model):
    """A measurable aim: a number by a date. Its counter follows the records; nobody types it (S0-2.6)."""

    class Counts(models.TextChoices):
        LETTERS = "letters", "Strong letters agreed or sent"
        OUTPUTS = "outputs", "Outputs drafted or further"
        CHECKINS = "checkins", "Check-ins sent"
        OWN = "own", "Counted by me"

    class Per(models.TextChoices):
        YEAR = "year", "each year"
        TRAINING = "training", "by the end of training"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.SET_NULL, related_name="goals")
    title = models.CharField(max_length=160)
    counts = models.CharField(max_length=10, choices=Counts, default=Counts.OWN)
    target = models.PositiveSmallIntegerField(default=1)
    target_high = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The upper end of a range: 1 to 2."
    )
    per = models.CharField(max_length=8, choices=Per, default=Per.TRAINING)
    own_count = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(target__gte=1), name="a_goal_aims_at_one_or_more"),
            models.CheckConstraint(
                condition=Q(target_high=None) | Q(target_high__gte=models.F("target")),
                name="a_range_is_not_backwards",
            ),
            models.UniqueConstraint("plan", "title", name="a_goal_is_stated_once"),
        ]

    def __str__(self):
        return f"Goal {self.pk}"
