"""Only what programs share: the directory. Needs, pairs, messages, meetings and private cards stay out of the admin."""

from django.contrib import admin

from mentorship.models import Mentor
from programs.admin.staff import StaffCurates


@admin.register(Mentor)
class MentorAdmin(StaffCurates, admin.ModelAdmin):
    """The cards of program directories."""

    list_display = ["name", "program", "position", "capacity", "retired_on"]
    list_editable = ["capacity"]
    list_filter = ["position", "time_basis", ("retired_on", admin.EmptyFieldListFilter)]
    list_select_related = ["program"]
    search_fields = ["name", "title", "program__name"]
    autocomplete_fields = ["program"]
    fields = [
        "program",
        "name",
        "email",
        "title",
        "expertise",
        "position",
        "functions",
        "channel",
        "time_basis",
        "capacity",
        "irb_experience",
        "retired_on",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(program__isnull=False)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.base_fields["program"].required = True
        return form
