from datetime import timedelta

from django.db import IntegrityError, transaction

from accounts import links, outbox
from accounts.models import OutgoingMail
from accounts.models.links import LinkPurpose
from mentorship import letters, numbers, rules
from mentorship.actions import Refused, ties
from mentorship.models import Message, OfferedTime
from playbook.vocabulary import MessageState
from playbook.vocabulary import RelationshipStatus as S

OPEN_DRAFTS = [MessageState.DRAFT, MessageState.READY]


def draft_of(relationship, template_key=letters.ASK):
    """The draft that is being written, or None."""
    return Message.objects.filter(
        relationship=relationship, template_key=template_key, state__in=OPEN_DRAFTS
    ).first()


@transaction.atomic
def save_draft(*, relationship, by, parts, topic, minutes, times, ready, template_key=letters.ASK):
    """Keep the words as they stand. There is one draft per person and template, however often it is saved."""
    ties.hold(relationship.pk)
    if relationship.status != S.PROSPECT:
        raise Refused("You have asked already. The words you sent stand on their page.")
    fields = {
        "parts": parts,
        "topic": topic,
        "minutes": minutes,
        "state": MessageState.READY if ready else MessageState.DRAFT,
    }
    draft = draft_of(relationship, template_key)
    if draft is None:
        try:
            with transaction.atomic():
                draft = Message.objects.create(relationship=relationship, template_key=template_key, **fields)
        except IntegrityError:
            draft = draft_of(relationship, template_key)
    Message.objects.filter(pk=draft.pk).update(**fields)
    draft.refresh_from_db()
    if sorted(times) != list(draft.times.values_list("starts_at", flat=True)):
        draft.times.all().delete()
        OfferedTime.objects.bulk_create(
            [OfferedTime(message=draft, starts_at=at) for at in sorted(set(times))]
        )
    return draft


@transaction.atomic
def send_ask(*, message, by, now, today):
    """Send the resident's words with a link to answer. Pressing twice sends once; nothing leaves unless it is ready."""
    message = locked(message)
    if message.state not in OPEN_DRAFTS:
        return message
    _check(message, now, on=today)
    mentor = message.relationship.mentor
    if not mentor.email:
        raise Refused(
            f"There is no e-mail address for {mentor.name}. Add one, or send it from your own mail."
        )
    why = outbox.why_stopped(mentor.email)
    if why == "bounced":
        raise Refused(f"Mail to {mentor.name} came back. Correct the address, or send it from your own mail.")
    if why:
        raise Refused(f"Mail from here to {mentor.name} is off. Send it from your own mail.")
    _sent(message, via=Message.SentBy.APP, on=today, today=today)
    _post(message, key=f"ask:{message.pk}")
    return message


def _post(message, *, key):
    tie = message.relationship
    link = links.make(
        purpose=LinkPurpose.ANSWER_ASK,
        target=message.pk,
        address=tie.mentor.email,
        about=tie.about,
        days=numbers.LINK_WORKS,
    )
    outbox.put(
        "ask", key=key, about=tie.about, data={"message": message.pk, "link": link.pk}, **to_mentor(tie)
    )


def post_again(mentor):
    """The mentor's address changed: asks that wait for an answer go to the new one, once per address."""
    waiting = Message.objects.filter(
        relationship__mentor=mentor, state=MessageState.SENT, sent_by=Message.SentBy.APP
    ).select_related("relationship__mentor", "relationship__mentee__profile")
    for message in waiting if mentor.email else ():
        outbox.cancel(about=message.relationship.about, kinds=["ask"])
        _post(message, key=_key_at(message, mentor.email))


def _key_at(message, email):
    """The key of an ask that went to a second address; no key says which, because keys outlive accounts."""
    return f"ask:{message.pk}:{outbox.digest(email)[:16]}"


def post_what_was_called_back(tie):
    """The ask whose mail was called back before it left goes out after all."""
    waiting = tie.messages.filter(state=MessageState.SENT, sent_by=Message.SentBy.APP)
    for message in waiting.select_related("relationship__mentor", "relationship__mentee__profile"):
        first, email = f"ask:{message.pk}", message.relationship.mentor.email
        mails = OutgoingMail.objects.filter(key__in=[first, _key_at(message, email), f"{first}:again"])
        if email and not mails.exclude(state="cancelled").exists():
            _post(message, key=f"{first}:again")


@transaction.atomic
def mark_sent(*, message, by, sent_on, now, today):
    """The resident sent it from their own mail on this day, which is not in the future."""
    message = locked(message)
    if message.state not in OPEN_DRAFTS:
        return message
    if sent_on > today:
        raise Refused("Give the day you sent it, today or earlier.")
    _check(message, now, on=sent_on, own_mail=True)
    return _sent(message, via=Message.SentBy.OWN_MAIL, on=sent_on, today=today)


def _check(message, now, *, on, own_mail=False):
    if message.state != MessageState.READY:
        raise Refused("Something is still missing. The checklist says what.")
    same_day = Message.objects.filter(
        relationship__mentee_id=message.relationship.mentee_id,
        relationship__mentor_id=message.relationship.mentor_id,
        template_key=message.template_key,
        sent_on=on,
    )
    if same_day.exclude(pk=message.pk).exists():
        raise Refused("You wrote to this person today already. One note is enough.")
    if not own_mail and any(at.starts_at <= now for at in message.times.all()):
        raise Refused("One of the times has passed. Offer a later one.")


def _sent(message, *, via, on, today):
    message.state, message.sent_on, message.sent_by = MessageState.SENT, on, via
    try:
        with transaction.atomic():
            message.save(update_fields=["state", "sent_on", "sent_by", "updated_at"])
    except IntegrityError:
        raise Refused("You wrote to this person on that day already. One note is enough.") from None
    tie = message.relationship
    if tie.status == S.PROSPECT:
        ties.move(tie, S.ASKED, today=today).save(update_fields=["status", "status_before", "status_since"])
    return message


def locked(message):
    """The message and its pair as they stand now, held until the end of the transaction."""
    ties.hold(message.relationship_id)
    return (
        Message.objects.select_for_update(of=("self",))
        .select_related("relationship__mentor__user__profile", "relationship__mentee__profile")
        .get(pk=message.pk)
    )


def to_mentor(relationship):
    """Whom a mail to the mentor is for: the account when there is one, else the address, in the resident's zone."""
    mentor = relationship.mentor
    if mentor.user_id:
        return {"to_user": mentor.user_id}
    return {"address": mentor.email, "zone": relationship.mentee.profile.time_zone}


def followup(message, today):
    """What an unanswered ask deserves today (R-20)."""
    nudges = {MessageState.REMINDED: 1, MessageState.GO_BETWEEN: 2}.get(message.state, 0)
    return rules.followup(message.sent_on, today, answered=bool(message.answered_on), nudges=nudges)


def answer_until(message):
    return (
        message.answered_at + timedelta(hours=numbers.ANSWER_MAY_CHANGE_HOURS)
        if message.answered_at
        else None
    )
