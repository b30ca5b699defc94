"""A real browser, the live server, and a real SMTP conversation with the product's own mail sink."""

import email
import email.policy
import re
import socket
import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import outbox
from config.stack import mailsink
from tests.factories import PASSWORD
from tests.looking import watch

LINK = re.compile(r"https?://\S+")


class Post:
    """The mailbox of everybody in the walk."""

    def __init__(self, folder, base):
        self.folder, self.base = folder, base

    def letters(self, to):
        found = [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in sorted(self.folder.glob("*.eml"))
        ]
        return [letter for letter in found if to in letter["To"]]

    def newest(self, to, about=""):
        until = (
            time.monotonic() + 20
        )  # a busy machine may leave a mail owed; the worker's turn is played here
        while not (fitting := [letter for letter in self.letters(to) if about in letter["Subject"]]):
            if time.monotonic() > until:
                break
            outbox.deliver()
            time.sleep(0.2)
        assert fitting, f"no mail to {to} about {about!r}: {[x['Subject'] for x in self.letters(to)]}"
        return fitting[-1]

    def link(self, to, about=""):
        """The first link of the newest mail, as its reader would press it."""
        text = self.newest(to, about).get_body(("plain",)).get_content()
        return re.sub(r"^https?://[^/]+", self.base, LINK.search(text).group().rstrip(".,)"))


@pytest.fixture
def post(live_server, settings, tmp_path):
    """Mail leaves by SMTP, as in production, and can be read here."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = mailsink.MailSink(listener, tmp_path / "mail")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", listener.getsockname()[1]
    settings.SITE_URL = live_server.url
    settings.OUTBOX_REQUIRES_DURABILITY = False
    yield Post(tmp_path / "mail", live_server.url)
    server.shutdown()


@pytest.fixture
def send_all():
    """Pay what is owed now, whatever the hour: the next weekday's noon is played."""

    def send(days=0):
        from accounts.models import OutgoingMail

        OutgoingMail.objects.filter(state="queued").update(next_try_at=timezone.now() - timedelta(minutes=1))
        return outbox.deliver(now=noon_of_a_weekday(timezone.now() + timedelta(days=days)))

    return send


def noon_of_a_weekday(moment):
    moment = moment.replace(hour=16, minute=0)
    while moment.weekday() > 4:
        moment += timedelta(days=1)
    return moment


@pytest.fixture
def desk(browser, live_server):
    """Opens a browser window of their own for each person; axe looks at every page they stop at."""
    contexts, said = [], []

    def open_for(user=None, *, phone=False):
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        context = browser.new_context(base_url=live_server.url, viewport=size, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        said.append(watch(page))
        if user is not None:
            sign_in(page, user.email)
        return page

    yield open_for
    for context in contexts:
        context.close()
    assert [words for words in said if words] == []


def sign_in(page, address, password=PASSWORD):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail", exact=True).fill(address)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "login" not in url)
