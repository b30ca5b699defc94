"""When a first ask is ready (R-19), when to follow it up (R-20), and when to ask again after a no (R-21)."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from mentorship import numbers
from mentorship.rules.findings import Finding
from playbook import wording
from programs.calendar import add_months

REQUEST = re.compile(r"\b(could|can|would|will|may|might) (you|i|we)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Ask:
    """How a draft stands against its template: per element and heading, what is missing, what only deserves a hint."""

    filled: dict[str, bool]
    headings: dict[str, bool]
    missing: tuple[str, ...]
    blocked: tuple[str, ...]
    hints: tuple[str, ...]
    words: int
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        return not self.missing and not self.blocked


def valid_ask(template, parts: dict, *, times: int, text: str = "") -> Ask:
    """Judge a draft. `parts` are the words by element key, `times` how many times are offered, `text` the mail."""
    filled = {e.key: _is_filled(e, parts, times, template) for e in template.element}
    errors, blocked, hints = {}, [], []
    minutes = parts.get("minutes")
    limit = template.max_minutes
    if limit and _number(minutes) is not None and _number(minutes) > limit:
        errors["minutes"] = f"Ask for {limit} minutes at most. A short meeting is easy to say yes to."
    for key, words in parts.items():
        if not isinstance(words, str):
            continue
        if wording.placeholders_in(words):
            errors[key] = "A blank is still in there. Fill it in or take it out."
        for phrase in wording.phrases_in(words, template.forbidden)[:1]:
            errors[key] = f"“{phrase}” leaves the ask open-ended. {template.forbidden_why}"
    blocked += list(dict.fromkeys(errors.values()))
    body = text or " ".join(str(words) for words in parts.values())
    count = wording.count_words(body)
    if template.max_words and count > template.max_words:
        over = f"{count} words. {template.max_words} get read."
        (blocked if template.over_limit == "block" else hints).append(over)
    if len(REQUEST.findall(" ".join(w for w in parts.values() if isinstance(w, str)))) > 1:
        hints.append("More than one request is in there. One is easier to answer.")
    missing = tuple(e.label for e in template.element if e.required and not filled[e.key])
    headings = {
        heading: all(
            filled[e.key] and e.key not in errors
            for e in template.element
            if e.heading == heading and e.required
        )
        for heading in template.headings
    }
    return Ask(filled, headings, missing, tuple(blocked), tuple(hints), count, errors)


def _is_filled(element, parts, times, template):
    if element.kind == "slots":
        return times >= max(template.min_slots, numbers.TIMES_OFFERED_AT_LEAST)
    if element.kind == "minutes":
        number = _number(parts.get(element.key))
        return number is not None and number >= numbers.ASK_MINUTES_AT_LEAST
    return bool(str(parts.get(element.key) or "").strip())


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
