"""Several small sets of rows in one query: the way to the database and back costs more than a dozen rows do."""

import json

from django.core.exceptions import EmptyResultSet
from django.db import connection


def together(**sets):
    """{name: [{field: value}]} of sets given as name=queryset, or (queryset, fields) for a few fields or annotations,
    in one query and in no order.

    Values are as JSON has them: days and moments are strings, so whoever wants models takes `instances`.
    """
    found = {name: [] for name in sets}
    parts, params = [], []
    for name, rows in sets.items():
        queryset, fields = rows if isinstance(rows, tuple) else (rows, ())
        try:
            wanted = queryset.order_by().values(*fields) if fields else queryset.order_by()
            sql, values = wanted.query.sql_with_params()
        except EmptyResultSet:  # nothing can be in it, so nobody is asked
            continue
        # Joined here and not by union(): Django would take longer to write the query than Postgres to answer it.
        parts.append(f"SELECT %s, to_jsonb(part) FROM ({sql}) part")  # noqa: S608 - Django's own SQL
        params += [name, *values]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), params)
            for name, row in cursor.fetchall():
                found[name].append(json.loads(row))
    return found


def instances(model, rows):
    """The rows of a set without fields, as instances of their model."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    return [
        model.from_db("default", names, [field.to_python(row[field.column]) for field in fields])
        for row in rows
    ]
