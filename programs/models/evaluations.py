from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from playbook.vocabulary import Audience, Reaction, Reading, TimeBasis
from programs.models.catalogue import Program


class Evaluation(models.Model):
    """One applicant's private look at one program. Nobody else reads it: no director, no admin, ever (C-29)."""

    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evaluations"
    )
    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="evaluations")
    target_path = models.CharField(max_length=80, blank=True, help_text="For example: cardiology fellowship.")
    interview_on = models.DateField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    priorities_sent_on = models.DateField(null=True, blank=True)
    reaction = models.CharField(max_length=12, choices=Reaction, blank=True)
    sketch_asked_on = models.DateField(null=True, blank=True)
    sketch_replied_on = models.DateField(null=True, blank=True)
    sketch_text = models.TextField(blank=True)
    sketch_signs = ArrayField(models.CharField(max_length=24), default=list, blank=True)
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
            models.CheckConstraint(
                condition=Q(reaction="") | Q(priorities_sent_on__isnull=False),
                name="a_reaction_follows_the_stated_goals",
            ),
            models.CheckConstraint(
                condition=Q(sketch_replied_on=None)
                | Q(sketch_asked_on__isnull=False, sketch_replied_on__gte=F("sketch_asked_on")),
                name="a_sketch_is_asked_before_it_is_answered",
            ),
        ]

    def __str__(self):
        return f"Evaluation {self.pk}"


class Answer(models.Model):
    """What was heard for one question, and how concrete it was. Keeps the wording it was asked under."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="answers")
    question_key = models.CharField(max_length=40)
    wording = models.CharField(max_length=400)
    audience = models.CharField(max_length=16, choices=Audience)
    speaker = models.CharField(
        max_length=80, blank=True, help_text="Which of several people, without a name: PGY-2."
    )
    note = models.TextField(blank=True)
    has_name = models.BooleanField(default=False)
    has_timeframe = models.BooleanField(default=False)
    has_example = models.BooleanField(default=False)
    time_basis = models.CharField(max_length=10, choices=TimeBasis, default=TimeBasis.UNKNOWN)
    reading = models.CharField(max_length=12, choices=Reading, default=Reading.UNANSWERED)
    reading_reason = models.CharField(
        max_length=300, blank=True, help_text="Why the suggested reading was overruled."
    )
    heard_on = models.DateField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["audience", "question_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(reading__in=Reading.values), name="reading_is_known"),
            models.CheckConstraint(
                condition=Q(has_name=False, has_timeframe=False, has_example=False) | ~Q(note=""),
                name="a_sign_needs_the_words_that_hold_it",
            ),
            models.UniqueConstraint(
                "evaluation",
                "question_key",
                "audience",
                "speaker",
                name="one_answer_per_question_and_speaker",
            ),
        ]

    def __str__(self):
        return f"Answer {self.pk}"


class NamedPerson(models.Model):
    """Somebody named in an answer, who may become a possible mentor after the match."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=120)
    hint = models.CharField(max_length=200, blank=True, help_text="What they do, how to approach them.")
    may_be_noted = models.BooleanField(default=False, help_text="A resident agreed to being noted by name.")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("answer", "name", name="a_person_is_named_once_per_answer")]

    def __str__(self):
        return f"Person {self.pk}"
