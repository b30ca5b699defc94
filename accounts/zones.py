"""Time zones to choose from: the ones of the United States by their everyday names, then all others."""

from functools import cache
from zoneinfo import available_timezones

UNITED_STATES = [
    ("America/New_York", "Eastern (New York)"),
    ("America/Chicago", "Central (Chicago)"),
    ("America/Denver", "Mountain (Denver)"),
    ("America/Phoenix", "Mountain, no daylight saving (Phoenix)"),
    ("America/Los_Angeles", "Pacific (Los Angeles)"),
    ("America/Anchorage", "Alaska (Anchorage)"),
    ("Pacific/Honolulu", "Hawaii (Honolulu)"),
    ("America/Puerto_Rico", "Atlantic (Puerto Rico)"),
    ("Pacific/Guam", "Chamorro (Guam)"),
]
REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")

EVERYDAY = {name: words.partition(" (")[0] for name, words in UNITED_STATES if "," not in words}


def in_words(name):
    """ "Eastern time"; a zone elsewhere by its city: "Kolkata time"."""
    return f"{EVERYDAY.get(name) or name.rpartition('/')[2].replace('_', ' ')} time"


@cache
def choices():
    ours = {name for name, _ in UNITED_STATES}
    others = sorted(name for name in available_timezones() if name.startswith(REGIONS) and name not in ours)
    return [
        ("United States", UNITED_STATES),
        ("Elsewhere", [(name, name.replace("_", " ").replace("/", ", ", 1)) for name in others]),
    ]
