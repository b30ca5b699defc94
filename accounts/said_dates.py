"""Days and times as they are said on a page, in the reader's time zone."""

from datetime import date, datetime

from django.utils import timezone

from accounts import zones


def _local(value):
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def day(value, today=None):
    """ "Thu, Dec 31"; with the year when it is not the year of `today` (the current day when absent)."""
    if not isinstance(value, date):
        return ""
    value = _local(value)
    words = f"{value:%a, %b} {value.day}"
    return words if value.year == (today or timezone.localdate()).year else f"{words}, {value.year}"


def zone(name):
    """ "Eastern time", for a sentence that says by which clock times are told."""
    return zones.in_words(name)


def clock(value):
    """ "1:42 PM", in the reader's time zone."""
    if value is None or value == "":
        return ""
    value = _local(value)
    return f"{value.hour % 12 or 12}:{value.minute:02d} {'AM' if value.hour < 12 else 'PM'}"


def moment(value, today=None):
    """ "Thu, Dec 31, 1:42 PM", in the reader's time zone."""
    return f"{day(value, today)}, {clock(value)}" if value else ""
