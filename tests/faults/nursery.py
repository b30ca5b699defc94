"""Raises sender processes quickly: Django is set up once, each sender is a fork with its own connection and pid.

Reads one JSON object of settings per line (DATABASE: connection settings, MEMORY_MB: a limit on its memory) and prints
the pid of the sender it started. Ends with its stdin.
"""

import ctypes
import json
import os
import random
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.faults.settings"
    import django

    django.setup()
    from django.template.loader import get_template

    from tests.faults import mails

    mails.register()
    for suffix in ("_subject.txt", ".txt", ".html"):
        get_template(f"benches/email/mail{suffix}")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them, and none stays a zombie
    print("ready", flush=True)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            send(json.loads(line))
        print(pid, flush=True)


def send(overrides):
    """The child: an ordinary `manage.py send_due --loop`. Never returns."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    random.seed()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    connections.databases["default"].update(overrides.pop("DATABASE", {}))
    if megabytes := overrides.pop("MEMORY_MB", None):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    for name, value in overrides.items():
        setattr(settings, name, value)
    out = open(os.environ["FAULTS_LOG"], "a", buffering=1)
    os.dup2(out.fileno(), 1)
    os.dup2(out.fileno(), 2)
    status = 1
    try:
        call_command("send_due", loop=True, every=0.1, no_owing=True)
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
