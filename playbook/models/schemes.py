"""The directory of places where mentors are found."""

from django.db import models
from django.db.models import Q

from playbook.models.base import Content, edited_rows_have_a_time
from playbook.vocabulary import CareerSetting, SchemeKind, SourceKind


class Scheme(Content):
    """One place: a society, an office, a group. Only public facts belong here."""

    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=SchemeKind.choices)
    summary = models.TextField()
    how_to_begin = models.TextField()
    url = models.URLField(blank=True)
    contact = models.CharField(max_length=120, blank=True)
    specialty = models.CharField(max_length=120, blank=True, help_text="Empty: for every specialty.")
    career_setting = models.CharField(
        max_length=20, choices=CareerSetting.choices, default=CareerSetting.HYBRID
    )
    length_months = models.PositiveSmallIntegerField(null=True, blank=True)
    pairing = models.TextField(blank=True, help_text="Who is paired with whom, as far as it is public.")
    distance_pairing = models.BooleanField(
        default=False, help_text="Pairs people from different regions on purpose."
    )
    checked_on = models.DateField(
        null=True,
        blank=True,
        help_text="When its own page was last read. Empty: told by an article, not checked.",
    )
    source_kind = models.CharField(max_length=20, choices=SourceKind.choices, default=SourceKind.USER)

    class Meta(Content.Meta):
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_scheme_key_is_used_once"),
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(contact=""),
                name="a_scheme_has_a_link_or_a_contact",
                violation_error_message="Give a link or a contact.",
            ),
            edited_rows_have_a_time("a_scheme"),
        ]

    def __str__(self):
        return self.name

    @property
    def needs_confidentiality_note(self):
        return self.kind == SchemeKind.ONLINE_GROUP
