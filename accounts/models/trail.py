from django.conf import settings
from django.db import models
from django.utils import timezone


class AccessEntry(models.Model):
    """Who looked at whose progress, and when. Written once, never changed; the person it is about can read it."""

    class What(models.TextChoices):
        PROGRESS = "progress", "Progress page"
        COHORT = "cohort", "Cohort list"
        COHORT_FILE = "cohort_file", "Cohort file (CSV)"
        CHECKIN = "checkin", "Check-in"
        PLAN = "plan", "Plan"

    viewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="looks"
    )
    viewer_name = models.CharField(max_length=120, help_text="The name at the time; it outlives the account.")
    viewer_role = models.CharField(max_length=40)
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looked_at_by"
    )
    what = models.CharField(max_length=12, choices=What)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject", "-at"], name="access_by_subject")]

    def __str__(self):
        return f"{self.viewer_name}, {self.get_what_display()}, {self.at:%Y-%m-%d}"
