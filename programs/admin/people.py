"""Places in programs in the admin: above all the first director of a program, whom nobody else could appoint."""

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.utils import timezone

from programs import hooks
from programs.actions import invitations, members
from programs.admin.staff import StaffCurates
from programs.models import Invitation, Membership


class MembershipForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["user", "program", "role", "state", "started_on", "entry_pgy", "ends_on", "ended_on"]

    def clean(self):
        data = super().clean()
        user = data.get("user")
        if user == self.request_user and {"user", "program", "role", "state"} & set(self.changed_data):
            self.add_error("user", "Nobody decides about themselves. Ask another admin.")
        is_residency = (
            data.get("role") == "resident" and data.get("state") == "active" and not data.get("ended_on")
        )
        if user and is_residency:
            others = Membership.objects.filter(user=user, role="resident", state="active", ended_on=None)
            if others.exclude(pk=self.instance.pk).exists():
                self.add_error("role", members.ONE_RESIDENCY)
        start, end = data.get("started_on"), data.get("ended_on")
        if start and end and end < start:
            self.add_error("ended_on", "It cannot end before it began.")
        return data


@admin.register(Membership)
class MembershipAdmin(StaffCurates, admin.ModelAdmin):
    form = MembershipForm
    list_display = ["user", "program", "role", "state", "started_on", "ends_on", "ended_on", "decided_by"]
    list_filter = ["state", "role"]
    list_select_related = ["user", "program__institution", "decided_by"]
    search_fields = ["user__full_name", "user__email", "program__search_text"]
    search_help_text = "A name, an e-mail address or a program."
    autocomplete_fields = ["user", "program"]
    readonly_fields = ["asked_at", "decided_by", "decided_at"]
    ordering = ["-asked_at"]
    list_per_page = 50

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.request_user = request.user
        return form

    def save_model(self, request, obj, form, change):
        """A decision made here counts like one of the program's staff: noted with its author, and told by mail."""
        decided = "state" in form.changed_data or not change
        if decided and obj.state != Membership.State.ASKED:
            obj.decided_by, obj.decided_at = request.user, timezone.now()
            if obj.state == Membership.State.ACTIVE:
                obj.ends_on = obj.ends_on or members.planned_end(obj)
        super().save_model(request, obj, form, change)
        moved = {"started_on", "entry_pgy"} & set(form.changed_data)
        if obj.state == Membership.State.ACTIVE and (decided or moved):
            hooks.placed(obj, was=None if decided else form.initial["started_on"])
        if decided and obj.state != Membership.State.ASKED:
            members.tell(obj)


class InvitationForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["program", "email", "full_name", "role", "started_on", "entry_pgy"]

    def clean(self):
        data = super().clean()
        if {"program", "email", "role"} <= set(data):
            program, email, role = data["program"], data["email"].lower(), data["role"]
            data["email"] = email
            waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, email__iexact=email)
            if EmailAddress.objects.filter(user=self.request_user, email__iexact=email).exists():
                self.add_error("email", "Nobody invites themselves. Ask another admin.")
            elif waiting.filter(program=program, role=role).exclude(pk=self.instance.pk).exists():
                self.add_error("email", "This address has an open invitation to this role already.")
        return data


@admin.register(Invitation)
class InvitationAdmin(StaffCurates, admin.ModelAdmin):
    form = InvitationForm
    list_display = [
        "email",
        "full_name",
        "program",
        "role",
        "invited_by",
        "invited_at",
        "accepted_at",
        "withdrawn_at",
    ]
    list_filter = ["role"]
    list_select_related = ["program__institution", "invited_by"]
    search_fields = ["email", "full_name", "program__search_text"]
    autocomplete_fields = ["program"]
    actions = ["withdraw"]
    list_per_page = 50

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.request_user = request.user
        return form

    def has_change_permission(self, request, obj=None):
        """An invitation that went out is withdrawn, not rewritten."""
        return obj is None and super().has_change_permission(request)

    def save_model(self, request, obj, form, change):
        obj.invited_by = request.user
        super().save_model(request, obj, form, change)
        invitations.send([obj])

    @admin.action(description="Withdraw what is not accepted", permissions=["change"])
    def withdraw(self, request, queryset):
        done = sum(invitations.withdraw(invitation=row, by=request.user) for row in queryset)
        self.message_user(request, f"{done} withdrawn.")
