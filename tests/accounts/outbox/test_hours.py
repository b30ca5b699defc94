"""A reminder arrives in the reader's own working morning, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.outbox import in_hours, next_morning

ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Puerto_Rico",
    "America/Anchorage",
    "Pacific/Honolulu",
]


@pytest.mark.parametrize("zone", ZONES)
def test_every_day_of_ten_years_has_its_morning(zone):
    day, end = date(2026, 1, 1), date(2037, 1, 1)
    while day < end:
        moment = datetime(day.year, day.month, day.day, 3, 30, tzinfo=UTC)
        morning = next_morning(zone, moment, spread_by=day.toordinal())
        local = morning.astimezone(ZoneInfo(zone))
        assert 8 <= local.hour < 10 and local.weekday() < 5
        assert timedelta(0) < morning - moment <= timedelta(days=4)
        assert in_hours(morning, zone)
        day += timedelta(days=3)


def test_one_person_has_one_minute():
    monday = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    mornings = {next_morning("America/New_York", monday, spread_by=7) for _ in range(3)}
    assert len(mornings) == 1
    assert next_morning("America/New_York", monday).astimezone(ZoneInfo("America/New_York")).minute == 0


def test_a_reminder_of_the_morning_that_passed_waits_for_the_next():
    ten_on_friday = datetime(2026, 11, 27, 10, 0, tzinfo=ZoneInfo("America/New_York"))
    assert next_morning("America/New_York", ten_on_friday).date() == date(2026, 11, 30)
    seven_on_friday = ten_on_friday.replace(hour=7)
    assert next_morning("America/New_York", seven_on_friday).date() == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        (datetime(2026, 11, 27, 7, 59), False),
        (datetime(2026, 11, 27, 8, 0), True),
        (datetime(2026, 11, 27, 17, 59), True),
        (datetime(2026, 11, 27, 18, 0), False),
        (datetime(2026, 11, 28, 12, 0), False),
    ],
)
def test_hours_are_monday_to_friday_eight_to_six(moment, open_):
    assert in_hours(moment.replace(tzinfo=ZoneInfo("America/Denver")), "America/Denver") is open_
