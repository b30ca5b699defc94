"""What was heard at a program, and who was named. As private as the evaluation it belongs to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from playbook.vocabulary import Audience, Reading, TimeBasis
from programs.models.evaluations import Evaluation


class Answer(models.Model):
    """What was heard for one question, and how concrete it was. Keeps the wording it was asked under."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="answers")
    question_key = models.CharField(
        max_length=40, help_text="Q-L1, or Q-L5:12 for need 12, or probe:… or own:… for one's own question."
    )
    wording = models.CharField(max_length=400)
    feeds = models.CharField(max_length=40, blank=True, help_text="The condition it helps decide.")
    audience = models.CharField(max_length=16, choices=Audience)
    speaker = models.CharField(
        max_length=80, blank=True, help_text="Which of several people, without a name: PGY-2."
    )
    note = models.TextField(blank=True)
    green = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    red = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    opening = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    has_name = models.BooleanField(default=False)
    has_timeframe = models.BooleanField(default=False)
    has_example = models.BooleanField(default=False)
    cases = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of how many people it tells.")
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


class AnswerDraft(models.Model):
    """What is being typed on the sheet, kept as it is typed: a lost connection loses nothing. Gone once saved."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="drafts")
    question_key = models.CharField(max_length=40)
    audience = models.CharField(max_length=16, choices=Audience)
    answer = models.ForeignKey(
        Answer,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="drafts",
        help_text="The answer being changed; empty: a new one.",
    )
    typed = models.JSONField(default=dict, help_text="The form's fields as they stand, right or wrong.")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "evaluation", "question_key", "answer", nulls_distinct=False, name="one_draft_per_answer"
            ),
        ]

    def __str__(self):
        return f"Draft {self.pk}"

    @property
    def has_words(self):
        """Whether anything was typed or tapped. The day stands in the form by itself."""
        said = ((name, values) for name, values in self.typed.items() if name != "heard_on")
        return any(str(value).strip() for _, values in said if isinstance(values, list) for value in values)


class OwnQuestion(models.Model):
    """A question the applicant wrote herself, for one program. Its key on the sheet is own:<pk>."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="own_questions")
    audience = models.CharField(max_length=16, choices=Audience)
    wording = models.CharField(max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "evaluation", "audience", Lower("wording"), name="an_own_question_stands_once"
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="an_own_question_has_words"),
        ]

    def __str__(self):
        return f"Own question {self.pk}"


class NamedPerson(models.Model):
    """Somebody named in an answer or in the sketch, who may become a possible mentor after the match."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=120)
    hint = models.CharField(max_length=200, blank=True, help_text="What they do.")
    approach = models.CharField(max_length=200, blank=True, help_text="How they like to be approached.")
    project_types = models.CharField(max_length=200, blank=True)
    answers = models.ManyToManyField(Answer, related_name="people", blank=True)
    in_sketch = models.BooleanField(default=False)
    is_resident = models.BooleanField(default=False)
    may_be_noted = models.BooleanField(default=False, help_text="A resident agreed to being noted by name.")
    is_prospect = models.BooleanField(default=False, help_text="Worth asking after the match.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint("evaluation", Lower("name"), name="a_person_is_named_once_per_program"),
            models.CheckConstraint(
                condition=Q(is_resident=False) | Q(may_be_noted=True), name="a_resident_agreed_to_be_noted"
            ),
        ]

    def __str__(self):
        return f"Person {self.pk}"
