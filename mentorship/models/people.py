from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from playbook.vocabulary import Channel, Function, Position, TimeBasis
from programs.models import Program


class Mentor(models.Model):
    """The card of a person who mentors. With an account or without; mail finds them by address.

    A card with a program stands in that program's directory; one without is known only to those it mentors.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mentor_cards",
    )
    program = models.ForeignKey(
        Program, null=True, blank=True, on_delete=models.SET_NULL, related_name="mentors"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=120)
    email = models.EmailField("e-mail", blank=True)
    title = models.CharField(max_length=160, blank=True, help_text="What they do and where.")
    expertise = models.CharField(max_length=240, blank=True)
    position = models.CharField(max_length=20, choices=Position, default=Position.SENIOR_FACULTY)
    functions = ArrayField(models.CharField(max_length=16, choices=Function), default=list, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    time_basis = models.CharField(max_length=10, choices=TimeBasis, default=TimeBasis.UNKNOWN)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(20)])
    irb_experience = models.BooleanField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__lte=20), name="capacity_is_at_most_20"
            ),
            models.UniqueConstraint(
                "program",
                Lower("email"),
                condition=~Q(email="") & Q(retired_on=None),
                name="one_card_per_address_and_program",
            ),
            models.UniqueConstraint(
                "added_by",
                Lower("email"),
                condition=~Q(email="") & Q(program=None, retired_on=None),
                name="one_private_card_per_address",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def functions_in_words(self):
        return ", ".join(str(Function(name).label) for name in self.functions)
