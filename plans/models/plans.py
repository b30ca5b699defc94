from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from playbook.vocabulary import Evidence, MilestoneKind
from programs.calendar import pgy, training_month
from programs.models import Membership


class Plan(models.Model):
    """A resident's dated plan, copied from a playbook template on the day it starts (R-35)."""

    class State(models.TextChoices):
        ACTIVE = "active", "Active"
        PAUSED = "paused", "Paused"
        ENDED = "ended", "Ended"

    resident = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plans")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="plans")
    template_key = models.CharField(max_length=40)
    overlays = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    starts_on = models.DateField()
    years = models.PositiveSmallIntegerField()
    entry_pgy = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State, default=State.ACTIVE)
    ended_on = models.DateField(null=True, blank=True)
    redated_from = models.DateField(
        null=True,
        blank=True,
        help_text="The first day the resident had given, when the program gave another and the dates followed it.",
    )
    shared_with_director = models.BooleanField(
        default=False, help_text="The director may read goal texts and the identity line too."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(years__range=(1, 7)), name="a_plan_lasts_1_to_7_years"),
            models.CheckConstraint(condition=Q(entry_pgy__range=(1, 7)), name="a_plan_enters_at_pgy_1_to_7"),
            models.UniqueConstraint(
                "membership", condition=~Q(state="ended"), name="one_running_plan_per_membership"
            ),
            models.UniqueConstraint(
                "resident", condition=~Q(state="ended"), name="one_running_plan_per_resident"
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) | ~Q(state="ended") & Q(ended_on=None),
                name="an_ended_plan_has_its_day",
            ),
        ]

    def __str__(self):
        return f"Plan {self.pk}"

    @property
    def months(self):
        return self.years * 12

    def days_away(self, today):
        """Days of leave up to and including today."""
        return sum(
            max(0, (min(leave.ends_on, today) - leave.starts_on).days + 1) for leave in self.leaves.all()
        )

    def month(self, today):
        """The month of training, from 1; 0 before the start (R-35). Leave does not count. After the end it stays."""
        return min(training_month(self.starts_on, today, days_away=self.days_away(today)), self.months)

    def pgy(self, today):
        return pgy(self.month(today), entry_pgy=self.entry_pgy)


class PlanWindow(models.Model):
    """A stretch of months with a theme, as copied from the template. Months are 1-based and inclusive (C-13)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="windows")
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=80)
    first_month = models.PositiveSmallIntegerField()
    last_month = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day, inclusive.")

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint("plan", "number", name="one_window_per_number"),
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")), name="a_window_is_not_backwards"
            ),
        ]

    def __str__(self):
        return self.theme


class Milestone(models.Model):
    """One thing to get done within a window. Its state follows from dates and evidence (R-36)."""

    class Owner(models.TextChoices):
        RESIDENT = "resident", "Resident"
        MENTOR = "mentor", "Mentor"
        BOTH = "both", "Resident and mentor"
        CHIEF = "chief", "Chief resident"

    class Progress(models.TextChoices):
        NONE = "", "Not started"
        MOVING = "moving", "Moving"
        STUCK = "stuck", "Stuck"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestones")
    window = models.ForeignKey(
        PlanWindow, null=True, blank=True, on_delete=models.SET_NULL, related_name="milestones"
    )
    code = models.CharField(
        max_length=24, blank=True, help_text="The template's code, e.g. P-05; blank for own items."
    )
    kind = models.CharField(max_length=16, choices=MilestoneKind, default=MilestoneKind.OTHER)
    title = models.CharField(max_length=160)
    owner = models.CharField(max_length=10, choices=Owner, default=Owner.RESIDENT)
    done_when = models.CharField(max_length=240, blank=True)
    opens_on = models.DateField()
    due_on = models.DateField()
    hint = models.TextField(blank=True)
    proof = models.CharField(
        max_length=30,
        choices=Evidence,
        default=Evidence.BY_HAND,
        help_text="The record that can show it is done.",
    )
    proof_of = models.CharField(
        max_length=40, blank=True, help_text="Which function, stage or lane the record is about."
    )
    proof_count = models.PositiveSmallIntegerField(default=1)
    progress = models.CharField(max_length=8, choices=Progress, blank=True, default="")
    done_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    before = models.JSONField(
        null=True,
        blank=True,
        editable=False,
        help_text="What the last change replaced, so that it can be undone once.",
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["due_on", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")), name="a_milestone_opens_before_it_is_due"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None), name="a_milestone_is_done_or_dropped_not_both"
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None) | ~Q(dropped_reason=""), name="a_dropped_milestone_has_a_reason"
            ),
            models.UniqueConstraint(
                "plan", "code", condition=~Q(code=""), name="a_template_item_is_copied_once"
            ),
        ]
        indexes = [
            models.Index("plan", "due_on", name="open_milestones", condition=Q(done_on=None, dropped_on=None))
        ]

    def __str__(self):
        return self.title


class Leave(models.Model):
    """A leave of absence: everything still open moves by its length; what is done stays where it was."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="leaves")
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day away, inclusive.")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    moved = models.JSONField(
        default=dict,
        editable=False,
        help_text="By how many days each date was moved, so that removing it moves them back.",
    )

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="a_leave_ends_after_it_starts"
            ),
            models.UniqueConstraint("plan", "starts_on", name="one_leave_per_first_day"),
        ]

    def __str__(self):
        return f"{self.starts_on} to {self.ends_on}"

    @property
    def days(self):
        """Days away, first and last included."""
        return (self.ends_on - self.starts_on).days + 1
