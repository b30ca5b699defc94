"""The mail this app owes, and the links it answers."""

from accounts import links, outbox
from accounts.models.links import LinkPurpose


def register():
    """Tell the outbox which kinds of mail this app owes, and where its signed links land."""
    outbox.register(
        outbox.MailKind(
            name="account", label="Signing in and security", sealed=True, immediate=True, essential=True
        )
    )
    links.register(LinkPurpose.STOP_MAIL, "accounts:mail_stop")
