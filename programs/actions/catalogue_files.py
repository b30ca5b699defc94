"""The bytes of imported lists: let go when nobody will look at them again. What came of them stays."""

from datetime import timedelta

from django.db.models.functions import Coalesce

from programs.models import ImportRun
from programs.numbers import IMPORT_FILE_DAYS


def forget_files(now) -> int:
    """Drop the bytes of every run that rests since IMPORT_FILE_DAYS. Returns how many; checksum, counts and changes
    stay, and taking such an import back still works. A run somebody works on is passed over until the next time.
    """
    last_step = Coalesce("undone_at", "finished_at", "imported_at")
    resting = (
        ImportRun.objects.exclude(content=None).exclude(state__in=ImportRun.WAITING).alias(since=last_step)
    )
    old = resting.filter(since__lt=now - timedelta(days=IMPORT_FILE_DAYS))
    return ImportRun.objects.filter(pk__in=list(old.values_list("pk", flat=True))).update(content=None)
