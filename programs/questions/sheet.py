"""The interview sheet of one program: every question worth asking, with what was heard and what is half typed."""

import re
from dataclasses import dataclass, field

from playbook import wording as words_of
from playbook.composing import is_titled
from playbook.models import Question
from playbook.vocabulary import Audience, QuestionBank
from programs.evidence import WHAT_TO_ASK, readings_of
from programs.questions import probes
from programs.questions.written import Written

AUDIENCES = {
    Audience.LEADERSHIP: "Leadership",
    Audience.RESIDENT: "Residents",
    Audience.SUBSPECIALIST: "Subspecialists",
    Audience.LEADERSHIP_IMG: "IMG leadership",
    Audience.IMG_RESIDENT: "IMG residents",
}
IN_A_SENTENCE = {audience: words[0].lower() + words[1:] for audience, words in AUDIENCES.items()} | {
    Audience.LEADERSHIP_IMG: "leadership about IMGs",
    Audience.IMG_RESIDENT: "IMG residents",
}
IMG_AUDIENCES = {Audience.LEADERSHIP_IMG, Audience.IMG_RESIDENT}
FRANKEST = {Audience.RESIDENT, Audience.IMG_RESIDENT}
# Answers that tell of people: how many of them is worth a number.
ABOUT_OUTCOMES = {"none_to_path", "success_pattern", "fellowship_match", "faculty_record", "pioneer"}
ABOUT_OUTCOMES |= {"outcome_facts", "in_house_fellowships"}
ABOUT_TIME = {"time_basis", "faculty_credit", "protected_time"}
THE_GOAL = ("goal", "path", "fellowship")
TAKES_AN_ARTICLE = re.compile(r"\b(fellowship|career|job|practice|position|post|degree)$", re.IGNORECASE)
HAS_ONE = re.compile(r"^(a|an|the|my|to)\b", re.IGNORECASE)
PROBE_GREEN, PROBE_RED = ("Says who", "Says when or how many"), ("Principles only", "Nobody knows")
NO_WORDS = "A question that is off the sheet now"
BLANK_GOAL, NO_NAME = "[your goal]", "one of the attendings"


@dataclass
class Asked:
    """One question on the sheet, in the words it is asked in, with its answers and drafts. An extra is not counted."""

    key: str
    audience: str
    wording: str
    hint: str = ""
    green: tuple[str, ...] = ()
    red: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    feeds: str = ""
    follows: str = ""
    why: str = ""
    topic: str = ""
    is_extra: bool = False
    is_own: bool = False
    answers: list = field(default_factory=list)
    drafts: list = field(default_factory=list)

    @property
    def is_asked(self):
        return bool(self.answers)

    @property
    def audience_words(self):
        return AUDIENCES[self.audience]

    @property
    def audience_said(self):
        return IN_A_SENTENCE[self.audience]

    @property
    def is_frankest(self):
        return self.audience in FRANKEST

    @property
    def is_about_outcomes(self):
        return self.feeds in ABOUT_OUTCOMES

    @property
    def is_about_time(self):
        return self.feeds in ABOUT_TIME

    @property
    def lacks_goal(self):
        return BLANK_GOAL in self.wording


@dataclass(frozen=True)
class Tab:
    """One audience: its questions in order, and how many of the counted ones were asked."""

    audience: str
    label: str
    questions: tuple[Asked, ...]

    @property
    def said(self):
        """The audience inside a sentence."""
        return IN_A_SENTENCE[self.audience]

    @property
    def counted(self):
        return [q for q in self.questions if not q.is_extra or q.is_asked]

    @property
    def asked(self):
        return [q for q in self.questions if q.is_asked]

    @property
    def open(self):
        return [q for q in self.counted if not q.is_asked]

    @property
    def extras(self):
        return [q for q in self.questions if q.is_extra and not q.is_asked]


@dataclass(frozen=True)
class Sheet:
    """All tabs of one evaluation. `is_img`: the applicant opened the two sets for international graduates."""

    evaluation: object
    tabs: tuple[Tab, ...]
    is_img: bool

    @property
    def questions(self):
        return [q for tab in self.tabs for q in tab.questions]

    @property
    def counted(self):
        return [q for tab in self.tabs for q in tab.counted]

    @property
    def asked(self):
        return [q for tab in self.tabs for q in tab.asked]

    @property
    def not_asked(self):
        return [q for tab in self.tabs for q in tab.open]

    @property
    def silent(self):
        """The audiences nobody of whom was asked anything."""
        return [tab for tab in self.tabs if not tab.asked]

    @property
    def lacks_goal(self):
        return not self.evaluation.target_path

    def tab(self, audience):
        """The tab of an audience; the first one when there is none of that name."""
        return next((tab for tab in self.tabs if tab.audience == audience), self.tabs[0])

    def find(self, key):
        return next((q for q in self.questions if q.key == key), None)


