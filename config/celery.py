"""Celery's app and the whole schedule. Messages are wake-up calls: what must happen is a row in Postgres."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("mentorship")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Name of the entry: (task, when). Times are those of TIME_ZONE; mail leaves in the reader's own morning.
SCHEDULE = {
    "deliver-mail": ("accounts.tasks.deliver_mail", 60.0),
    "owe-reminders": ("plans.tasks.owe_reminders", 600.0),
    "run-imports": ("programs.tasks.run_imports", 10.0),
    "forget-import-files": ("programs.tasks.forget_import_files", crontab(hour=4, minute=20)),
    "tidy-up": ("accounts.tasks.tidy_up", crontab(hour=4, minute=10)),
}
app.conf.beat_schedule = {name: {"task": task, "schedule": when} for name, (task, when) in SCHEDULE.items()}
