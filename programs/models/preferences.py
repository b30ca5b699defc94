"""How one applicant weighs programs, and how far her list is. As private as her evaluations (C-29)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from playbook.vocabulary import NeedProfile


class Preferences(models.Model):
    """What one person says about herself for judging programs. All of it by choice, none of it inferred."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="program_preferences"
    )
    is_img = models.BooleanField(
        default=False, help_text="Show the questions and pictures for international graduates."
    )
    need_profiles = ArrayField(models.CharField(max_length=20, choices=NeedProfile), default=list, blank=True)
    weights = models.JSONField(default=dict, help_text="Own relative weights by criterion, 0 to 100.")
    zip_code = models.CharField(
        "ZIP code",
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^\d{5}$", "A ZIP code has five digits.")],
    )

    class Meta:
        verbose_name_plural = "preferences"

    def __str__(self):
        return f"Preferences {self.pk}"


class RankList(models.Model):
    """One person's list for one season: when she called it final, and whether it changed after the deadline."""

    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rank_lists"
    )
    season = models.CharField(max_length=4, help_text="The year of the match, e.g. 2027.")
    final_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_after_deadline_at = models.DateTimeField(null=True, blank=True)
    order_before = ArrayField(
        models.PositiveBigIntegerField(),
        null=True,
        blank=True,
        help_text="The order that an undo leads back to. Null: nothing was changed yet.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint("applicant", "season", name="one_rank_list_per_season"),
            models.CheckConstraint(condition=Q(season__regex=r"^\d{4}$"), name="a_season_is_a_year"),
        ]

    def __str__(self):
        return f"Rank list {self.pk}"
