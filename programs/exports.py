"""Files people take away. A cell that a spreadsheet would run as a formula is made plain text."""

import csv
import io

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
RANK_COLUMNS = ["Rank", "Institution", "Program", "City", "State", "ACGME code", "NRMP codes"]
BYTE_ORDER_MARK = "\ufeff"  # Excel reads names with accents


def plain(value):
    """Text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def rank_list_csv(evaluations):
    """An order of programs, first to last. Their institutions and tracks are loaded already."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(RANK_COLUMNS)
    for evaluation in evaluations:
        program = evaluation.program
        codes = ", ".join(track.nrmp_code for track in program.tracks.all())
        cells = (
            program.institution.name,
            program.name,
            program.city,
            program.state,
            program.acgme_code,
            codes,
        )
        writer.writerow([evaluation.rank, *map(plain, cells)])
    return BYTE_ORDER_MARK + out.getvalue()


CHANGE_COLUMNS = ["Line", "Kind", "What", "Code", "Name", "Field", "Before", "After", "State", "Note"]


class _Echo:
    """A file for csv.writer that hands back each line."""

    def write(self, line):
        return line


def import_changes_csv(run):
    """Lines of every change of an import, one per field, as they are read: thousands need no memory."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow(CHANGE_COLUMNS)
    for change in run.changes.order_by("pk").iterator(chunk_size=1000):
        about = [change.line or "", change.get_kind_display(), change.entity, change.code, change.label]
        fields = list({**change.after, **change.before}) or [""]
        if change.candidates:
            fields = ["may be"]
            change.after = {"may be": "; ".join(option["label"] for option in change.candidates)}
        for name in fields:
            values = [name, change.before.get(name), change.after.get(name)]
            cells = [*about, *values, change.get_state_display(), change.note]
            yield writer.writerow([plain(cell) for cell in cells])
