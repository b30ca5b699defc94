"""`manage.py up --check`: prove that what was started works, as a person and as a worker would."""

import re
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urljoin

from . import child, paths
from .mailserver import MailServer
from .tree import Stop, log_of, say

PING_SECONDS = 40
MAIL_SECONDS = 40
ADDRESS = "check@mentorship.example"
STYLESHEET = re.compile(r"<link\b[^>]*\brel=[\"']stylesheet[\"'][^>]*>", re.IGNORECASE)
HREF = re.compile(r"\bhref=[\"']([^\"']+)[\"']", re.IGNORECASE)


def everything(url, processes):
    """Run every proof; Stop with a sentence at the first that fails."""
    for prove in (page, worker, mail):
        started = time.monotonic()
        say(f"  ok: {prove(url, processes)} ({time.monotonic() - started:.1f} s)")
        processes.check_alive()


def page(url, processes):
    """The first page opens for somebody signed out, and so does every style sheet it names."""
    html, address = fetch(url)
    sheets = [HREF.search(link)[1] for link in STYLESHEET.findall(html) if HREF.search(link)]
    if not sheets:
        raise Stop(f"{address} names no style sheet")
    for sheet in sheets:
        content, where = fetch(urljoin(address, sheet))
        if "{" not in content:
            raise Stop(f"{where} holds no style rules")
    return f"{address} answers, with {len(sheets)} style sheets"


def worker(url, processes):
    """The worker answers a ping over the broker."""
    until = time.monotonic() + PING_SECONDS
    command = [sys.executable, "-m", "celery", "-A", "config", "inspect", "ping", "--timeout", "3"]
    while run(command, processes.env).returncode:
        processes.check_alive()
        if time.monotonic() > until:
            raise Stop(f"no worker answered a ping within {PING_SECONDS} seconds; see {log_of('worker')}")
    return "a worker answers"


def mail(url, processes):
    """A mail is owed in the database, a worker's task delivers it over SMTP, and it arrives."""
    if not any(isinstance(server, MailServer) for server in processes.servers):
        return "no mail sent: EMAIL_HOST names a real server (manage.py send_check_mail ADDRESS tries it)"
    seen = set(paths.MAIL.glob("*.eml"))
    sent = run([sys.executable, "manage.py", "send_check_mail", ADDRESS], processes.env)
    if sent.returncode:
        raise Stop(f"the check mail could not be written:\n{sent.stdout[-1500:]}")
    until = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < until:
        if any(f"Delivered-To: {ADDRESS}" in head(path) for path in set(paths.MAIL.glob("*.eml")) - seen):
            return "a worker took a task and delivered a mail by SMTP"
        processes.check_alive()
        time.sleep(0.1)
    raise Stop(
        f"the check mail did not arrive within {MAIL_SECONDS} seconds:\n{child.tail(log_of('worker'))}"
    )


def fetch(url):
    """The text behind an address and the address it ended at; Stop unless it answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own http address
            return answer.read().decode(), answer.url
    except (OSError, ValueError) as error:
        raise Stop(f"{url} did not answer: {error}; see {log_of('web')}") from None


def head(path):
    with open(path, "rb") as file:
        return file.read(2000).decode(errors="replace")


def run(command, env):
    """A short command tied to us, its words kept."""
    return subprocess.run(
        child.tied_to_us(*command),
        env=env,
        cwd=paths.ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
        check=False,
    )
