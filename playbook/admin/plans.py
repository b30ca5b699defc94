"""Plan templates, with their windows, items, repeating items and goals."""

from django import forms
from django.contrib import admin
from django.db import models

from playbook.admin.base import ContentAdmin, ContentForm, InUseFilter, StaffEdits
from playbook.models import PlanTemplate, TemplateGoal, TemplateItem, TemplateRepeat, TemplateWindow

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


class TemplateWindowInline(StaffEdits, admin.TabularInline):
    model = TemplateWindow
    form = ContentForm
    formset = WindowFormSet
    extra = 0
    can_delete = False
    fields = ("number", "code", "theme", "pgy", "block", "first_month", "last_month")
    formfield_overrides = NARROW


class TemplateGoalInline(StaffEdits, admin.StackedInline):
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
