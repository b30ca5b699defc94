import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class MailState(models.TextChoices):
    QUEUED = "queued", "Owed"
    CLAIMED = "claimed", "Being prepared"
    SENDING = "sending", "On the wire"
    SENT = "sent", "Sent"
    UNKNOWN = "unknown", "In doubt"
    DEAD = "dead", "Undeliverable"
    CANCELLED = "cancelled", "No longer wanted"
    SUPPRESSED = "suppressed", "Stopped by the reader"


class OutgoingMail(models.Model):
    """One mail we owe somebody. The key says why, and makes it once-only; no text is kept, only ids to render it from.

    A mail changes state three times, and each change touches every index: there are as few as can be.
    """

    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=80, blank=True, help_text='What it is about, e.g. "relationship:12".')
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="outgoing_mail",
    )
    address = models.EmailField(
        help_text="Where it goes. For a person with an account, their address at sending wins."
    )
    data = models.JSONField(default=dict, blank=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message_id = models.CharField(
        max_length=120, editable=False, help_text="Holds the public id, so it is unique."
    )
    message_date = models.DateTimeField(default=timezone.now, editable=False)

    state = models.CharField(max_length=12, choices=MailState, default=MailState.QUEUED)
    owed_at = models.DateTimeField(default=timezone.now, editable=False)
    next_try_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    smtp_reply = models.CharField(max_length=300, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "outgoing mail"
        ordering = ["-owed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_mail_is_owed_once"),
            models.CheckConstraint(condition=Q(state__in=MailState.values), name="mail_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | ~Q(state=MailState.SENT) & Q(sent_at=None),
                name="sent_mail_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("owed_at")), name="a_mail_expires_after_it_is_owed"
            ),
        ]
        indexes = [
            models.Index(
                "next_try_at", "id", name="mail_ready", condition=Q(state__in=["queued", "claimed"])
            ),
            models.Index("lease_until", name="mail_on_the_wire", condition=Q(state="sending")),
            models.Index("about", name="mail_about", condition=Q(state__in=["queued", "claimed"])),
            models.Index(fields=["-owed_at", "-id"], name="mail_by_date"),
        ]

    def __str__(self):
        return self.key


class Suppression(models.Model):
    """An address that gets no more mail: it asked us to stop, it does not exist, or its owner left. Only its
    digest is kept.
    """

    class Reason(models.TextChoices):
        STOPPED = "stopped", "Asked us to stop"
        BOUNCED = "bounced", "Does not exist"
        CLOSED = "closed", "Closed their account"

    address_hash = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=10, choices=Reason)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.get_reason_display()} since {self.since:%Y-%m-%d}"


class PlannerTick(models.Model):
    """When reminders were last planned: a clock that jumped must not mail next quarter to everybody."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    last_seen = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_planner_tick")]

    def __str__(self):
        return f"{self.last_seen:%Y-%m-%d %H:%M}"
