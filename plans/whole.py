"""A plan with everything that belongs to it, in one query: Postgres packs the rows of each kind into one JSON list.

A page of a plan needs seven kinds of rows. Asking for each costs more time than reading them; the pages that are
opened most (home, timeline) are paid for here. Words of check-ins are left out: those pages show none.
"""

import json
from functools import cache

from django.db import models
from django.db.models.expressions import RawSQL

from mentorship.models import Mentor, Relationship
from plans.models import CheckIn, Goal, Leave, Letter, Milestone, Output, PlanWindow

UNREAD = ("done", "next", "questions", "note_to_self", "wins")
ROWS = (
    "(SELECT jsonb_agg(to_jsonb(x){minus}{plus} ORDER BY {order})"
    " FROM {table} x{join} WHERE x.plan_id = plans_plan.id)"
)
MENTOR = " || jsonb_build_object('mentor_name', m.name, 'mentor_position', m.position)"
# related name: (model, order, columns left out, joined tables, added columns)
PARTS = {
    "leaves": (Leave, "x.starts_on", ("moved",), "", ""),
    "windows": (PlanWindow, "x.number", (), "", ""),
    "milestones": (Milestone, "x.due_on, x.position, x.id", (), "", ""),
    "checkins": (CheckIn, "x.quarter", UNREAD, "", ""),
    "goals": (Goal, "x.id", (), "", ""),
    "outputs": (
        Output,
        "x.due_on, x.id",
        (),
        " LEFT JOIN mentorship_relationship r ON r.id = x.relationship_id"
        " LEFT JOIN mentorship_mentor m ON m.id = r.mentor_id",
        MENTOR,
    ),
    "letters": (Letter, "x.due_on, x.id", (), " JOIN mentorship_mentor m ON m.id = x.writer_id", MENTOR),
}


def whole(plans, *names):
    """The plans of this queryset as a list, each with the named kinds of rows at hand: `plan.milestones.all()` asks
    nothing more. One query."""
    found = list(plans.annotate(**{f"{name}_packed": RawSQL(_sql(name), []) for name in names}))  # noqa: S611 (no input in it)
    for plan in found:
        cached = plan.__dict__.setdefault("_prefetched_objects_cache", {})
        for name in names:
            rows = _unpack(name, plan, plan.__dict__.pop(f"{name}_packed"))
            cached[name] = _as_queryset(PARTS[name][0], plan, rows)
        windows = {window.pk: window for window in cached.get("windows", ())}
        for item in cached.get("milestones", ()):
            if item.window_id in windows:
                item.window = windows[item.window_id]
    return found


@cache
def _sql(name):
    model, order, without, join, plus = PARTS[name]
    minus = "".join(f" - '{column}'" for column in without)
    return ROWS.format(minus=minus, plus=plus, order=order, table=model._meta.db_table, join=join)


def _unpack(name, plan, rows):
    model = PARTS[name][0]
    days = _parsed(model)
    found = []
    for row in _read(rows):
        mentor = {key: row.pop(key) for key in ("mentor_name", "mentor_position") if key in row}
        for field, parse in days:
            if row.get(field):
                row[field] = parse(row[field])
        thing = model(**row)
        thing._state.adding, thing._state.db, thing.plan = False, plan._state.db, plan
        if model is Letter:
            thing.writer = Mentor(
                pk=thing.writer_id, name=mentor["mentor_name"], position=mentor["mentor_position"]
            )
        elif model is Output and thing.relationship_id:
            thing.relationship = Relationship(
                pk=thing.relationship_id, mentor=Mentor(name=mentor["mentor_name"])
            )
        found.append(thing)
    return found


def _read(rows):
    """RawSQL hands JSON over as text or parsed, as the driver likes."""
    return json.loads(rows) if isinstance(rows, str) else rows or []


@cache
def _parsed(model):
    """The columns that JSON turned into text, with what turns them back."""
    kinds = (models.DateField,)  # DateTimeField is one of them
    return [
        (field.attname, field.to_python) for field in model._meta.concrete_fields if isinstance(field, kinds)
    ]


def _as_queryset(model, plan, rows):
    """The rows where `plan.<name>.all()` looks for them. Filtering further asks the database, as it should."""
    found = model._default_manager.filter(plan=plan)
    found._result_cache = rows
    found._prefetch_done = True
    return found
