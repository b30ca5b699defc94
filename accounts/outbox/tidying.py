"""What the outbox may forget."""

from datetime import timedelta

from django.db import connection

from accounts.models import OutgoingMail

KEEP_DROPPED = timedelta(days=180)  # long past any period a key belongs to, so no reminder is owed twice

WIPE = """
    UPDATE accounts_outgoingmail SET data = data - 'sealed'
    WHERE data ? 'sealed' AND (state IN ('sent', 'dead', 'cancelled', 'suppressed') OR expires_at < %s)
"""


def tidy_up(now):
    """Wipe secrets that are over and delete mail nobody wanted half a year ago. Returns (wiped, deleted)."""
    with connection.cursor() as cursor:
        cursor.execute(WIPE, [now])
        wiped = cursor.rowcount
    dropped = OutgoingMail.objects.filter(
        state__in=["cancelled", "suppressed"], owed_at__lt=now - KEEP_DROPPED
    )
    return wiped, dropped.delete()[0]
