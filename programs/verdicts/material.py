"""What verdicts rest on, read in a fixed number of queries for one evaluation or sixty, as light rows."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

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

LEADERS = frozenset({Audience.LEADERSHIP.value, Audience.LEADERSHIP_IMG.value})
RESIDENTS = frozenset({Audience.RESIDENT.value, Audience.IMG_RESIDENT.value})
IMG_AUDIENCES = frozenset({Audience.LEADERSHIP_IMG.value, Audience.IMG_RESIDENT.value})


class AnswerRow(NamedTuple):
    """An answer as a verdict sees it. `wording` and `note` are empty in a summary."""

    pk: int
    evaluation_id: int
    question_key: str
    feeds: str
    audience: str
    speaker: str
    green: list
    red: list
    cases: int | None
    reading: str
    heard_on: date
    wording: str = ""
    note: str = ""

    @property
    def by(self):
        return "leader" if self.audience in LEADERS else "resident" if self.audience in RESIDENTS else "other"

    @property
    def who(self):
        label = Audience(self.audience).label
        return f"{label} ({self.speaker})" if self.speaker else label

    @property
    def reading_label(self):
        return Reading(self.reading).label

    @property
    def is_heard(self):
        return self.reading != "unanswered"

    @property
    def is_against(self):
        """Only warning signs in it."""
        return bool(self.red) and not self.green

    @property
    def is_for(self):
        return self.reading == "concrete" and not self.is_against


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


class Material:
    """Everything about some evaluations, by evaluation. Seven queries, two more for people and the question bank
    when a page asks for what it is for. `summary` leaves out the words of answers.
    """

    def __init__(self, evaluations, *, user, today, summary=False, preferences=None):
        self.user, self.today, self.summary = user, today, summary
        self.ids = [evaluation.pk for evaluation in evaluations]
        self._preferences = preferences
        programs = {evaluation.program_id for evaluation in evaluations}
        self.answers = _by_evaluation(
            self._rows(Answer, AnswerRow, {"wording", "note"}, evaluation_id__in=self.ids)
        )
        facts = self._rows(ProgramFact, FactRow, {"source", "source_url"}, program_id__in=programs)
        self.facts = _by_evaluation(facts, "program_id")
        self.judgements = _by_evaluation(NeedJudgement.objects.filter(evaluation_id__in=self.ids))
        self.conditions = _by_evaluation(PathCondition.objects.filter(evaluation_id__in=self.ids))

    def _rows(self, model, row, words, **which):
        fields = [name for name in row._fields if not (self.summary and name in words)]
        return [row(*values) for values in model.objects.filter(**which).values_list(*fields)]

    @cached_property
    def needs(self):
        return hooks.needs_of(self.user)

    @cached_property
    def preferences(self):
        if self._preferences is not None:
            return self._preferences
        return Preferences.objects.filter(user=self.user).first() or Preferences(user=self.user)

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
