"""The catalogue's search: from the words in the address bar to one page of rows, with a count beside every filter."""

from programs.finding.asked import KINDS, SORTS, Search
from programs.finding.found import Found

__all__ = ["KINDS", "SORTS", "Found", "Search"]
