"""Settings of the processes that the fault tests start and kill: the tests' own, but mail leaves by SMTP."""

import os

from config.settings_test import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["FAULTS_DATABASE"]  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ.get("FAULTS_MAIL_PORT", "9"))
OUTBOX_LEASE_SECONDS = OUTBOX_WIRE_SECONDS = 2
OUTBOX_DOUBT_SECONDS = 0
CELERY_BROKER_URL = os.environ.get("FAULTS_REDIS_URL", CELERY_BROKER_URL)  # noqa: F405
LOGGING["root"]["level"] = "WARNING"  # noqa: F405
