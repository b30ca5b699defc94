"""The rows of saved programs, by weight and by rank. Drawn without templates of their own, like those in `catalogue`:
twenty-five of them, with every way to move each, have to cost less than the verdicts behind them.
"""

from django import template
from django.template.defaultfilters import truncatewords
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.said_dates import moment
from accounts.templatetags.ui import chip, icon
from programs.addresses import of_evaluation

register = template.Library()
NOTHING = SafeString("")
WORDS_OF_A_NOTE = 40

RANKED = SafeString("""
<li id="row-{pk}" data-row="{pk}" tabindex="-1"{css}><div class="item item-beside"><span class="glyph place">\
<b class="num">{rank}</b><button type="button" class="grip no-print" data-grip hidden aria-hidden="true" tabindex="-1">\
{grip}</button></span><div>
<h3><a href="{page}">{name}</a></h3>
<div class="meta acts align-items-center"><span>{program}</span>{state}{withdrawn}{path}
<details class="more is-tight no-print"><summary aria-label="More ways to move {name}">{right}More</summary>
<div class="stack stack-2 pb-2">
<form class="line" method="post" action="{move}" hx-post="{move}">{csrf}{top}\
<button class="btn btn-line" name="how" value="off" id="off-{pk}">Take off</button></form>
<form class="line" method="post" action="{move}" hx-post="{move}">{csrf}<input type="hidden" name="how" value="to">\
<label class="small" for="to-{pk}">To number</label><input class="form-control to-place" id="to-{pk}" name="position" \
inputmode="numeric" maxlength="4" autocomplete="off" value="{rank}">\
<button class="btn btn-line" id="go-{pk}">Move</button></form></div></details></div>
</div><div class="item-side no-print" role="group" aria-label="Move {name}">
<form class="d-grid d-md-flex" method="post" action="{move}" hx-post="{move}">{csrf}{up}{down}</form>
</div></div></li>""")
# Up or down; under a thumb the glyph alone.
STEP = SafeString(
    '<button class="btn btn-quiet" name="how" value="{}" id="{}-{}" aria-label="{}: {}">{}'
    '<span class="wide-only">{}</span></button>'
)


@register.simple_tag(takes_context=True)
def ranked_rows(context, rows, last, moved=None):
    """One <li> per place on the list: what stands there, how it looks, and every way to move it.

    `last`: the evaluation at the end of the whole list; `moved`: the one that was just moved.
    """
    csrf = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', context["csrf_token"])
    same = {"csrf": csrf, "grip": icon("grip"), "right": icon("right")}
    return format_html_join("", RANKED, ({**same, **_place(row, last, moved)} for row in rows))


def _place(row, last, moved):
    one, name = row.evaluation, row.program.institution.name
    pk, is_first = one.pk, one.rank <= 1
    top = format_html(
        '<button class="btn btn-line" name="how" value="top" id="top-{}">To the top</button>', pk
    )
    return {
        "pk": pk,
        "css": SafeString(' class="is-moved"') if pk == moved else NOTHING,
        "rank": one.rank,
        "page": of_evaluation("evaluation", pk),
        "move": of_evaluation("rank_move", pk),
        "name": name,
        "program": row.program.name,
        "state": chip(row.verdict.chip, row.verdict.label, plain=True),
        "withdrawn": _withdrawn(row.program),
        "path": format_html("<span>{}</span>", one.target_path) if one.target_path else NOTHING,
        "up": NOTHING if is_first else format_html(STEP, "up", "up", pk, "Up", name, icon("above"), "Up"),
        "down": NOTHING if pk == last else format_html(STEP, "down", "down", pk, "Down", name, icon("down"), "Down"),
        "top": NOTHING if is_first else top,
    }  # fmt: skip


def _withdrawn(program):
    return chip("dropped", "Withdrawn", plain=True) if program.withdrawn_on else NOTHING


