"""The project's Celery app as a fault test runs it: the same tasks, a tick every second, the fault mail known."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.faults.settings"

import django  # noqa: E402

django.setup()

from config.celery import app  # noqa: E402
from tests.faults import mails  # noqa: E402

mails.register()
app.conf.beat_schedule = {"deliver-mail": {"task": "accounts.tasks.deliver_mail", "schedule": 1.0}}
