"""Bring the rows up to what the files say. What was edited by hand stays as it is."""

from dataclasses import dataclass

from django.db import connection, transaction

from playbook import load
from playbook.models import (
    MessageElement,
    MessageTemplate,
    PlanTemplate,
    Question,
    Scheme,
    Season,
    SeasonDate,
    TemplateGoal,
    TemplateItem,
    TemplateRepeat,
    TemplateWindow,
)

LOCK = 0x70_6C_61_79  # any number of our own: two syncs at once take turns

# Files say things briefly; rows say them in the words of the admin. Everything not named here has one name in both.
NAMES = {
    "ask": "wording",
    "on": "on_by_default",
    "applies": "applies_when",
    "also": "helper",
    "items": "checklist",
}
CUES = {"green": "green_cues", "red": "red_cues", "opening": "opening_cues"}
ARRAYS = {"at", "replaces"}


@dataclass
class Counts:
    """What one sync did. `kept` rows were edited by hand and say something else than the files."""

    added: int = 0
    updated: int = 0
    retired: int = 0
    kept: int = 0
    unchanged: int = 0

    def __add__(self, other):
        return Counts(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))


@transaction.atomic
def sync_playbook(*, today, content=None):
    """Add, update and retire rows. Returns Counts by model name. A second run in a row writes nothing.

    A row edited by hand is never touched, not even when its key leaves the files.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    book, report = content or load.playbook(), {}

    def sync(model, rows, parent=""):
        report[model._meta.verbose_name], found = _sync(model, rows, parent, today)
        return found

    sync(Question, _numbered((q.key, _values(q)) for q in book.questions))
    messages = sorted(book.messages, key=lambda m: m.key)
    ids = sync(MessageTemplate, _numbered((m.key, _values(m, "element")) for m in messages))
    sync(MessageElement, _children(messages, ids, "element", "key"), "template_id")
    plans = sorted(book.plans, key=lambda p: (p.kind, p.key))
    ids = sync(
        PlanTemplate, _numbered((p.key, _values(p, "window", "item", "repeating", "goal")) for p in plans)
    )
    sync(TemplateWindow, _children(plans, ids, "window", "number"), "template_id")
    sync(TemplateItem, _children(plans, ids, "item", "code"), "template_id")
    sync(TemplateRepeat, _children(plans, ids, "repeating", "code"), "template_id")
    sync(TemplateGoal, _children(plans, ids, "goal", "key"), "template_id")
    sync(Scheme, _numbered((s.key, _values(s)) for s in book.schemes))
    ids = sync(Season, _numbered((s.key, _values(s, "date")) for s in book.seasons))
    sync(SeasonDate, _children(book.seasons, ids, "date", "key"), "season_id")
    return report


def _sync(model, wanted, parent, today):
    """One SELECT, and at most one INSERT and one UPDATE. Returns Counts and the ids of parentless rows by key."""
    identity = (
        "code" if model in (TemplateItem, TemplateRepeat) else "number" if model is TemplateWindow else "key",
    )
    identity = (parent, *identity) if parent else identity
    rows = {tuple(getattr(row, name) for name in identity): row for row in model.objects.all()}
    counts, changed, new = Counts(), [], []
    for key, values in wanted.items():
        row = rows.pop(key, None)
        if row is None:
            new.append(model(**dict(zip(identity, key, strict=True)), **values))
            continue
        differs = row.retired_on is not None or any(
            getattr(row, name) != value for name, value in values.items()
        )
        if differs and row.edited_by_hand:
            counts.kept += 1
        elif differs:
            row.retired_on = None
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
            counts.updated += 1
        else:
            counts.unchanged += 1
    gone = [row for row in rows.values() if not row.edited_by_hand and row.retired_on is None]
    for row in gone:
        row.retired_on = today
    counts.added, counts.retired = len(new), len(gone)
    model.objects.bulk_create(new)
    if changed or gone:
        names = {name for values in wanted.values() for name in values} | {"retired_on"}
        model.objects.bulk_update(changed + gone, sorted(names))
    if parent:
        return counts, {}
    return counts, dict(model.objects.values_list("key", "pk")) if model in (
        MessageTemplate,
        PlanTemplate,
        Season,
    ) else {}


def _values(shape, *tables):
    """The fields of a row, from a shape: lists become lines, but for those the database keeps as arrays."""
    values = {}
    for name, value in vars(shape).items():
        if name in tables or name in ("key", "code", "number"):
            continue
        if isinstance(value, tuple):
            value = list(value) if name in ARRAYS else "\n".join(value)
        values[CUES.get(name) or NAMES.get(name, name)] = value
    return values


def _children(parents, ids, table, key):
    rows = {}
    for parent in parents:
        for position, child in enumerate(getattr(parent, table), 1):
            values = _values(child) | {"position": position}
            if table == "window":
                values["code"] = child.code
            rows[ids[parent.key], getattr(child, key)] = values
    return rows


def _numbered(pairs):
    return {(key,): values | {"position": position} for position, (key, values) in enumerate(pairs, 1)}
