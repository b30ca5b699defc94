"""Taking an import back, row by row: what nobody touched since returns to what it was; the rest is listed and left.
Nobody's evaluation, membership or fact is ever lost for it.
"""

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from programs.actions.catalogue import place, reindex, update_many
from programs.actions.catalogue_apply import MODELS, lock_the_catalogue, silent
from programs.actions.catalogue_plan import ENTITIES, Kind, storable
from programs.models import ImportChange, ImportRun

State = ImportChange.State
UNLISTED = {"institution", "specialty"}  # shown by name in a change, kept by id in the row


@transaction.atomic
def take_back(run, *, today, progress=silent):
    """Undo a stored run. Rows changed since, or used by anybody, stay; a new program in use is marked withdrawn."""
    lock_the_catalogue()
    changes = list(run.changes.filter(state=State.APPLIED).order_by("-pk"))
    later = _later_runs(run, changes)
    touched = set()
    for number, entity in enumerate(reversed(ENTITIES)):
        progress(f"Taking back: {entity}", number, len(ENTITIES))
        mine = [change for change in changes if change.entity == entity]
        touched |= _restore(entity, [c for c in mine if c.kind != Kind.NEW], later)
        _remove(entity, [c for c in mine if c.kind == Kind.NEW], later, today)
    ImportChange.objects.bulk_update(changes, ["state", "note"], batch_size=1000)
    reindex(programs=touched)
    place(programs=touched)
    run.state, run.undone_at = ImportRun.State.UNDONE, timezone.now()
    left = sum(change.state == State.LEFT for change in changes)
    run.words = f"{len(changes) - left:,} changes taken back, {left:,} left as they are."
    run.save(update_fields=["state", "undone_at", "words"])
    return run


def later_runs(run):
    """The imports after this one that changed rows it changed: what they did stays when this one is taken back."""
    mine = ImportChange.objects.filter(
        run=run, state=State.APPLIED, entity=OuterRef("entity"), object_id=OuterRef("object_id")
    )
    later = ImportChange.objects.filter(run_id__gt=run.pk, state=State.APPLIED).filter(Exists(mine))
    return ImportRun.objects.filter(pk__in=later.values("run_id")).defer("content")


def _later_runs(run, changes):
    """{(entity, id): name of the newest later run that changed it}."""
    rows = (
        ImportChange.objects.filter(run_id__gt=run.pk, state=State.APPLIED)
        .filter(object_id__in={change.object_id for change in changes})
        .order_by("run_id")
        .values_list("entity", "object_id", "run_id", "run__file_name")
    )
    return {(entity, pk): f"import {number} ({name})" for entity, pk, number, name in rows.iterator()}


def _restore(entity, changes, later):
    """Fields back to before, where they still are what the run made them. Returns ids of programs to look at."""
    model, by_columns, touched = MODELS[entity], {}, set()
    items = model.objects.select_for_update().in_bulk([change.object_id for change in changes])
    for change in changes:
        item = items.get(change.object_id)
        if item is None:
            _leave(change, "It is no longer there.")
        elif any(storable(getattr(item, name)) != value for name, value in change.after.items()):
            _leave(change, f"Changed since by {later.get((entity, item.pk), 'hand')}.")
        else:
            for name, value in change.before.items():
                setattr(item, name, model._meta.get_field(name.removesuffix("_id")).to_python(value))
            by_columns.setdefault(tuple(sorted(change.before)), []).append(item)
            change.state = State.UNDONE
            touched |= _programs(entity, item)
    for names, rows in by_columns.items():
        update_many(model, rows, [name.removesuffix("_id") for name in names])
    return touched


def _programs(entity, item):
    if entity in ("institution", "specialty"):
        return set(item.programs.values_list("pk", flat=True))
    return {item.pk if entity == "program" else item.program_id}


def _remove(entity, changes, later, today):
    """New rows go, unless somebody or something needs them. Deleted without a cascade: the database itself refuses to
    drop a row that anything still points to.
    """
    model = MODELS[entity]
    items = model.objects.select_for_update().in_bulk([change.object_id for change in changes])
    used = in_use(model, items)
    going = []
    for change in changes:
        item = items.get(change.object_id)
        if item is None:
            _leave(change, "It is no longer there.")
        elif built_on := later.get((entity, item.pk)):
            _leave(change, f"Built on by {built_on}.")
        elif item.pk in used:
            _leave(change, _keep_in_use(entity, item, today))
        elif _edited(item, change):
            _leave(change, "Changed since by hand.")
        else:
            change.state = State.UNDONE
            going.append(item.pk)
    gone = model.objects.filter(pk__in=going)
    gone._raw_delete(gone.db)


def _keep_in_use(entity, item, today):
    if entity != "program":
        return "In use, so it stays."
    if item.withdrawn_on is None:
        item.withdrawn_on = today
        item.save(update_fields=["withdrawn_on"])
    return "In use, so it was marked as withdrawn instead of removed."


def _edited(item, change):
    listed = {name: value for name, value in change.after.items() if name not in UNLISTED}
    return any(storable(getattr(item, name)) != value for name, value in listed.items())


def in_use(model, ids):
    """Ids of these rows that any other row of any app refers to."""
    used = set()
    for relation in model._meta.get_fields(include_hidden=True):
        if not (
            relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        ):
            continue
        field: models.Field = relation.field
        rows = relation.related_model._base_manager.filter(**{f"{field.name}__in": list(ids)})
        used |= set(rows.values_list(field.attname, flat=True).distinct())
    return used


def _leave(change, words):
    change.state, change.note = State.LEFT, words[:300]
