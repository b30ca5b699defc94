"""An applicant's private look at programs. Nobody else reads any of it: no director, no admin, ever (C-29)."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from playbook.vocabulary import Cadence, FactKind, Feasibility, Reaction
from programs.models.catalogue import Program
from programs.models.evidence import ProgramFact


class Evaluation(models.Model):
    """One person's look at one program. Saving a program begins it; everything heard and decided hangs on it."""

    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evaluations"
    )
    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="evaluations")
    target_path = models.CharField(max_length=80, blank=True, help_text="For example: cardiology fellowship.")
    note = models.TextField(blank=True)
    tags = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    interview_at = models.DateTimeField(null=True, blank=True)
    interview_minutes = models.PositiveSmallIntegerField(default=60)
    interview_place = models.CharField(max_length=200, blank=True, help_text="A room, or a link.")
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    reaction = models.CharField(max_length=12, choices=Reaction, blank=True)
    priorities_sent_on = models.DateField(null=True, blank=True)
    sketch_asked_on = models.DateField(null=True, blank=True)
    sketch_replied_on = models.DateField(null=True, blank=True)
    sketch_text = models.TextField(blank=True)
    sketch_signs = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    sketch_cadence = models.CharField(
        max_length=16, choices=Cadence, blank=True, help_text="The rhythm it gives; a start for agreements."
    )
    sketch_reading = models.CharField(
        max_length=12, blank=True, help_text="Her own reading of the reply (R-05). Empty: by the rule."
    )
    sketch_override_reason = models.CharField(max_length=300, blank=True)
    is_first_on_path = models.BooleanField(
        null=True, blank=True, help_text="Nobody went this way before; empty: by what was heard (S0-3.4)."
    )
    many_img = models.BooleanField(
        null=True,
        blank=True,
        help_text="She saw many international graduates there; empty: by the facts (S3-10).",
    )
    matched_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = [F("rank").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint("applicant", "program", name="one_evaluation_per_program"),
            models.UniqueConstraint(
                fields=["applicant", "rank"],
                name="one_program_per_rank",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                "applicant", condition=Q(matched_on__isnull=False), name="a_person_matches_at_one_program"
            ),
            models.CheckConstraint(
                condition=Q(reaction="") | Q(priorities_sent_on__isnull=False),
                name="a_reaction_follows_the_stated_goals",
            ),
            models.CheckConstraint(
                condition=Q(sketch_replied_on=None)
                | Q(sketch_asked_on__isnull=False, sketch_replied_on__gte=F("sketch_asked_on")),
                name="a_sketch_is_asked_before_it_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(sketch_reading="") | ~Q(sketch_override_reason=""),
                name="reading_a_sketch_differently_takes_a_reason",
            ),
        ]

    def __str__(self):
        return f"Evaluation {self.pk}"

    @property
    def interview_ends_at(self):
        """None while no interview is planned."""
        return self.interview_at and self.interview_at + timedelta(minutes=self.interview_minutes)


class WebsiteCheck(models.Model):
    """What a program's own pages say about support (S3-7.1). Silence is a question to ask, never a bad mark."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.CASCADE, related_name="website_check")
    url = models.URLField("web page")
    checked_on = models.DateField()
    names_support = models.BooleanField(null=True, blank=True)
    explains_structure = models.BooleanField(null=True, blank=True)
    shows_outcomes = models.BooleanField(null=True, blank=True)

    def __str__(self):
        return f"Website check {self.pk}"


class NeedJudgement(models.Model):
    """How one need stands at one program: the applicant's note, and her own word where she overrules the rule."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="need_judgements")
    need_ref = models.PositiveBigIntegerField(help_text="The need, which belongs to an app to the right.")
    note = models.TextField(blank=True)
    value = models.CharField(max_length=10, choices=Feasibility, blank=True, help_text="Empty: by the rule.")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("evaluation", "need_ref", name="one_judgement_per_need"),
            models.CheckConstraint(
                condition=Q(value="") | ~Q(reason=""), name="overruling_a_need_takes_a_reason"
            ),
        ]

    def __str__(self):
        return f"Need judgement {self.pk}"


class PathCondition(models.Model):
    """One of the four conditions of R-02 for one path, as the applicant judges it, with the proof she points to."""

    class Key(models.TextChoices):
        NONE_REACHED_IT = "none_reached_it", "Nobody reached it in three to five years"
        NO_FACULTY_RECORD = "no_faculty_record", "No faculty record on this path"
        VAGUE_LEADERS = "vague_leaders", "Leaders stay vague about building it"
        RESIDENTS_SAY_LEAVE = "residents_say_leave", "Residents say to go elsewhere for it"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="path_conditions")
    path = models.CharField(max_length=80)
    key = models.CharField(max_length=20, choices=Key)
    holds = models.BooleanField(null=True, blank=True, help_text="Empty: not known.")
    answer = models.ForeignKey("Answer", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    fact = models.ForeignKey(ProgramFact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["path", "pk"]
        constraints = [
            models.UniqueConstraint("evaluation", "path", "key", name="one_judgement_per_condition"),
            models.CheckConstraint(condition=~Q(path=""), name="a_condition_is_about_a_path"),
        ]

    def __str__(self):
        return f"Path condition {self.pk}"


class GapTask(models.Model):
    """A task that makes up for what a program lacks (S0-4.2): taken into the plan, or declined for good."""

    class State(models.TextChoices):
        ACCEPTED = "accepted", "In the plan"
        DECLINED = "declined", "Not for me"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="gap_tasks")
    gap = models.CharField(max_length=24, choices=FactKind)
    code = models.CharField(max_length=12, help_text="The plan item in the playbook, e.g. P-47a.")
    state = models.CharField(max_length=10, choices=State)
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("evaluation", "gap", "code", name="a_gap_task_is_decided_once")
        ]

    def __str__(self):
        return f"Gap task {self.pk}"


class ProgramMessage(models.Model):
    """What an applicant writes to a program (T-01, T-02): her words by element, and the day she sent them herself."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="messages")
    template_key = models.CharField(max_length=12)
    parts = models.JSONField(default=dict, help_text="Words by element key.")
    recipient = models.CharField(max_length=120, blank=True, help_text="Who it goes to: Dr. Larkspur.")
    sent_on = models.DateField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("evaluation", "template_key", name="one_message_per_purpose"),
        ]

    def __str__(self):
        return f"Program message {self.pk}"
