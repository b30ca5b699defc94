"""The one thing to do next with a mentor: pure choices over facts that the page has already fetched."""

from dataclasses import dataclass
from datetime import datetime

from mentorship import rules
from mentorship.actions.asks import followup
from playbook.vocabulary import RelationshipStatus as S


@dataclass(frozen=True)
class Step:
    """What the tinted panel says. `door` and `target` make its button; no door, no button."""

    chip: str
    heading: str
    words: str
    door: str = ""
    target: int = 0
    button: str = ""
    chip_words: str | None = None
    at: datetime | None = None  # said after the heading


def for_pair(tie, *, meetings, sent, now, today, mine):
    """The next step for the resident (`mine`) or the mentor. None when nothing is to be done."""
    ahead = sorted((m for m in meetings if m.is_planned and m.starts_at > now), key=lambda m: m.starts_at)
    past = next((m for m in meetings if m.is_planned and m.starts_at <= now), None)
    if past is not None and tie.is_working:
        return Step(
            "open",
            "Was it held?",
            "One tap. Only that is recorded, not what was said.",
            "meeting",
            past.pk,
            "Say so",
        )
    if not mine:
        return _for_mentor(tie, ahead)
    return _for_mentee(tie, meetings, ahead, sent, today)


def _for_mentor(tie, ahead):
    if tie.waits_for_signature:
        return Step(
            "open", "Read the agreement", "Sign it, or ask for a change.", "agreement_sign", tie.pk, "Read it"
        )
    if ahead:
        first = ahead[0]
        return Step(
            "ahead", "You meet", "", "meeting", first.pk, "Open the meeting", "Planned", at=first.starts_at
        )
    return None


def _for_mentee(tie, meetings, ahead, sent, today):
    if tie.status == S.PROSPECT:
        return Step(
            "ahead",
            "Plan the ask",
            "One short meeting, in your own words. A checklist helps.",
            "ask",
            tie.pk,
            "Write it",
            "Not asked yet",
        )
    if tie.status == S.ASKED:
        return _asked(tie, sent, today)
    if tie.status == S.DECLINED:
        return Step(
            "dropped",
            f"{tie.mentor.name} can't this time",
            "That is a normal answer. Your next person may.",
            "team",
            0,
            "Who else could help",
            "Not this time",
        )
    if tie.status == S.PAUSED:
        return Step("wait", "Paused", "Pick it up again when you are ready.", "", 0, "", "Paused")
    if not tie.is_working:
        return None
    return _working(tie, meetings, ahead, today)


def _asked(tie, sent, today):
    message = sent[0] if sent else None
    if message is None:
        return Step("wait", f"With {tie.mentor.name}", "")
    found = followup(message, today)
    since = f"Since {message.sent_on:%b} {message.sent_on.day}."
    if found.state == "wait":
        return Step("wait", f"With {tie.mentor.name}", f"{since} {found.why}")
    words = {
        "remind": "A gentle reminder is due: refer to your first note, and make it easy to say no.",
        "go_between": "Somebody who knows them could pass it on.",
        "close": "Let it rest, and turn to the next person.",
    }
    return Step(
        "soon", "No answer yet", f"{since} {words.get(found.state, '')}".strip(), chip_words="Follow up"
    )


def _working(tie, meetings, ahead, today):
    held = [m for m in meetings if m.was_held]
    if tie.change_asked:
        return Step(
            "open",
            f"{tie.mentor.name} would like a change",
            "Read what, and send the agreement again.",
            "agreement",
            tie.pk,
            "Open the agreement",
        )
    if held and tie.agreed_on is None and not tie.agreement_sent_on:
        return Step(
            "open",
            "Write down how you will work together",
            "What for, how often, and one result with a date.",
            "agreement",
            tie.pk,
            "Write the agreement",
        )
    if ahead:
        return _before(ahead[0])
    if tie.waits_for_signature:
        return Step(
            "wait",
            "The agreement is with them",
            f"Sent {tie.agreement_sent_on:%b} {tie.agreement_sent_on.day}.",
        )
    heading = "Plan the first meeting" if not held else "Plan the next meeting"
    quiet = rules.stalled(
        status=tie.status,
        today=today,
        last_contact_on=held[0].starts_at.date() if held else tie.started_on,
        cadence_days=tie.cadence_in_days,
        functions=tie.functions,
    )
    over = rules.trial_is_over(tie.status, tie.status_since, today)
    words = (
        quiet.why if quiet.value else (over.why if over.value else "A date in both calendars keeps it alive.")
    )
    chip = "look" if quiet.value or tie.status == S.STALLED else "open"
    return Step(
        chip, heading, words, "meeting_new", tie.pk, "Plan it", "Gone quiet" if chip == "look" else None
    )


def _before(meeting):
    if meeting.kind == "first" and not meeting.kit_questions:
        return Step(
            "open",
            "Prepare your first meeting",
            "One page and three or four questions.",
            "kit",
            meeting.pk,
            "Prepare it",
        )
    if not meeting.has_agenda:
        return Step(
            "open", "Write the agenda", "Three lines are enough.", "meeting_agenda", meeting.pk, "Write it"
        )
    return Step(
        "ahead",
        "You meet",
        "The agenda is written.",
        "meeting",
        meeting.pk,
        "Open the meeting",
        "Planned",
        at=meeting.starts_at,
    )
