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
