"""The map of help as geometry: sectors are needs, rings are closeness. Pure numbers; the template draws them."""

from dataclasses import dataclass
from math import cos, pi, sin

from accounts.templatetags.ui import initials
from playbook.vocabulary import Ring

X, Y = 180.0, 172.0
SECTOR, RIM, CORE, WIDER = 102.0, 106.0, 52.0, 84.0
WIDE, LINE, CLEAR = 360.0, 15.0, 7.0
GAP = 4.0  # degrees left free at both ends of a rim
SECTORS_AT_MOST = 8
NODES_AT_MOST = 3  # in one sector and ring; the rest is counted
PEOPLE_AT_MOST = 12
RIMS = {"covered": "", "trial": "trial", "unknown": "trial"}
WORDS = {
    "trial": "in trial",
    "unknown": "not known",
    "asked": "asked",
    "quiet": "gone quiet",
    "paper": "on paper",
    "prospect": "not asked yet",
    "gap": "nobody yet",
}


@dataclass(frozen=True)
class Node:
    x: str
    y: str
    text_y: str
    letters: str
    is_core: bool


@dataclass(frozen=True)
class Sector:
    label: str
    words: str
    look: str  # "" covered, "trial" dashed, "gap" dotted
    path: str
    rim: str
    label_x: str
    label_y: str
    words_y: str


@dataclass(frozen=True)
class Map:
    sectors: tuple[Sector, ...]
    nodes: tuple[Node, ...]
    more: int  # people that are counted instead of drawn


def draw(covers, *, label_of):
    """The map of up to eight needs, first the most pressing. `covers` are NeedCovers, `label_of(need)` a short name."""
    covers = covers[:SECTORS_AT_MOST]
    if not covers:
        return None
    width = 360 / len(covers)
    turn = (
        width / 2 if len(covers) % 4 == 0 else 0
    )  # no label at three or nine o'clock, where there is least room
    drawn, nodes, hidden = set(), [], set()
    core_only = len({t.pk for c in covers for t in c.ties if t.status != "prospect"}) > PEOPLE_AT_MOST
    for index, cover in enumerate(covers):
        for ring in (Ring.CORE, Ring.WIDER):
            # Somebody who helps with several needs stands once, at the first of them.
            people = [
                t for t in cover.ties if t.ring == ring and t.status != "prospect" and t.pk not in drawn
            ]
            drawn |= {t.pk for t in people}
            shown = [] if core_only and ring == Ring.WIDER else people[:NODES_AT_MOST]
            hidden |= {t.pk for t in people} - {t.pk for t in shown}
            nodes += _nodes(shown, turn + index * width, width, ring)
    sectors = tuple(_sector(c, turn + i * width, width, label_of(c.need)) for i, c in enumerate(covers))
    return Map(sectors, tuple(nodes), len(hidden))


def words_of(cover):
    """ "2 people" for a covered need, else how it stands."""
    if cover.is_covered:
        count = len([t for t in cover.ties if t.is_working])
        return f"{count} person" if count == 1 else f"{count} people"
    return WORDS[cover.state]


def _point(angle, radius):
    """A point at an angle in degrees, clockwise from the top."""
    turn = (angle - 90) * pi / 180
    return X + radius * cos(turn), Y + radius * sin(turn)


def _at(angle, radius):
    x, y = _point(angle, radius)
    return f"{x:.1f} {y:.1f}"


def _sector(cover, middle, width, label):
    start, end = middle - width / 2, middle + width / 2
    big = 1 if width > 180 else 0
    if width >= 360:
        path = f"M{_at(0, SECTOR)}A{SECTOR} {SECTOR} 0 1 1 {_at(359.9, SECTOR)}Z"
    else:
        path = f"M{X} {Y}L{_at(start, SECTOR)}A{SECTOR} {SECTOR} 0 {big} 1 {_at(end, SECTOR)}Z"
    rim_start, rim_end = start + GAP, end - GAP
    big_rim = 1 if rim_end - rim_start > 180 else 0
    rim = f"M{_at(rim_start, RIM)}A{RIM} {RIM} 0 {big_rim} 1 {_at(rim_end, RIM)}"
    words = words_of(cover)
    x, y = _label_place(middle, max(len(label) * 6.9, len(words) * 6.2))
    return Sector(
        label,
        words,
        RIMS.get(cover.state, "gap"),
        path,
        rim,
        f"{x:.1f}",
        f"{y - 3:.1f}",
        f"{y + LINE - 3:.1f}",
    )


def _label_place(angle, width):
    """The middle of a label of two lines, as near to the rim as it goes without touching it."""
    for radius in range(int(RIM), int(RIM) + 90, 2):
        x, y = _point(angle, radius)
        x = min(max(x, width / 2 + 2), WIDE - width / 2 - 2)
        near_x = max(abs(x - X) - width / 2, 0)
        near_y = max(abs(y - Y) - LINE, 0)
        if (near_x**2 + near_y**2) ** 0.5 >= RIM + CLEAR:
            break
    return x, y


def _nodes(ties, middle, width, ring):
    radius = CORE if ring == Ring.CORE else WIDER
    step = min(width / max(len(ties), 1), 24 if ring == Ring.WIDER else 38)
    first = middle - step * (len(ties) - 1) / 2
    made = []
    for index, tie in enumerate(ties):
        x, y = _point(first + index * step, radius)
        made.append(
            Node(f"{x:.1f}", f"{y:.1f}", f"{y + 4:.1f}", initials(tie.mentor.name), ring == Ring.CORE)
        )
    return made
