"""Who may see and do what with people's own pages. A profile has one reader: its owner."""

from accounts.models import AccessEntry


def visible_looks(user):
    """Who opened this person's pages. Only the person they are about reads it, not even who looked."""
    return AccessEntry.objects.filter(subject=user)


def can_close_account(user, account):
    """An admin closes accounts, never their own."""
    return user.is_active and user.is_staff and user.pk != account.pk
