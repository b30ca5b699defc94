"""When a mail may arrive: in the reader's own working day, in the reader's own zone."""

import hashlib
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

OPENS, CLOSES = 8, 18  # local hours; both far from every clock change (02:00 to 03:00)
MORNING = time(OPENS)
SPREAD_MINUTES = 120  # a whole cohort's mail, and its clicks, spread over two hours
SATURDAY = 5


def zone_of(user_or_zone):
    """The zone name of a person with a profile, of a plain name, or the site's when there is neither."""
    if user_or_zone is None:
        return settings.TIME_ZONE
    if isinstance(user_or_zone, str):
        return user_or_zone or settings.TIME_ZONE
    return user_or_zone.profile.time_zone


def in_hours(moment, user_or_zone):
    """Whether a moment lies on Mon to Fri, 08:00 to 18:00, where the reader is."""
    local = moment.astimezone(ZoneInfo(zone_of(user_or_zone)))
    return local.weekday() < SATURDAY and OPENS <= local.hour < CLOSES


def next_morning(user_or_zone, now, *, spread_by=None):
    """The first working morning after `now`: 08:00 local plus up to two hours, always the same for one person."""
    zone = ZoneInfo(zone_of(user_or_zone))
    seed = spread_by if spread_by is not None else getattr(user_or_zone, "pk", "")
    offset = timedelta(minutes=_spread(seed))
    day = now.astimezone(zone).date()
    while True:
        if day.weekday() < SATURDAY:
            morning = datetime.combine(day, MORNING, tzinfo=zone) + offset
            if morning > now:
                return morning
        day += timedelta(days=1)


def _spread(seed):
    if seed in ("", None):
        return 0
    digest = hashlib.sha256(str(seed).encode()).digest()
    return int.from_bytes(digest[:4], "big") % SPREAD_MINUTES
