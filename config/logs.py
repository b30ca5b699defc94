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
