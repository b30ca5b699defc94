"""Checks of the season table."""

NEEDED = ("rank-deadline", "match-day")


def seasons(book):
    """E019: a season is named by its year, its spans run forward, and the dates that pages read are there."""
    for season in book.seasons:
        if not (season.key.isdecimal() and len(season.key) == 4):
            yield "E019", f"{season.key}: a season is named by the year of its match"
        for date in season.date:
            if date.until is not None and date.until < date.day:
                yield "E019", f"{season.key}, {date.key}: its last day comes before its first one"
        for key in NEEDED:
            if key not in {date.key for date in season.date}:
                yield "E019", f"{season.key}: {key} is missing"
