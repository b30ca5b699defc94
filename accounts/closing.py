"""Leaving for good: every app lets go of its share, in one transaction, and nobody can sign in afterwards."""

import uuid

from django.db import transaction
from django.template.loader import render_to_string

from accounts import keepers, outbox
from accounts.models import User


@transaction.atomic
def close_own_account(*, by, now, today):
    """Close the account of `by` and forget what is private. True when this call did it; a second press finds nothing.

    keepers.StillNeeded when something has to be handed over first; nothing has changed then.
    """
    account = User.objects.select_for_update().get(pk=by.pk)
    if not account.is_active:
        return False
    written_to, name = account.email, account.get_short_name()
    for keeper in reversed(keepers.everybody()):
        keeper.let_go(account=account, now=now, today=today)
    outbox.put_sealed(
        written_to,
        "Your account is closed",
        render_to_string("accounts/email/account_closed.txt", {"name": name}),
        key=f"{outbox.LAST_MAIL}{uuid.uuid4()}",
    )
    return True
