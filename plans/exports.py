"""Files people take away. A cell that a spreadsheet would run as a formula is made plain text."""

import csv
import io

from programs.exports import BYTE_ORDER_MARK, plain

COLUMNS = [
    "Resident",
    "PGY",
    "Month of training",
    "Check-ins sent",
    "Check-ins opened so far",
    "Check-in now",
    "Last met",
    "Core mentors",
    "Milestones done",
    "Milestones opened so far",
    "Milestones late",
    "Next date",
    "Needs a look",
]


def cohort_csv(rows):
    """The cohort as CSV with a byte order mark, so that Excel reads names with accents."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(
            plain(cell)
            for cell in (
                row.name,
                row.pgy,
                row.month,
                row.sent,
                row.opened,
                row.checkin,
                row.last_met_on,
                row.core_mentors,
                row.done,
                row.asked_so_far,
                row.overdue,
                row.next_due_on,
                "; ".join(row.look.reasons),
            )
        )
    return BYTE_ORDER_MARK + out.getvalue()
