"""Reading a catalogue file: one checked row per program track, or every complaint about the file at once.

The columns are those of programs/data/us_residency_programs_2023.csv. Extra columns are ignored, order is free.
"""

import csv
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from programs.models import Track
from programs.places import state_letters

DATA = Path(__file__).parent / "data"
SHIPPED = DATA / "us_residency_programs_2023.csv"
LENGTHS = DATA / "specialty_lengths.csv"
USUAL_LENGTH = 3

COLUMNS = {
    "nrmp_program_code": 11,
    "program_name": 120,
    "specialty_code": 3,
    "specialty": 120,
    "track_letter": 1,
    "institution_code": 6,
    "institution_display": 160,
    "state": 40,
}
NRMP = re.compile(r"\d{4}\d{3}[A-Z]\d{1,3}")
# Left behind by word processors and web pages: zero-width characters, a byte order mark, soft hyphens.
INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
MOST_COMPLAINTS = 20


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


class BadFile(Exception):
    """The file cannot be imported. `complaints` says why, a line of the file each; nothing was stored."""

    def __init__(self, complaints):
        self.complaints = list(complaints)
        super().__init__("\n".join(self.complaints))


@dataclass
class Seen:
    """What earlier lines said, to notice lines that contradict them; and the zeros we put back."""

    codes: dict = field(default_factory=dict)
    institutions: dict = field(default_factory=dict)
    specialties: dict = field(default_factory=dict)
    padded: int = 0


def checksum(path) -> str:
    """SHA-256 of the file, read in pieces."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadFile([f"{path} cannot be read: {error.strerror}."]) from error


def usual_lengths() -> dict[str, int]:
    """Years of training by specialty code, from the shipped list."""
    with open(LENGTHS, newline="", encoding="utf-8") as file:
        return {row["acgme_specialty_code"]: int(row["years"]) for row in csv.DictReader(file)}


def read_tracks(path):
    """All rows of the file and how many codes got their zeros back. Raises BadFile with every complaint."""
    rows, complaints, seen = [], [], Seen()
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            reader = csv.reader(file, strict=True)
            header = checked_header(next(reader, []))
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    found = check(reader.line_num, header, cells, seen)
                    rows.append(found) if isinstance(found, TrackRow) else complaints.append(found)
    except UnicodeDecodeError as error:
        raise BadFile(["The file is not UTF-8. In a spreadsheet, save it as “CSV UTF-8”."]) from error
    except csv.Error as error:
        raise BadFile([f"Line {reader.line_num}: not a readable CSV row ({error})."]) from error
    except OSError as error:
        raise BadFile([f"{path} cannot be read: {error.strerror}."]) from error
    if not rows and not complaints:
        complaints = ["The file has a header and no rows."]
    if complaints:
        more = len(complaints) - MOST_COMPLAINTS
        raise BadFile(complaints[:MOST_COMPLAINTS] + ([f"And {more} more lines."] if more > 0 else []))
    return rows, seen.padded


def checked_header(cells):
    """Positions of our columns, whatever their order and case."""
    names = [clean(cell).lower().replace(" ", "_") for cell in cells]
    missing = [name for name in COLUMNS if name not in names]
    if not any(names):
        raise BadFile(["The file is empty."])
    if missing:
        hint = " It seems to use semicolons or tabs; save it with commas." if len(names) == 1 else ""
        raise BadFile([f"Missing columns: {', '.join(missing)}.{hint}"])
    return {name: names.index(name) for name in COLUMNS}


def clean(text):
    """No invisible characters, single blanks."""
    return " ".join(INVISIBLE.sub("", text).split())


def check(line, header, cells, seen):
    """The row, or one sentence about what is wrong with it."""
    if len(cells) <= max(header.values()):
        return f"Line {line}: only {len(cells)} cells."
    cell = {name: clean(cells[place]) for name, place in header.items()}
    for name, longest in COLUMNS.items():
        if not cell[name]:
            return f"Line {line}: {name} is empty."
        if len(cell[name]) > longest and not name.endswith("_code"):
            return f"Line {line}: {name} is longer than {longest} characters."
    return check_codes(line, cell, seen) or build(line, cell, seen)


def check_codes(line, cell, seen):
    """Codes agree with each other; zeros a spreadsheet dropped come back where the NRMP code confirms them."""
    code = cell["nrmp_program_code"] = cell["nrmp_program_code"].upper()
    if not NRMP.fullmatch(code):
        lost = re.fullmatch(r"\d{1,6}[A-Z]\d{1,3}|\d+(\.0)?|\d[\d.]*E\+?\d+", code)
        hint = " A spreadsheet may have dropped its zeros: import that column as text." if lost else ""
        return f"Line {line}: “{code[:20]}” is not an NRMP code such as 1000140C0.{hint}"
    for name, right in (("institution_code", code[:4]), ("specialty_code", code[4:7])):
        given = cell[name].removesuffix(".0")
        if given.zfill(len(right)) != right:
            return f"Line {line}: {name} {cell[name][:20]} does not fit {code}, which says {right}."
        seen.padded += given != right
        cell[name] = right
    if code in seen.codes:
        return f"Line {line}: {code} stands on line {seen.codes[code]} already."
    seen.codes[code] = line
    return None


def build(line, cell, seen):
    code, letter, state = (
        cell["nrmp_program_code"],
        cell["track_letter"].upper(),
        state_letters(cell["state"]),
    )
    if letter != code[7] or letter not in Track.Kind:
        return f"Line {line}: track_letter {letter} does not fit {code}; it is one of {', '.join(Track.Kind.values)}."
    if not state:
        return f"Line {line}: “{cell['state'][:20]}” is not a state."
    facts = (cell["institution_display"], state)
    for known, key, said in (
        (seen.institutions, cell["institution_code"], facts),
        (seen.specialties, cell["specialty_code"], cell["specialty"]),
    ):
        first_line, first = known.setdefault(key, (line, said))
        if first != said:
            return f"Line {line}: {key} is {said} here and {first} on line {first_line}."
    return TrackRow(
        line, code, cell["program_name"], cell["specialty_code"], cell["specialty"], letter,
        cell["institution_code"], *facts,
    )  # fmt: skip
