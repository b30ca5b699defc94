"""The SMTP dialogue, by phases, because only the phase tells whether a failure means "not sent" or "who knows".

Until the final dot has left, any failure means the mail was not accepted. A reply to the dot is a clear answer.
Silence after the dot is neither: RFC 1047 leaves both sides owning the mail, so it is reported as in doubt.
"""

import re
import smtplib
import socket
import ssl
import time
from email.utils import parseaddr
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection

from accounts.outbox import bounces, mime

CONNECT_SECONDS, COMMAND_SECONDS, FINAL_DOT_SECONDS = 10, 60, 600  # RFC 5321 4.5.3.2.6 asks for ten minutes
MAILS_PER_CONNECTION, SECONDS_PER_CONNECTION = 100, 300
# Old servers refuse a reader without a number (RFC 3463). A refusal to relay, or of our reputation, blames no address.
ENHANCED = re.compile(r"\s*[245]\.\d{1,3}\.\d")
GONE = re.compile(
    r"(?i)(?!.*\b(?:relay|sender|client|helo|spam|blocked)\w*\b)"
    r".*(?:no such|unknown|does ?n[o']t exist|does not exist|not found|no mailbox|invalid (?:rec|addr|mail))"
)


class Unreachable(Exception):
    """The server cannot be reached, or will not take anything from us now. No mail is to blame."""


class Dropped(Exception):
    """The connection broke before the final dot left. The mail was not accepted."""


class Refused(Exception):
    """The server said no to this mail; `for_good` after a 5xx."""

    def __init__(self, code, reply, *, about_address=False):
        self.code, self.reply, self.for_good = code, f"{code} {reply}", code >= 500
        in_numbers = bool(bounces.NO_SUCH_ADDRESS.match(reply))
        in_words = about_address and not ENHANCED.match(reply) and bool(GONE.match(reply))
        self.no_such_address = self.for_good and (in_numbers or in_words)
        super().__init__(self.reply)


class InDoubt(Exception):
    """The final dot left and no answer came."""


