"""What the product keeps about a person, app by app: for the file they may take along, and for the day they leave.

accounts knows none of the apps to its right, so each hands in one Keeper, in AppConfig.ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain


class StillNeeded(Exception):
    """The account cannot close yet; the text says why, to the person."""


@dataclass(frozen=True)
class Obstacle:
    """Something that has to be handed over first: a sentence, and the page where that is done."""

    words: str
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class Keeper:
    """One app's share.

    `gather(user)` -> [(heading, rows)], rows being dicts of label and value: all that is about this person and that
    they may read, never somebody else's private words. `let_go(account=, now=, today=)` runs in the transaction that
    closes the account, the apps to the right first; StillNeeded stops all of it. `obstacles(user, today)` says the
    same beforehand. `is_remembered(account)`: after letting go, does somebody else's record still name them?
    """

    name: str
    label: str
    gather: Callable
    let_go: Callable
    goes: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    obstacles: Callable | None = None
    is_remembered: Callable | None = None


_keepers: dict[str, Keeper] = {}


def register(keeper):
    """Make a keeper known. Registering the same name again replaces it."""
    _keepers[keeper.name] = keeper
    return keeper


def everybody():
    """All keepers in the order of the row."""
    return list(_keepers.values())


def obstacles(user, today):
    return list(chain.from_iterable(k.obstacles(user, today) for k in everybody() if k.obstacles))


def is_remembered(account):
    return any(k.is_remembered(account) for k in everybody() if k.is_remembered)


# ---- helpers for gathering ---------------------------------------------------------------------------------------
def rows(things, *names, leave_out=(), **more):
    """A dict per thing: the named fields, or all of its own fields but keys and those left out, and `more`, label to
    dotted path or function. Choices read as on the page; empty fields are left out.
    """
    return [row(thing, *names, leave_out=leave_out, **more) for thing in things]


def row(thing, *names, leave_out=(), **more):
    names = names or [
        field.name
        for field in thing._meta.concrete_fields
        if not field.primary_key and not field.is_relation and field.name not in leave_out
    ]
    pairs = [(label, _value(thing, where)) for label, where in more.items()]
    pairs += [(name, _value(thing, name)) for name in names]
    return {label.replace("_", " "): value for label, value in pairs if value not in (None, "", [], {})}


def _value(thing, where):
    if callable(where):
        return where(thing)
    *path, name = where.split(".")
    for step in path:
        thing = getattr(thing, step, None)
    in_words = getattr(thing, f"get_{name}_display", None)
    return in_words() if in_words else getattr(thing, name, None)
