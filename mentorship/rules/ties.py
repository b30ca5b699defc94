"""One relationship: when it is a mentorship (R-22), gone quiet (R-23), and whether its rhythm makes sense (R-27)."""

from datetime import date, timedelta

from mentorship import numbers
from mentorship.rules.findings import Finding
from playbook.vocabulary import Cadence, Function, MeetingType, Ring
from playbook.vocabulary import RelationshipStatus as S

AGREEMENT = {
    "purpose": "what it is for",
    "channel": "how you reach each other",
    "cadence": "how often you meet",
    "outcome": "a result",
    "outcome_due_on": "a date for the result",
}


def becomes_active(*, agreed_on: date | None, meetings_held: int | None, **agreement) -> Finding:
    """An agreement with its five parts and one meeting that took place; without them it stays a trial."""
    missing = [words for key, words in AGREEMENT.items() if not agreement.get(key)]
    reasons = []
    if missing:
        reasons.append(f"The agreement still needs {_listed(missing)}.")
    elif agreed_on is None:
        reasons.append("The agreement is written, and waits for a yes.")
    if meetings_held == 0:
        reasons.append("You have not met yet.")
    if reasons:
        return Finding(False, tuple(reasons))
    if meetings_held is None:
        return Finding(None, ("It is not known whether you have met.",))
    return Finding(True)


def _listed(words):
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def stalled(
    *, status: str, today: date, last_contact_on: date | None, cadence_days: int | None, functions=()
) -> Finding:
    """Nothing heard and nobody met for 90 days, or two rhythms when that is longer. Pauses and sponsors are exempt."""
    if status not in (S.ACTIVE, S.STALLED):
        return Finding(False, ("Only an active relationship can go quiet.",))
    if functions and set(functions) <= {Function.SPONSORSHIP.value}:
        return Finding(False, ("A sponsor acts when it counts, not on a rhythm.",))
    if last_contact_on is None:
        return Finding(None, ("It is not known when you were last in touch.",))
    patience = max(numbers.STALLED_AFTER, 2 * (cadence_days or 0))
    silent = (today - last_contact_on).days
    if silent >= patience:
        return Finding(True, (f"Nothing since {last_contact_on:%b} {last_contact_on.day}.",))
    return Finding(False)


def trial_is_over(status: str, since: date | None, today: date) -> Finding:
    """After 90 days of trying: agree on it, or let it go (R-22)."""
    if status != S.TRIAL:
        return Finding(False)
    if since is None:
        return Finding(None)
    if today >= since + timedelta(days=numbers.TRIAL_LASTS):
        return Finding(
            True, ("You have tried it for three months. Agree on how to work, or close it kindly.",)
        )
    return Finding(False)


def cadence_sense(cadence: str, *, ring: str, location: str, kind: str = "") -> Finding:
    """Whether a rhythm is a likely one (R-27). False carries a hint; it may be kept all the same."""
    if cadence == Cadence.WEEKLY and kind != MeetingType.BRIDGE:
        return Finding(False, ("Every week is a lot outside the first months.",))
    if cadence in (Cadence.MONTHLY, Cadence.BIWEEKLY) and location == "external_remote":
        return Finding(False, ("Every month may be much for somebody far away.",))
    if cadence == Cadence.SEMIANNUAL and ring == Ring.CORE:
        return Finding(
            False, ("Twice a year is thin for your core team. Every two or three months works better.",)
        )
    if cadence in (Cadence.NONE, "", None):
        return Finding(None, ("No rhythm is agreed, so nobody can tell when it is time.",))
    return Finding(True)


def kit_size(questions: int) -> Finding:
    """Three or four questions make a first meeting; none make an incomplete kit (N-14)."""
    if questions == 0:
        return Finding(False, ("Pick three or four questions. Without any, the page is not done.",))
    if questions > numbers.KIT_QUESTIONS_AT_MOST:
        return Finding(False, (f"{questions} questions are more than twenty minutes hold. Drop some.",))
    if questions < numbers.KIT_QUESTIONS_AT_LEAST:
        return Finding(None, ("One or two more would use the time well.",))
    return Finding(True)
