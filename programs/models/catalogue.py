from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from playbook.vocabulary import Setting, SupportMode
from programs.models.imports import ImportRun
from programs.models.places import place_of
from programs.places import STATES
from programs.search import fold, search_words

acgme_code = RegexValidator(r"^\d{10}$", "An ACGME program code has ten digits, leading zeros included.")
nrmp_code = RegexValidator(r"^\d{4}\d{3}[CMPARFS]\d{1,3}$", "An NRMP code looks like 1000140C0.")
sponsor_code = RegexValidator(r"^\d{6}$", "An ACGME sponsor code has six digits, leading zeros included.")
zip_code = RegexValidator(r"^\d{5}$", "A ZIP code has five digits.")
state_code = RegexValidator(r"^[A-Z]{2}$", "Use the two letters of the state.")


class Specialty(models.Model):
    """A field of training with its ACGME number and the usual length of training."""

    code = models.CharField(
        max_length=3, unique=True, help_text="ACGME's three digits, kept as text: 040, 140."
    )
    name = models.CharField(max_length=120)
    training_years = models.PositiveSmallIntegerField(
        default=3, help_text="Usual length; a program may differ."
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "specialties"
        constraints = [
            models.CheckConstraint(
                condition=Q(training_years__range=(1, 7)), name="specialty_training_lasts_1_to_7_years"
            )
        ]

    def __str__(self):
        return self.name


class Institution(models.Model):
    """A hospital or sponsor. Its code is the NRMP's (four digits), the ACGME's sponsor code (six), or our own
    (L and five digits) where a list names neither.
    """

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=160)
    state = models.CharField(max_length=2, validators=[state_code])
    zip_code = models.CharField(
        "ZIP code",
        max_length=5,
        blank=True,
        validators=[zip_code],
        help_text="Stands in for programs without a ZIP code of their own.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Program(models.Model):
    """A residency program: one specialty at one institution. It may recruit through several tracks."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="programs")
    specialty = models.ForeignKey(Specialty, on_delete=models.PROTECT, related_name="programs")
    name = models.CharField(max_length=200)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=2, validators=[state_code])
    acgme_code = models.CharField(
        "ACGME code", max_length=10, unique=True, null=True, blank=True, validators=[acgme_code]
    )
    setting = models.CharField(max_length=12, choices=Setting, default=Setting.UNKNOWN)
    training_years = models.PositiveSmallIntegerField(default=3)
    is_length_known = models.BooleanField(
        default=True,
        help_text="No: a list did not say how long training lasts; the years are only a stand-in.",
    )
    start_month = models.PositiveSmallIntegerField(default=7)
    start_day = models.PositiveSmallIntegerField(default=1)
    website = models.URLField(blank=True)
    support_mode_override = models.CharField(max_length=12, choices=SupportMode, blank=True)
    support_mode_reason = models.CharField(max_length=300, blank=True)
    is_fictional = models.BooleanField(
        default=False, help_text="Made up for the demo; shown as such everywhere."
    )
    withdrawn_on = models.DateField(
        null=True, blank=True, help_text="Withdrawn programs are marked, never deleted."
    )
    imported_in = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="programs", editable=False
    )
    # ---- what ACGME's public list says ----
    listed_name = models.CharField(
        max_length=200, blank=True, help_text="ACGME's own name of the program; it is found by it too."
    )
    sponsor_code = models.CharField("ACGME sponsor code", max_length=6, blank=True, validators=[sponsor_code])
    is_subspecialty = models.BooleanField(default=False, help_text="A fellowship.")
    accreditation_status = models.CharField(max_length=60, blank=True)
    positions_approved = models.PositiveSmallIntegerField(null=True, blank=True)
    positions_filled = models.PositiveSmallIntegerField(null=True, blank=True)
    listed_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="The year in which the academic year of these statements begins: 2025 for 2025-2026.",
    )
    listed_in = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    # ---- where it is ----
    zip_code = models.CharField("ZIP code", max_length=5, blank=True, validators=[zip_code])
    latitude = models.FloatField(null=True, blank=True, editable=False)
    longitude = models.FloatField(null=True, blank=True, editable=False)
    sort_name = models.CharField(max_length=400, editable=False)
    search_text = models.TextField(editable=False)

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "institution", "specialty", "name", name="one_program_per_name_and_place"
            ),
            models.CheckConstraint(
                condition=Q(training_years__range=(1, 7)), name="training_lasts_1_to_7_years"
            ),
            models.CheckConstraint(
                condition=Q(start_month__range=(1, 12), start_day__range=(1, 31)),
                name="a_start_day_is_in_the_calendar",
            ),
            models.CheckConstraint(
                condition=Q(support_mode_override="") | ~Q(support_mode_reason=""),
                name="an_override_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_place_is_on_the_globe",
            ),
        ]
        indexes = [
            # Few writes, many searches: new rows go into the index at once, so that it is always worth using.
            GinIndex(OpClass(F("search_text"), name="gin_trgm_ops"), name="program_search", fastupdate=False),
            models.Index("sort_name", "id", name="program_by_name"),
            models.Index("specialty", "sort_name", name="program_by_specialty"),
            models.Index("state", "sort_name", name="program_by_state"),
            models.Index(
                "latitude", "longitude", name="program_by_place", condition=Q(latitude__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.institution}, {self.name}"

    def save(self, *args, **kwargs):
        self.sort_name, self.search_text = self.index_words()
        if not kwargs.get("update_fields"):
            self.latitude, self.longitude = place_of(self.zip_code, self.institution.zip_code)
        super().save(*args, **kwargs)

    def years_from(self, entry_pgy):
        """How many years somebody trains here who begins at this PGY; None while the length is not known. A fellowship
        counts its own years, whatever the PGY of its first one.
        """
        if not self.is_length_known:
            return None
        return self.training_years if self.is_subspecialty else max(1, self.training_years - entry_pgy + 1)

    @property
    def where(self):
        """ "Fernhollow, OH"; the state in full where no city is known."""
        return f"{self.city}, {self.state}" if self.city else STATES.get(self.state, self.state)

    @property
    def listed_years(self):
        """ "2025-2026" for the academic year that began in 2025."""
        return f"{self.listed_year}-{self.listed_year + 1}" if self.listed_year else ""

    def clean(self):
        if self.acgme_code and self.specialty_id and self.acgme_code[:3] != self.specialty.code:
            words = f"Codes of {self.specialty} begin with {self.specialty.code}. Check code and specialty."
            raise ValidationError({"acgme_code": words})

    def index_words(self, tracks=None):
        """(sort_name, search_text): what this program is sorted and found by. `tracks` are pairs of name and code;
        its saved ones when absent, so that thousands of programs can be indexed without a query each.
        """
        if tracks is None:
            tracks = list(self.tracks.values_list("name", "nrmp_code")) if self.pk else []
        institution, specialty = self.institution, self.specialty
        return fold(f"{institution.name} {self.name}")[:400], search_words(
            names=[
                *(institution.name, self.name, specialty.name, self.city, self.listed_name),
                *(name for name, _ in tracks),
            ],
            specialty_code=specialty.code,
            state=self.state,
            codes=[self.acgme_code, institution.code, self.sponsor_code, *(code for _, code in tracks)],
        )


class Track(models.Model):
    """One way into a program (categorical, preliminary, advanced...), by its NRMP code."""

    class Kind(models.TextChoices):
        CATEGORICAL = "C", "Categorical"
        PRIMARY_CARE = "M", "Primary care"
        PRELIMINARY = "P", "Preliminary (one year)"
        ADVANCED = "A", "Advanced (starts at PGY-2)"
        PHYSICIAN = "R", "For physicians with earlier training"
        FELLOWSHIP = "F", "Fellowship"
        SPECIALIZED = "S", "Specialized fellowship"

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="tracks")
    nrmp_code = models.CharField("NRMP code", max_length=11, unique=True, validators=[nrmp_code])
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=1, choices=Kind)

    class Meta:
        ordering = ["nrmp_code"]

    def __str__(self):
        return f"{self.name} ({self.nrmp_code})"
