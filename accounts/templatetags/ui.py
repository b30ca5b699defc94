"""The small parts of every page: icons, chips, reader lines, initials, quarter strips, dates, error summaries.

Each part is built with format_html and loads no template of its own, because one plan prints hundreds of them.
"""

from functools import cache, lru_cache

from django import forms, template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from accounts.plain_errors import plain
from accounts.said_dates import clock, day, moment, zone

register = template.Library()
for words in (day, zone, clock, moment):
    register.filter(words)

# state: (icon, class, words when none are given). The icon and the word carry the state; colour only repeats it.
CHIPS = {
    "ahead": ("ahead", "", "Ahead"),
    "open": ("open", "is-open", "Open"),
    "moving": ("moving", "is-open", "Moving"),
    "trial": ("near", "is-open", "In trial"),
    "soon": ("soon", "is-soon", "Due soon"),
    "late": ("late", "is-late", "Late"),
    "look": ("look", "is-look", "Needs a look"),
    "stuck": ("stuck", "is-look", "Stuck"),
    "unlikely": ("dropped", "is-look", "Unlikely"),
    "done": ("done", "is-done", "Done"),
    "dropped": ("dropped", "", "Dropped"),
    "wait": ("wait", "", "With someone else"),
    "fact": ("info", "", "Good to know"),
}
STRIP_WORDS = {"sent": "sent", "open": "open now", "late": "late", "none": "not sent", "ahead": "ahead"}
TITLES = {"dr", "dr.", "prof", "prof.", "mr", "mr.", "ms", "ms.", "mrs", "mrs.", "mx", "mx."}
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@cache
def _sprite():
    return static("icons.svg")


