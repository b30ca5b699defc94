"""From the bytes of a file to cells of text with their lines: encodings, delimiters, quotes, invisible characters."""

import csv
import hashlib
import io
import re
from dataclasses import dataclass, field

from programs.numbers import IMPORT_MOST_BYTES, IMPORT_MOST_ROWS

# Left behind by word processors and web pages: zero-width characters, a byte order mark, soft hyphens.
INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
# UTF-8 read as Windows-1252 by an earlier program: "Ã©" stood for "é".
GARBLED = re.compile("Ã[\u0080-\u00bf©¨±³¡]|â€|Â[ \u00a0®©]")
DELIMITERS = ",\t;|"
BOOKS = (
    (b"PK\x03\x04", "an Excel workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
)


class BadFile(Exception):
    """The file cannot be imported. `complaints` says why, a line of the file each; nothing was stored."""

    def __init__(self, complaints):
        self.complaints = list(complaints)
        super().__init__("\n".join(self.complaints))


@dataclass
class Table:
    """The header and the rows, each with the line it begins on. Nothing in it is interpreted yet."""

    header: list
    rows: list
    notes: list = field(default_factory=list)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read_table(content: bytes) -> Table:
    """Raises BadFile, with the line, for what is no table of text."""
    if len(content) > IMPORT_MOST_BYTES:
        raise BadFile([f"The file is larger than {IMPORT_MOST_BYTES // 1_000_000} MB."])
    text, notes = decode(content)
    header, rows = cut(text)
    garbled = [line for line, cells in rows if any(GARBLED.search(cell) for cell in cells)]
    if garbled:
        notes.append(
            f"Letters look garbled on {lines(garbled)} (such as “Ã©” for “é”). Check those names, or export again "
            "as UTF-8."
        )
    return Table(header, rows, notes)


def decode(content):
    """The text, and what the reader should know about its encoding."""
    for start, what in BOOKS:
        if content.startswith(start):
            raise BadFile([f"This is {what}, not a CSV file. Save the sheet as “CSV UTF-8”."])
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16"), [
                "The file is UTF-16 (Excel's “Unicode text”); it was read as such."
            ]
        except UnicodeDecodeError as error:
            raise BadFile(
                ["The file begins as UTF-16 and does not go on so. Save it as “CSV UTF-8”."]
            ) from error
    if b"\0" in content:
        raise BadFile(["The file is not text. Save the sheet as “CSV UTF-8”."])
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            words = f"The file is not UTF-8 (line {line}). In a spreadsheet, save it as “CSV UTF-8”."
            raise BadFile([words]) from error
        note = f"The file is not UTF-8; it was read as Windows-1252. Check the accents, first on line {line}."
        return text, [note]


def cut(text):
    """(header, [(line, cells)]) by the delimiter that the first line uses most."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    if not first.strip():
        raise BadFile(["The file is empty."])
    delimiter = max(DELIMITERS, key=lambda mark: (first.count(mark), -DELIMITERS.index(mark)))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    header, rows, begins = [], [], 1
    try:
        for cells in reader:
            if any(INVISIBLE.sub("", cell).strip() for cell in cells):
                if not header:
                    header = [clean(cell) for cell in cells]
                else:
                    rows.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BadFile([f"Line {begins}: not a readable CSV row ({error})."]) from error
    if not rows:
        raise BadFile(["The file has a header and no rows."])
    if len(rows) > IMPORT_MOST_ROWS:
        raise BadFile([f"The file has {len(rows):,} rows; the most at once is {IMPORT_MOST_ROWS:,}."])
    return header, rows


def clean(text: str) -> str:
    """No invisible characters, single blanks. A code that was protected as ="0401" becomes 0401."""
    words = " ".join(INVISIBLE.sub("", text).split())
    kept = re.fullmatch(r'="([^"=]*)"', words)
    return kept[1].strip() if kept else words.removeprefix("'") if words[1:2].isdigit() else words


def lines(numbers) -> str:
    """ "line 7", "lines 7, 9 and 3 more"."""
    shown = ", ".join(map(str, numbers[:5]))
    more = f" and {len(numbers) - 5:,} more" if len(numbers) > 5 else ""
    return f"line{'' if len(numbers) == 1 else 's'} {shown}{more}"
