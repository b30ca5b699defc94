"""The dates of each application season."""

from django.contrib import admin

from playbook.admin.base import ContentAdmin, ContentForm, InUseFilter, StaffEdits
from playbook.models import Season, SeasonDate


class SeasonDateInline(StaffEdits, admin.StackedInline):
    model = SeasonDate
    form = ContentForm
    extra = 0
    can_delete = False
    fields = ("title", ("day", "until", "is_confirmed"), ("key", "track", "retired_on"))


@admin.register(Season)
class SeasonAdmin(ContentAdmin):
    list_display = ("title", "key", "confirmed", "state")
    list_filter = (InUseFilter, "edited_by_hand")
    search_fields = ("key", "title", "dates__title")
    inlines = (SeasonDateInline,)
    fieldsets = (
        (None, {"fields": ("key", "title")}),
        ("Row", {"fields": (("position", "source"), "retired_on", "state")}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("dates")

    @admin.display(description="Dates confirmed")
    def confirmed(self, obj):
        dates = [row for row in obj.dates.all() if row.is_current]
        return f"{sum(row.is_confirmed for row in dates)} of {len(dates)}"


@admin.register(SeasonDate)
class SeasonDateAdmin(ContentAdmin):
    """For the state of each date, and for taking the shipped words back."""

    list_display = ("title", "season", "day", "until", "track", "is_confirmed", "state")
    list_filter = (InUseFilter, "season", "track", "is_confirmed", "edited_by_hand")
    list_select_related = ("season",)
    ordering = ("season", "day")
    search_fields = ("key", "title", "season__key")
    permanent = ("season", "key")
    fieldsets = (
        (None, {"fields": (("season", "key"), "title", ("day", "until"), ("track", "is_confirmed"))}),
        ("Row", {"fields": (("position", "source"), "retired_on", "state")}),
    )