def sheet_of(evaluation, *, today):
    """The whole sheet, in a number of queries that does not grow with what is on it. Answers carry `named`, the people
    in them.
    """
    written = Written(evaluation)
    answers = list(evaluation.answers.all())
    for answer in answers:
        answer.named = written.named_in(answer)
    found = _with_answers(_questions(evaluation, today, written), answers, written.drafts)
    is_img = written.is_img
    audiences = [
        audience
        for audience in AUDIENCES
        if audience not in IMG_AUDIENCES or is_img or any(a.audience == audience for a in answers)
    ]
    tabs = tuple(
        Tab(audience.value, AUDIENCES[audience], tuple(q for q in found if q.audience == audience))
        for audience in audiences
    )
    return Sheet(evaluation, tabs, is_img)


def _questions(evaluation, today, written):
    values, named = goal_words(evaluation.target_path), written.last_named
    bank = Question.objects.current().in_bank(QuestionBank.INTERVIEW).to_ask()
    for row in bank.filter(audience__in=AUDIENCES):
        if row.asked_per_need:
            for need in written.needs:
                said = words_of.fill(row.wording, {"need": need.sentence.strip().rstrip(".")})
                why = "From what you need."
                yield _from_bank(row, f"{row.key}:{need.pk}", filled(said, values, named), why, hint="")
        else:
            yield _from_bank(row, row.key, filled(row.wording, values, named))
    for probe in probes.from_website(getattr(evaluation, "website_check", None)):
        yield _from_probe(probe)
    for own in written.own_questions:
        yield Asked(f"own:{own.pk}", own.audience, own.wording, why="Your own question.", is_own=True)
    readings = readings_of(evaluation.program.facts.all(), today)
    for probe in probes.from_facts(readings, WHAT_TO_ASK):
        yield _from_probe(probe, is_extra=True)


def _from_bank(row, key, wording, why="", hint=None):
    return Asked(
        key=key,
        audience=row.audience,
        wording=wording,
        hint=row.hint if hint is None else hint,
        green=tuple(row.green),
        red=tuple(row.red),
        opening=tuple(row.opening),
        feeds=row.feeds,
        follows=row.follows,
        why=why,
        topic=row.topic,
    )


def _from_probe(probe, is_extra=False):
    return Asked(
        key=probe.key,
        audience=probe.audience,
        wording=probe.wording,
        green=PROBE_GREEN,
        red=PROBE_RED,
        feeds=probe.feeds,
        why=probe.why,
        is_extra=is_extra,
    )


def goal_words(target):
    """ "cardiology fellowship" is asked for as a cardiology fellowship; the field of interest is cardiology."""
    target = target.strip() or BLANK_GOAL
    said = target
    if TAKES_AN_ARTICLE.search(target) and not HAS_ONE.match(target):
        said = f"{'an' if target[0].lower() in 'aeiou' else 'a'} {target}"
    return dict.fromkeys(THE_GOAL, said) | {"field": re.sub(r"^(an?|the) | fellowship$", "", target)}


def filled(wording, values, named):
    """The goal goes in as typed; the name as a surname, because the bank writes the title itself."""
    if named:
        surname = named.split(",")[0].split()[-1] if is_titled(named) else named
        return words_of.fill(wording, values | {"name": surname})
    return re.sub(r"(?:Dr\. )?\{name\}", NO_NAME, words_of.fill(wording, values))


def _with_answers(questions, answers, drafts):
    """Hang answers and drafts on their questions. What was answered stays as it was asked, whatever became of it."""
    found = {q.key: q for q in questions}
    for answer in answers:
        asked = found.get(answer.question_key)
        if asked is None:
            asked = found[answer.question_key] = Asked(
                answer.question_key, answer.audience, answer.wording, feeds=answer.feeds, why="Asked before."
            )
        if not asked.answers:
            asked.wording = answer.wording
        asked.answers.append(answer)
    found = _left_behind(drafts, found) | found
    for draft in drafts:
        if draft.question_key in found:
            found[draft.question_key].drafts.append(draft)
    return list(found.values())


def _left_behind(drafts, known):
    """Questions that left the sheet while words for them wait: retired, or their need was taken off the list. One
    query, and only then.
    """
    waiting = {one.question_key: one for one in drafts if one.question_key not in known and one.has_words}
    keys = {key.partition(":")[0] for key in waiting}
    rows = {row.key: row for row in Question.objects.filter(key__in=keys)} if keys else {}
    left = {}
    for key, draft in waiting.items():
        row = rows.get(key.partition(":")[0])
        words = NO_WORDS if row is None or row.asked_per_need else filled(row.wording, goal_words(""), "")
        left[key] = Asked(
            key, draft.audience, words, feeds=row.feeds if row else "", why="Off the sheet.", is_extra=True
        )
    return left
