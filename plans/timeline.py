"""The plan as a picture and as its equal list. Geometry is counted here; the templates only print.

A band of the picture holds up to three years side by side on 42 columns. Windows in it are equally wide, so the
first six months get twice the room. A longer training gets a band below for its later years.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse

from plans.models import Plan
from plans.rules.items import chip_of, item_state
from plans.rules.quarters import checkin_state
from playbook.vocabulary import ItemState, LetterState, MilestoneKind, OutputStage
from programs.calendar import add_months

COLUMNS = 42
YEARS_IN_A_BAND = 3
BAR_AT_LEAST = 7  # columns: enough for a short title on two lines
OUTPUT_ROWS = (5, 6)
LETTER_ROWS = (7, 8)
GLYPHS = {
    MilestoneKind.RELATIONSHIP: "team",
    MilestoneKind.MEETING: "cal",
    MilestoneKind.OUTPUT: "doc",
    MilestoneKind.EXAM: "book",
    MilestoneKind.AWAY_ROTATION: "pin",
    MilestoneKind.CONFERENCE: "globe",
    MilestoneKind.LETTER: "mail",
    MilestoneKind.APPLICATION: "send",
    MilestoneKind.CONTRACT: "doc",
    MilestoneKind.DIRECTION: "flag",
    MilestoneKind.REVIEW: "checks",
}
YEARS_SAID = (
    "",
    "One year",
    "Two years",
    "Three years",
    "Four years",
    "Five years",
    "Six years",
    "Seven years",
)
SHORT = {"qi": "QI", "chart_review": "Charts", "education_research": "Education", "case_report": "Case"}
WORDS = {
    "ahead": "Ahead",
    "open": "Open",
    "soon": "Due soon",
    "late": "Late",
    "done": "Done",
    "dropped": "Not needed",
}
WORDS |= {"moving": "Moving", "stuck": "Stuck", "sent": "Sent", "none": "Not sent"}
OUTPUT_CHIPS = {
    OutputStage.IDEA: "ahead",
    OutputStage.DROPPED: "dropped",
    OutputStage.SUBMITTED: "done",
    OutputStage.ACCEPTED: "done",
    OutputStage.PRESENTED: "done",
    OutputStage.PUBLISHED: "done",
}
LETTER_CHIPS = {
    LetterState.PLANNED: ("open", "To ask"),
    LetterState.ASKED: ("wait", "Asked"),
    LetterState.AGREED: ("moving", "Promised"),
    LetterState.DECLINED: ("dropped", "Not this time"),
    LetterState.SENT: ("done", "Sent"),
}
CHECKIN_CHIPS = {"sent": "done", "open": "open", "late": "late", "none": "dropped", "ahead": "ahead"}


@dataclass(slots=True)
class Row:
    """One line of the list, and one link of the picture: a milestone or a check-in."""

    title: str
    url: str
    glyph: str
    state: str  # the chip's name
    words: str  # what the chip says
    when: str
    day: date
    pk: int = 0
    item: object = None
    is_milestone: bool = True
    after_today: bool = False  # the line "today" stands before it

    @property
    def mark(self):
        """The picture's class: moving and stuck are open."""
        return {"moving": "open", "stuck": "late"}.get(self.state, self.state)


@dataclass(slots=True)
class WindowRow:
    """A window with its rows in order of date."""

    window: object
    pgy: int
    months: str
    state: str  # "was", "here" or ""
    rows: list = field(default_factory=list)
    today_last: bool = False  # the line "today" stands after all rows

    @property
    def milestones(self):
        return [row for row in self.rows if row.is_milestone]

    @property
    def done(self):
        return sum(row.state == "done" for row in self.milestones)

    @property
    def counted(self):
        wanted = [row for row in self.milestones if row.state != "dropped"]
        if self.state or self.done:
            return f"{self.done} of {len(wanted)} done"
        return f"{len(wanted)} milestone{'' if len(wanted) == 1 else 's'}"


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


