"""What a statement about a program needs to be usable, whoever types it: staff in the admin, or the program itself."""

import re

from playbook.vocabulary import FactKind, FactPart
from playbook.vocabulary.programs import PARTS

OUTCOMES = {FactKind.BOARD_PASS_RATE, FactKind.FELLOWSHIP_MATCH}
NEEDS_A_PART = {FactKind.MODEL_PRESENT, FactKind.ONBOARDING_PART}
A_TITLE_AND_A_NAME = re.compile(r"\b(?:Dr|Drs|Mr|Mrs|Ms|Prof|Professor|Doctor)\.?\s+[A-Z]")
# Selects show the parts under the kind they belong to.
PART_CHOICES = [
    ("", "Not needed"),
    *((k.label, [(p.value, p.label) for p in parts]) for k, parts in PARTS.items()),
]


def check_statement(form, typed):
    """Put an error at each field of a statement that does not fit the rest (S3-4.4, S3-2.2)."""
    kind, part, is_known = typed.get("kind"), typed.get("part"), typed.get("value") != "unknown"
    if part and FactPart(part) not in PARTS.get(kind, ()):
        form.add_error(
            "part", "This does not belong to that kind of fact. Choose another one, or leave it out."
        )
    if kind in NEEDS_A_PART and not part:
        form.add_error("part", "Say which one.")
    _count_and_whole(form, typed)
    if not is_known:
        return
    count, percent, span = (typed.get(name) for name in ("numerator", "percent", "span_years"))
    if kind == FactKind.BOARD_PASS_RATE and typed.get("value") and count is None and percent is None:
        _once(form, "numerator", "A pass rate needs its numbers: 28 of 30, or its percent.")
    if kind == FactKind.BOARD_PASS_RATE and not span and "value" in typed:
        _once(form, "span_years", "Over how many years?")
    if kind == FactKind.FELLOWSHIP_MATCH:
        _match(form, typed, has_count=count is not None or percent is not None)


def _count_and_whole(form, typed):
    part, whole, span = (typed.get(name) for name in ("numerator", "denominator", "span_years"))
    if (part is None) != (whole is None):
        _once(form, "denominator" if whole is None else "numerator", "Type both: so many, of so many.")
    if part is not None and whole is not None and (whole == 0 or part > whole):
        _once(form, "numerator", "This is more than the whole it is a part of.")
    if span == 0:
        _once(form, "span_years", "Type one year or more.")


def _match(form, typed, *, has_count):
    """A match is told with place and year, or counted over a span; one half of either is refused."""
    place, year = typed.get("place"), typed.get("year")
    if place and not year:
        _once(form, "year", "In which year?")
    if year and not place:
        _once(form, "place", "At which place?")
    if has_count and not (typed.get("span_years") or year):
        _once(form, "span_years", "Over how many years?")
    if typed.get("value") in ("yes", "partial") and not (place or year or has_count):
        _once(form, "place", "Say where and in which year, or how many of how many over how many years.")


def _once(form, field, words):
    if field in form.fields and not form.errors.get(field):
        form.add_error(field, words)


def names_somebody(words):
    """Whether these words seem to name a person: a title with a capital after it."""
    return bool(A_TITLE_AND_A_NAME.search(words or ""))
