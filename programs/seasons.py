"""The season that runs: its dates as the playbook has them, and the picture of it. Nothing here guesses a date."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.functional import cached_property

from playbook.models import SeasonDate
from playbook.vocabulary import SeasonTrack
from programs.calendar import season_of

RANK_DEADLINE, MATCH_DAY = "rank-deadline", "match-day"


@dataclass
class SeasonNow:
    """One season and its current dates, by day. Without dates in the playbook the list is empty and nothing is due."""

    key: str
    today: date
    dates: list = field(default_factory=list)

    def day(self, key):
        """The row with this key; None when the table does not have it."""
        return next((row for row in self.dates if row.key == key), None)

    @cached_property
    def deadline(self):
        """The row of the rank list deadline, or None."""
        return self.day(RANK_DEADLINE)

    @property
    def deadline_on(self):
        return self.deadline.day if self.deadline else None

    @cached_property
    def next(self):
        """The next date, today's included; None after the last."""
        return next((row for row in self.dates if row.ends_on >= self.today), None)

    @property
    def unconfirmed(self):
        return [row for row in self.dates if not row.is_confirmed]


def season_now(today, track=SeasonTrack.RESIDENCY) -> SeasonNow:
    """The season of this day with its dates for one track. One query."""
    key = season_of(today)
    dates = SeasonDate.objects.current().filter(season__key=key, season__retired_on=None, track=track)
    return SeasonNow(key, today, list(dates.order_by("day", "position")))


# ---- the picture ----
@dataclass(frozen=True)
class Mark:
    """One date on the line, by its number in the list beneath. `x` and `y` in units of the picture."""

    number: int
    row: object
    x: float
    y: float
    state: str  # past, next, ahead


@dataclass(frozen=True)
class Picture:
    """The season as a line with months, numbered marks and today. Drawn by the server."""

    width: int
    height: int
    line_y: int
    months: list  # (x, "Jun")
    marks: list
    today_x: float | None  # None: today is outside the season's dates
    flag_x: float = 0  # where today's words stand, kept inside the picture


WIDTH, SIDE, LINE_Y, HEIGHT = 720, 20, 108, 140
MARK_WIDTH = 26  # what a numbered mark needs beside its neighbour on the same lane
LANE_HEIGHT, LANES = 26, 3
FLAG_HALF = 44


def picture(season: SeasonNow) -> Picture | None:
    """None when the season has fewer than two dates."""
    if len(season.dates) < 2:
        return None
    first, last = season.dates[0].day.replace(day=1), season.dates[-1].ends_on
    days = max((last - first).days, 1)

    def x(day):
        return round(SIDE + (WIDTH - 2 * SIDE) * (day - first).days / days, 1)

    marks, free = [], [0.0] * LANES
    for number, row in enumerate(season.dates, 1):
        at = x(row.day)
        lane = next((n for n, end in enumerate(free) if end <= at), free.index(min(free)))
        free[lane] = at + MARK_WIDTH
        state = "past" if row.ends_on < season.today else "next" if row is season.next else "ahead"
        marks.append(Mark(number, row, at, LINE_Y - 24 - lane * LANE_HEIGHT, state))
    months, month = [], first
    while month <= last:
        months.append((x(month), f"{month:%b}"))
        month = (month + timedelta(days=32)).replace(day=1)
    here = x(season.today) if first <= season.today <= last else None
    flag = min(max(here or 0, FLAG_HALF), WIDTH - FLAG_HALF)
    return Picture(WIDTH, HEIGHT, LINE_Y, months, marks, here, flag)
