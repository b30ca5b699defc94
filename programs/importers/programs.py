"""Reading a list of programs by ACGME code: one checked row each, with every complaint and every repair said."""

import re
from collections import Counter
from dataclasses import dataclass, field

from programs.importers import codes
from programs.importers.codes import BadCode
from programs.importers.shapes import PROGRAMS, positions
from programs.importers.tables import clean
from programs.places import state_letters, state_of_zip

EMPTY = {"", "-", "--", "—", "–", "n/a", "na", "null", "none", "nan", "#n/a", "unknown", "."}
YES, NO = {"yes", "y", "true", "1", "t"}, {"no", "n", "false", "0", "f"}
FORMULA = re.compile(r"[=+@\t]|-(?=[^\s\d-])")
STATUSES = {
    "Initial Accreditation", "Initial Accreditation with Warning", "Continued Accreditation",
    "Continued Accreditation with Warning", "Continued Accreditation without Outcomes", "Probationary Accreditation",
    "Pre-Accreditation", "Voluntary Withdrawal", "Accreditation Withdrawn", "Expedited Withdrawal",
    "Administrative Withdrawal", "Withdrawal Under Special Circumstances",
}  # fmt: skip


@dataclass(frozen=True)
class ProgramRow:
    """One checked line. Codes are text with their zeros; None or "" where the file says nothing."""

    line: int
    code: str
    name: str
    specialty: str = ""
    is_subspecialty: bool | None = None
    city: str = ""
    state: str = ""
    zip_code: str = ""
    status: str = ""
    sponsor: str = ""
    sponsor_code: str = ""
    years: int | None = None
    approved: int | None = None
    filled: int | None = None
    website: str = ""
    year: int | None = None

    @property
    def specialty_code(self):
        return self.code[:3]

    @property
    def is_withdrawn(self):
        return is_withdrawn(self.status)


@dataclass
class Reading:
    """What a file says. `errors` are rows left out, `warnings` rows taken with a doubt: pairs of line and words."""

    rows: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    repaired: Counter = field(default_factory=Counter)
    total: int = 0


class BadRow(ValueError):
    """This row cannot be taken, and why."""


def is_withdrawn(status: str) -> bool:
    return "withdraw" in status.lower()


def read_programs(table, column_map, constants, *, known) -> Reading:
    """`known` maps specialty numbers to names. Raises BadFile when the columns do not fit."""
    places = positions(PROGRAMS, table.header, column_map, constants)
    reader = _Reader(places, {k: v for k, v in constants.items() if v}, known)
    for line, cells in table.rows:
        reader.take(line, cells)
    return reader.reading


