"""What judging a program asks of the apps to its right, which it does not know: needs, and what follows a match.

They leave functions here in AppConfig.ready. Nothing registered means: no needs, and nothing follows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

_needs_of: list[Callable] = []
_needs_url: list[Callable] = []
_after_match: list[Callable] = []
_after_unmatch: list[Callable] = []
_tasks_in_plan: list[Callable] = []
_take_tasks: list[Callable] = []


@dataclass(frozen=True)
class NeedFact:
    """One need of a person, as judging a program sees it. `priority` 1 is the highest."""

    pk: int
    sentence: str
    bucket: str
    priority: int
    functions: tuple[str, ...] = ()
    target: str = ""


@dataclass(frozen=True)
class Match:
    """What a match hands to the right: the evaluation (a models row), the pending membership and the first day."""

    user: object
    evaluation: object
    membership: object
    starts_on: date
    today: date


def needs_come_from(needs_of: Callable, url: Callable):
    """`needs_of(user) -> list[NeedFact]`, open needs by priority, one query. `url()`: the page where needs are made."""
    _needs_of[:], _needs_url[:] = [needs_of], [url]


def needs_of(user) -> list[NeedFact]:
    return _needs_of[0](user) if _needs_of else []


def needs_url() -> str:
    return _needs_url[0]() if _needs_url else ""


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
