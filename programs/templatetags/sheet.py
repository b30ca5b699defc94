"""The parts of an interview sheet: how an answer reads."""

from django import template

from accounts.templatetags.ui import chip
from playbook.vocabulary import Reading

register = template.Library()

CHIPS = {
    Reading.CONCRETE: "done",
    Reading.PARTIAL: "open",
    Reading.VAGUE: "look",
    Reading.OPPORTUNITY: "trial",
    Reading.UNANSWERED: "ahead",
}


@register.simple_tag
def reading_chip(reading, plain=True):
    """A reading in an icon and its word: concrete, partly concrete, vague, an opening, not answered."""
    reading = Reading(reading)
    return chip(CHIPS[reading], reading.label, plain=plain)


@register.filter
def reads_as(suggested):
    """ "Reads as vague." The heading of the suggestion; nothing heard has nothing to read."""
    if suggested.reading == Reading.UNANSWERED:
        return "Nothing to read yet."
    label = suggested.reading.label
    return f"Reads as {label[0].lower()}{label[1:]}."
