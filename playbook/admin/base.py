"""What every list and form of the playbook does: show what is in use, mark edits, retire instead of delete."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.utils import timezone

from playbook import load, wording
from playbook.sync import sync_playbook

NO_BREAK = "\u2011"  # a hyphen that keeps Q-L1 on one line


class InUseFilter(admin.SimpleListFilter):
    """Shows what is in use, unless asked otherwise."""

    title = "in use"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("retired", "Retired"), ("all", "All")]

    def choices(self, changelist):
        current = {
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": "In use",
        }
        yield current | {"selected": self.value() is None}
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": self.value() == value, "query_string": query, "display": label}

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(retired_on__isnull=self.value() != "retired")


class ContentForm(forms.ModelForm):
    """Long words get room, short ones do not take it; what names a row is fixed once the row exists."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.show_hidden_initial = False  # compare with the row, not with what the browser was given
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = min(
                    12, max(2, len(str(self.initial.get(name) or "").splitlines()) + 1)
                )
            elif isinstance(field, forms.CharField) and (field.max_length or 0) > 100:
                field.widget.attrs["class"] = "vLargeTextField"
        for name in {"key", "code", "number"} & self.fields.keys():
            self.fields[name].disabled = bool(self.instance.pk)

    def clean(self):
        cleaned = super().clean()
        for name in [n for n, value in cleaned.items() if isinstance(value, str) and n != "forbidden"]:
            for phrase in wording.phrases_in(cleaned[name], wording.BANNED):
                self.add_error(
                    name, f"Please say it without \u201c{phrase}\u201d: we promise nobody a result."
                )
        return cleaned


class StaffEdits:
    """Every active staff account may look, add and change, as in the catalogue; rows are retired, not deleted."""

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff

    def has_add_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_staff

    def has_delete_permission(self, request, obj=None):
        return False


class ContentAdmin(StaffEdits, admin.ModelAdmin):
    form = ContentForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_per_page = 100
    save_on_top = True
    actions = ["retire", "bring_back", "take_shipped_words"]
    permanent = ("key",)
    parent = ""  # the field of the row this one belongs to

    def get_readonly_fields(self, request, obj=None):
        return (*self.readonly_fields, "state", *(self.permanent if obj else ()))

    def save_model(self, request, obj, form, change):
        if form.changed_data or not change:
            mark(obj)
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        for row in formset.save(commit=False):
            mark(row)
            row.save()
        formset.save_m2m()

    @admin.display(description="State", ordering="edited_by_hand")
    def state(self, obj):
        if not obj.is_current:
            return "Retired"
        return "Edited by hand" if obj.edited_by_hand else "As shipped"

    @admin.display(description="Key", ordering="key")
    def short_key(self, obj):
        return obj.key.replace("-", NO_BREAK)

    @admin.display(description="Template", ordering="template__position")
    def template_title(self, obj):
        return obj.template.title

    @admin.display(description="Code", ordering="code")
    def short_code(self, obj):
        return obj.code.replace("-", NO_BREAK)

    @admin.action(description="Retire the selected rows", permissions=["change"])
    def retire(self, request, queryset):
        self._each(request, queryset.filter(retired_on=None), "Retired.", retired_on=timezone.localdate())

    @admin.action(description="Bring the selected rows back into use", permissions=["change"])
    def bring_back(self, request, queryset):
        self._each(request, queryset.exclude(retired_on=None), "Brought back into use.", retired_on=None)

    @admin.action(description="Undo edits: take the shipped words back", permissions=["change"])
    def take_shipped_words(self, request, queryset):
        rows = [row for row in queryset.filter(edited_by_hand=True) if _identity(row) in _shipped()]
        queryset.model.objects.filter(pk__in=[row.pk for row in rows]).update(
            edited_by_hand=False, edited_at=None
        )
        for row in rows:
            self.log_change(request, row, "Took the shipped words back.")
        sync_playbook(today=timezone.localdate())
        self.message_user(request, f"{len(rows)} now as shipped. Rows that were added here stay as they are.")

    def _each(self, request, queryset, note, **values):
        rows = list(queryset)
        for row in rows:
            for name, value in values.items():
                setattr(row, name, value)
            mark(row)
            row.save()
            self.log_change(request, row, note)
        self.message_user(request, f"{len(rows)} changed.", messages.SUCCESS)


def mark(row):
    """Remember that a person had a hand in this row."""
    row.edited_by_hand, row.edited_at = True, timezone.now()


def _identity(row):
    """What names a row in the files: its key, and that of its template or season where it has one."""
    template = getattr(row, "template", None) or getattr(row, "season", None)
    own = getattr(row, "code", None) or getattr(row, "key", None)
    return type(row).__name__, template.key if template else "", own


def _shipped():
    book = load.playbook()
    found = {("Question", "", q.key) for q in book.questions} | {("Scheme", "", s.key) for s in book.schemes}
    for message in book.messages:
        found.add(("MessageTemplate", "", message.key))
        found |= {("MessageElement", message.key, element.key) for element in message.element}
    for season in book.seasons:
        found.add(("Season", "", season.key))
        found |= {("SeasonDate", season.key, date.key) for date in season.date}
    for plan in book.plans:
        found.add(("PlanTemplate", "", plan.key))
        found |= {("TemplateItem", plan.key, item.code) for item in plan.item}
        found |= {("TemplateRepeat", plan.key, row.code) for row in plan.repeating}
    return found