class _Reader:
    """Remembers what earlier lines said, to notice a code that comes twice."""

    def __init__(self, places, constants, known):
        self.places, self.constants, self.known = places, constants, known
        self.reading, self.lines = Reading(), {}

    def take(self, line, cells):
        self.reading.total += 1
        doubts = []
        try:
            row = self.row(line, self.cells(cells), doubts)
        except (BadRow, BadCode) as error:
            self.reading.errors.append((line, str(error)))
            return
        first = self.lines.get(row.code)
        if first is not None:
            earlier = self.reading.rows[first]
            if not (row.year and earlier.year and row.year != earlier.year):
                self.reading.errors.append((line, f"{row.code} stands on line {earlier.line} already."))
                return
            older = min(row, earlier, key=lambda r: r.year)
            doubts = [f"{row.code} stands here for two years; the row of {older.year} was passed over."]
            self.reading.rows[first] = max(row, earlier, key=lambda r: r.year)
        else:
            self.lines[row.code] = len(self.reading.rows)
            self.reading.rows.append(row)
        self.reading.warnings += [(line, words) for words in doubts]

    def cells(self, cells):
        cell = dict(self.constants)
        for name, place in self.places.items():
            if place >= len(cells):
                raise BadRow(f"Only {len(cells)} cells.")
            text = clean(cells[place])
            if FORMULA.match(text):
                raise BadRow(f"{PROGRAMS.named(name).label} is a formula: “{text[:20]}”.")
            text = "" if text.lower() in EMPTY else text
            if len(text) > PROGRAMS.named(name).longest:
                raise BadRow(
                    f"{PROGRAMS.named(name).label} is longer than {PROGRAMS.named(name).longest} characters."
                )
            if text or name not in cell:
                cell[name] = text
        return cell

    def row(self, line, cell, doubts):
        for name in ("code", "name"):
            if not cell[name]:
                raise BadRow(f"{PROGRAMS.named(name).label} is empty.")
        state = self.state(cell)
        code, specialty = self.code(cell, state)
        if not state:
            state = codes.STATE_OF_DIGITS.get(code[3:5], "")
            if not state:
                raise BadRow("There is no state, and the code's digits name none.")
        elif words := codes.state_warning(code, state):
            doubts.append(words)
        if code[:3] not in self.known:
            doubts.append(f"Specialty {code[:3]} ({specialty}) is new to us; it will be added.")
        return ProgramRow(
            line, code, cell["name"], specialty, flag(cell), cell.get("city", ""), state,
            self.zip_code(cell, state, doubts), status(cell, doubts), cell.get("sponsor", ""), self.sponsor(cell),
            length(cell, doubts), *self.sizes(cell, doubts), website(cell, doubts), year(cell, doubts),
        )  # fmt: skip

    def state(self, cell):
        given = cell.get("state", "")
        found = state_letters(given) if given else ""
        if found is None:
            raise BadRow(f"“{given[:20]}” is not a state.")
        return found

    def code(self, cell, state):
        """A code begins with a specialty's number: one we know, or one the row itself spells out with its name."""
        said, padded = (
            codes.specialty_code(cell["specialty_code"]) if cell.get("specialty_code") else ("", False)
        )
        self.reading.repaired["specialty"] += padded
        known = self.known.keys() | ({said} if said and cell.get("specialty") else set())
        code, padded = codes.program_code(cell["code"], known=known, state=state, specialty=said)
        self.reading.repaired["program"] += padded or cell["code"] != code
        if said and code[:3] != said:
            raise BadRow(f"{code} begins with specialty {code[:3]}, and the row says {said}.")
        if code[:3] not in known:
            raise BadRow(f"No specialty has the number {code[:3]} ({code}).")
        return code, cell.get("specialty") or self.known.get(code[:3], "")

    def sponsor(self, cell):
        if not cell.get("sponsor_code"):
            return ""
        code, padded = codes.sponsor_code(cell["sponsor_code"])
        self.reading.repaired["sponsor"] += padded
        return code

    def zip_code(self, cell, state, doubts):
        """The ZIP code if it lies in the state; else the one at the end of the address; else none."""
        given = cell.get("zip_code", "").removesuffix(".0")
        found = re.fullmatch(r"(\d{3,5})(-?\d{4})?", given)
        code = found[1].zfill(5) if found else ""
        self.reading.repaired["ZIP"] += bool(found) and len(found[1]) < 5
        ends = re.search(r"\b(\d{5})(-\d{4})?$", cell.get("address", ""))
        if ends and ends[1] != code and state_of_zip(ends[1]) == state:
            if given:
                doubts.append(f"ZIP code “{given[:10]}” became {ends[1]}: so the address says.")
            return ends[1]
        if code and state_of_zip(code) == state:
            return code
        if given:
            doubts.append(f"ZIP code “{given[:10]}” is not in {state}; left empty.")
        return ""

    def sizes(self, cell, doubts):
        approved, filled = number(cell, "approved"), number(cell, "filled")
        if approved is not None and filled is not None and filled > approved:
            doubts.append(
                f"{filled} filled of {approved} approved positions: more than approved. Kept as it is."
            )
        return approved, filled


def number(cell, name):
    text = cell.get(name, "")
    if not text:
        return None
    digits = re.sub(r"\.0+$", "", text).replace(",", "")
    if not digits.isdecimal() or int(digits) > 5000:
        raise BadRow(f"{PROGRAMS.named(name).label} “{text[:20]}” is not a number of people.")
    return int(digits)


def flag(cell):
    text = cell.get("is_subspecialty", "").lower().removesuffix(".0")
    if text and text not in YES | NO:
        raise BadRow(f"Is a subspecialty: “{text[:20]}” is neither yes nor no.")
    return text in YES if text else None


def status(cell, doubts):
    text = cell.get("status", "")
    if text and text not in STATUSES:
        known = next((one for one in STATUSES if one.lower() == text.lower()), "")
        if not known:
            doubts.append(f"“{text}” is a status we do not know. Kept as it is.")
        return known or text
    return text


def length(cell, doubts):
    """Whole years. More than twelve is taken for months."""
    text = cell.get("years", "")
    found = re.match(r"(\d+(\.\d+)?)", text)
    if not found:
        if text:
            doubts.append(f"Length of training “{text[:20]}” is not a number; left out.")
        return None
    value = float(found[1])
    years = -(-value // (12 if value > 12 else 1))
    if not 1 <= years <= 7:
        doubts.append(f"Length of training “{text[:20]}” is not 1 to 7 years; left out.")
        return None
    return int(years)


def website(cell, doubts):
    text = cell.get("website", "")
    if text and not re.match(r"https?://", text, re.IGNORECASE):
        bare = re.fullmatch(r"[\w.-]+\.[a-z]{2,}(/\S*)?", text, re.IGNORECASE)
        if not bare:
            doubts.append(f"Website “{text[:40]}” is not an address; left out.")
            return ""
        text = f"https://{text}"
    return text if " " not in text else ""


def first_year(text: str) -> int | None:
    """2025 for "2025-2026", "AY 2025-26", "2025"."""
    found = re.search(r"\b(?:AY)?\s*((?:19|20)\d\d)\b|(?:AY)((?:19|20)\d\d)", text)
    return int(found[1] or found[2]) if found else None


def year(cell, doubts):
    text = cell.get("year", "")
    found = first_year(text)
    if text and not found:
        doubts.append(f"Academic year “{text[:20]}” was not understood; left out.")
    return found
