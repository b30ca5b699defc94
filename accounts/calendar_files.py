"""An appointment as a file that any calendar takes in."""

from datetime import datetime

from icalendar import Calendar, Event, vCalAddress, vText

from accounts.outbox.owing import message_domain

CANCELED = "CANCEL"


def calendar_file(
    *,
    uid: str,
    starts_at: datetime,
    ends_at: datetime,
    summary: str,
    stamp: datetime,
    method: str = "REQUEST",
    version: int = 0,
    place: str = "",
    organizer: tuple[str, str] | None = None,
    people: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """The appointment under its lasting UID; a later version replaces an earlier one, CANCEL takes it out.

    `organizer` and `people` are pairs of name and address; a person without an address is left out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Mentorship//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", f"{uid}@{message_domain()}")
    event.add("sequence", version)
    event.add("dtstamp", stamp)
    event.add("dtstart", starts_at)
    event.add("dtend", ends_at)
    event.add("summary", summary)
    event.add("status", "CANCELLED" if method == CANCELED else "CONFIRMED")
    if place:
        event.add("location", place)
    if organizer:
        event["organizer"] = _person(*organizer)
    for name, address in people:
        if address:
            event.add("attendee", _person(name, address), encode=0)
    calendar.add_component(event)
    return calendar.to_ical()


def _person(name, address):
    person = vCalAddress(f"MAILTO:{address}")
    person.params["cn"] = vText(name)
    return person
