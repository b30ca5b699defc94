"""Several small sets of rows in one query: the way to the database and back costs more than a dozen rows do."""

from django.db.models import TextField, Value
from django.db.models.functions import JSONObject


def together(**sets):
    """{name: [{field: value}]} of sets given as name=(queryset, fields), in one query and in no order.

    Fields may be annotations. Values are as JSON has them: days and moments are strings, so whoever wants models takes
    `instances`.
    """
    if not sets:
        return {}
    parts = [
        queryset.order_by().values_list(
            Value(name, output_field=TextField()), JSONObject(**{field: field for field in fields})
        )
        for name, (queryset, fields) in sets.items()
    ]
    found = {name: [] for name in sets}
    for name, row in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
        found[name].append(row)
    return found


def columns(model):
    """What `instances` needs of a model: every column."""
    return [field.attname for field in model._meta.concrete_fields]


def instances(model, rows):
    """The rows as instances of their model, read from every column; what else is in a row is hung on the instance."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    made = []
    for row in rows:
        one = model.from_db("default", names, [field.to_python(row.pop(field.attname)) for field in fields])
        vars(one).update(row)
        made.append(one)
    return made