@dataclass(slots=True)
class Timeline:
    windows: list
    bands: list
    done: int
    counted: int
    overdue: int
    due_soon: int

    @property
    def years_said(self):
        """ "Three years"."""
        years = len({(row.window.first_month - 1) // 12 for row in self.windows})
        return YEARS_SAID[years]

    @property
    def links(self):
        return sum(len(w.rows) for w in self.windows)


def build(plan, windows, milestones, checkins, outputs, letters, today):
    """Everything that the page prints. Takes lists, asks the database nothing."""
    rows = [_window_row(plan, window, today) for window in windows]
    by_pk = {row.window.pk: row for row in rows}
    prefix = _prefixes()
    for item in milestones:
        home = by_pk.get(item.window_id) or _row_at(rows, item.due_on)
        if home:
            home.rows.append(milestone_row(item, today, prefix["milestone"]))
    for checkin in checkins:
        home = _row_at(rows, checkin.due_on)
        if home:
            home.rows.append(checkin_row(plan, checkin, today, prefix["checkin"]))
    for row in rows:
        row.rows.sort(key=lambda r: (r.day, not r.is_milestone))
        if row.state == "here":
            _draw_today(row, today)
    every = [r for row in rows for r in row.milestones]
    return Timeline(
        windows=rows,
        bands=_bands(plan, rows, checkins, outputs, letters, today),
        done=sum(r.state == "done" for r in every),
        counted=sum(r.state != "dropped" for r in every),
        overdue=sum(r.words == "Late" for r in every),
        due_soon=sum(r.state == "soon" for r in every),
    )


def milestone_row(item, today, prefix=None):
    """A milestone as a line: its chip, and when."""
    state = item_state(
        opens_on=item.opens_on,
        due_on=item.due_on,
        today=today,
        done_on=item.done_on,
        dropped_on=item.dropped_on,
    )
    chip = chip_of(state, item.progress)
    return Row(
        title=item.title,
        url=_url(prefix or _prefixes()["milestone"], item.pk),
        glyph=GLYPHS.get(item.kind, "flag"),
        state=chip,
        words=WORDS[chip],
        when=_when(item, state, today),
        day=item.done_on or item.due_on,
        pk=item.pk,
        item=item,
    )


def checkin_row(plan, checkin, today, prefix=None):
    """A check-in as a line of the list."""
    state = strip_state(plan, checkin, today)
    when = (
        f"Sent {short_day(checkin.sent_at.date(), today)}"
        if checkin.sent_at
        else f"Due {short_day(checkin.due_on, today)}"
    )
    return Row(
        title=checkin.name,
        url=_url(prefix or _prefixes()["checkin"], checkin.pk),
        glyph="checks",
        state=CHECKIN_CHIPS[state],
        words=WORDS[state],
        when=when,
        day=checkin.due_on,
        pk=checkin.pk,
        item=checkin,
        is_milestone=False,
    )


def strip_state(plan, checkin, today):
    """sent, open, late, none or ahead; sets `strip_class`, which the quarter strip reads."""
    checkin.strip_class = checkin_state(
        opens_on=checkin.opens_on,
        late_on=checkin.late_on,
        today=today,
        sent=checkin.sent_at is not None,
        skipped=checkin.skipped,
        running=plan.state == Plan.State.ACTIVE,
    )
    return checkin.strip_class


def short_day(day, today):
    """ "Dec 21", with the year when it is not this one."""
    words = f"{day:%b} {day.day}"
    return words if day.year == today.year else f"{words}, {day.year}"


def months_of(window):
    """ "Jul to Sep 2025"."""
    first, last = window.starts_on, window.ends_on
    if first.year == last.year:
        return f"{first:%b} to {last:%b} {last.year}"
    return f"{first:%b} {first.year} to {last:%b} {last.year}"


# ---- lines -------------------------------------------------------------------------------------------------------
def _prefixes():
    return {
        name: reverse(f"plans:{name}", args=[0])
        for name in ("milestone", "checkin", "output_edit", "letter_edit")
    }


def _url(pattern, pk):
    """The address of one of many, without asking the resolver for each."""
    return pattern.replace("/0/", f"/{pk}/")


def _when(item, state, today):
    if state == ItemState.DONE:
        return short_day(item.done_on, today)
    if state == ItemState.DROPPED:
        return f"Put aside {short_day(item.dropped_on, today)}"
    due = short_day(item.due_on, today)
    if state == ItemState.OVERDUE:
        return f"Was due {due}"
    return (
        f"Due {due}"
        if state == ItemState.DUE_SOON
        else f"Open until {due}"
        if state == ItemState.OPEN
        else f"By {due}"
    )


def _window_row(plan, window, today):
    state = "was" if window.ends_on < today else "here" if window.starts_on <= today else ""
    year = plan.entry_pgy + (window.first_month - 1) // 12
    return WindowRow(window, year, months_of(window), state)


def _row_at(rows, day):
    return next(
        (r for r in rows if r.window.starts_on <= day <= r.window.ends_on), rows[-1] if rows else None
    )


def _draw_today(row, today):
    for line in row.rows:
        if line.day >= today:
            line.after_today = True
            return
    row.today_last = True


# ---- picture -----------------------------------------------------------------------------------------------------
def _bands(plan, rows, checkins, outputs, letters, today):
    years = sorted({(row.window.first_month - 1) // 12 for row in rows})
    bands = []
    for chunk in _chunks(years):
        inside = [row for row in rows if (row.window.first_month - 1) // 12 in chunk]
        if inside:
            bands.append(_band(plan, inside, checkins, outputs, letters, today))
    return bands


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


def output_chip(output, today):
    """How a project stands: by its stage, and by its date while it is not handed in."""
    chip = OUTPUT_CHIPS.get(output.stage, "moving")
    if chip in ("moving", "ahead") and output.due_on:
        if output.due_on < today:
            return "late"
        if output.due_on - timedelta(days=30) < today:
            return "soon"
    return chip


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
