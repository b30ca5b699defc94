"""The shapes that content files may have. Each field here is a field an author may write, and there are no others."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Question:
    """One row of a question bank. `ask` may hold placeholders such as {goal}; green and red are cues, not verdicts."""

    key: str
    bank: str
    audience: str
    topic: str
    ask: str
    source: str
    kind: str = "question"
    hint: str = ""
    green: tuple[str, ...] = ()
    red: tuple[str, ...] = ()
    opening: tuple[
        str, ...
    ] = ()  # neither green nor red: an opportunity (subspecialists), a caution (others)
    items: tuple[str, ...] = ()  # what a checklist goes through
    follows: str = ""  # the question this one deepens
    stores: str = ""  # the field of the agreement that keeps the answer
    feeds: str = ""  # the condition of a rule that the answer decides
    asked_per_need: bool = False  # one copy for each need, with its words in place of {need}


@dataclass(frozen=True)
class Element:
    """One part of a message. With `joins`, it reads on in the paragraph of the part before it.

    `sentence` turns a bare value into prose: "Could I have {value} minutes?" Without one, the words stand as typed.
    """

    key: str
    label: str
    hint: str
    example: str
    heading: str = ""
    kind: str = "text"
    required: bool = True
    joins: bool = False
    max_words: int | None = None
    sentence: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """What a good message of one kind contains. Limits are in words, lines, minutes and days."""

    key: str
    title: str
    purpose: str
    sender: str
    recipient: str
    offered_when: str
    subject: str
    greeting: str
    closing: str
    source: str
    element: tuple[Element, ...]
    headings: tuple[str, ...] = ()
    max_words: int | None = None
    max_lines: int | None = None
    over_limit: str = "warn"
    max_minutes: int | None = None
    min_slots: int = 0
    max_questions: int | None = None
    within_days: int | None = None  # best sent this soon after what it refers to
    ahead_days: int | None = None  # must be sent at least this long before what it prepares
    once: bool = False
    forbidden: tuple[str, ...] = ()
    forbidden_why: str = ""


@dataclass(frozen=True)
class Window:
    """A stretch of months, first and last included. Month 1 is the month that training begins."""

    number: int
    code: str
    pgy: int
    block: str
    first_month: int
    last_month: int
    shown_as: str  # the months as people say them
    theme: str


@dataclass(frozen=True)
class Item:
    """Something to have done by the end of a window, or of its own months where it has them."""

    code: str
    title: str
    owner: str
    kind: str
    done_when: str
    source: str
    window: int | None = None
    first_month: int | None = None
    last_month: int | None = None
    counts_from: str = "start"
    also: str = ""  # whose help it takes
    hint: str = ""
    evidence: str = "by_hand"
    evidence_of: str = ""  # which function, stage, lane, type or template the evidence is about
    evidence_count: int = 1
    on: bool = True
    applies: str = "always"
    after: str = ""  # the item that should be done first
    replaces: tuple[str, ...] = ()  # codes of the base items whose place it takes


@dataclass(frozen=True)
class Repeating:
    """Something that comes round: every few months or weeks between `first` and `last`, or at those in `at`."""

    code: str
    title: str
    owner: str
    kind: str
    done_when: str
    evidence: str
    source: str
    evidence_of: str = ""
    also: str = ""
    unit: str = "month"
    every: int | None = None
    first: int | None = None
    last: int | None = None  # None: to the end of training
    at: tuple[int, ...] = ()
    on: bool = True


@dataclass(frozen=True)
class Goal:
    """A goal that every new plan begins with. `most` is set where the aim is a span, such as one or two."""

    key: str
    title: str
    counts: str
    target: int
    per: str
    source: str
    most: int | None = None


@dataclass(frozen=True)
class Plan:
    """A base plan or an overlay."""

    key: str
    title: str
    kind: str
    summary: str
    source: str
    years: int | None = None
    applies: str = "always"
    window: tuple[Window, ...] = ()
    item: tuple[Item, ...] = ()
    repeating: tuple[Repeating, ...] = ()
    goal: tuple[Goal, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """A place where mentors are found. It needs a link or a contact; a fact about it needs to be public."""

    key: str
    name: str
    kind: str
    summary: str
    how_to_begin: str
    source: str
    source_kind: str = "article"
    url: str = ""
    contact: str = ""
    specialty: str = ""
    career_setting: str = "hybrid"
    length_months: int | None = None
    pairing: str = ""
    distance_pairing: bool = False
    checked_on: date | None = None


@dataclass(frozen=True)
class Topic:
    key: str
    title: str


@dataclass(frozen=True)
class Example:
    """A need said so that anybody could tell whether it was met."""

    sentence: str
    measure: str


@dataclass(frozen=True)
class Bucket:
    """One of the four kinds of need."""

    key: str
    title: str
    blurb: str
    functions: tuple[str, ...]
    topic: tuple[Topic, ...]
    example: tuple[Example, ...]
    source: str
    goals: tuple[str, ...] = ()
    overlay: str = ""
    visibility: str = "pair"


@dataclass(frozen=True)
class DomainNeed:
    """The functions that serve one part of a working life."""

    key: str
    functions: tuple[str, ...]


@dataclass(frozen=True)
class UrgentNeed:
    """Where the answer to "what is most urgent?" leads."""

    key: str
    bucket: str
    function: str
    first_step: str


@dataclass(frozen=True)
class DefaultNeed:
    """A need proposed at a stage, for a career setting, or for a gap somebody chose to name."""

    key: str
    bucket: str
    function: str
    sentence: str
    measure: str
    source: str
    stages: tuple[str, ...] = ()
    career_settings: tuple[str, ...] = ()
    img_gap: str = ""
    priority: int = 2  # 1 high, 2 medium, 3 low


@dataclass(frozen=True)
class Needs:
    bucket: tuple[Bucket, ...] = ()
    domain: tuple[DomainNeed, ...] = ()
    urgent: tuple[UrgentNeed, ...] = ()
    default: tuple[DefaultNeed, ...] = ()


@dataclass(frozen=True)
class SeasonDate:
    """One date of a season, or a span. Not confirmed: expected by the pattern of earlier years, and shown as such."""

    key: str
    title: str
    day: date
    until: date | None = None
    track: str = "residency"
    is_confirmed: bool = False


@dataclass(frozen=True)
class Season:
    """The dates of one season, named by the year of its match."""

    key: str
    title: str
    source: str
    date: tuple[SeasonDate, ...]


@dataclass(frozen=True)
class Playbook:
    """All of it."""

    questions: tuple[Question, ...]
    messages: tuple[Message, ...]
    plans: tuple[Plan, ...]
    schemes: tuple[Scheme, ...]
    needs: Needs
    seasons: tuple[Season, ...] = ()
