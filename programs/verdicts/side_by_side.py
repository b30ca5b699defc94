"""Two to four programs line by line: each need, each aspect, strengths beside gaps. Reads verdicts, decides nothing."""

from dataclasses import dataclass

from programs.verdicts.picture import LETTERS


@dataclass(frozen=True)
class Side:
    """One program of a comparison: its letter is the same in the table, on a phone, and in the picture."""

    letter: str
    number: int
    evaluation: object
    verdict: object


@dataclass(frozen=True)
class Across:
    """One line of the table: [(side, line of that side)], in the order of the sides."""

    label: str
    cells: tuple


@dataclass(frozen=True)
class Table:
    """`aim` is what all of them are judged for, or "" when they differ."""

    sides: tuple[Side, ...]
    aim: str
    needs: tuple[Across, ...]
    aspects: tuple[Across, ...]
    strengths: tuple[Across, ...]
    gaps: tuple[Across, ...]

    @property
    def width(self):
        """Columns, with the one that names the lines."""
        return len(self.sides) + 1


def side_by_side(columns):
    """The table of [(evaluation, verdict)], two to four of them, all of one applicant."""
    sides = tuple(
        Side(LETTERS[n], n + 1, evaluation, verdict) for n, (evaluation, verdict) in enumerate(columns)
    )
    aims = {evaluation.target_path for evaluation, _ in columns}
    lines = ("needs", "aspects", "strengths", "gaps")
    return Table(sides, aims.pop() if len(aims) == 1 else "", *(_across(sides, name) for name in lines))


def _across(sides, name):
    rows = zip(*(getattr(side.verdict, name) for side in sides), strict=True)
    return tuple(Across(_label(row[0]), tuple(zip(sides, row, strict=True))) for row in rows)


def _label(line):
    return line.need.sentence if hasattr(line, "need") else line.label
