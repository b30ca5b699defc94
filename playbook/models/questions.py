"""Question banks."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from playbook import wording as words_of
from playbook.models.base import Content, ContentQuerySet, edited_rows_have_a_time, lines
from playbook.vocabulary import Audience, QuestionBank, QuestionKind

KEY = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
PLACEHOLDERS = ("goal", "need", "name", "path", "fellowship", "field", "outcome", "center")


class QuestionQuerySet(ContentQuerySet):
    def in_bank(self, bank):
        return self.filter(bank=bank)

    def to_ask(self):
        """Without tips, which show a better question instead of being asked."""
        return self.exclude(kind=QuestionKind.TIP)


class Question(Content):
    """One question, with cues of a good and a bad answer. An answer keeps the wording it was asked under."""

    key = models.CharField(max_length=20)
    bank = models.CharField(max_length=20, choices=QuestionBank.choices)
    audience = models.CharField(max_length=20, choices=Audience.choices)
    topic = models.CharField(max_length=40, help_text="A short word to group questions by.")
    kind = models.CharField(max_length=20, choices=QuestionKind.choices, default=QuestionKind.QUESTION)
    wording = models.TextField(
        help_text="As you would say it. {goal}, {need} and the like are filled in later."
    )
    hint = models.TextField(blank=True)
    green_cues = models.TextField(blank=True, help_text="Signs of a good answer, one on each line.")
    red_cues = models.TextField(blank=True, help_text="Signs of a thin answer, one on each line.")
    opening_cues = models.TextField(
        blank=True, help_text="Signs of an opening worth following, one on each line."
    )
    checklist = models.TextField(blank=True, help_text="For a list to go through: one point on each line.")
    follows = models.CharField(
        max_length=20, blank=True, help_text="The key of the question this one deepens."
    )
    stores = models.CharField(
        max_length=40, blank=True, help_text="The part of the agreement that keeps the answer."
    )
    feeds = models.CharField(
        max_length=40, blank=True, help_text="The condition that the answer helps decide."
    )
    asked_per_need = models.BooleanField(default=False, help_text="One copy for each need, in its own words.")

    objects = QuestionQuerySet.as_manager()

    class Meta(Content.Meta):
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_question_key_is_used_once"),
            models.CheckConstraint(condition=~Q(wording=""), name="a_question_has_words"),
            edited_rows_have_a_time("a_question"),
        ]

    def __str__(self):
        return f"{self.key} {self.wording}"

    def clean(self):
        """A key that fits into an address, blanks that something fills, and cues for a question asked on a visit."""
        if self.key and not KEY.fullmatch(self.key):
            raise ValidationError({"key": "Use letters, digits and hyphens, such as Q-L9."})
        for found in words_of.placeholders_in(self.wording):
            if found.strip("{}") not in PLACEHOLDERS:
                raise ValidationError(
                    {"wording": f"Nothing fills {found}. Known are {{goal}}, {{need}}, {{name}}."}
                )
        if self.asked_per_need and "{need}" not in self.wording:
            raise ValidationError({"wording": "A question asked for each need has to say {need}."})
        is_asked = self.bank == QuestionBank.INTERVIEW and self.kind == QuestionKind.QUESTION
        for name in ("green_cues", "red_cues") if is_asked else ():
            if not lines(getattr(self, name)):
                raise ValidationError({name: "A question for a visit needs at least one, to tap."})

    @property
    def green(self):
        return lines(self.green_cues)

    @property
    def red(self):
        return lines(self.red_cues)

    @property
    def opening(self):
        return lines(self.opening_cues)

    @property
    def points(self):
        return lines(self.checklist)