class SmtpWire:
    """One SMTP connection, kept for up to 100 mails or five minutes. `seconds` shortens every wait (a page waits)."""

    def __init__(self, *, seconds=None):
        self.connect_seconds = seconds or CONNECT_SECONDS
        self.command_seconds = seconds or COMMAND_SECONDS
        self.final_seconds = seconds or getattr(settings, "OUTBOX_FINAL_DOT_SECONDS", FINAL_DOT_SECONDS)
        self.smtp, self.mails, self.since = None, 0, 0.0
        # Lets the dot ride in the body's last packet though it is sent by itself; TLS sockets take no flags.
        encrypted = settings.EMAIL_USE_SSL or settings.EMAIL_USE_TLS
        self.hold_back = [] if encrypted or not hasattr(socket, "MSG_MORE") else [socket.MSG_MORE]
        self.sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]

    def send(self, letter, *, until=None):
        """Hand one mail over and return the server's reply. `until` (monotonic) is the last moment for the dot."""
        body = encode(letter)
        reused = self.smtp is not None and not self._worn_out()
        try:
            return self._converse(letter, body, until)
        except Dropped:
            if not reused:
                raise
            # Servers close idle or well-used connections; nothing was accepted, so once more on a fresh one.
            return self._converse(letter, body, until)

    def _converse(self, letter, body, until):
        self._connect()
        smtp = self.smtp
        try:
            self._envelope(smtp, letter.return_address or self.sender, mime.ascii_address(letter.to))
            smtp.sock.sendall(body, *self.hold_back)
            if until is not None and time.monotonic() >= until:
                raise Dropped("The lease ended before the mail was complete.")
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            self._hang_up()
            raise Dropped(describe(error)) from error
        except Dropped:
            self._hang_up()
            raise
        return self._final_dot(smtp)

    def _envelope(self, smtp, sender, to):
        """MAIL, RCPT, DATA; in one packet when the server takes that (RFC 2920). Returns after a 354."""
        commands = [f"MAIL FROM:<{sender}>", f"RCPT TO:<{to}>", "DATA"]
        if not smtp.has_extn("pipelining"):
            self._expect(smtp.docmd(commands[0]), 250, ours=True)
            self._expect(smtp.docmd(commands[1]), 250, 251, about_address=True)
            self._expect(smtp.docmd(commands[2]), 354)
            return
        smtp.send("\r\n".join([*commands, ""]))
        mail, rcpt, data = smtp.getreply(), smtp.getreply(), smtp.getreply()
        if data[0] == 354 and (mail[0] != 250 or rcpt[0] not in (250, 251)):
            smtp.docmd(".")  # a server that went on without a reader gets an empty mail, which it must refuse
        self._expect(mail, 250, ours=True)
        self._expect(rcpt, 250, 251, about_address=True)
        self._expect(data, 354)

    def _final_dot(self, smtp):
        try:
            smtp.sock.settimeout(self.final_seconds)
            smtp.sock.sendall(b".\r\n")
            code, reply = smtp.getreply()
            smtp.sock.settimeout(self.command_seconds)
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            raise InDoubt(describe(error)) from error
        self.mails += 1
        if code == 421:
            self._hang_up()
        if not 200 <= code < 300:
            raise Refused(code, decode(reply))
        return f"{code} {decode(reply)}"

    def _expect(self, answer, *good, ours=False, about_address=False):
        code, reply = answer
        if code in good:
            return
        if code == 421 or code < 0:
            raise smtplib.SMTPServerDisconnected(f"{code} {decode(reply)}")
        if ours:
            # Refusing our own address or asking for a login is about us, not about this mail.
            self._hang_up()
            raise Unreachable(f"{code} {decode(reply)}")
        self.smtp.docmd("RSET")
        raise Refused(code, decode(reply), about_address=about_address)

    def _worn_out(self):
        return self.mails >= MAILS_PER_CONNECTION or time.monotonic() - self.since > SECONDS_PER_CONNECTION

    def _connect(self):
        if self.smtp is not None and not self._worn_out():
            return
        self.close()
        try:
            self.smtp = self._open()
        except (OSError, smtplib.SMTPException) as error:
            self.smtp = None
            raise Unreachable(describe(error)) from error
        self.mails, self.since = 0, time.monotonic()

    def _open(self):
        host, port = settings.EMAIL_HOST, settings.EMAIL_PORT
        us = urlsplit(settings.SITE_URL).hostname or "localhost"
        if settings.EMAIL_USE_SSL:
            smtp = smtplib.SMTP_SSL(host, port, us, timeout=self.connect_seconds, context=trusted())
        else:
            smtp = smtplib.SMTP(host, port, us, timeout=self.connect_seconds)
        try:
            smtp.sock.settimeout(self.command_seconds)
            # The dot travels by itself; nothing may hold it back until the packet before is acknowledged.
            smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            smtp.ehlo_or_helo_if_needed()
            if settings.EMAIL_USE_TLS:
                smtp.starttls(context=trusted())
                smtp.ehlo()
            if settings.EMAIL_HOST_USER:
                smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _hang_up(self):
        if self.smtp is not None:
            self.smtp.close()
        self.smtp = None

    def close(self):
        if self.smtp is not None:
            try:
                self.smtp.sock.settimeout(2)
                self.smtp.quit()
            except (OSError, smtplib.SMTPException, AttributeError):
                self.smtp.close()
        self.smtp = None


class DjangoWire:
    """Any other e-mail backend of Django's (tests, a console): it takes a mail or raises, so nothing is in doubt."""

    def __init__(self, *, seconds=None):
        self.connection = get_connection()

    def send(self, letter, *, until=None):
        try:
            letter.as_django(self.connection).send()
        except smtplib.SMTPResponseException as error:
            raise Refused(error.smtp_code, decode(error.smtp_error)) from error
        except Exception as error:
            raise Dropped(describe(error)) from error
        return "250 taken by the backend"

    def close(self):
        self.connection.close()


@cache
def trusted():
    """The system's certificates; reading them takes a tenth of a second, so once."""
    return ssl.create_default_context()


def open_wire(*, seconds=None):
    smtp = settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
    return SmtpWire(seconds=seconds) if smtp else DjangoWire(seconds=seconds)


def encode(letter):
    """The bytes between DATA and the final dot: leading dots doubled, CRLF at the end."""
    return mime.build(letter).replace(b"\r\n.", b"\r\n..")


def decode(reply):
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
    return " ".join(text.split())


def describe(error):
    return f"{type(error).__name__}: {decode(str(error))}"[:300]
