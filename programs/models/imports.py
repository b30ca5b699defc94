"""Imports of catalogue files: what came from where, and every change, so that a run can be shown and taken back."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ImportRun(models.Model):
    """One import of a catalogue file: what, whose, when, and what it changed. Provenance of every imported row.

    The file itself stays here (compressed) until the run is over, so that a worker can take the run up at any time.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Uploaded: check the columns"
        CHECKING = "checking", "Being compared"
        CHECKED = "checked", "Compared: nothing stored yet"
        QUEUED = "queued", "Being imported"
        DONE = "done", "Imported"
        FAILED = "failed", "Failed: nothing was stored"
        UNDOING = "undoing", "Being taken back"
        UNDONE = "undone", "Taken back"

    WAITING = (State.CHECKING, State.QUEUED, State.UNDOING)

    file_name = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of the file.")
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=60, blank=True)
    vintage = models.CharField(max_length=60, help_text="The year or date the rows describe.")
    academic_year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The year in which it begins: 2025 for 2025-2026."
    )
    shape = models.CharField(max_length=20, default="tracks", help_text="What kind of list it is.")
    column_map = models.JSONField(default=dict, help_text="Our field: the file's column.")
    constants = models.JSONField(default=dict, help_text="Our field: what it is in every row.")
    options = models.JSONField(default=dict)
    choices = models.JSONField(
        default=dict, help_text='What an admin decided for doubtful rows: {code: program or "new"}.'
    )
    content = models.BinaryField(null=True, editable=False, help_text="The file, zlib-compressed.")
    state = models.CharField(max_length=10, choices=State, default=State.DONE)
    rows = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, help_text="Rows by kind of change.")
    warnings = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the changes as shown.")
    words = models.CharField(max_length=300, blank=True, help_text="What the admin should know.")
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    imported_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-imported_at", "-pk"]
        indexes = [
            models.Index(
                "imported_at",
                name="import_run_waiting",
                condition=models.Q(state__in=["checking", "queued", "undoing"]),
            )
        ]

    def __str__(self):
        return f"{self.file_name}, {self.imported_at:%Y-%m-%d}"

    @property
    def is_waiting(self):
        return self.state in self.WAITING


class ImportChange(models.Model):
    """What one run does, or did, to one row of the catalogue: the fields before and after."""

    class Kind(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        WITHDRAWN = "withdrawn", "Withdrawn"
        CONFLICTING = "conflicting", "To decide"
        CONFIRMED = "confirmed", "Same as before, a newer year"
        ABSENT = "absent", "Not in this file"

    class State(models.TextChoices):
        PLANNED = "planned", "Not stored"
        APPLIED = "applied", "Stored"
        UNDONE = "undone", "Taken back"
        LEFT = "left", "Left as it is"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind)
    entity = models.CharField(max_length=12, help_text="specialty, institution, program or track")
    object_id = models.PositiveBigIntegerField(null=True)
    line = models.PositiveIntegerField(default=0, help_text="Of the file; 0 when no single line says it.")
    code = models.CharField(max_length=12, blank=True)
    label = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    candidates = models.JSONField(default=list, help_text="For a row to decide: programs it may be.")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index("run", "kind", "id", name="change_by_kind"),
            models.Index("entity", "object_id", name="change_by_object"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.label}"


class ImportProgress(models.Model):
    """How far a run is. Written on a connection of its own, so that it is seen while the run's transaction is open;
    without a foreign key, so that it never waits for the run's row.
    """

    run_id = models.PositiveBigIntegerField(primary_key=True)
    words = models.CharField(max_length=100, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.words} {self.done} of {self.total}"
