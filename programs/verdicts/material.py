"""What verdicts rest on, read in a fixed number of queries for one evaluation or sixty, as light rows."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import starmap
from operator import attrgetter
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Func, OuterRef

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
from programs.numbers import SOURCE_WEIGHT
from programs.together import instances, together
from programs.verdicts.weights import usual_weights

LEADERS = frozenset({Audience.LEADERSHIP.value, Audience.LEADERSHIP_IMG.value})
RESIDENTS = frozenset({Audience.RESIDENT.value, Audience.IMG_RESIDENT.value})
BY = dict.fromkeys(LEADERS, "leader") | dict.fromkeys(RESIDENTS, "resident")
IMG_AUDIENCES = frozenset({Audience.LEADERSHIP_IMG.value, Audience.IMG_RESIDENT.value})


class AnswerRow:
    """An answer as a verdict sees it. A summary has no `wording` and `note`, and `green` and `red` only say whether.

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
        "time_basis",
    )
    WORDS = ("wording", "note", "heard_on")
    __slots__ = (*FIELDS, *WORDS, "by", "is_heard", "is_against", "is_for", "is_part", "is_empty")

    def __init__(
        self, pk, evaluation_id, question_key, feeds, audience, speaker, green, red, cases, reading,
        time_basis, wording="", note="", heard_on=None,
    ):  # fmt: skip
        self.pk, self.evaluation_id = pk, evaluation_id
        self.question_key, self.feeds = question_key, feeds
        self.audience, self.speaker = audience, speaker
        self.green, self.red, self.cases = green, red, cases
        self.reading, self.time_basis = reading, time_basis
        self.wording, self.note, self.heard_on = wording, note, heard_on
        self.by = BY.get(audience, "other")
        self.is_heard = reading != "unanswered"
        self.is_against = against = bool(red) and not green
        self.is_for = reading == "concrete" and not against
        self.is_part = not against and (reading == "partial" or reading == "opportunity")
        self.is_empty = self.is_heard and (against or reading == "vague")

    @property
    def weight(self):
        """How much this voice is worth beside another one (S0-3.5)."""
        return SOURCE_WEIGHT.get(self.by, 1)

    @property
    def who(self):
        label = Audience(self.audience).label
        return f"{label} ({self.speaker})" if self.speaker else label

    @property
    def reading_label(self):
        return Reading(self.reading).label


def _any(name):
    return Func(name, template="cardinality(%(expressions)s) > 0", output_field=BooleanField())


SUMMARY = [_any(field) if field in ("green", "red") else field for field in AnswerRow.FIELDS]


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
    named_in: frozenset


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


def people_named(evaluations):
    """The set of everybody named there, with the answers that name them, for `together`."""
    links = NamedPerson.answers.through.objects.filter(namedperson=OuterRef("pk")).values("answer_id")
    rows = NamedPerson.objects.filter(evaluation__in=evaluations).annotate(named_in=ArraySubquery(links))
    return rows, (*PersonRow._fields[:-1], "named_in")


def website_checks(evaluations):
    """The set of what she read on their websites, for `together`."""
    return WebsiteCheck.objects.filter(evaluation__in=evaluations)


def question_bank():
    """The set of what is asked on a visit today, for `together`."""
    return Question.objects.current().in_bank(QuestionBank.INTERVIEW).to_ask(), ("key", "wording", "audience")


class Material:
    """Everything about some evaluations, by evaluation. Three queries: answers, facts, and what she said of herself and
    of single needs and paths. `summary` leaves out the words of answers.

    People, website checks and the question bank are one query each when a page asks for them. A page that knows that
    it will asks at once: `also={"people": people_named(ids)}`; any other set in `also` is handed back in `also`.
    """

    def __init__(self, evaluations, *, user, today, summary=False, also=None):
        self.evaluations = evaluations
        self.user, self.today, self.summary = user, today, summary
        self.ids = [evaluation.pk for evaluation in evaluations]
        programs = {evaluation.program_id for evaluation in evaluations}
        fields = SUMMARY if summary else AnswerRow.FIELDS + AnswerRow.WORDS
        answers = Answer.objects.filter(evaluation_id__in=self.ids).order_by("pk").values_list(*fields)
        self.answers = _by_evaluation(starmap(AnswerRow, answers))
        fields = FactRow._fields[: -len(FACT_WORDS)] if summary else FactRow._fields
        facts = ProgramFact.objects.filter(program_id__in=programs).values_list(*fields)
        self.facts = _by_evaluation((FactRow(*values) for values in facts), attrgetter("program_id"))
        self.also = together(**self._own_words(), **(also or {}))
        self.judgements = _by_evaluation(_picked(JudgedRow, self.also["judged"]))
        self.conditions = _by_evaluation(_picked(MarkRow, self.also["marked"]))
        self.needs = hooks.as_needs(self.also.get("needs", ()))
        own = instances(Preferences, self.also["preferences"])
        self.preferences = own[0] if own else Preferences(user=user)

    def _own_words(self):
        sets = {
            "judged": NeedJudgement.objects.filter(evaluation_id__in=self.ids),
            "marked": PathCondition.objects.filter(evaluation_id__in=self.ids),
            "preferences": Preferences.objects.filter(user=self.user),
        }
        needs = hooks.needs_rows(self.user)
        return sets if needs is None else {**sets, "needs": (needs, hooks.NEED_FIELDS)}

    @cached_property
    def usual_weights(self):
        return usual_weights(self.preferences)

    @cached_property
    def checks(self):
        rows = self._read("checks", website_checks)
        return {check.evaluation_id: check for check in instances(WebsiteCheck, rows)}

    @cached_property
    def people(self):
        rows = sorted(self._read("people", people_named), key=lambda row: (row["name"].casefold(), row["pk"]))
        return _by_evaluation(PersonRow(**{**row, "named_in": frozenset(row["named_in"])}) for row in rows)

    def _read(self, name, rows_of):
        if name not in self.also:
            self.also |= together(**{name: rows_of(self.ids)})
        return self.also[name]

    @cached_property
    def questions(self):
        """{key: (wording, audience)} of what is asked on a visit today."""
        rows = self._read("questions", lambda ids: question_bank())
        return {row["key"]: (row["wording"], row["audience"]) for row in rows}


def _picked(kind, rows):
    return (kind(*(row[name] for name in kind._fields)) for row in rows)


def _by_evaluation(rows, by=attrgetter("evaluation_id")):
    found = defaultdict(list)
    for row in rows:
        found[by(row)].append(row)
    return found
