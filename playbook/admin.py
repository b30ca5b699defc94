"""The playbook in the admin. Whatever is changed here is marked as edited by hand, and sync leaves it alone.

Rows are retired, not deleted; keys cannot change. Who changed what stands in the history of each row.
"""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.utils import timezone

from playbook import load, wording
from playbook.models import (
    MessageElement,
    MessageTemplate,
    PlanTemplate,
    Question,
    Scheme,
    TemplateGoal,
    TemplateItem,
    TemplateRepeat,
    TemplateWindow,
)
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


class ContentAdmin(admin.ModelAdmin):
    form = ContentForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_per_page = 100
    save_on_top = True
    actions = ["retire", "bring_back", "take_shipped_words"]
    permanent = ("key",)
    parent = ""  # the field of the row this one belongs to

    def get_readonly_fields(self, request, obj=None):
        return (*self.readonly_fields, "state", *(self.permanent if obj else ()))

    def has_delete_permission(self, request, obj=None):
        return False

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
    """What names a row in the files: its key, and that of its template where it has one."""
    template = getattr(row, "template", None)
    own = getattr(row, "code", None) or getattr(row, "key", None)
    return type(row).__name__, template.key if template else "", own


def _shipped():
    book = load.playbook()
    found = {("Question", "", q.key) for q in book.questions} | {("Scheme", "", s.key) for s in book.schemes}
    for message in book.messages:
        found.add(("MessageTemplate", "", message.key))
        found |= {("MessageElement", message.key, element.key) for element in message.element}
    for plan in book.plans:
        found.add(("PlanTemplate", "", plan.key))
        found |= {("TemplateItem", plan.key, item.code) for item in plan.item}
        found |= {("TemplateRepeat", plan.key, row.code) for row in plan.repeating}
    return found


@admin.register(Question)
class QuestionAdmin(ContentAdmin):
    list_display = ("short_key", "wording", "audience", "topic", "state")
    list_display_links = ("short_key", "wording")
    list_filter = (InUseFilter, "bank", "audience", "kind", "edited_by_hand", "topic")
    search_fields = ("key", "wording", "topic", "green_cues", "red_cues")
    fieldsets = (
        (None, {"fields": ("key", "wording", "hint", ("bank", "audience"), ("topic", "kind"))}),
        ("Cues", {"fields": ("green_cues", "red_cues", "opening_cues", "checklist")}),
        ("Ties", {"fields": ("follows", "stores", "feeds", "asked_per_need"), "classes": ("collapse",)}),
        ("Row", {"fields": (("position", "source"), "retired_on", "state")}),
    )


class MessageElementInline(admin.StackedInline):
    model = MessageElement
    form = ContentForm
    extra = 0
    can_delete = False
    show_change_link = True
    classes = ("collapse",)
    fields = (
        ("position", "key", "label"),
        ("heading", "kind", "max_words"),
        ("required", "joins", "retired_on"),
        "hint",
        "example",
        "sentence",
        "choices",
    )


@admin.register(MessageTemplate)
class MessageTemplateAdmin(ContentAdmin):
    list_display = ("short_key", "title", "sender", "recipient", "max_words", "state")
    list_display_links = ("short_key", "title")
    list_filter = (InUseFilter, "edited_by_hand", "over_limit", "once")
    search_fields = ("key", "title", "purpose", "elements__label", "elements__example")
    inlines = (MessageElementInline,)
    fieldsets = (
        (None, {"fields": ("key", "title", "purpose", ("sender", "recipient"), "offered_when")}),
        ("Around the words", {"fields": ("subject", ("greeting", "closing"), "headings")}),
        (
            "Limits",
            {
                "fields": (
                    ("max_words", "max_lines", "over_limit"),
                    ("max_minutes", "min_slots", "max_questions"),
                    ("within_days", "ahead_days", "once"),
                    ("forbidden", "forbidden_why"),
                )
            },
        ),
        ("Row", {"fields": (("position", "source"), "retired_on", "state")}),
    )


