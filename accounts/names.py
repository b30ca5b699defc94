"""A person's name as typed: it travels in mail subjects and lists, so it holds letters, not links or tricks."""

import re
import unicodedata

from django.core.exceptions import ValidationError

LINK = re.compile(r"://|www\.|[@<>{}\\]|\.(?:com|net|org|io|ru|info)\b", re.IGNORECASE)


def clean_name(value):
    """The name with single spaces. ValidationError when it holds a link, an address or invisible characters."""
    name = " ".join(str(value or "").split())
    # Cf would hide text or turn it around; the joiners are part of some names.
    tricky = any(
        unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs"} and c not in "\u200c\u200d" for c in name
    )
    if tricky or LINK.search(name):
        raise ValidationError("Type the name as you say it, without links or special signs.")
    if name and not any(c.isalpha() for c in name):
        raise ValidationError("Type the name in letters.")
    return name
