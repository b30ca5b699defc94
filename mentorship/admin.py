"""Only what programs share: the directory. Needs, pairs, messages, meetings and private cards stay out of the admin."""

from django import forms
from django.contrib import admin

from mentorship.actions import Refused, mentors
from mentorship.models import Mentor
from programs.admin.staff import StaffCurates


class MentorAdminForm(forms.ModelForm):
    def clean_email(self):
        email = self.cleaned_data["email"].strip().lower()
        if self.instance.pk and "email" in self.changed_data:
            try:
                mentors.check_address(self.instance, email, by=self.by)
            except Refused as refused:
                raise forms.ValidationError(str(refused)) from None
        return email


@admin.register(Mentor)
class MentorAdmin(StaffCurates, admin.ModelAdmin):
    """The cards of program directories."""

    form = MentorAdminForm
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
        form.by = request.user
        return form

    def save_model(self, request, obj, form, change):
        """A change goes the way of the directory's own page, so that residents hear of a new address."""
        if not change:
            return super().save_model(request, obj, form, change)
        said = {name: form.cleaned_data[name] for name in form.changed_data}
        mentors.save_mentor(mentor=Mentor.objects.get(pk=obj.pk), by=request.user, **said)
