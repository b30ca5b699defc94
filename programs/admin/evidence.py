from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html

from programs import rules
from programs.admin.staff import StaffCurates
from programs.calendar import add_months
from programs.forms.curation import FactForm
from programs.models import Program, ProgramFact
from programs.numbers import FRESH_MONTHS, USUAL_LOOK_BACK_YEARS
from programs.search import matching


class FreshnessFilter(admin.SimpleListFilter):
    title, parameter_name = "freshness", "fresh"

    def lookups(self, request, model_admin):
        return [
            ("fresh", f"Past {FRESH_MONTHS} months"),
            ("stale", "Older, still counts"),
            ("old", f"Over {USUAL_LOOK_BACK_YEARS} years"),
        ]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        fresh_since = add_months(today, -FRESH_MONTHS)
        counts_since = add_months(today, -12 * USUAL_LOOK_BACK_YEARS)
        ranges = {
            "fresh": {"as_of__gte": fresh_since},
            "stale": {"as_of__lt": fresh_since, "as_of__gte": counts_since},
            "old": {"as_of__lt": counts_since},
        }
        return queryset.filter(**ranges.get(self.value(), {}))


class FactInline(StaffCurates, admin.StackedInline):
    """On a program's page: the facts and one empty form."""

    model, form, extra = ProgramFact, FactForm, 0
    verbose_name_plural = "Facts, each with its source and date"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("kind", "part", "value", "as_of"),
                    "detail",
                    ("source_kind", "source"),
                    "source_url",
                ]
            },
        ),
        (
            "Numbers",
            {
                "classes": ["collapse"],
                "fields": [("numerator", "denominator", "percent", "span_years"), ("place", "year")],
            },
        ),
    ]

    def has_delete_permission(self, request, obj=None):
        return self.has_module_permission(request)


@admin.register(ProgramFact)
class ProgramFactAdmin(StaffCurates, admin.ModelAdmin):
    form = FactForm
    list_display = [
        "kind",
        "part",
        "value",
        "program",
        "detail",
        "as_of",
        "freshness",
        "source",
        "entered_by",
    ]
    list_display_links = ["kind"]
    list_filter = [FreshnessFilter, "value", "source_kind", "kind", "program__is_fictional"]
    list_select_related = ["program__institution", "entered_by"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-as_of", "-pk"]
    search_fields = ["program__search_text"]
    search_help_text = "A hospital, a specialty, a state or a code."
    autocomplete_fields = ["program"]
    readonly_fields = ["entered_by", "entered_at"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "program",
                    ("kind", "part", "value"),
                    "detail",
                    ("numerator", "denominator", "percent", "span_years"),
                    ("place", "year"),
                ]
            },
        ),
        ("Where it comes from", {"fields": ["as_of", ("source_kind", "source"), "source_url"]}),
        ("Entered", {"fields": ["entered_by", "entered_at"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.entered_by = request.user
        super().save_model(request, obj, form, change)

    def get_search_results(self, request, queryset, search_term):
        if search_term:
            queryset = queryset.filter(program__in=matching(Program.objects.order_by(), search_term))
        return queryset, False

    @admin.display(description="Freshness", ordering="as_of")
    def freshness(self, fact):
        fresh = rules.freshness(fact.as_of, timezone.localdate(), kind=fact.kind)
        if not fresh.counts:
            return "too old to count"
        return "fresh" if fresh.is_fresh else format_html("<b>{}</b>", "stale, ask again")
