"""A meeting as a file that any calendar takes in. It holds when, where and who, and no words of the agenda."""

from datetime import datetime

from accounts import calendar_files
from accounts.calendar_files import CANCELED

__all__ = ["CANCELED", "attachment", "calendar_file"]


def calendar_file(meeting, *, stamp: datetime, method: str = "REQUEST") -> bytes:
    """The meeting under its lasting UID; a later version replaces an earlier one, CANCEL takes it out."""
    tie = meeting.relationship
    mentee = (tie.mentee.full_name, tie.mentee.email)
    return calendar_files.calendar_file(
        uid=str(meeting.public_id),
        version=meeting.calendar_version,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=f"{tie.mentee.full_name} and {tie.mentor.name}",
        place=meeting.place,
        organizer=mentee,
        people=(mentee, (tie.mentor.name, tie.mentor.email)),
        stamp=stamp,
        method=method,
    )


def attachment(meeting, *, stamp, method="REQUEST"):
    """(name, bytes, type) as the outbox wants it."""
    return (
        "meeting.ics",
        calendar_file(meeting, stamp=stamp, method=method),
        f"text/calendar; method={method}",
    )