@admin.register(MessageElement)
class MessageElementAdmin(ContentAdmin):
    list_display = ("template_title", "label", "kind", "required", "max_words", "state")
    list_display_links = ("label",)
    ordering = ("template__position", "position")
    list_filter = (InUseFilter, "kind", "required", "edited_by_hand", "template")
    list_select_related = ("template",)
    search_fields = ("template__key", "key", "label", "hint", "example")
    permanent = ("template", "key")


NARROW = {models.CharField: {"widget": forms.TextInput(attrs={"size": 20})}}


class WindowFormSet(forms.BaseInlineFormSet):
    """Windows follow one another without a gap, or a plan made from them would have holes."""

    def clean(self):
        super().clean()
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("first_month") is not None]
        expected = 1
        for row in sorted(rows, key=lambda row: row["first_month"]):
            if row["first_month"] != expected:
                raise forms.ValidationError(
                    f"One window has to begin in month {expected}, right after the one before."
                )
            expected = (row.get("last_month") or row["first_month"]) + 1


class TemplateWindowInline(admin.TabularInline):
    model = TemplateWindow
    form = ContentForm
    formset = WindowFormSet
    extra = 0
    can_delete = False
    fields = ("number", "code", "theme", "pgy", "block", "first_month", "last_month")
    formfield_overrides = NARROW


class TemplateGoalInline(admin.StackedInline):
    model = TemplateGoal
    form = ContentForm
    extra = 0
    can_delete = False
    fields = (("key", "title"), ("counts", "target", "most", "per"), "retired_on")


@admin.register(PlanTemplate)
class PlanTemplateAdmin(ContentAdmin):
    list_display = ("title", "kind", "applies_when", "years", "state")
    list_display_links = ("title",)
    list_filter = (InUseFilter, "kind", "edited_by_hand")
    search_fields = ("key", "title", "items__code", "items__title")
    inlines = (TemplateWindowInline, TemplateGoalInline)
    fieldsets = (
        (None, {"fields": ("key", "title", "summary", ("kind", "years", "applies_when"))}),
        ("Row", {"fields": (("position", "source"), "retired_on", "state")}),
    )


@admin.register(TemplateItem)
class TemplateItemAdmin(ContentAdmin):
    list_display = ("short_code", "title", "template_title", "months", "on_by_default", "state")
    list_display_links = ("short_code", "title")
    ordering = ("template__position", "position")
    list_editable = ("on_by_default",)
    list_filter = (
        InUseFilter,
        "template",
        "kind",
        "owner",
        "applies_when",
        "on_by_default",
        "edited_by_hand",
    )
    list_select_related = ("template",)
    search_fields = ("code", "title", "done_when", "hint")
    permanent = ("template", "code")

    @admin.display(description="When", ordering="first_month")
    def months(self, obj):
        if obj.first_month is None:
            return f"Window {obj.window}"
        return (
            f"Months {obj.first_month} to {obj.last_month}"
            if obj.last_month
            else f"From month {obj.first_month}"
        )


@admin.register(TemplateRepeat)
class TemplateRepeatAdmin(ContentAdmin):
    list_display = ("short_code", "title", "template_title", "unit", "every", "first", "last", "at", "state")
    list_display_links = ("short_code", "title")
    ordering = ("template__position", "position")
    list_filter = (InUseFilter, "template", "kind", "owner")
    list_select_related = ("template",)
    search_fields = ("code", "title")
    permanent = ("template", "code")


@admin.register(Scheme)
class SchemeAdmin(ContentAdmin):
    list_display = ("name", "kind", "specialty", "career_setting", "distance_pairing", "state")
    list_filter = (InUseFilter, "kind", "career_setting", "source_kind", "distance_pairing", "edited_by_hand")
    search_fields = ("key", "name", "summary", "specialty")
    fieldsets = (
        (None, {"fields": ("key", "name", "kind", "summary", "how_to_begin")}),
        ("Where", {"fields": (("url", "contact"), ("specialty", "career_setting"))}),
        ("Pairing", {"fields": ("pairing", ("length_months", "distance_pairing"))}),
        ("Row", {"fields": ("source_kind", ("position", "source"), "retired_on", "state")}),
    )
