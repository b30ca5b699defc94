"""Everything kept about one person as one file: a page to read, and the same as data."""

import json
import zipfile
from datetime import datetime
from io import BytesIO

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from accounts import keepers


def build(user, now):
    """The bytes of a ZIP with `your-data.html` and `your-data.json`. Reads, and changes nothing."""
    shares = [(keeper.label, keeper.gather(user)) for keeper in keepers.everybody()]
    parts = [
        {
            "label": label,
            "lists": [(heading, [_readable(row) for row in rows]) for heading, rows in lists if rows],
        }
        for label, lists in shares
    ]
    page = render_to_string("accounts/personal_file.html", {"parts": parts, "person": user, "made_at": now})
    data = {label: {heading: list(rows) for heading, rows in lists} for label, lists in shares}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("your-data.html", page)
        archive.writestr("your-data.json", json.dumps(data, cls=_Encoder, ensure_ascii=False, indent=1))
    return packed.getvalue()


class _Encoder(DjangoJSONEncoder):
    def default(self, value):
        try:
            return super().default(value)
        except TypeError:
            return str(value)


def _readable(row):
    return {label.capitalize(): _in_words(value) for label, value in row.items()}


def _in_words(value):
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        case list() | tuple() | set():
            return "; ".join(str(_in_words(item)) for item in value)
        case dict():
            return "; ".join(f"{key}: {_in_words(item)}" for key, item in value.items())
    return value
