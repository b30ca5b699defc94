"""A token in a log line would be enough to act. No logger that writes addresses may write one."""

import logging

import pytest

TOKEN = "A" * 43


@pytest.mark.parametrize("logger", ["gunicorn.access", "gunicorn.error", "django.server"])
@pytest.mark.parametrize(
    "path", ["/l/{}", "/u/{}", "/accounts/password/reset/key/{}/", "/accounts/confirm-email/{}/"]
)
def test_server_logs_hold_no_token(logger, path):
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())
    log = logging.getLogger(logger)
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        request = path.format(TOKEN)
        log.info(
            '%(h)s "%(r)s" %(s)s "%(f)s"',
            {"h": "10.0.0.1", "r": f"GET {request} HTTP/1.1", "s": 302, "f": request},
        )
        log.info('"%s" %s', f"GET {request} HTTP/1.1", 302)
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
    assert len(lines) == 2
    assert not any(TOKEN in line for line in lines) and all("[token]" in line for line in lines)
