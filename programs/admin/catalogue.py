from django.contrib import admin, messages
from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from programs.actions.catalogue import place, reindex
from programs.admin.evidence import FactInline
from programs.admin.staff import StaffCurates
from programs.evidence import gather
from programs.forms.curation import ProgramForm, RowForm
from programs.models import Institution, Program, ProgramFact, Specialty, Track
from programs.places import STATES
from programs.search import matching


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = "state", "state"

    def lookups(self, request, model_admin):
        return list(STATES.items())

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() in STATES else queryset


class StandingFilter(admin.SimpleListFilter):
    title, parameter_name = "standing", "standing"
    KINDS = {
        "real": ("Real, still there", {"is_fictional": False, "withdrawn_on": None}),
        "withdrawn": ("Withdrawn", {"withdrawn_on__isnull": False}),
        "fictional": ("Fictional (demo)", {"is_fictional": True}),
    }

    def lookups(self, request, model_admin):
        return [(value, label) for value, (label, _) in self.KINDS.items()]

    def queryset(self, request, queryset):
        return queryset.filter(**self.KINDS.get(self.value(), ("", {}))[1])


class EvidenceFilter(admin.SimpleListFilter):
    title, parameter_name = "facts", "evidence"

    def lookups(self, request, model_admin):
        return [("some", "Has facts"), ("none", "Has none yet"), ("set", "Mentoring set by hand")]

    def queryset(self, request, queryset):
        if self.value() == "set":
            return queryset.exclude(support_mode_override="")
        if self.value() in ("some", "none"):
            has_facts = Exists(ProgramFact.objects.filter(program=OuterRef("pk")))
            return queryset.filter(has_facts if self.value() == "some" else ~has_facts)
        return queryset


class TrackInline(StaffCurates, admin.TabularInline):
    model, extra = Track, 0
    verbose_name_plural = "Tracks (ways in)"


@admin.register(Program)
class ProgramAdmin(StaffCurates, admin.ModelAdmin):
    form = ProgramForm
    list_display = ["hospital", "name", "state", "setting", "training_years", "facts_known", "marks"]
    list_editable = ["setting", "training_years"]
    list_filter = [StandingFilter, EvidenceFilter, "setting", StateFilter, "specialty"]
    list_select_related = ["institution", "specialty"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["sort_name", "pk"]
    search_fields = ["search_text"]
    search_help_text = "The beginnings of words: a hospital, a specialty, a state, a track or a code."
    autocomplete_fields = ["institution", "specialty"]
    readonly_fields = ["by_the_facts", "page", "imported_in"]
    inlines = [FactInline, TrackInline]
    actions = ["withdraw", "take_back"]
    fieldsets = [
        (None, {"fields": ["institution", "specialty", "name", ("city", "state", "zip_code"), "page"]}),
        (
            "Training",
            {"fields": ["setting", "training_years", "is_length_known", ("start_month", "start_day")]},
        ),
        ("Codes and links", {"fields": ["acgme_code", "website", "imported_in"]}),
        (
            "Who builds the mentoring",
            {
                "description": "Decided by the facts below. Set it yourself only with a reason that readers will see.",
                "fields": ["by_the_facts", "support_mode_override", "support_mode_reason"],
            },
        ),
        ("Standing", {"fields": ["withdrawn_on", "is_fictional"]}),
    ]

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == "programs_program_changelist":
            return queryset.annotate(fact_count=Count("facts")).defer("search_text")
        return queryset

    def get_changelist_form(self, request, **kwargs):
        return RowForm

    def get_search_results(self, request, queryset, search_term):
        return matching(queryset, search_term), False

    def save_formset(self, request, form, formset, change):
        for item in formset.save(commit=False):
            if isinstance(item, ProgramFact) and not item.pk:
                item.entered_by = request.user
            item.save()
        for gone in formset.deleted_objects:
            gone.delete()
        formset.save_m2m()

    def save_related(self, request, form, formsets, change):
        """The tracks are saved after the program, and their names and codes are words it is found by."""
        super().save_related(request, form, formsets, change)
        reindex(programs=[form.instance.pk])

    @admin.display(description="Hospital", ordering="sort_name")
    def hospital(self, program):
        return program.institution.name

    @admin.display(description="Facts", ordering="fact_count")
    def facts_known(self, program):
        return program.fact_count or "none"

    @admin.display(description="Marks")
    def marks(self, program):
        return ", ".join(
            word
            for word, holds in (("fictional", program.is_fictional), ("withdrawn", program.withdrawn_on))
            if holds
        )

    @admin.display(description="By the facts")
    def by_the_facts(self, program):
        if not program.pk:
            return "Not known yet"
        mode = gather(program, timezone.localdate()).mode
        return f"{mode.mode.label}. {' '.join(mode.reasons)}"

    @admin.display(description="What readers see")
    def page(self, program):
        if not program.pk:
            return "Saved programs have a page."
        return format_html('<a href="{}">Open the page</a>', reverse("programs:program", args=[program.pk]))

    @admin.action(description="Mark as withdrawn today", permissions=["change"])
    def withdraw(self, request, queryset):
        self._stamp(request, queryset.filter(withdrawn_on=None), timezone.localdate(), "Marked as withdrawn.")

    @admin.action(description="Take the withdrawal back", permissions=["change"])
    def take_back(self, request, queryset):
        self._stamp(request, queryset.exclude(withdrawn_on=None), None, "Withdrawal taken back.")

    def _stamp(self, request, programs, day, words):
        """Each change stands in the program's history."""
        programs = list(programs)
        for program in programs:
            program.withdrawn_on = day
            program.save(update_fields=["withdrawn_on"])
            self.log_change(request, program, words)
        messages.success(request, f"{len(programs)} changed.")


class NamesOfPrograms(StaffCurates, admin.ModelAdmin):
    """What institutions and specialties share: their name is a part of how programs are found."""

    search_fields = ["name", "code"]
    ordering = ["name"]
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(program_count=Count("programs"))

    @admin.display(description="Programs", ordering="program_count")
    def program_count(self, item):
        return item.program_count

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change:
            reindex(programs=obj.programs.values_list("pk", flat=True))
            place(programs=obj.programs.values_list("pk", flat=True))


@admin.register(Institution)
class InstitutionAdmin(NamesOfPrograms):
    list_display = ["name", "code", "state", "program_count"]
    list_filter = [StateFilter]


@admin.register(Specialty)
class SpecialtyAdmin(NamesOfPrograms):
    list_display = ["name", "code", "training_years", "program_count"]
