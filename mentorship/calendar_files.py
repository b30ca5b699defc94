"""A meeting as a file that any calendar takes in. It holds when, where and who, and no words of the agenda."""

from datetime import datetime

from icalendar import Calendar, Event, vCalAddress, vText

from accounts.outbox.owing import message_domain

CANCELED = "CANCEL"


def calendar_file(meeting, *, stamp: datetime, method: str = "REQUEST") -> bytes:
    """The meeting under its lasting UID; a later version replaces an earlier one, CANCEL takes it out."""
    tie = meeting.relationship
    calendar = Calendar()
    calendar.add("prodid", "-//Mentorship//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event = Event()
    event.add("uid", f"{meeting.public_id}@{message_domain()}")
    event.add("sequence", meeting.calendar_version)
    event.add("dtstamp", stamp)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", f"{tie.mentee.full_name} and {tie.mentor.name}")
    event.add("status", "CANCELLED" if method == CANCELED else "CONFIRMED")
    if meeting.place:
        event.add("location", meeting.place)
    event["organizer"] = _person(tie.mentee.full_name, tie.mentee.email)
    for name, address in ((tie.mentee.full_name, tie.mentee.email), (tie.mentor.name, tie.mentor.email)):
        if address:
            event.add("attendee", _person(name, address), encode=0)
    calendar.add_component(event)
    return calendar.to_ical()


def attachment(meeting, *, stamp, method="REQUEST"):
    """(name, bytes, type) as the outbox wants it."""
    return (
        "meeting.ics",
        calendar_file(meeting, stamp=stamp, method=method),
        f"text/calendar; method={method}",
    )


def _person(name, address):
    person = vCalAddress(f"MAILTO:{address}")
    person.params["cn"] = vText(name)
    return person
