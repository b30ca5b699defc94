"""This app's share of what is kept about a person: who they are, how they sign in, who looked, which mail was sent."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from accounts import access, actions, keepers, outbox
from accounts.models import AccessEntry, OutgoingMail, Profile, SignedLink, Suppression
from accounts.outbox import mailkinds

NOBODY = "Closed account"


def register():
    keepers.register(
        keepers.Keeper(
            name="account",
            label="Your account",
            gather=gather,
            let_go=let_go,
            obstacles=obstacles,
            goes=(
                "Your profile, your e-mail addresses, passwords, passkeys and sessions.",
                "The list of who looked at your pages.",
            ),
            stays=("That you looked at somebody's pages, in the list that person reads.",),
        )
    )


def gather(user):
    addresses = addresses_of(user)
    mails = OutgoingMail.objects.filter(recipient=user).order_by("owed_at")
    return [
        ("Account", keepers.rows([user], "full_name", "email", "joined_at", "last_login")),
        ("Profile", keepers.rows([user.profile])),
        (
            "E-mail addresses",
            keepers.rows(EmailAddress.objects.filter(user=user), "email", "verified", "primary"),
        ),
        (
            "Second steps for signing in",
            keepers.rows(Authenticator.objects.filter(user=user), "type", "created_at", "last_used_at"),
        ),
        (
            "Where you are signed in",
            keepers.rows(
                UserSession.objects.filter(user=user), "ip", "user_agent", "created_at", "last_seen_at"
            ),
        ),
        (
            "Who looked at your pages",
            keepers.rows(access.visible_looks(user), "viewer_name", "viewer_role", "what", "at"),
        ),
        (
            "Whose pages you looked at",
            keepers.rows(
                AccessEntry.objects.filter(viewer=user).select_related("subject"),
                "what",
                "at",
                who="subject.full_name",
            ),
        ),
        ("Mail to you (no text is kept)", keepers.rows(mails, "state", "owed_at", "sent_at", kind=_kind)),
        (
            "Links mailed to you",
            keepers.rows(
                SignedLink.objects.filter(address__in=addresses),
                "purpose",
                "created_at",
                "expires_at",
                "used_at",
            ),
        ),
    ]


def _kind(mail):
    return mailkinds.named(mail.kind).label if mailkinds.known(mail.kind) else mail.kind


def addresses_of(user):
    """The account's own address and those it confirmed, as written and in small letters. One that was only typed may be
    somebody else's, so nothing that is kept under it is this person's to read or to end.
    """
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    written = {user.email, *confirmed}
    return sorted(written | {address.lower() for address in written})


def obstacles(user, today):
    if not user.is_staff:
        return []
    return [keepers.Obstacle("You are an admin here. Another admin takes that role from you first.")]


def let_go(*, account, now, today):
    """Nothing that signs in, nothing that reaches them, nothing they said about themselves."""
    if account.is_staff:
        raise keepers.StillNeeded("Another admin takes the admin role from you first.")
    addresses = addresses_of(account)
    outbox.forget_reader(account, addresses)
    for address in addresses:
        outbox.stop(address, reason=Suppression.Reason.CLOSED)
    SignedLink.objects.filter(address__in=addresses).delete()
    EmailAddress.objects.filter(user=account).delete()
    Authenticator.objects.filter(user=account).delete()
    AccessEntry.objects.filter(subject=account).delete()
    actions.end_sessions(account)
    hours = account.profile.time_zone  # in which a mentor without an account reads that a meeting is off
    Profile.objects.filter(user=account).delete()
    Profile.objects.create(user=account, time_zone=hours)
    account.email = outbox.nobody(account)
    account.set_unusable_password()
    account.last_login = None
    account.is_active = False
    if not keepers.is_remembered(account):
        account.full_name = NOBODY
    account.save()
