"""People in the admin: who has an account, whether it is open, who is an admin. No profile words, no keys, no sessions.

An account is never made or deleted here: people sign up, or are invited by their program. allauth's own admin pages are
taken away, because whoever can mark an address as confirmed, or read a second factor, can become somebody else.
"""

from allauth.account import admin as _addresses  # noqa: F401  (registers; unregistered below)
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _factors  # noqa: F401
from allauth.mfa.models import Authenticator
from allauth.usersessions import admin as _sessions  # noqa: F401
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth import admin as _groups  # noqa: F401
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef

from accounts import access, actions, admin_mail  # noqa: F401
from accounts.models import User

for model in (EmailAddress, Authenticator, UserSession, Group):
    admin.site.unregister(model)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = [
        "full_name",
        "email",
        "is_active",
        "is_staff",
        "confirmed",
        "second_step",
        "joined_at",
        "last_login",
    ]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["full_name", "email"]
    search_help_text = "A name or an e-mail address."
    ordering = ["full_name"]
    fields = ["full_name", "email", "is_active", "is_staff", "is_superuser", "joined_at", "last_login"]
    readonly_fields = ["email", "joined_at", "last_login"]
    actions = ["close_accounts", "end_sessions", "remove_second_step"]
    list_per_page = 50

    # ---- who may: every admin reads and closes; only a superuser makes admins ----
    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        if obj is not None and obj.is_staff and not request.user.is_superuser:
            return False
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        fixed = list(self.readonly_fields)
        if not request.user.is_superuser:
            fixed += ["is_staff", "is_superuser"]
        if obj is not None and obj.pk == request.user.pk:
            fixed += ["is_active", "is_staff", "is_superuser"]
        return fixed

    # ---- what is shown ----
    def get_queryset(self, request):
        confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
        factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type="recovery_codes")
        return (
            super().get_queryset(request).annotate(_confirmed=Exists(confirmed), _second_step=Exists(factors))
        )

    @admin.display(description="Address confirmed", boolean=True, ordering="_confirmed")
    def confirmed(self, user):
        return user._confirmed

    @admin.display(description="Second step", boolean=True, ordering="_second_step")
    def second_step(self, user):
        return user._second_step

    # ---- what can be done ----
    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            actions.close_account(account=obj, by=request.user)

    @admin.action(description="Close these accounts and sign them out", permissions=["change"])
    def close_accounts(self, request, queryset):
        closed = [
            account
            for account in self._changeable(request, queryset)
            if access.can_close_account(request.user, account)
        ]
        for account in closed:
            actions.close_account(account=account, by=request.user)
            self.log_change(request, account, "Account closed.")
        messages.success(request, f"{len(closed)} closed.")

    @admin.action(description="Sign them out everywhere", permissions=["change"])
    def end_sessions(self, request, queryset):
        accounts = self._changeable(request, queryset)
        for account in accounts:
            actions.end_sessions(account)
            self.log_change(request, account, "Signed out everywhere.")
        messages.success(request, f"{len(accounts)} signed out.")

    @admin.action(
        description="Remove the second step (they lost it, and you know it is them)", permissions=["change"]
    )
    def remove_second_step(self, request, queryset):
        if not request.user.is_superuser:
            raise PermissionDenied
        for account in queryset.exclude(pk=request.user.pk):
            actions.remove_second_step(account=account, by=request.user)
            self.log_change(request, account, "Second step removed.")
        messages.success(request, "Removed. They set up a new one at the next sign-in.")

    def _changeable(self, request, queryset):
        others = queryset.exclude(pk=request.user.pk)
        return list(others if request.user.is_superuser else others.filter(is_staff=False))
