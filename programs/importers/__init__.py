"""From a file to checked rows. A reader per shape of list; nothing here touches the catalogue."""

from programs.importers.programs import ProgramRow, Reading, first_year, is_withdrawn, read_programs
from programs.importers.shapes import PROGRAMS, SHAPES, TRACKS, proposed
from programs.importers.shipped import FILES, SHIPPED, observed_specialties, usual_lengths
from programs.importers.tables import BadFile, Table, digest, read_table
from programs.importers.tracks import TrackRow, read_tracks

READERS = {PROGRAMS.key: read_programs, TRACKS.key: read_tracks}

__all__ = [
    "FILES",
    "READERS",
    "SHAPES",
    "SHIPPED",
    "BadFile",
    "ProgramRow",
    "Reading",
    "Table",
    "TrackRow",
    "digest",
    "first_year",
    "is_withdrawn",
    "observed_specialties",
    "proposed",
    "read_programs",
    "read_table",
    "read_tracks",
    "usual_lengths",
]
