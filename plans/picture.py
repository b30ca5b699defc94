"""The plan as a picture. Geometry is counted here; the template only prints.

A band holds up to three years side by side on 42 columns. Windows in it are equally wide, so the first six months get
twice the room. A longer training gets a band below for its later years.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from plans.chips import LETTER_CHIPS, SHORT, WORDS, output_chip, short_day
from playbook.vocabulary import LetterState, OutputStage
from programs.calendar import add_months

COLUMNS = 42
YEARS_IN_A_BAND = 3
BAR_AT_LEAST = 7  # columns: enough for a short title on two lines
OUTPUT_ROWS = (5, 6)
LETTER_ROWS = (7, 8)


@dataclass(slots=True)
class Mark:
    """Something placed on the picture: `c` is its first column, `n` its width, `r` its lane."""

    c: int
    n: int
    r: int = 0
    row: object = None
    title: str = ""
    text: str = ""
    state: str = ""
    url: str = ""


@dataclass(slots=True)
class Band:
    """One picture of up to three years."""

    years: list
    windows: list
    checkins: list
    bars: list
    today: int  # column, 0 when today is in another band
    hidden: int  # bars that found no room


def bands(plan, rows, checkins, outputs, letters, today):
    years = sorted({(row.window.first_month - 1) // 12 for row in rows})
    found = []
    for chunk in _chunks(years):
        inside = [row for row in rows if (row.window.first_month - 1) // 12 in chunk]
        if inside:
            found.append(_band(plan, inside, checkins, outputs, letters, today))
    return found


def _chunks(years):
    """Years shared out over bands of at most three, the earlier ones fuller."""
    count = -(-len(years) // YEARS_IN_A_BAND)
    chunks, start = [], 0
    for index in range(count):
        size = -(-(len(years) - start) // (count - index))
        chunks.append(years[start : start + size])
        start += size
    return chunks


def _band(plan, rows, checkins, outputs, letters, today):
    places = _places(rows)
    first, last = rows[0].window.starts_on, rows[-1].window.ends_on

    def column(day):
        return _column(places, rows, day)

    years = {}
    for place in places:
        years.setdefault(place.row.pgy, []).append(place)
    marks = []
    for checkin in checkins:
        if first <= checkin.due_on <= last:
            state = checkin.strip_class
            said = f"Check-in {checkin.quarter}: {WORDS[state].lower()}"
            marks.append(Mark(column(checkin.due_on), 1, title=said, state=state))
    bars = [
        *_output_bars(plan, outputs, first, last, today),
        *_letter_bars(plan, letters, first, last, today),
    ]
    placed, hidden = _pack(bars, column)
    return Band(
        years=[Mark(ps[0].c, sum(p.n for p in ps), title=f"PGY-{pgy}") for pgy, ps in years.items()],
        windows=places,
        checkins=marks,
        bars=placed,
        today=column(today) if first <= today <= last else 0,
        hidden=hidden,
    )


def _places(rows):
    edges = [round(i * COLUMNS / len(rows)) + 1 for i in range(len(rows) + 1)]
    return [Mark(a, b - a, row=row) for row, a, b in zip(rows, edges, edges[1:], strict=False)]


def _column(places, rows, day):
    """The column of a day: its window's columns, shared out by days."""
    for place in places:
        window = place.row.window
        if day <= window.ends_on or place is places[-1]:
            span = (window.ends_on - window.starts_on).days + 1
            gone = min(max((day - window.starts_on).days, 0), span - 1)
            return place.c + gone * place.n // span
    return COLUMNS


def _output_bars(plan, outputs, first, last, today):
    for output in outputs:
        if output.stage == OutputStage.DROPPED:
            continue
        begins = output.starts_on or min(output.created_at.date(), output.due_on or date.max)
        ends = output.due_on or max(begins + timedelta(days=120), output.stage_since)
        if begins > last or ends < first:
            continue
        state = output_chip(output, today)
        said = output.get_stage_display().lower()
        if state in ("soon", "late"):
            said = f"due {short_day(output.due_on, today)}"
        url = reverse("plans:output_edit", args=[output.pk])
        yield (
            begins,
            ends,
            OUTPUT_ROWS,
            Mark(
                0,
                0,
                title=SHORT.get(output.type, output.get_type_display()),
                text=f"{output.title}, {said}",
                state=_bar(state),
                url=url,
            ),
        )


def _letter_bars(plan, letters, first, last, today):
    ask_by = add_months(plan.starts_on, plan.months - 12)
    for letter in letters:
        if letter.state == LetterState.DECLINED:
            continue
        begins = letter.asked_on or (letter.due_on or ask_by) - timedelta(days=120)
        ends = letter.sent_on or letter.due_on or ask_by + timedelta(days=180)
        if begins > last or ends < first:
            continue
        state, said = LETTER_CHIPS[letter.state]
        url = reverse("plans:letter_edit", args=[letter.pk])
        yield (
            begins,
            max(begins, ends),
            LETTER_ROWS,
            Mark(0, 0, title=letter.writer.name, text=said.lower(), state=_bar(state), url=url),
        )


def _bar(state):
    return {"moving": "open", "wait": "open", "late": "soon", "dropped": "ahead", "stuck": "soon"}.get(
        state, state
    )


def _pack(bars, column):
    """Bars on the first lane of their kind with room; those that find none are counted, the list has them all."""
    free, placed, hidden = {}, [], 0
    for begins, ends, lanes, mark in sorted(bars, key=lambda b: (b[2], b[0])):
        c = column(begins)
        n = max(column(ends) - c + 1, BAR_AT_LEAST)
        c = max(1, min(c, COLUMNS - n + 1))
        lane = next((lane for lane in lanes if free.get(lane, 0) < c), None)
        if lane is None:
            hidden += 1
            continue
        mark.c, mark.n, mark.r = c, min(n, COLUMNS), lane
        free[lane] = mark.c + mark.n - 1
        placed.append(mark)
    return placed, hidden
