from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts import links, outbox
from accounts.models.links import LinkPurpose
from mentorship import numbers
from mentorship.actions import Refused, asks, ties

WORDS = [
    "purpose",
    "channel",
    "cadence",
    "cadence_days",
    "outcome",
    "outcome_due_on",
    "mentee_part",
    "project_types",
    "support_offered",
    "review_on",
]
OWN = ["ccc_role"]  # the resident's own; the mentor does not read it


@transaction.atomic
def save_agreement(*, relationship, by, today, **fields):
    """Write down how the two will work. Words changed after they were agreed need the mentor's yes anew."""
    tie = ties.locked(relationship)
    before = seal(tie)
    changed = [name for name in [*WORDS, *OWN] if name in fields and getattr(tie, name) != fields[name]]
    for name in changed:
        setattr(tie, name, fields[name])
    if seal(tie) != before:
        tie.mentor_signed_at, tie.agreement_sent_on = None, None
        tie.reworded_on = today if tie.agreed_on else None
        changed += ["mentor_signed_at", "agreement_sent_on", "reworded_on"]
    if changed:
        tie.save(update_fields=changed)
    return tie


def seal(tie):
    """A short mark of the words as they stand: whoever signs shows it, so nobody signs what they did not read."""
    words = repr([getattr(tie, name) for name in WORDS])
    return salted_hmac("mentorship.agreement", words, algorithm="sha256").hexdigest()[:16]


@transaction.atomic
def send_agreement(*, relationship, by, today):
    """Mail the mentor a link to read and sign it. The same words leave once a day at most, other words at once."""
    tie = ties.locked(relationship)
    missing = [words for name, words in ties.rules.ties.AGREEMENT.items() if not getattr(tie, name)]
    if missing:
        raise Refused(f"Still missing: {', '.join(missing)}.")
    if not tie.mentor.email:
        raise Refused("There is no e-mail address to send it to. If you agreed in person, say so.")
    tie.agreement_sent_on, tie.change_asked = today, ""
    tie.save(update_fields=["agreement_sent_on", "change_asked"])
    link = links.make(
        purpose=LinkPurpose.SIGN_AGREEMENT,
        target=tie.pk,
        address=tie.mentor.email,
        about=tie.about,
        days=numbers.LINK_WORKS,
    )
    outbox.put(
        "agreement",
        key=f"agreement:{tie.pk}:{today:%Y%m%d}:{seal(tie)}",
        about=tie.about,
        data={"relationship": tie.pk, "link": link.pk},
        **asks.to_mentor(tie),
    )
    return tie


@transaction.atomic
def agree_in_person(*, relationship, by, today):
    """The resident says that both have agreed, face to face."""
    tie = ties.locked(relationship)
    if not tie.is_agreed or tie.change_asked:
        tie.agreed_on, tie.reworded_on, tie.change_asked = today, None, ""
        tie.save(update_fields=["agreed_on", "reworded_on", "change_asked"])
    return ties.refresh_status(tie, today=today)


@transaction.atomic
def sign(*, relationship, by, now, today, seen=""):
    """The mentor agrees. With a meeting held it becomes an active relationship. Signing twice is signing once.

    `seen` is the seal of the words that were read; Refused when other words stand there by now.
    """
    tie = ties.locked(relationship)
    if tie.mentor_signed_at is None:
        if seen and seen != seal(tie):
            raise Refused("The words changed since you opened this page. Read them once more, then sign.")
        tie.agreed_on = tie.agreed_on if tie.is_agreed else today
        tie.mentor_signed_at, tie.reworded_on, tie.change_asked = now, None, ""
        tie.save(update_fields=["mentor_signed_at", "agreed_on", "reworded_on", "change_asked"])
        _tell(tie, "signed", now)
    return ties.refresh_status(tie, today=today)


@transaction.atomic
def ask_change(*, relationship, by, words, now):
    """The mentor would like something else. The resident reads it on the agreement's page."""
    tie = ties.locked(relationship)
    if tie.change_asked != words:
        tie.change_asked = words
        tie.save(update_fields=["change_asked"])
        _tell(tie, "change", now)
    return tie


def _tell(tie, what, now):
    outbox.put(
        "agreement_answered",
        key=f"agreement-{what}:{tie.pk}:{int(now.timestamp())}",
        to_user=tie.mentee_id,
        about=tie.about,
        data={"relationship": tie.pk, "what": what},
    )
