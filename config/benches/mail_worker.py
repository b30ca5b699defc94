"""One process of `bench mail`: says "ready", waits for a line, does its part, prints what it cost as JSON.

owe N | owe_floor N | send | floor N
"""

import gc
import json
import os
import resource
import smtplib
import sys
import time
from email.utils import parseaddr

KIND = "bench"


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    from django.conf import settings

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.OUTBOX_REQUIRES_DURABILITY = settings.OUTBOX_NUDGES = False
    settings.OUTBOX_EVIDENCE = None
    register()
    part = {"owe": owe, "owe_floor": owe_floor, "send": send, "floor": floor}[sys.argv[1]]
    warm_up()
    gc.collect()
    gc.freeze()  # what the start-up left behind is nobody's cost
    print("ready", flush=True)
    sys.stdin.readline()
    before, started = cpu(), time.perf_counter()
    done = part(*map(int, sys.argv[2:]))
    report = {
        "done": done,
        "seconds": time.perf_counter() - started,
        "cpu": cpu() - before,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(report), flush=True)


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def register():
    from accounts import outbox

    outbox.register(
        outbox.MailKind(
            name=KIND, label="Bench", template="benches/email/mail", load=load, immediate=True, optional=True
        )
    )


def load(mails):
    """One query per batch, as a reminder's loader makes it."""
    from accounts.models import User

    people = User.objects.filter(pk__in=[mail.recipient_id for mail in mails])
    names = dict(people.values_list("pk", "full_name"))
    return {mail.pk: words(names[mail.recipient_id]) for mail in mails}


def words(name):
    return {
        "name": name,
        "quarter": "fall",
        "opened": "Thu, Oct 1",
        "wins": ["One poster accepted", "Twelve charts reviewed", "First talk held"],
        "action_url": "http://127.0.0.1:8000/checkins/",
        "action_label": "Open the check-in",
    }


def warm_up():
    """Read templates and URLs, open the connection and use its tables once, before the clock runs."""
    from django.db import connection, transaction

    from accounts import outbox
    from accounts.models import OutgoingMail
    from accounts.outbox import unsubscribing

    render("warm")
    unsubscribing.url(OutgoingMail())
    with transaction.atomic():
        outbox.put(KIND, key="bench:warm", to_user=1)
        with connection.cursor() as cursor:
            cursor.execute(OWE_FLOOR, [1])
        transaction.set_rollback(True)


def render(name):
    from django.template.loader import get_template

    context = {
        **words(name),
        "stop_url": "http://127.0.0.1:8000/u/" + "x" * 43,
        "stop_label": "Stop these mails",
    }
    subject = " ".join(get_template("benches/email/mail_subject.txt").render(context).split())
    context["subject"] = subject
    text = get_template("benches/email/mail.txt").render(context)
    return subject, text, get_template("benches/email/mail.html").render(context)


# ---- the parts ---------------------------------------------------------------------------------------------------
def owe(count):
    from accounts import outbox

    return outbox.put_many(
        outbox.Owed(KIND, f"bench:{number}:2026-10-01", to_user=number, about=f"plan:{number}")
        for number in range(1, count + 1)
    )


OWE_FLOOR = """
    INSERT INTO accounts_outgoingmail (
        key, kind, recipient_id, address, about, data, public_id, message_id, message_date,
        state, owed_at, next_try_at, expires_at, claimed_by, attempts, smtp_reply, last_error)
    SELECT 'bench:' || u.id || ':2026-10-01', 'bench', u.id, u.email, 'plan:' || u.id, '{}', gen_random_uuid(),
        '<' || gen_random_uuid() || '@mentorship.example>', now(), 'queued', now(), now(), now() + interval '3 days',
        '', 0, '', ''
    FROM accounts_user u WHERE u.id BETWEEN 1 AND %s
    ON CONFLICT (key) DO NOTHING
"""


def owe_floor(count):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(OWE_FLOOR, [count])
        return cursor.rowcount


def send():
    from accounts import outbox

    return outbox.deliver()["sent"]


def floor(count):
    """The same mails built by Django and handed over on one connection: no database, nothing remembered."""
    from django.conf import settings
    from django.core.mail import EmailMultiAlternatives

    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    smtp = smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, local_hostname="localhost")
    for number in range(count):
        subject, text, html = render(f"Person {number}")
        to = f"bench{number}@example.org"
        stop = "<http://127.0.0.1:8000/u/" + "x" * 43 + ">"
        headers = {"List-Unsubscribe": stop, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        message = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
        message.attach_alternative(html, "text/html")
        smtp.sendmail(sender, [to], message.message().as_bytes(linesep="\r\n"))
    smtp.quit()
    return count


if __name__ == "__main__":
    main()
