from django.db import transaction

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
    "ccc_role",
]


@transaction.atomic
def save_agreement(*, relationship, by, **fields):
    """Write down how the two will work. A changed agreement needs the mentor's signature anew."""
    tie = ties.locked(relationship)
    changed = [name for name in WORDS if name in fields and getattr(tie, name) != fields[name]]
    for name in changed:
        setattr(tie, name, fields[name])
    if changed:
        tie.mentor_signed_at, tie.agreement_sent_on = None, None
        tie.save(update_fields=[*changed, "mentor_signed_at", "agreement_sent_on"])
    return tie


@transaction.atomic
def send_agreement(*, relationship, by, today):
    """Mail the mentor a link to read and sign it. Once a day at most; pressing again sends nothing new."""
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
        key=f"agreement:{tie.pk}:{today:%Y%m%d}",
        about=tie.about,
        data={"relationship": tie.pk, "link": link.pk},
        **asks.to_mentor(tie),
    )
    return tie


@transaction.atomic
def agree_in_person(*, relationship, by, today):
    """The resident says that both have agreed, face to face."""
    tie = ties.locked(relationship)
    if tie.agreed_on is None:
        tie.agreed_on = today
        tie.save(update_fields=["agreed_on"])
    return ties.refresh_status(tie, today=today)


@transaction.atomic
def sign(*, relationship, by, now, today):
    """The mentor agrees. With a meeting held it becomes an active relationship. Signing twice is signing once."""
    tie = ties.locked(relationship)
    if tie.mentor_signed_at is None:
        tie.mentor_signed_at, tie.agreed_on, tie.change_asked = now, tie.agreed_on or today, ""
        tie.save(update_fields=["mentor_signed_at", "agreed_on", "change_asked"])
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
