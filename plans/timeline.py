"""The plan as a list by window, the equal of the picture: each item and check-in as one line with its state and day."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from plans.chips import CHECKIN_CHIPS, GLYPHS, WORDS, YEARS_SAID, short_day
from plans.models import Plan
from plans.picture import bands
from plans.rules.items import chip_of, item_state
from plans.rules.quarters import checkin_state
from playbook.vocabulary import ItemState


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
    def node(self):
        """The rail's mark: a tick only when all of it is done, or put aside; over with something open is "left"."""
        if self.state == "was" and any(row.state not in ("done", "dropped") for row in self.milestones):
            return "left"
        return self.state

    @property
    def counted(self):
        wanted = [row for row in self.milestones if row.state != "dropped"]
        if self.state or self.done:
            return f"{self.done} of {len(wanted)} done"
        return f"{len(wanted)} milestone{'' if len(wanted) == 1 else 's'}"


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
        bands=bands(plan, rows, checkins, outputs, letters, today),
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
