"""The test suite's settings: the demo's, on the test cluster, with files served plainly."""

import os

os.environ["MENTORSHIP_DEMO"] = "1"
os.environ["SECRET_KEY"] = "only-for-tests-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2
for name in ("EMAIL_HOST", "SITE_URL", "ALLOWED_HOSTS"):
    os.environ.pop(name, None)

from config import environment  # noqa: E402
from config.settings import *  # noqa: E402, F403
from config.stack import testing  # noqa: E402

testing.claim()  # names this run's own servers, unless the environment names others; conftest.py starts them
DATABASES = {"default": environment.database(os.environ["TEST_DATABASE_URL"])}
CELERY_BROKER_URL = os.environ["TEST_REDIS_URL"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_FOLDER = OUTBOX_EVIDENCE = None
# The test cluster runs without fsync; the check has its own test.
OUTBOX_REQUIRES_DURABILITY = False
# Cheap hashing keeps fixtures fast; the real hasher has its own test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
