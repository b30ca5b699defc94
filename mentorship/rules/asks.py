"""When a first ask is ready (R-19), when to follow it up (R-20), and when to ask again after a no (R-21)."""

import re
from datetime import date, timedelta

from mentorship import numbers
from mentorship.rules.findings import Finding
from playbook import drafts
from programs.calendar import add_months

REQUEST = re.compile(r"\b(could|can|would|will|may|might) (you|i|we)\b", re.IGNORECASE)


Ask = drafts.Draft


def valid_ask(template, parts: dict, *, times: int, text: str = "") -> Ask:
    """Judge a draft. `parts` are the words by element key, `times` how many times are offered, `text` the mail."""
    errors, limit = {}, template.max_minutes
    if limit and (_number(parts.get("minutes")) or 0) > limit:
        errors["minutes"] = f"Ask for {limit} minutes at most. A short meeting is easy to say yes to."
    requests = REQUEST.findall(" ".join(w for w in parts.values() if isinstance(w, str)))
    return drafts.judge(
        template,
        parts,
        text=text,
        is_filled=lambda element, parts: _is_filled(element, parts, times, template),
        errors=errors,
        of_phrases="leaves the ask open-ended.",
        hints=("More than one request is in there. One is easier to answer.",) if len(requests) > 1 else (),
    )


def _is_filled(element, parts, times, template):
    if element.kind == "slots":
        return times >= max(template.min_slots, numbers.TIMES_OFFERED_AT_LEAST)
    if element.kind == "minutes":
        number = _number(parts.get(element.key))
        return number is not None and number >= numbers.ASK_MINUTES_AT_LEAST
    return drafts.has_words(element, parts)


def _number(value):
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def followup(
    sent_on: date | None, today: date, *, answered: bool, nudges: int = 0, after: int = numbers.REMIND_AFTER
):
    """What an unanswered ask deserves today: state "wait", "remind", "go_between" or "close", at most two nudges.

    The reason names the day of the next step. None when it is not known when the ask left.
    """
    if sent_on is None:
        return Finding(None, ("It is not known when this left.",))
    if answered:
        return Finding(False, ("There is an answer.",), "answered")
    steps = [
        ("remind", sent_on + timedelta(days=after)),
        ("go_between", sent_on + timedelta(days=after + numbers.GO_BETWEEN_AFTER)),
        ("close", sent_on + timedelta(days=after + numbers.GO_BETWEEN_AFTER + numbers.CLOSE_AFTER)),
    ]
    step, due = steps[min(nudges, 2)]
    if today < due:
        return Finding(False, (f"The next step is ready on {due:%b} {due.day}.",), "wait")
    return Finding(True, (f"Sent {sent_on:%b} {sent_on.day}, no answer yet.",), step)


def may_ask_again(declined_on: date | None, today: date) -> Finding:
    """Six months after a no the same person may be asked again (R-21)."""
    if declined_on is None:
        return Finding(True)
    on = add_months(declined_on, numbers.ASK_AGAIN_AFTER_MONTHS)
    if today >= on:
        return Finding(True)
    return Finding(False, (f"Give it some time: you can ask again from {on:%b} {on.day}, {on.year}.",))
