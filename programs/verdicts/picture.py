"""The profile of two to four programs as one picture, and the same as a table. Geometry only; looks are classes."""

from dataclasses import dataclass

from programs.verdicts.lines import AspectLine
from programs.verdicts.weights import criteria, criterion

WIDTH, TOP, ROW, RADIUS = 400, 34, 58, 11
# Where each value stands, left to right. What is not known stands apart, before the scale.
COLUMNS = {
    "unknown": (50, "not known"),
    "no": (160, "little"),
    "partial": (250, "some"),
    "yes": (340, "much"),
}
STEP = 23
LETTERS = "ABCD"


@dataclass(frozen=True)
class Mark:
    """One program on one line: a letter in a disc, hollow and dashed when not known."""

    letter: str
    number: int
    x: float
    y: float
    known: bool

    @property
    def letter_y(self):
        return self.y + 5


@dataclass(frozen=True)
class Row:
    """One criterion: its label, the line it stands on, a mark and a cell per program."""

    key: str
    label: str
    y: float
    label_y: float
    marks: tuple[Mark, ...]
    cells: tuple[AspectLine, ...]


@dataclass(frozen=True)
class Picture:
    rows: tuple[Row, ...]
    heads: tuple[tuple[float, str], ...]
    paths: tuple[tuple[int, str], ...]
    names: tuple[tuple[str, int, object], ...]
    width: int = WIDTH

    @property
    def height(self):
        return TOP + ROW * len(self.rows)


def profiles(columns):
    """The picture of [(evaluation, verdict)], two to four of them, over needs and the six aspects."""
    rows = []
    for number, (key, label) in enumerate(criteria(False)):
        y = TOP + ROW * number + 38
        cells = tuple(criterion(key, verdict) for _, verdict in columns)
        rows.append(Row(key, label, y, y - 20, _marks(cells, y), cells))
    names = tuple((LETTERS[n], n + 1, evaluation) for n, (evaluation, _) in enumerate(columns))
    paths = tuple((n + 1, _path(n, rows)) for n in range(len(columns)))
    return Picture(tuple(rows), tuple(COLUMNS.values()), paths, names)


def _marks(cells, y):
    marks = []
    for number, cell in enumerate(cells):
        together = [n for n, other in enumerate(cells) if other.value == cell.value]
        x = COLUMNS[cell.value][0] + STEP * (together.index(number) - (len(together) - 1) / 2)
        marks.append(Mark(LETTERS[number], number + 1, x, y, cell.is_known))
    return tuple(marks)


def _path(number, rows):
    """The line through one program's known marks; it breaks where something is not known."""
    words, pen_up = [], True
    for row in rows:
        mark = row.marks[number]
        if mark.known:
            words.append(f"{'M' if pen_up else 'L'}{mark.x:g} {mark.y:g}")
        pen_up = not mark.known
    return " ".join(words)
