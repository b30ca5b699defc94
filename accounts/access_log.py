"""Who looked at whose progress. Rows are added, never changed; the person they are about reads them."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import AccessEntry

AGAIN_AFTER = timedelta(minutes=10)  # ours: going back and forth between two pages is one look


def record(*, viewer, subject=None, subjects=None, what, role, now=None):
    """Note that `viewer`, in this role, saw `what` of one person or of many. Returns how many rows were added.

    A second look at the same within ten minutes adds nothing, and looking at oneself is not a look. `subjects` takes
    users or their ids; a whole cohort costs two queries.
    """
    now = now or timezone.now()
    ids = {getattr(s, "pk", s) for s in (subjects if subjects is not None else [subject])} - {viewer.pk, None}
    if not ids:
        return 0
    recent = AccessEntry.objects.filter(
        viewer=viewer, subject__in=ids, what=what, at__gt=now - AGAIN_AFTER, at__lte=now
    )
    missing = ids - set(recent.values_list("subject_id", flat=True))
    AccessEntry.objects.bulk_create(
        [
            AccessEntry(
                viewer=viewer,
                viewer_name=viewer.full_name or viewer.email,
                viewer_role=role[:40],
                subject_id=pk,
                what=what,
                at=now,
            )
            for pk in sorted(missing)
        ],
        batch_size=1000,
    )
    return len(missing)
