import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class LinkPurpose(models.TextChoices):
    ANSWER_ASK = "answer_ask", "Answer a request to meet"
    CONFIRM_MEETING = "confirm_meeting", "Confirm that a meeting was held"
    SIGN_AGREEMENT = "sign_agreement", "Agree how to work together"
    READ_CHECKIN = "read_checkin", "Read a quarterly check-in"
    STOP_MAIL = "stop_mail", "Stop all mail"
    JOIN_PROGRAM = "join_program", "Accept an invitation to a program"


class SignedLink(models.Model):
    """One link for one person and one act. The token is derived from the secret key; here stands only its digest."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=20, choices=LinkPurpose)
    target = models.BigIntegerField(
        help_text="The id of the thing the link acts on; its purpose says of which kind."
    )
    address = models.EmailField(help_text="Whom it was made for. A change of address ends the link.")
    about = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(purpose__in=LinkPurpose.values), name="link_purpose_is_known"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="a_link_expires_after_it_is_made"
            ),
        ]
        indexes = [models.Index("about", name="link_about")]

    def __str__(self):
        return f"{self.get_purpose_display()}, {self.created_at:%Y-%m-%d}"
