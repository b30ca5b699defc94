"""The parts of the catalogue's pages that stand there by the dozen: options, rows, lines of facts.

Built with format_html and without a template of their own, like the parts in `ui`: a list of 25 rows and a hundred
options has to cost less than the queries behind it.
"""

from django import template
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from accounts.templatetags.ui import chip, icon

register = template.Library()
NOTHING = SafeString("")
SELECTED = SafeString(" selected")


@register.simple_tag
def options(choices, picked):
    """<option> tags of (value, label, count); a count of None is not shown."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (
                value,
                SELECTED if value == picked else NOTHING,
                label if count is None else f"{label} ({count:,})",
            )
            for value, label, count in choices
        ),
    )


@register.simple_tag(takes_context=True)
def program_rows(context, rows, saved):
    """One <li> per program: state, hospital (a link), name, city, length, tracks, marks, Save.

    `saved` is {program: evaluation} of those on the person's list.
    """
    first = reverse("programs:program", args=[0]).removesuffix("0/")
    return format_html_join(
        "\n",
        '<li><div class="item item-beside"><span class="face">{}</span><div><h2><a href="{}{}/">{}</a></h2>'
        '<p class="meta mb-0"><b>{}</b>{}{}</p></div><div class="item-side">{}</div></div></li>',
        (
            (
                row["state"],
                first,
                row["pk"],
                row["institution__name"],
                row["name"],
                _meta(row),
                _marks(row),
                save_button(context, row["pk"], row["institution__name"], row["name"], saved.get(row["pk"])),
            )
            for row in rows
        ),
    )


def _meta(row):
    words = (row["city"], row["miles"], row["length"], row["tracks"])
    return format_html_join("", "<span>{}</span>", ((word,) for word in words if word))


def _marks(row):
    if not (row["is_fictional"] or row["withdrawn_on"]):
        return NOTHING
    fictional = chip("fact", "Fictional (demo)", plain=True) if row["is_fictional"] else NOTHING
    withdrawn = chip("dropped", "Withdrawn", plain=True) if row["withdrawn_on"] else NOTHING
    return format_html("{}{}", fictional, withdrawn)


@register.simple_tag(takes_context=True)
def save_button(context, program, institution, name, evaluation=None, line=False):
    """Save this program, or the way to what one noted about it. Works with and without a script."""
    look = "btn-line" if line else "btn-quiet"
    if evaluation:
        words = "Saved, see your notes" if line else "Saved"
        return format_html(
            '<a class="btn {}" id="save-{}" href="{}" aria-label="{}: {}, {}">{}{}</a>',
            look, program, _evaluation_url(evaluation), words, institution, name, icon("saved"), words,
        )  # fmt: skip
    url, request = reverse("programs:evaluation_save", args=[program]), context["request"]
    return format_html(
        '<form method="post" action="{}" hx-post="{}" hx-swap="outerHTML" hx-target="this">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="next" value="{}">'
        '<button class="btn {}" id="save-{}" aria-label="Save {}, {}">{}Save</button></form>',
        url, url, get_token(request), request.get_full_path(), look, program, institution, name, icon("plus"),
    )  # fmt: skip


def _evaluation_url(pk):
    try:
        return reverse("programs:evaluation", args=[pk])
    except NoReverseMatch:
        return reverse("programs:evaluations")


@register.simple_tag
def fact_lines(lines, suggest=""):
    """One <li> per kind of fact: its level, its statements with source and date, and what to do or ask.

    `suggest` is the address where the program's own staff answer a statement; empty for everybody else.
    """
    return format_html_join("\n", "<li>{}{}{}</li>", (_line(line, suggest) for line in lines))


@register.simple_tag
def questions(lines):
    """What to ask where nothing is known, folded under its lines; nothing when all of them are known."""
    asks = [(line.label, line.ask) for line in lines if line.ask]
    if not asks:
        return NOTHING
    return format_html(
        '<details class="more panel-in py-2"><summary>{}What to ask</summary>'
        '<ul class="plain stack stack-2 small pb-2">{}</ul></details>',
        icon("right"), format_html_join("", "<li><b>{}.</b> {}</li>", asks),
    )  # fmt: skip


@register.filter
def in_short(lines):
    """ "J-1 visa: yes, H-1B visa: in part", or that nothing is known."""
    known = [f"{line.label}: {line.words.lower()}" for line in lines if line.reading.value != "unknown"]
    return ", ".join(known) or "not known yet"


def _line(line, suggest):
    words = chip("look", "Sources disagree") if line.reading.disagree else line.words
    bars = format_html_join("", '<i class="{}"></i>', ((bar,) for bar in line.bars))
    head = format_html(
        '<div class="fact"><h3>{}</h3><span{}><span class="level" aria-hidden="true">{}</span>{}</span></div>',
        line.label,
        mark_safe(' class="soft"') if line.reading.value == "unknown" else NOTHING,
        bars,
        words,
    )
    way = NOTHING
    if line.way_around:
        way = format_html('<p class="small soft mt-1 mb-0"><b>Way around:</b> {}</p>', line.way_around)
    return head, _statements(line, suggest), way


def _statements(line, suggest):
    if not line.statements:
        return NOTHING
    return format_html(
        '<div class="{} small mt-1 text-break">{}</div>',
        "pair" if line.reading.disagree else "stack stack-2",
        format_html_join(
            "", "<div>{}{}{}{}{}</div>", (_statement(said, line, suggest) for said in line.statements)
        ),
    )


def _statement(said, line, suggest):
    age = NOTHING
    if not said.fresh.counts:
        age = chip("dropped", "Too old to count", plain=True)
    elif not said.fresh.is_fresh:
        age = chip("soon", "Over 2 years old", plain=True)
    source = said.source
    if said.source_url:
        source = format_html('<a href="{}" rel="noopener noreferrer">{}</a>', said.source_url, source)
    answer = NOTHING
    if suggest:
        answer = format_html(
            '<a href="{}?fact={}" aria-label="Correct or reply: {}, {}">Correct or reply</a>',
            suggest, said.pk, line.label, said.month,
        )  # fmt: skip
    return (
        format_html("<b>{}.</b> ", said.value) if said.value != line.words else NOTHING,
        said.words,
        format_html(' <span class="num">{}.</span>', said.count) if said.count else NOTHING,
        format_html(
            '<p class="meta m-0"><span>{}, as of {}</span>{}{}</p>',
            source,
            said.month,
            age,
            answer,
        ),
        format_html_join(
            "", '<p class="mt-1 mb-0"><b>The program says:</b> {}</p>', ((r,) for r in said.replies)
        ),
    )
