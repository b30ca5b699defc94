"""Folding words for search: what a person types and what a row holds meet in the same plain form."""

import re
import unicodedata


def fold(text: str) -> str:
    """Lower case without accents or punctuation, single spaces: "St. Élan's" becomes "st elans"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "")).strip()
