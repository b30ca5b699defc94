"""What every row of content has in common."""

from django.db import models
from django.db.models import Q


class ContentQuerySet(models.QuerySet):
    def current(self):
        """Rows in use. Retired ones stay, because answers and plans may have been made from them."""
        return self.filter(retired_on=None)


class Content(models.Model):
    """A row that ships with the app, or that an admin added.

    `manage.py sync_playbook` brings shipped rows up to date and leaves alone those edited by hand.
    Content is retired, never deleted. Keys are permanent: a new meaning needs a new key.
    """

    position = models.PositiveSmallIntegerField(default=0, help_text="Order on lists, lowest first.")
    source = models.CharField(max_length=120, blank=True, help_text="Where this comes from.")
    retired_on = models.DateField(null=True, blank=True, help_text="Set: kept, but no longer offered.")
    edited_by_hand = models.BooleanField(default=False, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ContentQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    @property
    def is_current(self):
        return self.retired_on is None


def edited_rows_have_a_time(what):
    """The constraint every kind of content carries, under a name of its own."""
    return models.CheckConstraint(
        condition=Q(edited_by_hand=False) | Q(edited_at__isnull=False),
        name=f"{what}_edited_by_hand_says_when",
    )


def lines(text):
    """The lines of a field that holds one thing on each line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
