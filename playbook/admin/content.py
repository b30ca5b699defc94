"""Questions, messages and schemes."""

from django.contrib import admin

from playbook.admin.base import ContentAdmin, ContentForm, InUseFilter, StaffEdits
from playbook.models import MessageElement, MessageTemplate, Question, Scheme


@admin.register(Question)
class QuestionAdmin(ContentAdmin):
    list_display = ("short_key", "wording", "audience", "topic", "state")
    list_display_links = ("short_key", "wording")
    list_filter = (InUseFilter, "bank", "audience", "kind", "edited_by_hand", "topic")
    search_fields = ("key", "wording", "topic", "green_cues", "red_cues")
    fieldsets = (
        (None, {"fields": ("key", "wording", "hint", ("bank", "audience"), ("topic", "kind"))}),
        (
            "Cues",
            {
                "fields": ("green_cues", "red_cues", "opening_cues", "checklist"),
                "description": "For anybody but a subspecialist, the opening cues are cautions: neither green nor red.",
            },
        ),
        ("Ties", {"fields": ("follows", "stores", "feeds", "asked_per_need"), "classes": ("collapse",)}),
        ("Row", {"fields": (("position", "source"), "retired_on", "state")}),
    )


class MessageElementInline(StaffEdits, admin.StackedInline):
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


@admin.register(Scheme)
class SchemeAdmin(ContentAdmin):
    list_display = ("name", "kind", "specialty", "career_setting", "distance_pairing", "state")
    list_filter = (InUseFilter, "kind", "career_setting", "source_kind", "distance_pairing", "edited_by_hand")
    search_fields = ("key", "name", "summary", "specialty")
    fieldsets = (
        (None, {"fields": ("key", "name", "kind", "summary", "how_to_begin")}),
        ("Where", {"fields": (("url", "contact"), ("specialty", "career_setting"))}),
        ("Pairing", {"fields": ("pairing", ("length_months", "distance_pairing"))}),
        ("Row", {"fields": (("source_kind", "checked_on"), ("position", "source"), "retired_on", "state")}),
    )
