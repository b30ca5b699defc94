"""Where staff decide what becomes of a program's corrections and replies."""

from django import forms
from django.contrib import admin, messages
from django.utils.html import format_html, format_html_join

from programs.actions import suggestions as actions
from programs.admin.staff import StaffCurates
from programs.evidence import LEVELS, figure
from programs.models import FactSuggestion

WAITING = FactSuggestion.State.OPEN


class StateFilter(admin.SimpleListFilter):
    """Those that wait, unless another state is chosen."""

    title, parameter_name = "state", "state"

    def lookups(self, request, model_admin):
        return [*FactSuggestion.State.choices, ("all", "All")]

    def choices(self, changelist):
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            selected = (self.value() or WAITING.value) == str(value)
            yield {"selected": selected, "query_string": query, "display": label}

    def queryset(self, request, queryset):
        value = self.value() or WAITING.value
        return queryset if value == "all" else queryset.filter(state=value)


class DecisionForm(forms.ModelForm):
    decision = forms.ChoiceField(
        choices=[("accept", "Accept it"), ("decline", "Leave things as they are")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    decision_reason = forms.CharField(
        label="Reason",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"size": 80}),
        help_text="The program reads it. Needed when you leave things as they are.",
    )

    class Meta:
        model = FactSuggestion
        fields = ["decision_reason"]

    def clean(self):
        typed = super().clean()
        if typed.get("decision") == "decline" and not (typed.get("decision_reason") or "").strip():
            self.add_error("decision_reason", "Say why, in one sentence that the program reads.")
        return typed


@admin.register(FactSuggestion)
class FactSuggestionAdmin(StaffCurates, admin.ModelAdmin):
    """Old beside new, and one decision. A decided suggestion is history and changes no more."""

    list_display = ["said", "hospital", "concerns", "kind", "since"]
    list_display_links = ["said"]
    list_filter = [StateFilter, "kind"]
    list_select_related = ["program__institution", "about"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["suggested_at", "pk"]

    def has_add_permission(self, request):
        return False

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj and obj.state == WAITING:
            kwargs["form"], kwargs["fields"] = DecisionForm, ["decision", "decision_reason"]
        return super().get_form(request, obj, change=change, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        asked = ["program", "kind", "side_by_side", "suggested_by", "suggested_at"]
        if obj and obj.state == WAITING:
            return asked
        return [*asked, "state", "decision_reason", "decided_by", "decided_at", "became"]

    def get_fieldsets(self, request, obj=None):
        about = (None, {"fields": ["program", "kind", "side_by_side", ("suggested_by", "suggested_at")]})
        if obj and obj.state == WAITING:
            return [about, ("Your decision", {"fields": ["decision", "decision_reason"]})]
        return [
            about,
            ("Decided", {"fields": ["state", "decision_reason", ("decided_by", "decided_at"), "became"]}),
        ]

    def changelist_view(self, request, extra_context=None):
        waiting = FactSuggestion.objects.filter(state=WAITING).count()
        title = "1 suggestion waits for you" if waiting == 1 else f"{waiting} suggestions wait for you"
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Nothing to save once it is decided. A second press on Save still finds the page, and changes nothing."""
        if obj and obj.state != WAITING:
            context |= {"show_save": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        typed = form.cleaned_data
        if "decision" not in typed:
            return
        decide = actions.accept if typed["decision"] == "accept" else actions.decline
        if not decide(suggestion=obj, by=request.user, reason=typed["decision_reason"]):
            messages.warning(request, "This one was decided or taken back meanwhile. Nothing was changed.")

    @admin.display(description="Suggested", ordering="suggested_at")
    def since(self, suggestion):
        return f"{suggestion.suggested_at:%b} {suggestion.suggested_at.day}"

    @admin.display(description="Hospital", ordering="program__sort_name")
    def hospital(self, suggestion):
        return suggestion.program.institution.name

    @admin.display(description="In words")
    def said(self, suggestion):
        return suggestion.words if len(suggestion.words) < 80 else f"{suggestion.words[:78]}…"

    @admin.display(description="About")
    def concerns(self, suggestion):
        if suggestion.part:
            return suggestion.get_part_display()
        return (
            suggestion.get_fact_kind_display()
            or (suggestion.about and suggestion.about.get_kind_display())
            or ""
        )

    @admin.display(description="As it stands, and as suggested")
    def side_by_side(self, suggestion):
        old, new = _cells(_stands_now(suggestion), "detail"), _cells(suggestion, "words")
        if suggestion.kind == FactSuggestion.Kind.REPLY:
            new = {"In words": suggestion.words}
        rows = ((label, old.get(label, ""), new.get(label, "")) for label in LABELS)
        body = format_html_join("", '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>', rows)
        return format_html(
            '<table><thead><tr><td></td><th scope="col">Now</th><th scope="col">Suggested</th></tr></thead>'
            "<tbody>{}</tbody></table>",
            body,
        )


LABELS = ("About", "Is it there", "In words", "Figures", "Source", "Link", "As of")


def _stands_now(suggestion):
    """The fact it is about; for a missing one the newest of its kind and part, which the page would show beside it."""
    if suggestion.about or not suggestion.fact_kind:
        return suggestion.about
    return suggestion.program.facts.filter(kind=suggestion.fact_kind, part=suggestion.part).first()


def _cells(said, words):
    """The rows of one column; a missing fact has none."""
    if said is None:
        return {}
    kind = said.get_kind_display() if words == "detail" else said.get_fact_kind_display()
    return {
        "About": said.get_part_display() or kind,
        "Is it there": LEVELS[said.value][0] if said.value else "",
        "In words": getattr(said, words),
        "Figures": figure(said),
        "Source": said.source,
        "Link": said.source_url,
        "As of": f"{said.as_of:%b %d, %Y}" if said.as_of else "",
    }
