"""Doors of mail and signed links. What opens them is a link, so visitors may knock; without one they hold nothing."""

from tests.house import PEOPLE


def everybody(status):
    return dict.fromkeys(PEOPLE, status)


DOORS = [
    ("accounts:link_enter", "GET", "=no-such-token", everybody(410)),
    ("accounts:link_enter", "POST", "=no-such-token", everybody(405)),
    ("accounts:mail_stop", "GET", None, everybody(410)),
    ("accounts:mail_stop", "POST", None, everybody(410)),
    ("accounts:mail_unsubscribe", "GET", "=no-such-token", everybody(200)),
    ("accounts:mail_unsubscribe", "POST", "=no-such-token", everybody(200)),
    # The demo's mailbox does not exist outside the demo; the tests run without its folder.
    ("accounts:mailbox", "GET", None, everybody(404)),
    ("accounts:mailbox_mail", "GET", "=no-such-mail", everybody(404)),
]
