"""Keep secrets out of logs: tokens, because they are enough to act, and words that a refused row of a table held."""

import logging
import re

TOKEN_PATHS = re.compile(r"(/(?:l|u|accounts/confirm-email|accounts/password/reset/key|join)/)[^/?\s\"']+")


# PostgreSQL says in a DETAIL what was in the row or key it refused: it may be what somebody wrote for herself alone.
REFUSED_ROW = re.compile(
    r"^DETAIL:.*?(?=^Traceback \(most|^The above exception|^During handling|\Z)", re.MULTILINE | re.DOTALL
)


class ScrubTokens(logging.Filter):
    """Replace the token part of signed-link, unsubscribe, verification and reset paths, and what a refused row held."""

    def filter(self, record):
        if record.exc_info and record.exc_info[0] and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = REFUSED_ROW.sub("DETAIL: [left out]\n\n", record.exc_text)
        message = record.getMessage()
        if "DETAIL:" in message:
            message = REFUSED_ROW.sub("DETAIL: [left out]", message)
            record.msg, record.args = message, ()
        if TOKEN_PATHS.search(message):
            record.msg, record.args = TOKEN_PATHS.sub(r"\1[token]", message), ()
        return True


def scrub_server_logs():
    """The web servers' own loggers: they never pass Django's handlers, and their lines hold whole addresses."""
    for name in ("gunicorn.access", "gunicorn.error", "django.server"):
        logger = logging.getLogger(name)
        if not any(isinstance(known, ScrubTokens) for known in logger.filters):
            logger.addFilter(ScrubTokens())
