"""How this app's states look: which chip, which mark, which words."""

from django import template
from django.utils.html import format_html

from accounts.templatetags.ui import icon
from playbook.vocabulary import RelationshipStatus as S

register = template.Library()

COVER = {
    "covered": ("done", "Covered", "yes"),
    "unknown": ("ahead", "Not known", "soft"),
    "trial": ("trial", "In trial", "try"),
    "asked": ("wait", "Asked", "soft"),
    "quiet": ("look", "Gone quiet", "soft"),
    "paper": ("ahead", "On paper", "soft"),
    "prospect": ("look", "Nobody asked yet", "soft"),
    "gap": ("look", "Nobody yet", "soft"),
}
MARKS = {
    "covered": "done",
    "trial": "near",
    "asked": "wait",
    "quiet": "look",
    "paper": "doc",
    "unknown": "help",
}
STATUS = {
    S.PROSPECT: "ahead",
    S.ASKED: "wait",
    S.TRIAL: "trial",
    S.NOMINAL: "ahead",
    S.ACTIVE: "done",
    S.STALLED: "look",
    S.REPAIRING: "moving",
    S.PAUSED: "wait",
    S.DECLINED: "dropped",
    S.ENDED: "dropped",
    S.ALUMNI: "ahead",
}


@register.filter
def cover_chip(state):
    return COVER[state][0]


@register.filter
def cover_words(state):
    return COVER[state][1]


@register.filter
def status_chip(status):
    return STATUS[status]


@register.simple_tag
def cover_mark(state):
    """One cell of the table of needs and people; nothing for people who are only on the list."""
    if state not in MARKS:
        return ""
    _, words, css = COVER[state]
    return format_html('<span class="{}">{}</span>', css, icon(MARKS[state], label=words))


@register.filter
def surname(name):
    """ "Dr. Imre Oakhollow, MD" gives "Oakhollow"."""
    words = str(name).split(",")[0].split()
    return words[-1] if words else ""
