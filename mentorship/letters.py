"""A message in words: from the parts somebody filled in to a letter, and moments as people say them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from playbook import load, shapes, wording
from playbook.models import MessageTemplate
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

PART = ["key", "label", "hint", "example", "heading", "kind", "required", "joins", "max_words", "sentence"]
WHOLE = [
    *[
        "key",
        "title",
        "purpose",
        "sender",
        "recipient",
        "offered_when",
        "subject",
        "greeting",
        "closing",
        "source",
    ],
    *["max_words", "max_lines", "over_limit", "max_minutes", "min_slots", "max_questions", "within_days"],
    *["ahead_days", "once", "forbidden_why"],
]


@dataclass(frozen=True)
class Letter:
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: str
    sign_off: str

    @property
    def text(self):
        return "\n\n".join([self.greeting, *self.paragraphs, f"{self.closing}\n{self.sign_off}".strip()])

    @property
    def body(self):
        return "\n\n".join([self.greeting, *self.paragraphs])


def template(key=ASK):
    """The template as educators have it today; as it shipped when no row is there."""
    row = MessageTemplate.objects.current().with_elements().filter(key=key).first()
    if row is None:
        return load.message(key)
    return shapes.Message(
        element=tuple(
            shapes.Element(**{name: getattr(part, name) for name in PART}, choices=tuple(part.choice_list))
            for part in row.parts
        ),
        headings=tuple(row.heading_list),
        forbidden=tuple(row.forbidden_phrases),
        **{name: getattr(row, name) for name in WHOLE},
    )


def compose(template, parts, *, mentor, topic="", times=(), zone="", with_times=True):
    """The letter as it stands. Parts that are still empty are left out; times are said in the writer's zone."""
    values = dict(parts)
    values["slots"] = listed([say_when(at, zone) for at in times]) if times and with_times else ""
    paragraphs = []
    for element in template.element:
        words = " ".join(str(values.get(element.key) or "").split())
        if not words or element.key in PARTS_AFTER_CLOSING:
            continue
        said = wording.in_prose(sentence=element.sentence, value=words)
        if element.joins and paragraphs:
            paragraphs[-1] = f"{paragraphs[-1]} {said}"
        else:
            paragraphs.append(said)
    return Letter(
        subject=subject(template, parts, topic),
        greeting=greeting(template, mentor),
        paragraphs=tuple(paragraphs),
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
    words = [w for w in mentor.name.split(",")[0].split() if w]
    titled = bool(words) and words[0].lower().rstrip(".") in ("dr", "prof")
    if not titled and mentor.position in FIRST_NAMES:
        return f"Dear {words[0]}," if words else "Hello,"
    return wording.fill(template.greeting, {"surname": words[-1] if words else "", "first_name": words[0]})


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
