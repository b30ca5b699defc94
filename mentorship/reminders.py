"""Who is owed what today: a word before a planned meeting, and afterwards "was it held?" (K-05)."""

from datetime import timedelta

from accounts import links, outbox
from accounts.models.links import LinkPurpose
from accounts.outbox import Owed
from mentorship import numbers
from mentorship.actions.asks import to_mentor
from mentorship.models import WORKING_STATUSES, Meeting
from playbook.vocabulary import MeetingOutcome

BATCH = 1000


def owe_meeting_reminders(now):
    """Write down what is owed at this moment; may be run late, twice, or by several at once. How many are new."""
    return owe_before(now) + owe_after(now)


def owe_before(now):
    """Two days ahead, to both. A meeting that was planned within the last day has just been in their mail."""
    soon = _planned().filter(
        starts_at__gt=now,
        starts_at__lte=now + timedelta(days=numbers.REMIND_BEFORE_MEETING),
        created_at__lte=now - timedelta(days=1),
    )
    new = 0
    for batch in _batches(soon):
        new += outbox.put_many(_rows("meeting_soon", batch, {}, until=lambda m: m.starts_at, now=now))
    return new


def owe_after(now):
    """Two days after, as long as nobody said whether it was held, to both; the mentor answers by a mailed link."""
    since = now - timedelta(days=numbers.ASK_AFTER_MEETING_UNTIL)
    past = _planned().filter(
        starts_at__lte=now - timedelta(days=numbers.ASK_AFTER_MEETING), starts_at__gt=since, disowned_at=None
    )
    new = 0
    for batch in _batches(past):
        made = links.make_many(
            links.Wanted(
                LinkPurpose.CONFIRM_MEETING,
                m.pk,
                m.relationship.mentor.email,
                m.relationship.about,
                numbers.LINK_WORKS,
            )
            for m in batch
            if m.relationship.mentor.email
        )
        link_of = {link.target: link.pk for link in made}
        new += outbox.put_many(
            _rows("meeting_held", batch, link_of, until=lambda m: m.starts_at + timedelta(days=21), now=now)
        )
    return new


def _planned():
    return (
        Meeting.objects.filter(outcome=MeetingOutcome.PLANNED, relationship__status__in=WORKING_STATUSES)
        .select_related("relationship__mentor", "relationship__mentee__profile")
        .order_by("pk")
    )


def _batches(rows):
    """By primary key, so that memory stays flat however many there are."""
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _rows(kind, meetings, link_of, *, until, now):
    for meeting in meetings:
        tie = meeting.relationship
        key = f"{kind}:{meeting.pk}:{meeting.calendar_version}"
        shared = {
            "about": f"meeting:{meeting.pk}",
            "expires_after": max(until(meeting) - now, timedelta(hours=1)),
        }
        data = {"meeting": meeting.pk}
        yield Owed(kind, f"{key}:mentee", to_user=tie.mentee_id, data={**data, "side": "mentee"}, **shared)
        if tie.mentor.email and (kind != "meeting_held" or meeting.pk in link_of):
            link = {"link": link_of[meeting.pk]} if meeting.pk in link_of else {}
            yield Owed(
                kind, f"{key}:mentor", data={**data, "side": "mentor", **link}, **shared, **to_mentor(tie)
            )
