"""Reading a list of tracks by NRMP code: one checked row each, or a sentence about what is wrong with it."""

import re
from dataclasses import dataclass, field

from programs.importers.programs import FORMULA, BadRow, Reading
from programs.importers.shapes import TRACKS, positions
from programs.importers.tables import clean
from programs.models import Track
from programs.places import state_letters

NRMP = re.compile(r"\d{4}\d{3}[A-Z]\d{1,3}")


@dataclass(frozen=True)
class TrackRow:
    """One checked line. Codes are text with their zeros; the state is two letters."""

    line: int
    nrmp_code: str
    name: str
    specialty_code: str
    specialty: str
    kind: str
    institution_code: str
    institution: str
    state: str


@dataclass
class Seen:
    """What earlier lines said, to notice lines that contradict them."""

    codes: dict = field(default_factory=dict)
    institutions: dict = field(default_factory=dict)
    specialties: dict = field(default_factory=dict)


def read_tracks(table, column_map, constants, *, known=None) -> Reading:
    """Raises BadFile when the columns do not fit. `known` is not asked: an NRMP list names its specialties."""
    places = positions(TRACKS, table.header, column_map, constants)
    reading, seen = Reading(), Seen()
    for line, cells in table.rows:
        reading.total += 1
        try:
            cell = checked_cells(cells, places, constants)
            check_codes(line, cell, seen, reading.repaired)
            reading.rows.append(build(line, cell, seen))
        except BadRow as error:
            reading.errors.append((line, str(error)))
    return reading


def checked_cells(cells, places, constants):
    cell = dict(constants)
    for name, place in places.items():
        if place >= len(cells):
            raise BadRow(f"Only {len(cells)} cells.")
        cell[name] = clean(cells[place])
    for column in TRACKS.fields:
        text = cell[column.name]
        if not text:
            raise BadRow(f"{column.label} is empty.")
        if FORMULA.match(text) and column.name != "nrmp_code":
            raise BadRow(f"{column.label} is a formula: “{text[:20]}”.")
        if len(text) > column.longest:
            raise BadRow(f"{column.label} is longer than {column.longest} characters.")
    return cell


def check_codes(line, cell, seen, repaired):
    """Codes agree with each other; zeros a spreadsheet dropped come back where the NRMP code confirms them."""
    code = cell["nrmp_code"] = cell["nrmp_code"].upper()
    if not NRMP.fullmatch(code):
        lost = re.fullmatch(r"\d{1,6}[A-Z]\d{1,3}|\d+(\.0)?|\d[\d.]*E\+?\d+", code)
        hint = " A spreadsheet may have dropped its zeros: import that column as text." if lost else ""
        raise BadRow(f"“{code[:20]}” is not an NRMP code such as 1000140C0.{hint}")
    for name, right in (("institution_code", code[:4]), ("specialty_code", code[4:7])):
        given = cell[name].removesuffix(".0")
        if given.zfill(len(right)) != right:
            label = TRACKS.named(name).label
            raise BadRow(f"{label} {cell[name][:20]} does not fit {code}, which says {right}.")
        repaired[name] += given != right
        cell[name] = right
    if code in seen.codes:
        raise BadRow(f"{code} stands on line {seen.codes[code]} already.")
    seen.codes[code] = line


def build(line, cell, seen):
    code, letter, state = cell["nrmp_code"], cell["kind"].upper(), state_letters(cell["state"])
    if letter != code[7] or letter not in Track.Kind:
        known = ", ".join(Track.Kind.values)
        raise BadRow(f"Track letter {letter[:5]} does not fit {code}; it is one of {known}.")
    if not state:
        raise BadRow(f"“{cell['state'][:20]}” is not a state.")
    facts = (cell["institution"], state)
    for known, key, said in (
        (seen.institutions, cell["institution_code"], facts),
        (seen.specialties, cell["specialty_code"], cell["specialty"]),
    ):
        first_line, first = known.setdefault(key, (line, said))
        if first != said:
            raise BadRow(f"{key} is {_words(said)} here and {_words(first)} on line {first_line}.")
    return TrackRow(
        line,
        code,
        cell["name"],
        cell["specialty_code"],
        cell["specialty"],
        letter,
        cell["institution_code"],
        *facts,
    )


def _words(said):
    return said if isinstance(said, str) else f"{said[0]} ({said[1]})"
