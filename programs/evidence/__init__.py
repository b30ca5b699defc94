"""What the program page shows: the statements of a program by kind and part, each with source, date and freshness."""

from programs.evidence.gathering import WHAT_TO_ASK, figure, gather, readings_of, replies_of, statement
from programs.evidence.lines import LEVELS, Evidence, Line, Statement

__all__ = [
    "LEVELS",
    "WHAT_TO_ASK",
    "Evidence",
    "Line",
    "Statement",
    "figure",
    "gather",
    "readings_of",
    "replies_of",
    "statement",
]