SAVED = SafeString("""
<li><div class="item"><span class="glyph"><input class="form-check-input m-0" type="checkbox" name="e" value="{pk}" \
id="e-{pk}" aria-label="Compare {both}"></span><div>
<h2 class="m-0"><a href="{page}">{name}</a></h2>
<div class="meta"><b>{program}</b><span>{place}</span>{marks}</div>
<p class="small mt-2 mb-0">{state} {words}</p>
{silent}{note}{tags}
<div class="acts">{reasons}<p class="line small mb-0 no-print">\
<a href="{edit}" aria-label="Note, tags and interview of {both}">Note, tags, \
interview</a><a href="{matched}" aria-label="I matched at {both}">{matched_words}</a></p></div>
</div></div></li>""")


@register.simple_tag
def saved_rows(rows, today):
    """One <li> per saved program: how it stands, why it stands here, who has not been asked."""
    return format_html_join("", SAVED, (_saved(row, today) for row in rows))


def _saved(row, today):
    one, program = row.evaluation, row.program
    name = program.institution.name
    return {
        "pk": one.pk,
        "name": name,
        "program": program.name,
        "both": f"{name}, {program.name}",
        "page": of_evaluation("evaluation", one.pk),
        "edit": of_evaluation("evaluation_edit", one.pk),
        "matched": of_evaluation("matched", one.pk),
        "matched_words": "You matched here" if one.matched_on else "I matched here",
        "place": program.where,
        "marks": _marks(one, program, today),
        "state": chip(row.verdict.chip, row.verdict.label),
        "words": row.verdict.words if row.verdict.needs else "",
        "silent": _silent(row),
        "note": _note(one),
        "tags": _tags(row),
        "reasons": _reasons(row),
    }


def _marks(one, program, today):
    fictional = chip("fact", "Fictional (demo)", plain=True) if program.is_fictional else NOTHING
    rank = format_html("<span>No. {} on your rank list</span>", one.rank) if one.rank else NOTHING
    at = one.interview_at
    interview = format_html("<span>Interview {}</span>", moment(at, today)) if at else NOTHING
    return format_html("{}{}{}{}", fictional, _withdrawn(program), rank, interview)


def _silent(row):
    if not row.silent:
        return NOTHING
    return format_html(
        '<p class="small soft mt-1 mb-0">{}. <a class="text-nowrap" href="{}">Open the sheet</a></p>',
        "Nobody asked yet"
        if row.is_unheard
        else format_html("<b>Not asked yet:</b> {}", ", ".join(row.silent)),
        of_evaluation("sheet", row.evaluation.pk),
    )


def _note(one):
    if not one.note:
        return NOTHING
    return format_html('<p class="small mt-1 mb-0">{}</p>', truncatewords(one.note, WORDS_OF_A_NOTE))


def _tags(row):
    if not row.tags:
        return NOTHING
    tags = format_html_join("", '<a class="chip" href="?tag={}">{}</a>', row.tags.items())
    return format_html('<p class="line small mt-1 mb-0">{}</p>', tags)


def _reasons(row):
    if not row.reasons:
        return NOTHING
    return format_html(
        '<details class="more is-tight"><summary>{}Why it stands here</summary>'
        '<ul class="plain small pb-2">{}</ul></details>',
        icon("right"),
        format_html_join("", "<li>{}</li>", ((reason,) for reason in row.reasons)),
    )


@register.simple_tag
def rows_on_paper(evaluations, after):
    """The rest of a list whose page shows its first rows: on paper alone, so that a print is whole. `after`: how many
    stand before them.
    """
    if not evaluations:
        return NOTHING
    programs = (one.program for one in evaluations)
    rows = ((place, p.institution.name, p.name) for place, p in enumerate(programs, after + 1))
    row = '<li><b class="num">{}</b> <b>{}</b>, {}</li>'
    return format_html('<ol class="rows d-none d-print-block">{}</ol>', format_html_join("", row, rows))
