"""What this app may forget, every night."""

from importlib import import_module

from django.conf import settings

from accounts import links, outbox


def tidy_up(now):
    """Delete old links, expired sessions and mail nobody wanted; wipe secrets that are over. Returns counts."""
    wiped, deleted = outbox.tidy_up(now)
    expired = links.tidy_up(now)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return {"secrets": wiped, "mails": deleted, "links": expired}
