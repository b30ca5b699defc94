"""Several small sets of rows in one query: the way to the database and back costs more than a dozen rows do."""

from django.db import connection
from django.db.models import Func, JSONField, TextField, Value
from django.db.models.functions import JSONObject


class WholeRow(Func):
    """Every column of the queryset's own table as one JSON object: shorter to write than field by field."""

    template = "to_jsonb(%(table)s)"
    output_field = JSONField()

    def resolve_expression(self, query=None, *args, **kwargs):
        found = super().resolve_expression(query, *args, **kwargs)
        found.extra["table"] = connection.ops.quote_name(query.get_initial_alias())
        return found


def together(**sets):
    """{name: [{field: value}]} of sets given as name=queryset, or (queryset, fields) for a few fields or annotations,
    in one query and in no order.

    Values are as JSON has them: days and moments are strings, so whoever wants models takes `instances`.
    """
    if not sets:
        return {}
    parts = [_part(name, *(rows if isinstance(rows, tuple) else (rows, ()))) for name, rows in sets.items()]
    found = {name: [] for name in sets}
    for name, row in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
        found[name].append(row)
    return found


def _part(name, queryset, fields):
    row = JSONObject(**{field: field for field in fields}) if fields else WholeRow()
    return queryset.order_by().values_list(Value(name, output_field=TextField()), row)


def instances(model, rows):
    """The rows of a set without fields, as instances of their model."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    return [
        model.from_db("default", names, [field.to_python(row[field.column]) for field in fields])
        for row in rows
    ]
