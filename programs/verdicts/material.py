"""What verdicts rest on, read in a fixed number of queries for one evaluation or sixty, as light rows."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import BigIntegerField, BooleanField, Value

from playbook.models import Question
from playbook.vocabulary import Audience, QuestionBank, Reading
from programs import hooks
from programs.models import (
    Answer,
    NamedPerson,
    NeedJudgement,
    PathCondition,
    Preferences,
    ProgramFact,
    WebsiteCheck,
)
from programs.verdicts.weights import usual_weights

LEADERS = frozenset({Audience.LEADERSHIP.value, Audience.LEADERSHIP_IMG.value})
RESIDENTS = frozenset({Audience.RESIDENT.value, Audience.IMG_RESIDENT.value})
BY = dict.fromkeys(LEADERS, "leader") | dict.fromkeys(RESIDENTS, "resident")
IMG_AUDIENCES = frozenset({Audience.LEADERSHIP_IMG.value, Audience.IMG_RESIDENT.value})


class AnswerRow:
    """An answer as a verdict sees it. `wording` and `note` are empty in a summary.

    There may be thousands of them on one page, so what the rules ask again and again is worked out once.
    `by`: leader, resident or other. `is_against`: only warning signs in it.
    """

    FIELDS = (
        "pk",
        "evaluation_id",
        "question_key",
        "feeds",
        "audience",
        "speaker",
        "green",
        "red",
        "cases",
        "reading",
    )
    WORDS = ("wording", "note", "heard_on")
    __slots__ = (*FIELDS, *WORDS, "by", "is_heard", "is_against", "is_for", "is_part", "is_empty")

    def __init__(self, values):
        (
            self.pk, self.evaluation_id, self.question_key, self.feeds, self.audience, self.speaker, self.green,
            self.red, self.cases, self.reading,
        ) = values[:10]  # fmt: skip
        self.wording, self.note, self.heard_on = values[10:] or ("", "", None)
        reading = self.reading
        self.by = BY.get(self.audience, "other")
        self.is_heard = reading != "unanswered"
        self.is_against = against = bool(self.red) and not self.green
        self.is_for = reading == "concrete" and not against
        self.is_part = not against and (reading == "partial" or reading == "opportunity")
        self.is_empty = self.is_heard and (against or reading == "vague")

    @property
    def who(self):
        label = Audience(self.audience).label
        return f"{label} ({self.speaker})" if self.speaker else label

    @property
    def reading_label(self):
        return Reading(self.reading).label


class FactRow(NamedTuple):
    """A fact as a verdict sees it."""

    pk: int
    program_id: int
    kind: str
    value: str
    part: str
    detail: str
    numerator: int | None
    denominator: int | None
    percent: Decimal | None
    span_years: int | None
    as_of: date
    source: str = ""
    source_url: str = ""

    @property
    def share_percent(self):
        """The rate it states, 0 to 100, or None."""
        if self.percent is not None:
            return float(self.percent)
        return 100 * self.numerator / self.denominator if self.denominator else None


FACT_WORDS = ("source", "source_url")


class PersonRow(NamedTuple):
    """Somebody named there, and the answers that name them."""

    pk: int
    evaluation_id: int
    name: str
    hint: str
    approach: str
    project_types: str
    in_sketch: bool
    is_resident: bool
    is_prospect: bool
    answers: frozenset


class JudgedRow(NamedTuple):
    """Her own word on one need."""

    evaluation_id: int
    need_ref: int
    note: str
    value: str
    reason: str


class MarkRow(NamedTuple):
    """Her own word on one condition of a path."""

    evaluation_id: int
    path: str
    key: str
    holds: bool | None
    answer_id: int | None
    fact_id: int | None


def _own_words(ids):
    """Judged needs and marked conditions in one query: (evaluation, need or None, three words, holds, answer, fact)."""
    nothing = {"no_word": Value(""), "no_row": Value(None, output_field=BigIntegerField())}
    judged = NeedJudgement.objects.filter(evaluation_id__in=ids).order_by()
    judged = judged.annotate(**nothing, no_holds=Value(None, output_field=BooleanField()))
    marked = PathCondition.objects.filter(evaluation_id__in=ids).order_by().annotate(**nothing)
    return judged.values_list(
        "evaluation_id", "need_ref", "note", "value", "reason", "no_holds", "no_row", "no_row"
    ).union(
        marked.values_list(
            "evaluation_id", "no_row", "path", "key", "no_word", "holds", "answer_id", "fact_id"
        ),
        all=True,
    )


class Material:
    """Everything about some evaluations, by evaluation. Six queries; three more for people, website checks and the
    question bank when a page asks for what they are for. `summary` leaves out the words of answers.
    """

    def __init__(self, evaluations, *, user, today, summary=False, preferences=None):
        self.user, self.today, self.summary = user, today, summary
        self.ids = [evaluation.pk for evaluation in evaluations]
        self._preferences = preferences
        programs = {evaluation.program_id for evaluation in evaluations}
        fields = AnswerRow.FIELDS if summary else AnswerRow.FIELDS + AnswerRow.WORDS
        answers = Answer.objects.filter(evaluation_id__in=self.ids).order_by("pk").values_list(*fields)
        self.answers = _by_evaluation(map(AnswerRow, answers))
        fields = FactRow._fields[: -len(FACT_WORDS)] if summary else FactRow._fields
        facts = ProgramFact.objects.filter(program_id__in=programs).values_list(*fields)
        self.facts = _by_evaluation((FactRow(*values) for values in facts), "program_id")
        own_words = list(_own_words(self.ids))
        self.judgements = _by_evaluation(JudgedRow(*row[:5]) for row in own_words if row[1] is not None)
        self.conditions = _by_evaluation(
            MarkRow(row[0], *row[2:4], *row[5:]) for row in own_words if row[1] is None
        )

    @cached_property
    def needs(self):
        return hooks.needs_of(self.user)

    @cached_property
    def preferences(self):
        if self._preferences is not None:
            return self._preferences
        return Preferences.objects.filter(user=self.user).first() or Preferences(user=self.user)

    @cached_property
    def usual_weights(self):
        return usual_weights(self.preferences)

    @cached_property
    def checks(self):
        return {
            check.evaluation_id: check for check in WebsiteCheck.objects.filter(evaluation_id__in=self.ids)
        }

    @cached_property
    def people(self):
        fields = [name for name in PersonRow._fields if name != "answers"]
        people = {}
        rows = NamedPerson.objects.filter(evaluation_id__in=self.ids).order_by("name", "pk")
        for *values, answer in rows.values_list(*fields, "answers"):
            people.setdefault(values[0], (values, set()))[1].add(answer)
        made = (PersonRow(*values, answers=frozenset(found - {None})) for values, found in people.values())
        return _by_evaluation(made)

    @cached_property
    def questions(self):
        """{key: (wording, audience)} of what is asked on a visit today."""
        bank = Question.objects.current().in_bank(QuestionBank.INTERVIEW).to_ask()
        return {
            key: (words, audience) for key, words, audience in bank.values_list("key", "wording", "audience")
        }


def _by_evaluation(rows, by="evaluation_id"):
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, by)].append(row)
    return found
