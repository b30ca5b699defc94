"""Storing a plan of changes: everything in the caller's transaction, in bulk, with each change written down."""

from django.db import connection, transaction

from programs.actions.catalogue import BATCH, count_rows_for_the_planner, place, reindex, update_many
from programs.actions.catalogue_plan import ENTITIES, Kind
from programs.models import ImportChange, Institution, Program, Specialty, Track

MODELS = {"specialty": Specialty, "institution": Institution, "program": Program, "track": Track}
STORED = {Kind.NEW, Kind.CHANGED, Kind.WITHDRAWN, Kind.CONFIRMED}


def silent(words, done=0, total=0):
    """Progress nobody watches."""


@transaction.atomic
def apply(run, plan, *, progress=silent):
    """Store the plan of a saved run. Rows to decide and rows that are absent are written down and left alone."""
    total = len(plan.steps)
    for number, entity in enumerate(ENTITIES):
        steps = [step for step in plan.steps if step.entity == entity and step.kind in STORED]
        progress(f"Storing: {entity}", sum(len(plan.of(e, *STORED)) for e in ENTITIES[:number]), total)
        _create(run, entity, [step.item for step in steps if step.kind == Kind.NEW])
        _update(entity, [step for step in steps if step.kind != Kind.NEW])
    if plan.writes:
        progress("Search words and places", total, total)
        touched = _programs_of(plan)
        if len(touched) > BATCH:
            count_rows_for_the_planner()
        reindex(programs=touched)
        place(programs=touched)
    progress("Writing down what changed", total, total)
    write_down(run, plan, state=ImportChange.State.APPLIED)


def _create(run, entity, items):
    for item in items:
        if entity == "program":
            item.institution_id, item.specialty_id = item.institution.pk, item.specialty.pk
            item.imported_in = run
            item.listed_in = run if item.acgme_code else None
        elif entity == "track":
            item.program_id = item.program.pk
    MODELS[entity].objects.bulk_create(items, batch_size=BATCH)


def _update(entity, steps):
    """Only the columns that changed, so that what an admin saved meanwhile stays."""
    by_columns = {}
    for step in steps:
        by_columns.setdefault(tuple(sorted(step.after)), []).append(step.item)
    for names, items in by_columns.items():
        update_many(MODELS[entity], items, [name.removesuffix("_id") for name in names])


def _programs_of(plan):
    """Ids of the programs whose words or place may differ now."""
    touched = {step.item.pk for step in plan.of("program", *STORED)}
    touched |= {step.item.program_id for step in plan.of("track", *STORED)}
    institutions = [step.item.pk for step in plan.of("institution", Kind.CHANGED)]
    return touched | set(Program.objects.filter(institution_id__in=institutions).values_list("pk", flat=True))


def write_down(run, plan, *, state):
    """One row per step, in place of those an earlier look wrote."""
    ImportChange.objects.filter(run=run).delete()
    left = ImportChange.State.LEFT if state == ImportChange.State.APPLIED else state
    ImportChange.objects.bulk_create(
        (
            ImportChange(
                run=run,
                kind=step.kind,
                entity=step.entity,
                object_id=step.item.pk if step.item else None,
                line=step.line,
                code=step.code[:12],
                label=step.label,
                before=step.before,
                after=step.after,
                candidates=step.candidates,
                state=state if step.kind in STORED else left,
                note=step.note,
            )
            for step in plan.steps
        ),
        batch_size=BATCH,
    )


def lock_the_catalogue():
    """One import at a time, and nobody edits programs while it runs; reading and evaluating go on."""
    tables = ", ".join(f'"{model._meta.db_table}"' for model in MODELS.values())
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
