from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from mentorship.models import Relationship
from plans.models.plans import Plan

SEASONS = ("Winter", "Spring", "Summer", "Fall")  # of the calendar quarter in which it is due


class CheckIn(models.Model):
    """A quarter of one plan (R-28). The row exists from the plan's first day; sending fills it in.

    Its words are read by the mentors chosen, and by the director only when the resident ticked so.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="checkins")
    quarter = models.PositiveSmallIntegerField(help_text="1 is the first quarter of training.")
    opens_on = models.DateField()
    due_on = models.DateField()
    late_on = models.DateField(help_text="From this day it counts as late.")
    done = models.TextField(blank=True)
    next = models.TextField(blank=True)
    questions = models.TextField(blank=True, help_text="One or two, a line each.")
    note_to_self = models.TextField(blank=True)
    wins = models.JSONField(default=list, blank=True, help_text="The pre-filled lines that were kept.")
    words_for_director = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    revised_at = models.DateTimeField(null=True, blank=True)
    postponed_until = models.DateField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True, help_text="When the draft was last kept.")
    skipped = models.BooleanField(
        default=False, help_text="Its time was over before the plan began here, so nobody is asked for it."
    )

    class Meta:
        ordering = ["plan", "quarter"]
        constraints = [
            models.UniqueConstraint("plan", "quarter", name="one_checkin_per_quarter"),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("due_on"), due_on__lt=F("late_on")),
                name="a_checkin_opens_is_due_is_late",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | (~Q(done="") | ~Q(wins=[])) & ~Q(next=""),
                name="a_sent_checkin_has_done_and_next",
            ),
        ]
        indexes = [
            models.Index("opens_on", name="checkins_to_send", condition=Q(sent_at=None, skipped=False)),
        ]

    def __str__(self):
        return f"Check-in {self.pk}"

    @property
    def name(self):
        """ "Fall check-in": by the season in which the quarter ends."""
        return f"{SEASONS[(self.due_on.month - 1) // 3]} check-in"


class CheckInReader(models.Model):
    """A mentor a check-in was sent to, and when they pressed "Read"."""

    checkin = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="readers")
    relationship = models.ForeignKey(Relationship, on_delete=models.CASCADE, related_name="checkins_read")
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(blank=True, help_text="A line back to the resident; read by the two of them.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("checkin", "relationship", name="a_reader_is_named_once")]

    def __str__(self):
        return f"Reader {self.pk}"
