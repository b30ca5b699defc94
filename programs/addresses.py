"""Addresses of evaluations, which a page writes by the hundred: the pattern of a door is looked up once per process."""

from functools import cache
from urllib.parse import quote

from django.urls import reverse

STAND_IN, KEY = 987654321, "a-key"


def of_evaluation(door, pk):
    """The address of "programs:<door>" for one evaluation, as `reverse` writes it."""
    start, end = _parts(door)
    return f"{start}{pk}{end}"


def of_question(pk, key):
    """The address of one question on the sheet of an evaluation; "" for a key that none can have."""
    if "/" in key:
        return ""  # no door leads there
    start, end = _parts("answer", KEY)
    return f"{start}{pk}{end.replace(KEY, quote(key, safe=SAFE))}"


SAFE = "!*'(),;=:@&+$/~"  # what Django leaves as it is in a path


@cache
def _parts(door, *more):
    return reverse(f"programs:{door}", args=[STAND_IN, *more]).split(str(STAND_IN))
