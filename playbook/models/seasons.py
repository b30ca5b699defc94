"""The dates of each application season. They move by some days every year, so they are content and not code."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from playbook.models.base import Content, edited_rows_have_a_time
from playbook.vocabulary import SeasonTrack

a_year = RegexValidator(r"^\d{4}$", "A season is named by the year of its match: 2027.")


class Season(Content):
    """One season, named by the year of its match. programs/calendar.py says which season a day belongs to."""

    key = models.CharField("year of the match", max_length=4, validators=[a_year])
    title = models.CharField(max_length=80)

    class Meta(Content.Meta):
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_season_is_there_once"),
            models.CheckConstraint(condition=Q(key__regex=r"^\d{4}$"), name="a_season_is_named_by_its_year"),
            edited_rows_have_a_time("a_season"),
        ]

    def __str__(self):
        return self.title


class SeasonDate(Content):
    """One date, or a span of days. Not confirmed: we expect it by the pattern of earlier years, and say so."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="dates")
    key = models.SlugField(max_length=40, help_text="rank-deadline and match-day are read by the pages.")
    title = models.CharField(max_length=120)
    day = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="The last day, when it lasts longer than one.")
    track = models.CharField("for", max_length=20, choices=SeasonTrack, default=SeasonTrack.RESIDENCY)
    is_confirmed = models.BooleanField(
        "confirmed", default=False, help_text="Published by ERAS or the NRMP, and read there."
    )

    class Meta(Content.Meta):
        ordering = ["day", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["season", "key"], name="a_season_has_each_date_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("day")),
                name="a_season_span_is_not_backwards",
                violation_error_message="The last day comes after the first one.",
            ),
            edited_rows_have_a_time("a_season_date"),
        ]

    def __str__(self):
        return self.title

    @property
    def ends_on(self):
        return self.until or self.day
