"""The parts of a verdict on a page: a reason that opens to what is behind it, three bars, the way to a question."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from accounts.said_dates import day
from accounts.templatetags.ui import chip, icon
from playbook.vocabulary import FactKind
from programs.addresses import of_evaluation, of_question
from programs.templatetags.sheet import reading_chip
from programs.verdicts import counted as words_of_count

register = template.Library()
NOTHING = SafeString("")
SHORT = 16  # letters of a link that is not broken over two lines


@register.simple_tag
def reason_line(reason, evaluation):
    """<li> of one reason: it opens to the answer or fact behind it, or leads to the question to ask."""
    if reason.answer is None and reason.fact is None:
        return format_html("<li>{}{}</li>", reason.text, _ask(reason.ask, evaluation))
    return format_html(
        '<li><details class="more is-tight"><summary>{}<span>{}</span></summary>{}</details></li>',
        icon("right"), reason.text, behind(reason, evaluation),
    )  # fmt: skip


@register.simple_tag
def own_word(word, label, about=""):
    """The link that opens one form in its row, with or without a script."""
    place = "img-choice" if word == "img" else word
    about = format_html('<span class="visually-hidden"> on: {}</span>', about) if about else NOTHING
    return format_html(
        '<p class="small mb-0"><a class="own-word" href="?word={}#{}" hx-get="?word={}" hx-select="#{}" '
        'hx-target="#{}" hx-swap="outerHTML">{}{}{}</a></p>',
        word, place, word, place, place, icon("pencil"), label, about,
    )  # fmt: skip


@register.simple_tag
def behind(line, evaluation):
    """What a line rests on: the answer with its words, or the fact with its source and date."""
    return format_html("{}{}", _answer(line.answer, evaluation), _fact(line.fact))


@register.simple_tag
def side_key(side):
    """On a phone, whose cell this is: the program's letter, and its name for those who do not see it."""
    return format_html(
        '<span class="slim-only"><b class="key m{}" aria-hidden="true">{}</b>'
        '<span class="visually-hidden">{}: </span></span>',
        side.number, side.letter, side.evaluation.program.institution.name,
    )  # fmt: skip


@register.simple_tag
def behind_link(reason, evaluation):
    """Where a reason rests, in a few words: the way to the answer, the date of the fact, or the question to ask."""
    if reason.answer is not None:
        url = f"{question_url(reason.answer.question_key, evaluation)}?of={reason.answer.pk}"
        return format_html('<br><a href="{}">{}</a>', url, f"Heard from {_lower(reason.answer.who)}")
    if reason.fact is not None:
        return format_html('<br><span class="soft">Fact, as of {}</span>', f"{reason.fact.as_of:%b %Y}")
    return format_html("<br>{}", ask_link(reason.ask, evaluation)) if reason.ask else NOTHING


@register.simple_tag
def compare_words(line, evaluation):
    """One aspect in a column: the fact or the answer in front, else the way to the question with the hint in gray."""
    if line.is_known:
        words = line.words or line.level_words.capitalize()
        return format_html("{}{}", words, behind_link(line, evaluation))
    hint = (
        format_html('<span class="wide-only soft">Usually: {}</span>', line.hint) if line.hints else NOTHING
    )
    words = ask_link(line.ask, evaluation, line.words) if line.ask else line.words
    return format_html("{}{}", words, hint)


@register.filter
def counted(lines):
    """ "2 secured, 1 can be won"."""
    return words_of_count(lines)


@register.simple_tag
def level(line):
    """Three bars and their word for those who do not see them."""
    bars = format_html_join("", '<i class="{}"></i>', ((bar,) for bar in line.level))
    return format_html('<span class="level" role="img" aria-label="{}">{}</span>', line.level_words, bars)


@register.simple_tag
def aspect_row(line, evaluation):
    """<li> of one aspect: its bars, what was found, the usual pattern in gray, and what it rests on."""
    return format_html(
        '<li><div class="d-flex gap-2 align-items-start">{}<div><b>{}</b>{}</div></div></li>',
        level(line), line.label, aspect_words(line, evaluation),
    )  # fmt: skip


