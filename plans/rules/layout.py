"""C-13 and C-14: how a three-year template fills a training of one to seven years.

The first year stays first. The final year stays the last twelve months. The middle year comes once for every year
between them; a two-year training has none, and a one-year training runs the final year at double pace in its second
half. Windows never overlap and leave no month out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from plans.numbers import YEARS
from playbook.vocabulary import Block, MilestoneKind
from programs.calendar import add_months

YEAR = 12
TEMPLATE_YEARS = 3
# In a long training these belong to the year before the last, however many middle years there are.
ONCE_LATE = {MilestoneKind.LETTER, MilestoneKind.AWAY_ROTATION}


@dataclass(frozen=True)
class Window:
    """A stretch of months of one plan, first and last included; `source` is the template's window."""

    number: int
    theme: str
    first_month: int
    last_month: int
    starts_on: date
    ends_on: date
    source: object = field(compare=False)


@dataclass(frozen=True)
class Item:
    """One item of one plan with its months and days. `code` is unique within the plan."""

    code: str
    first_month: int
    last_month: int
    opens_on: date
    due_on: date
    window: Window
    source: object = field(compare=False)


def month_starts(start: date, month: int) -> date:
    return add_months(start, month - 1)


def month_ends(start: date, month: int) -> date:
    return add_months(start, month) - timedelta(days=1)


def days_moved(before: date, after: date, months: int) -> tuple[dict[date, date], dict[date, date]]:
    """Where the first and the last days of a plan's months go when training begins on another day: two dicts by day.

    A day that is not in them was chosen by hand and means what it says.
    """
    numbers = range(1, months + 1)
    firsts = {month_starts(before, month): month_starts(after, month) for month in numbers}
    return firsts, {month_ends(before, month): month_ends(after, month) for month in numbers}


def plan_year(month: int) -> int:
    """The year of training of a month, from 1."""
    return (month - 1) // YEAR + 1


def windows_for(template_windows: Sequence, start: date, years: int) -> list[Window]:
    """The plan's windows, tiling months 1 to years x 12 without gap or overlap. ValueError outside 1 to 7 years."""
    if years not in YEARS:
        raise ValueError("A training lasts one to seven years.")
    blocks = {block: [w for w in template_windows if w.block == block] for block in Block.values}
    spans = []
    if years == 1:
        spans += [(w, w.first_month, w.last_month) for w in blocks[Block.FIRST] if w.last_month <= YEAR // 2]
        left = YEAR - (spans[-1][2] if spans else 0)
        spans += _squeezed(blocks[Block.FINAL] or blocks[Block.FIRST], YEAR - left + 1, left)
    else:
        spans += [(w, w.first_month, w.last_month) for w in blocks[Block.FIRST]]
        for year in range(2, years):
            spans += _from(blocks[Block.MIDDLE], year)
        spans += _from(blocks[Block.FINAL], years)
    return [
        Window(number, source.theme, first, last, month_starts(start, first), month_ends(start, last), source)
        for number, (source, first, last) in enumerate(_tiled(spans, years * YEAR), 1)
    ]


def items_for(placed: Sequence, windows: Sequence[Window], start: date, years: int) -> list[Item]:
    """Every template item on its months. `placed` rows hold item, first_month, last_month and window (or None)."""
    found = []
    for row in placed:
        for copy, (first, last) in enumerate(_months_of(row, years), 1):
            window = _window_of(row, windows, last, copy)
            if years == 1 and window.source == row.window:
                first, last = window.first_month, window.last_month
            code = row.item.code if copy == 1 else f"{row.item.code}.{copy}"
            opens, due = month_starts(start, first), month_ends(start, last)
            found.append(Item(code, first, last, opens, due, window, row.item))
    return sorted(found, key=lambda item: (item.last_month, item.first_month, item.source.position))


def warning_for(years: int) -> str:
    """What to say when a training is not as long as the template (S0-10.1)."""
    if years == TEMPLATE_YEARS:
        return ""
    made_for = "The template is made for three years."
    if years == 1:
        return f"{made_for} Its first half-year stays; its last year is packed into months 7 to 12."
    if years == 2:
        return f"{made_for} Its middle year is left out; its last year is your last twelve months."
    times = {4: "twice", 5: "three times", 6: "four times", 7: "five times"}[years]
    return f"{made_for} Its middle year comes {times}; its last year is your last twelve months."


def _tiled(spans, months):
    """The spans stretched to meet each other and the end, so that an edited template cannot leave a month out."""
    edges = [first for _, first, _ in spans[1:]] + [months + 1]
    return [(w, 1 if i == 0 else first, edges[i] - 1) for i, (w, first, _) in enumerate(spans)]


def _from(windows, year):
    """These windows, moved to begin with this year of training."""
    if not windows:
        return []
    shift = (year - 1) * YEAR - (windows[0].first_month - 1)
    return [(w, w.first_month + shift, w.last_month + shift) for w in windows]


def _squeezed(windows, first, months):
    """These windows side by side in so many months, as equal as whole months allow."""
    edges = [first + round(i * months / len(windows)) for i in range(len(windows) + 1)]
    return [(w, a, b - 1) for w, a, b in zip(windows, edges, edges[1:], strict=False)]


def _block_of(month):
    return Block.FIRST if month <= YEAR else Block.MIDDLE if month <= 2 * YEAR else Block.FINAL


def _months_of(row, years):
    """The (first, last) months on which an item falls: several in a long training, none when its year is left out."""
    block = row.window.block if row.window else _block_of(row.last_month)
    if block == Block.FIRST:
        if years == 1 and row.last_month > YEAR // 2:
            return []
        return [(row.first_month, row.last_month)]
    if block == Block.FINAL:
        last = min(row.last_month, TEMPLATE_YEARS * YEAR) + (years - TEMPLATE_YEARS) * YEAR
        first = row.first_month + (years - TEMPLATE_YEARS) * YEAR
        return [(max(1, min(first, last)), last)]
    if years <= 2:
        # No middle year. Letters must still be asked for: in the half-year before the last one begins.
        return [(4, 6) if years == 1 else (10, 12)] if row.item.kind == MilestoneKind.LETTER else []
    start_block = _block_of(row.first_month)
    repeats = [years - 1] if row.item.kind in ONCE_LATE else range(2, years)
    shifts = [(year - 2) * YEAR for year in repeats]
    return [
        (row.first_month if start_block == Block.FIRST else row.first_month + s, row.last_month + s)
        for s in shifts
    ]


def _window_of(row, windows, last_month, copy):
    """The plan's window an item stands in: its own, or the one that holds its last month."""
    own = [w for w in windows if row.window is not None and w.source == row.window]
    fitting = [w for w in own if w.first_month <= last_month <= w.last_month] or own[copy - 1 : copy]
    if fitting:
        return fitting[0]
    return next((w for w in windows if w.first_month <= last_month <= w.last_month), windows[-1])
