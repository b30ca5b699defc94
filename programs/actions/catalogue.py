"""Keeping what programs are found by up to date: search words with names, places with ZIP codes."""

from django.db import connection, transaction
from psycopg2.extras import execute_values

from programs.models import Institution, Program, Track
from programs.models.places import places_of

BATCH = 1000


@transaction.atomic
def reindex(*, programs):
    """Give these programs (ids) the words they are found by today: after an institution's name changed, say.
    Returns how many needed it.
    """
    ids, tracks, stale = list(programs), {}, []
    rows = Track.objects.filter(program_id__in=ids).values_list("program_id", "name", "nrmp_code")
    for program_id, name, code in rows.order_by():
        tracks.setdefault(program_id, []).append((name, code))
    for program in Program.objects.filter(pk__in=ids).select_related("institution", "specialty").order_by():
        words = program.index_words(tracks.get(program.pk, ()))
        if words != (program.sort_name, program.search_text):
            program.sort_name, program.search_text = words
            stale.append(program)
    return update_many(Program, stale, ["sort_name", "search_text"])


@transaction.atomic
def place(*, programs=None):
    """Put these programs (ids; all when None) where their ZIP code is, or their institution's. Returns how many
    moved.
    """
    chosen = Program.objects.order_by() if programs is None else Program.objects.filter(pk__in=list(programs))
    chosen = chosen.select_related("institution").only(
        "zip_code", "latitude", "longitude", "institution__zip_code"
    )
    rows = list(chosen.order_by())
    places = places_of(
        {code for program in rows for code in (program.zip_code, program.institution.zip_code)}
    )
    moved = []
    for program in rows:
        codes = (program.zip_code, program.institution.zip_code)
        there = next((places[code] for code in codes if code in places), (None, None))
        if there != (program.latitude, program.longitude):
            program.latitude, program.longitude = there
            moved.append(program)
    return update_many(Program, moved, ["latitude", "longitude"])


def update_many(model, items, names):
    """Write these fields of these rows, a thousand rows a statement. Returns how many rows there were."""
    if not items:
        return 0
    fields = [model._meta.get_field(name) for name in names]
    key = model._meta.pk.column
    columns = ", ".join(
        f'"{field.column}" = new."{field.column}"::{field.db_type(connection)}' for field in fields
    )
    listed = ", ".join(f'"{field.column}"' for field in fields)
    sql = (
        f'UPDATE "{model._meta.db_table}" row SET {columns} FROM (VALUES %s) AS new ("{key}", {listed}) '  # noqa: S608 -- our own columns
        f'WHERE row."{key}" = new."{key}"'
    )
    values = [
        (item.pk, *(field.get_db_prep_save(getattr(item, field.attname), connection) for field in fields))
        for item in items
    ]
    with connection.cursor() as cursor:
        execute_values(cursor.cursor, sql, values, page_size=BATCH)
    return len(items)


def count_rows_for_the_planner():
    """Postgres plans by what it last counted; after thousands of new rows it would plan for an empty table."""
    with connection.cursor() as cursor:
        for model in (Institution, Program, Track):
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
