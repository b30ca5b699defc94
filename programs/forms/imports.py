"""What an admin says about a file: where it comes from, and which of its columns is what."""

from django import forms
from django.db.models import Q

from programs import importers
from programs.importers import BadFile
from programs.importers.codes import STATE_DIGITS
from programs.importers.shapes import positions
from programs.models import Program
from programs.numbers import IMPORT_MOST_BYTES
from programs.places import STATES

NOT_READ = "(not read)"


class UploadForm(forms.Form):
    """The file and its provenance. Readers of a program see source and year."""

    file = forms.FileField(
        label="CSV file",
        help_text=f"Up to {IMPORT_MOST_BYTES // 1_000_000} MB. A spreadsheet: save it as “CSV UTF-8”.",
        error_messages={
            "required": "Choose the file.",
            "empty": "This file is empty. Choose the one with the rows.",
            "invalid": "The file did not arrive. Choose it again.",
        },
    )
    source = forms.CharField(
        max_length=300,
        help_text="Where the file comes from, such as “ACGME public program list”. Readers see it.",
        error_messages={"required": "Say where the file comes from."},
    )
    vintage = forms.CharField(
        label="Describes",
        max_length=60,
        help_text="The year or day its rows describe, such as “2026-2027”. Readers see it.",
        error_messages={"required": "Say which year or day the rows describe."},
    )
    licence = forms.CharField(
        label="License", max_length=60, required=False, help_text="What it may be used under, if anything."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("source", "vintage", "licence"):
            self.fields[name].widget.attrs["class"] = "vTextField"

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > IMPORT_MOST_BYTES:
            raise forms.ValidationError(f"The file is larger than {IMPORT_MOST_BYTES // 1_000_000} MB.")
        self.content = file.read()
        try:
            importers.read_table(self.content)
        except BadFile as error:
            raise forms.ValidationError(error.complaints) from error
        return file


class ColumnsForm(forms.Form):
    """One select per thing we can read; what has no column may be one value for all rows."""

    state = forms.ChoiceField(
        label="State of every row",
        required=False,
        choices=[
            ("", "By the column, or the code's digits"),
            *((s, STATES[s]) for s in sorted(STATE_DIGITS)),
        ],
    )
    year = forms.CharField(
        label="Academic year of every row", required=False, max_length=12, help_text="Such as 2026-2027."
    )
    leave_out = forms.BooleanField(
        label="Leave out rows that cannot be taken",
        required=False,
        help_text="Without it, one bad row stops the import.",
    )
    full = forms.BooleanField(
        label="This is the full list",
        required=False,
        help_text="Programs with a code that it does not have are listed.",
    )
    withdraw_absent = forms.BooleanField(label="…and mark those as withdrawn", required=False)

    def __init__(self, *args, run, table, **kwargs):
        self.run, self.table, self.shape = run, table, importers.SHAPES[run.shape]
        super().__init__(*args, **kwargs)
        columns = [(column, column) for column in dict.fromkeys(filter(None, table.header))]
        for field in self.shape.fields:
            self.fields[f"column_{field.name}"] = forms.ChoiceField(
                label=field.label,
                required=False,
                choices=[("", NOT_READ), *columns],
                initial=run.column_map.get(field.name, ""),
            )
        for name in ("state", "year"):
            if name in self.shape.constants:
                self.fields[name].initial = run.constants.get(name, "")
            else:
                del self.fields[name]
        for name in ("leave_out", "full", "withdraw_absent"):
            self.fields[name].initial = run.options.get(name, False)
        if self.shape.key == "tracks":
            del self.fields["full"], self.fields["withdraw_absent"]

    def columns(self):
        """(bound field, its first values in the file, whether it must be given) for the table on the page."""
        for field in self.shape.fields:
            bound = self[f"column_{field.name}"]
            yield bound, self._samples(bound.value()), field.required

    def others(self):
        return [self[name] for name in self.fields if not name.startswith("column_")]

    def _samples(self, column):
        if column not in self.table.header:
            return []
        place = self.table.header.index(column)
        return [cells[place][:60] for _, cells in self.table.rows[:3] if place < len(cells)]

    def clean(self):
        typed = super().clean()
        picked = {field.name: typed.get(f"column_{field.name}") for field in self.shape.fields}
        self.column_map = {name: column for name, column in picked.items() if column}
        self.constants = {name: typed[name] for name in ("state", "year") if typed.get(name)}
        self.options = {
            name: typed[name] for name in ("leave_out", "full", "withdraw_absent") if typed.get(name)
        }
        if typed.get("year") and not importers.first_year(typed["year"]):
            self.add_error("year", "Write it as 2026-2027.")
        for field in self.shape.fields:
            if field.required and field.name not in self.column_map:
                self.add_error(f"column_{field.name}", "Choose the column that holds it.")
        if typed.get("withdraw_absent") and not typed.get("full"):
            self.add_error("withdraw_absent", "Only a full list can say that a program is gone.")
        if not self.errors:
            try:
                positions(self.shape, self.table.header, self.column_map, self.constants)
            except BadFile as error:
                raise forms.ValidationError(error.complaints) from error
        return typed


def decisions(query, changes):
    """{code: program id or "new" or ""} from the selects on a page of rows to decide. Only what the page offered, and
    only programs that still have no code.
    """
    made = {}
    for change in changes:
        answer = query.get(f"decide_{change.pk}")
        offered = {str(option["id"]) for option in change.candidates}
        if answer == "new":
            made[change.code] = "new"
        elif answer in offered:
            made[change.code] = int(answer)
    free = Program.objects.filter(Q(acgme_code=None), pk__in=[pk for pk in made.values() if pk != "new"])
    free = set(free.values_list("pk", flat=True))
    return {code: pk for code, pk in made.items() if pk == "new" or pk in free}