@register.simple_tag
def icon(name, label=""):
    """One glyph of the sprite. Without a label it is decoration; with one it speaks for itself."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>', label, _sprite(), name
        )
    return _glyph(name)


@cache
def _glyph(name):
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>', _sprite(), name)


@register.simple_tag
def chip(state, label=None, plain=False):
    """How a thing stands, in an icon and one to three words. An unknown state is a KeyError, not a blank."""
    return format_html("{}{}</span>", _chip_start(state, bool(plain)), label or CHIPS[state][2])


@cache
def _chip_start(state, plain):
    glyph, css, _ = CHIPS[state]
    return format_html(
        '<span class="chip{}{}">{}', f" {css}" if css else "", " is-plain" if plain else "", icon(glyph)
    )


@register.simple_block_tag
def who(content, glyph="lock", id=""):
    """The reader line: who reads what is typed above it. `glyph` is "lock" (only you) or "people" (named persons)."""
    return format_html(
        '<p class="who"{}>{}<span>{}</span></p>',
        format_html(' id="{}"', id) if id else "",
        icon(glyph),
        mark_safe(content.strip()),  # noqa: S308 - its variables were escaped when the block was rendered
    )


@register.filter
def initials(name):
    """ "Dr. Imre Oakhollow, MD" gives "IO"; one name gives its first letter; no name gives ""."""
    words = [word for word in str(name or "").split(",")[0].split() if word.lower() not in TITLES]
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.simple_tag
def face(name, ring=False):
    """Initials in a disc beside a name that stands in words; an empty name draws the dashed "nobody yet"."""
    if not name:
        return format_html('<span class="face face-gap" aria-hidden="true">{}</span>', icon("plus"))
    ring_class = " face-ring" if ring else ""
    return format_html('<span class="face{}" aria-hidden="true">{}</span>', ring_class, initials(name))


@register.simple_tag
def strip(checkins, large=False):
    """The quarter strip: one mark per check-in and the words that say the same. Items carry `.strip_class`."""
    states = tuple(item if isinstance(item, str) else item.strip_class for item in checkins)
    return format_html(
        '<span class="line">{}<span class="small soft">{} of {} check-ins sent</span></span>',
        strip_marks(states, large),
        states.count("sent"),
        len(states),
    )


@register.simple_tag
@lru_cache(maxsize=1000)
def strip_marks(states, large=False):
    """The marks of a strip alone, for those who do not see them in words. `states` is a tuple of our own class names.

    Kept once drawn: a hundred residents of one program share a few dozen strips.
    """
    spoken = ", ".join(f"{states.count(key)} {words}" for key, words in STRIP_WORDS.items() if key in states)
    return format_html(
        '<span class="strip{}" role="img" aria-label="Quarterly check-ins: {}">{}</span>',
        " strip-lg" if large else "",
        spoken or "none yet",
        format_html_join("", '<i class="{}"></i>', ((state,) for state in states)),
    )


@register.simple_tag
def crumbs(*parts):
    """The trail above a heading: `"Team" team_url "Dr. Oakhollow"`. A label followed by a URL becomes a link."""
    items, rest = [], [str(part) for part in parts]
    while rest:
        label = rest.pop(0)
        if rest and rest[0].startswith(("/", "http")):
            items.append(format_html('<a href="{}">{}</a>', rest.pop(0), label))
        else:
            items.append(format_html("<span>{}</span>", label))
    return format_html(
        '<p class="eyebrow">{}</p>', format_html_join(mark_safe(" · "), "{}", ((i,) for i in items))
    )


# ---- fields ------------------------------------------------------------------------------------------------------
@register.simple_tag
def errors(*bound_forms):
    """The summary above a form with errors: how many answers need a change, each a link to its field."""
    general, fields = [], []
    for form in bound_forms:
        if not form or not form.is_bound:
            continue
        general += form.non_field_errors()
        for bound in form:
            if bound.errors:
                fields.append((anchor(bound), str(own_words(bound.label)).rstrip("?:"), said(bound)[0]))
    if not general and not fields:
        return ""
    count = len(fields)
    number = NUMBERS[count] if count < len(NUMBERS) else count
    heading = (
        f"{number} answer{' needs' if count == 1 else 's need'} a change"
        if count
        else "That did not work yet"
    )
    return format_html(
        '<div class="errors" role="alert" tabindex="-1" data-focus><h2>{}</h2>{}{}</div>',
        heading,
        format_html_join("", '<p class="mt-2">{}</p>', ((message,) for message in general)),
        format_html(
            '<ul class="mb-0 mt-2">{}</ul>', format_html_join("", '<li><a href="#{}">{}: {}</a></li>', fields)
        )
        if fields
        else "",
    )


# Labels of allauth's forms, as we say them.
LABELS = {
    "Email": "E-mail",
    "Email (again)": "E-mail, again",
    "Current Password": "Password now",
    "New Password": "New password",
    "New Password (again)": "New password, again",
    "Password (again)": "Password, again",
    "Authenticator code": "Six digits",
}
EMPTY = str(forms.Field.default_error_messages["required"])
ASK_FOR_IT = {
    "check": "Tick this to go on.",
    "picks": "Choose one.",
    "select": "Choose one.",
    "input": "Fill this in.",
}


@register.filter
def own_words(label):
    return LABELS.get(str(label), label)


@register.filter
def said(bound):
    """The sentences under a field. Where Django only says what is wrong, they say what to do."""
    return [
        ASK_FOR_IT[control(bound)] if error == EMPTY else error
        for error in map(plain, bound.errors.as_data())
    ]


def anchor(bound):
    """The id that a link to this field should point at: the input itself, or the first of several."""
    return bound.id_for_label or f"{bound.auto_id}_0"


@register.filter
def control(bound):
    """Which mark-up a field wants: "check", "picks", "select" or "input"."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "picks"
    return "select" if isinstance(widget, forms.Select) else "input"


BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


@register.filter
def browser(user_agent):
    """ "Firefox on Windows": enough to recognise one's own device, without the rest of the line."""
    name = next((words for part, words in BROWSERS if part in user_agent), "A browser")
    system = next((words for part, words in SYSTEMS if part in user_agent), "")
    return f"{name} on {system}" if system else name


@register.filter
def undo_url(message):
    """The address of a message's undo, from its extra tag "undo:/url/"; "" when it cannot be undone."""
    return next((tag[5:] for tag in (message.extra_tags or "").split() if tag.startswith("undo:/")), "")
