"""What was written to a program and what came back. Nothing is mailed from here: she sends it herself and says when."""

from django.db import transaction

from playbook.vocabulary import Reaction
from programs.actions.holding import hold
from programs.actions.members import Refused
from programs.actions.people import name_people
from programs.letters import GOALS
from programs.models import ProgramMessage, WebsiteCheck

FUTURE = "Give the day you sent it, today or earlier."


@transaction.atomic
def save_message(*, evaluation, template_key, parts, recipient, by):
    """Keep the words as they stand, finished or not. One message per purpose; one that was sent stays as it was."""
    evaluation = _hold(evaluation, by)
    message, _ = ProgramMessage.objects.get_or_create(evaluation=evaluation, template_key=template_key)
    if message.sent_on is None:
        message.parts, message.recipient = parts, recipient
        message.save()
    return message


@transaction.atomic
def mark_sent(*, evaluation, template_key, is_ready, sent_on, today, by):
    """She sent it herself on this day. Saying it twice is saying it once; another day corrects the first.

    Refused while something is missing, for a day to come, and for a day after what came back.
    """
    evaluation = _hold(evaluation, by)
    message = evaluation.messages.get(template_key=template_key)
    if message.sent_on is None and not is_ready:
        raise Refused("Something is still missing. The checklist says what.", "sent_on")
    if sent_on > today:
        raise Refused(FUTURE, "sent_on")
    replied = evaluation.sketch_replied_on
    if template_key != GOALS and replied and replied < sent_on:
        raise Refused("Their reply is from before that day. Change the reply first.", "sent_on")
    message.sent_on = sent_on
    message.save()
    setattr(evaluation, "priorities_sent_on" if template_key == GOALS else "sketch_asked_on", sent_on)
    evaluation.save(update_fields=["priorities_sent_on", "sketch_asked_on"])
    return message


@transaction.atomic
def note_reaction(*, evaluation, reaction, by):
    """How they took the stated goals. Refused before those were sent."""
    evaluation = _hold(evaluation, by)
    if evaluation.priorities_sent_on is None:
        raise Refused("Say first when you told them what you hope for.", "reaction")
    evaluation.reaction = Reaction(reaction) if reaction else ""
    evaluation.save(update_fields=["reaction"])
    return evaluation


@transaction.atomic
def note_reply(*, evaluation, replied_on, text, signs, reading, reason, cadence="", people=(), by):
    """What came back to the wish for a sketch. People named become possible mentors. Refused before the wish."""
    evaluation = _hold(evaluation, by)
    if evaluation.sketch_asked_on is None:
        raise Refused("Say first when you asked for the sketch.", "replied_on")
    if replied_on < evaluation.sketch_asked_on:
        asked = evaluation.sketch_asked_on
        raise Refused(f"You asked on {asked:%b} {asked.day}. Give that day or a later one.", "replied_on")
    evaluation.sketch_replied_on, evaluation.sketch_text = replied_on, text
    evaluation.sketch_signs, evaluation.sketch_reading = signs, reading
    evaluation.sketch_override_reason, evaluation.sketch_cadence = reason, cadence
    evaluation.save()
    name_people(evaluation=evaluation, people=people, in_sketch=True)
    return evaluation


@transaction.atomic
def check_website(*, evaluation, by, **found):
    """What the program's own pages say. Looking again replaces what was found before."""
    evaluation = _hold(evaluation, by)
    return WebsiteCheck.objects.update_or_create(evaluation=evaluation, defaults=found)[0]


def _hold(evaluation, by):
    return hold(evaluation.pk, by)
