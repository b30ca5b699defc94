"""What the outbox may forget."""

from datetime import timedelta

from django.db import connection

from accounts.models import OutgoingMail
from accounts.outbox.owing import LAST_MAIL, NOBODY_AT

KEEP_DROPPED = timedelta(days=180)  # long past any period a key belongs to, so no reminder is owed twice

WIPE = """
    UPDATE accounts_outgoingmail SET data = data - 'sealed'
    WHERE data ? 'sealed' AND (state IN ('sent', 'dead', 'cancelled', 'suppressed') OR expires_at < %s)
"""

# What was on the wire when somebody left, and the last mail that tells them so: once it is over, its row no longer says
# where it went, nor what a mail server answered, then or in a report that came later.
FORGET = """
    UPDATE accounts_outgoingmail m SET address = %(nobody)s, smtp_reply = '', last_error = ''
    WHERE m.owed_at > %(since)s AND m.state NOT IN ('queued', 'claimed', 'sending')
      AND (m.address <> %(nobody)s OR m.smtp_reply <> '')
      AND (starts_with(m.key, %(last_mail)s) OR EXISTS (
        SELECT 1 FROM accounts_user u WHERE u.id = m.recipient_id AND u.email LIKE %(left)s))
"""
LEFT_AGO = timedelta(days=30)  # far longer than any mail is tried


def tidy_up(now):
    """Wipe secrets that are over, forget where the last mail to a closed account went, and delete mail nobody wanted
    half a year ago. Returns (wiped, deleted).
    """
    with connection.cursor() as cursor:
        cursor.execute(WIPE, [now])
        wiped = cursor.rowcount
        cursor.execute(
            FORGET,
            {
                "since": now - LEFT_AGO,
                "nobody": f"closed{NOBODY_AT}",
                "left": f"closed-%{NOBODY_AT}",
                "last_mail": LAST_MAIL,
            },
        )
    dropped = OutgoingMail.objects.filter(
        state__in=["cancelled", "suppressed"], owed_at__lt=now - KEEP_DROPPED
    )
    return wiped, dropped.delete()[0]
