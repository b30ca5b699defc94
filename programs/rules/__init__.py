"""What the catalogue and an applicant's look at it decide: pure functions over plain facts.

Each answer can be unknown, and carries its reasons in words fit for a page. Unknown never counts as no. No database,
no clock.
"""

from programs.rules.answers import (
    Suggested,
    Told,
    comfort_phrases,
    excusing_talk,
    pattern_or_star,
    suggest_reading,
)
from programs.rules.facts import NO, PARTIAL, UNKNOWN, YES, Freshness, Reading, freshness, read_together
from programs.rules.findings import Finding
from programs.rules.support import BEHIND_THE_MODE, GAPS, STRENGTHS, Mode, support_mode

__all__ = [
    "BEHIND_THE_MODE",
    "GAPS",
    "NO",
    "PARTIAL",
    "STRENGTHS",
    "UNKNOWN",
    "YES",
    "Finding",
    "Freshness",
    "Mode",
    "Reading",
    "Suggested",
    "Told",
    "comfort_phrases",
    "excusing_talk",
    "freshness",
    "pattern_or_star",
    "read_together",
    "suggest_reading",
    "support_mode",
]
