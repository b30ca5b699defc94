"""Keep secrets out of logs: a token in a link is enough to act, so it never reaches a log line."""

import logging
import re

TOKEN_PATHS = re.compile(r"(/(?:l|u|accounts/confirm-email|accounts/password/reset/key|join)/)[^/?\s\"']+")


class ScrubTokens(logging.Filter):
    """Replace the token part of signed-link, unsubscribe, verification and reset paths."""

    def filter(self, record):
        message = record.getMessage()
        if TOKEN_PATHS.search(message):
            record.msg, record.args = TOKEN_PATHS.sub(r"\1[token]", message), ()
        return True


def scrub_server_logs():
    """The web servers' own loggers: they never pass Django's handlers, and their lines hold whole addresses."""
    for name in ("gunicorn.access", "gunicorn.error", "django.server"):
        logger = logging.getLogger(name)
        if not any(isinstance(known, ScrubTokens) for known in logger.filters):
            logger.addFilter(ScrubTokens())
