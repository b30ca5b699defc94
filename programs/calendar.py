"""The academic calendar. The only file that knows that the academic year turns on 1 July."""

from calendar import monthrange
from datetime import date, timedelta

TURNS_ON = (7, 1)
# ERAS closes a season on May 31 and opens the next one in the first days of June.
SEASON_TURNS_ON = (6, 1)


def academic_year_start(day: date) -> date:
    """The 1 July on or before this day."""
    start = date(day.year, *TURNS_ON)
    return start if day >= start else date(day.year - 1, *TURNS_ON)


def next_academic_year_start(day: date) -> date:
    """The first 1 July after this day."""
    start = academic_year_start(day)
    return date(start.year + 1, *TURNS_ON)


def add_months(day: date, months: int) -> date:
    """The same day so many months later; a 31st becomes the last day of a shorter month (R-35)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, day: date) -> int:
    """Whole months from start to day, never negative. A start on the 31st counts a short month's end as whole."""
    if day < start:
        return 0
    months = (day.year - start.year) * 12 + day.month - start.month
    return months if add_months(start, months) <= day else months - 1


def training_month(start: date, day: date, *, days_away: int = 0) -> int:
    """Month number in training, 1-based; 0 before the start (R-35). Days of leave so far do not count."""
    day -= timedelta(days=days_away)
    return 0 if day < start else whole_months(start, day) + 1


def pgy(month: int, *, entry_pgy: int = 1) -> int:
    """The postgraduate year of a training month. Someone who entered at PGY-2 is PGY-2 in month 1."""
    return entry_pgy + max(month - 1, 0) // 12


def season_of(day: date) -> str:
    """The application season a day belongs to, by the year of its match: "2027" from June 1, 2026 to May 31, 2027."""
    turned = day >= date(day.year, *SEASON_TURNS_ON)
    return str(day.year + 1 if turned else day.year)


def season_start(season: str) -> date:
    """The July 1 on which training begins for those who match in this season."""
    return date(int(season), *TURNS_ON)
