"""The admin page of the outbox: owed, sent, in doubt, undeliverable, and what an admin can do about it.

It shows states and addresses, never words: no text of a mail is kept.
"""

from datetime import timedelta

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMail, Suppression
from accounts.outbox import addresses, mailkinds

FOLDERS = (
    # heading, states, words under it
    ("Owed", ("queued", "claimed"), "Waiting for its time, or for the next try."),
    ("On the wire", ("sending",), "Handed to the mail server right now."),
    ("Sent", ("sent",), "The mail server took it."),
    ("In doubt", ("unknown",), "No answer came. It may or may not have arrived."),
    ("Undeliverable", ("dead",), "Refused for good, or its time ran out."),
    ("Not sent on purpose", ("cancelled", "suppressed"), "No longer wanted, or stopped by the reader."),
)


class Staff(admin.ModelAdmin):
    """Every admin looks after the mail; there is no finer right. Nothing is added by hand."""

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request):
        return False


class FolderFilter(admin.SimpleListFilter):
    title, parameter_name = "folder", "folder"

    def lookups(self, request, model_admin):
        return [(states[0], heading) for heading, states, _ in FOLDERS]

    def queryset(self, request, queryset):
        states = next((states for _, states, _ in FOLDERS if states[0] == self.value()), None)
        return queryset.filter(state__in=states) if states else queryset


class KindFilter(admin.SimpleListFilter):
    title, parameter_name = "kind", "kind"

    def lookups(self, request, model_admin):
        return [(kind.name, kind.label) for kind in mailkinds.kinds()]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(OutgoingMail)
class OutgoingMailAdmin(Staff):
    change_list_template = "accounts/mail_folders.html"
    list_display = ["what", "to", "state", "owed_at", "next_try", "attempts", "trouble"]
    list_filter = [FolderFilter, KindFilter]
    list_select_related = ["recipient"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["key", "address", "recipient__email", "message_id"]
    search_help_text = "An address, a key or a Message-ID."
    date_hierarchy = None
    actions = ["send_again", "cancel"]
    fields = [
        "what",
        "to",
        "state",
        "about",
        "key",
        "owed_at",
        "next_try_at",
        "expires_at",
        "attempts",
        "sent_at",
        "smtp_reply",
        "last_error",
        "message_id",
        "message_date",
    ]
    readonly_fields = fields

    @admin.display(description="Mail", ordering="kind")
    def what(self, mail):
        return mailkinds.named(mail.kind).label if mailkinds.known(mail.kind) else mail.kind

    @admin.display(description="To", ordering="address")
    def to(self, mail):
        return mail.recipient.email if mail.recipient_id else mail.address

    @admin.display(description="Next try", ordering="next_try_at")
    def next_try(self, mail):
        return mail.next_try_at if mail.state in ("queued", "claimed") else None

    @admin.display(description="Trouble")
    def trouble(self, mail):
        return mail.smtp_reply if mail.state == "dead" and mail.smtp_reply else mail.last_error

    @admin.action(description="Send again (what is in doubt may arrive twice)", permissions=["change"])
    def send_again(self, request, queryset):
        """Back in the queue with fresh patience, the same Message-ID and Date. Secrets that were wiped stay gone."""
        stuck = queryset.filter(state__in=["dead", "unknown"]).exclude(kind="account", data={})
        now = timezone.now()
        self._write_down(request, stuck, "Sent again.")
        back = stuck.update(
            state="queued",
            next_try_at=now,
            expires_at=now + timedelta(hours=72),
            attempts=0,
            claimed_by="",
            lease_until=None,
        )
        passed = queryset.count() - back
        if back:
            messages.success(request, f"{back} back in the queue.")
        if passed:
            messages.warning(
                request, f"{passed} left alone: only mail in doubt or undeliverable is sent again."
            )

    @admin.action(description="Cancel what has not left", permissions=["change"])
    def cancel(self, request, queryset):
        waiting = queryset.filter(state__in=["queued", "claimed"])
        self._write_down(request, waiting, "Cancelled.")
        cancelled = waiting.update(state="cancelled", claimed_by="", lease_until=None)
        messages.success(request, f"{cancelled} cancelled.")

    def _write_down(self, request, mails, what):
        if mails.exists():
            LogEntry.objects.log_actions(request.user.pk, mails, CHANGE, change_message=what)

    def changelist_view(self, request, extra_context=None):
        context = {"title": "Outgoing mail", "folders": folders(), **(extra_context or {})}
        return super().changelist_view(request, context)


def folders():
    """The counts above the list, in one query, each with a link to its mails."""
    totals = OutgoingMail.objects.aggregate(
        **{states[0]: Count("pk", filter=Q(state__in=states)) for _, states, _ in FOLDERS}
    )
    page = reverse("admin:accounts_outgoingmail_changelist")
    return [
        {"heading": heading, "count": totals[states[0]], "words": words, "url": f"{page}?folder={states[0]}"}
        for heading, states, words in FOLDERS
    ]


@admin.register(Suppression)
class SuppressionAdmin(Staff):
    """Addresses that get no mail. They are kept as digests: search for the whole address to find its line."""

    list_display = ["short_digest", "reason", "since"]
    list_filter = ["reason"]
    search_fields = ["address_hash"]
    search_help_text = "The whole address; only its digest is stored."
    readonly_fields = ["address_hash", "reason", "since"]

    @admin.display(description="Digest of the address")
    def short_digest(self, suppression):
        return suppression.address_hash[:12]

    def get_search_results(self, request, queryset, search_term):
        if "@" in search_term:
            return queryset.filter(address_hash=addresses.digest(search_term)), False
        return super().get_search_results(request, queryset, search_term)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return self.has_module_permission(request)
