"""What judging a program asks of the apps to its right, which it does not know: needs, and what follows a match.

They leave functions here in AppConfig.ready. Nothing registered means: no needs, and nothing follows.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date

_needs_rows: list[Callable] = []
_needs_url: list[Callable] = []
_outside_url: list[Callable] = []
_after_match: list[Callable] = []
_after_unmatch: list[Callable] = []
_tasks_in_plan: list[Callable] = []
_take_tasks: list[Callable] = []
_after_placing: list[Callable] = []


@dataclass(frozen=True)
class NeedFact:
    """One need of a person, as judging a program sees it. `priority` 1 is the highest."""

    pk: int
    sentence: str
    bucket: str
    priority: int
    functions: tuple[str, ...] = ()
    target: str = ""


NEED_FIELDS = tuple(field.name for field in fields(NeedFact))


@dataclass(frozen=True)
class Match:
    """What a match hands to the right: the evaluation (a models row), the pending membership and the first day.

    `years`: how long training lasts from there; None while nobody knows.
    """

    user: object
    evaluation: object
    membership: object
    starts_on: date
    today: date
    years: int | None = None


def needs_come_from(rows: Callable, url: Callable):
    """`rows(user)`: the queryset of the open needs, with NEED_FIELDS. `url()`: the page where needs are made."""
    _needs_rows[:], _needs_url[:] = [rows], [url]


def needs_rows(user):
    """The queryset of a person's open needs with NEED_FIELDS, to read together with other rows; None: no needs here."""
    return _needs_rows[0](user) if _needs_rows else None


def as_needs(rows) -> list[NeedFact]:
    """The needs in dicts of NEED_FIELDS, the most important first."""
    needs = [NeedFact(**{**row, "functions": tuple(row["functions"])}) for row in rows]
    return sorted(needs, key=lambda need: (need.priority, need.pk))


def needs_of(user) -> list[NeedFact]:
    """A person's open needs, the most important first. One query."""
    rows = needs_rows(user)
    return [] if rows is None else as_needs(rows.values(*NEED_FIELDS))


def needs_url() -> str:
    return _needs_url[0]() if _needs_url else ""


def outside_is_at(url: Callable):
    """`url()`: the page of places outside a program where mentors are found. It takes ?program=."""
    _outside_url[:] = [url]


def outside_url() -> str:
    return _outside_url[0]() if _outside_url else ""


def after_match(fn):
    """Call `fn(match)` when somebody matched, in the same transaction; it returns a sentence on what it made, or "".

    Must bear repetition: the second press makes nothing new.
    """
    if fn not in _after_match:
        _after_match.append(fn)
    return fn


def matched(match: Match) -> list[str]:
    """Tell everybody to the right; the sentences on what came of it."""
    return [words for fn in _after_match if (words := fn(match))]


def after_unmatch(fn):
    """Call `fn(match)` when somebody takes the match back while the program has not answered, in the same transaction.
    It removes what the match made and nobody has used since.
    """
    if fn not in _after_unmatch:
        _after_unmatch.append(fn)
    return fn


def unmatched(match: Match):
    """Tell everybody to the right that it was a slip of the finger."""
    for fn in _after_unmatch:
        fn(match)


def plans_take_tasks(in_plan: Callable, take: Callable):
    """`in_plan(user, program) -> set of codes`, None without a running plan there. `take(user=, program=, codes=,
    today=) -> how many are new`, each task once.
    """
    _tasks_in_plan[:], _take_tasks[:] = [in_plan], [take]


def tasks_in_plan(user, program) -> set[str] | None:
    return _tasks_in_plan[0](user, program) if _tasks_in_plan else None


def take_tasks(*, user, program, codes, today) -> int:
    return _take_tasks[0](user=user, program=program, codes=codes, today=today) if _take_tasks else 0


def after_placing(fn):
    """Call `fn(membership, was)` when a program lets somebody in, or corrects their first day or PGY at entry later, in
    the same transaction. `was`: the first day that stood there before a correction; None when they were just let in.
    """
    if fn not in _after_placing:
        _after_placing.append(fn)
    return fn


def placed(membership, *, was=None):
    """Tell everybody to the right that this place holds, from its first day on."""
    for fn in _after_placing:
        fn(membership, was)