@register.simple_tag
def aspect_words(line, evaluation):
    """What is known of one aspect. A fact or an answer comes first; the pattern of its kind stays a hint."""
    hint = format_html('<p class="small soft mb-0">Usually: {}</p>', line.hint) if line.hints else NOTHING
    if not line.is_known:
        ask = format_html(" {}", ask_link(line.ask, evaluation)) if line.ask else NOTHING
        return format_html('<p class="small mb-0">{}.{}</p>{}', line.words, ask, hint)
    source = "Fact" if line.fact else "Heard"
    rests = format_html(
        '<details class="more is-tight"><summary>{}{}</summary>{}</details>',
        icon("right"),
        source,
        behind(line, evaluation),
    )
    words = line.words or line.level_words.capitalize()
    return format_html('<p class="small mb-0">{}</p>{}{}', words, NOTHING if line.fact else hint, rests)


@register.simple_tag
def ask_link(key, evaluation, words="Ask it"):
    """The way to a question on the sheet."""
    url = question_url(key, evaluation)
    whole = mark_safe(' class="text-nowrap"') if len(words) < SHORT else NOTHING
    return format_html('<a{} href="{}">{}</a>', whole, url, words) if url else words


def _lower(words):
    return f"{words[0].lower()}{words[1:]}"


def question_url(key, evaluation):
    return of_question(evaluation.pk, key) if key else ""


def _ask(key, evaluation):
    return format_html(" {}", ask_link(key, evaluation)) if key else NOTHING


def _answer(row, evaluation):
    if row is None:
        return NOTHING
    url = f"{question_url(row.question_key, evaluation)}?of={row.pk}"
    heard = f"{row.who}, {day(row.heard_on)}" if row.heard_on else row.who
    note = format_html('<p class="mb-1">“{}”</p>', row.note) if row.note else NOTHING
    cues = [("done", cue) for cue in row.green] + [("look", cue) for cue in row.red]
    chips = format_html_join(" ", "{}", ((chip(state, cue, plain=True),) for state, cue in cues))
    return format_html(
        '<div class="behind small"><p class="soft mb-1">{} · {}</p><p class="mb-1"><b>{}</b></p>{}<p class="line mb-0">'
        '{}</p><p class="mb-0"><a href="{}">Open this answer</a></p></div>',
        heard, reading_chip(row.reading), row.wording, note, chips, url,
    )  # fmt: skip


def _fact(row):
    if row is None:
        return NOTHING
    words = row.detail or FactKind(row.kind).label
    count = f"{row.percent:g} in 100. " if row.percent is not None else ""
    if row.denominator:
        count = f"{row.numerator} of {row.denominator}. "
    source = row.source
    if row.source_url:
        source = format_html('<a href="{}" rel="noopener noreferrer">{}</a>', row.source_url, row.source)
    return format_html(
        '<div class="behind small"><p class="mb-1">{}{}</p><p class="soft mb-0">Fact · {} · as of {}</p></div>',
        count, words, source, f"{row.as_of:%b %Y}",
    )  # fmt: skip


PLACED = """<li><div class="item"><span class="face">{}</span><div><h3><a href="{}">{}</a></h3>\
<div class="meta"><b>{}</b>{}</div>{}<ul class="plain small soft mt-1">{}</ul></div></div></li>"""


@register.simple_tag
def placed_rows(placed):
    """One <li> per program in somebody's own order: the bar of what is known, and every reason for the place.

    `placed` are pairs of Placed and Verdict.
    """
    return format_html_join("", PLACED, (_placed(*pair, place) for place, pair in enumerate(placed, 1)))


def _placed(row, verdict, place):
    evaluation = row.evaluation
    program = evaluation.program
    reasons = ((reason.text, _ask(reason.ask, evaluation)) for reason in row.reasons)
    return (
        place,
        of_evaluation("evaluation", evaluation.pk),
        program.institution.name,
        program.name,
        chip(verdict.chip, verdict.label, plain=True),
        _bar(row.low, row.high),
        format_html_join("", "<li>{}{}</li>", reasons),
    )


def _bar(low, high):
    """From nothing to everything that matters: filled what is there, dashed what could be. In words for readers."""
    words = "All of what you weigh is known." if low == high else "A part of what you weigh is not known yet."
    return format_html(
        '<svg class="worth" viewBox="0 0 200 10" width="200" height="10" role="img" aria-label="{}"><rect class="all" '
        'x="1" y="1" width="198" height="8" rx="3"/><rect class="open" x="{}" y="1" width="{}" height="8" rx="3"/>'
        '<rect class="known" x="1" y="1" width="{}" height="8" rx="3"/></svg>',
        words,
        round(1 + 198 * low, 1),
        round(198 * (high - low), 1),
        round(198 * low, 1),
    )
