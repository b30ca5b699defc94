"""A message in words: from the parts somebody filled in to a letter, and moments as people say them."""

from zoneinfo import ZoneInfo

from playbook import composing, wording
from playbook.composing import Letter
from playbook.vocabulary import Position

ASK = "T-03"
PARTS_AFTER_CLOSING = {"sign_off"}
FIRST_NAMES = {Position.PEER, Position.NEAR_PEER, Position.CHIEF, Position.NON_PHYSICIAN}
ZONES = {
    "America/New_York": "Eastern",
    "America/Detroit": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Phoenix": "Arizona",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
    "America/Puerto_Rico": "Atlantic",
}


def template(key=ASK):
    """The template as educators have it today."""
    return composing.template(key)


def compose(template, parts, *, mentor, topic="", times=(), zone="", with_times=True):
    """The letter as it stands. Parts that are still empty are left out; times are said in the writer's zone."""
    values = dict(parts)
    values["slots"] = listed([say_when(at, zone) for at in times]) if times and with_times else ""
    return Letter(
        subject=subject(template, parts, topic),
        greeting=greeting(template, mentor),
        paragraphs=composing.paragraphs(template, values, without=PARTS_AFTER_CLOSING),
        closing=template.closing,
        sign_off=" ".join(str(values.get("sign_off") or "").split()),
    )


def subject(template, parts, topic):
    topic = topic.strip() or "my next steps"
    return wording.fill(
        template.subject, {"minutes": str(parts.get("minutes") or 20), "topic": topic}
    ).strip()


def greeting(template, mentor):
    """By surname with a title, by first name to somebody near one's own year."""
    return composing.greeting(template, mentor.name, by_first_name=mentor.position in FIRST_NAMES)


def listed(words):
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{'; '.join(words[:-1])}; or {words[-1]}"


def say_day(moment, zone):
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%a, %b} {local.day}"


def say_when(moment, zone):
    """ "Tue, Jan 5, 12:10 PM Eastern"."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{say_day(moment, zone)}, {say_clock(moment, zone)} {zone_words(zone, local)}"


def say_clock(moment, zone):
    """ "12:10 PM"."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.hour % 12 or 12}:{local.minute:02d} {'AM' if local.hour < 12 else 'PM'}"


def zone_words(zone, local):
    return ZONES.get(zone) or local.tzname() or zone


def zone_of_mentor(mentor, fallback):
    """A mentor with an account has their own clock; without one, times are said in the resident's."""
    return mentor.user.profile.time_zone if mentor.user_id else fallback
