"""Where apps to the right hear about people: accounts knows none of them, so they leave a function here.

Register in AppConfig.ready. Apps are ready in the order of the row, so functions run in that order too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

_verified: list[Callable] = []
_after_sign_in: list[Callable] = []


@dataclass(frozen=True)
class Step:
    """One page of the first visit. `wanted(user)` False leaves it out."""

    door: str
    label: str
    wanted: Callable | None = None


_steps = [Step("accounts:welcome", "You")]


def on_verified(fn):
    """Call `fn(user=, address=)` when somebody confirms that an address is theirs, in the same transaction.

    May be called again for the same address, so `fn` must bear repetition.
    """
    if fn not in _verified:
        _verified.append(fn)
    return fn


def address_verified(*, user, address):
    for fn in _verified:
        fn(user=user, address=address)


def after_sign_in(fn):
    """Ask `fn(user)` for a path to open after signing in when no page was asked for; None means not mine."""
    if fn not in _after_sign_in:
        _after_sign_in.append(fn)
    return fn


def path_after_sign_in(user):
    """The first path somebody wants to open, or None."""
    return next((path for fn in _after_sign_in if (path := fn(user))), None)


def welcome_step(door, label, *, wanted=None):
    """Add a page to the first visit, after those of the apps to the left. Its URL takes no argument."""
    step = Step(door, label, wanted)
    if all(known.door != door for known in _steps):
        _steps.append(step)
    return step


def welcome_steps(user, current):
    """[(label, url, is_current, is_done)] for the `.steps` line of a page of the first visit."""
    wanted = [s for s in _steps if s.door == current or s.wanted is None or s.wanted(user)]
    place = [s.door for s in wanted].index(current)
    return [(s.label, reverse(s.door), i == place, i < place) for i, s in enumerate(wanted)]


def path_after(user, current, query):
    """Where the first visit goes after the page `current`; `query` travels along, so nothing has to be stored."""
    doors = [s.door for s in _steps if s.door == current or s.wanted is None or s.wanted(user)]
    rest = doors[doors.index(current) + 1 :]
    query = {key: value for key, value in query.items() if value}
    if rest:
        return f"{reverse(rest[0])}?{urlencode({**query, 'welcome': 1})}"
    target = query.pop("next", "") or reverse("home")
    return f"{target}{'&' if '?' in target else '?'}{urlencode(query)}" if query.get("urgent") else target
