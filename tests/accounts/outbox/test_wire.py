"""The SMTP dialogue by phases: what each kind of trouble means for the mail."""

import socket
import ssl
import threading
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from accounts.outbox import mime, wire
from accounts.outbox.letters import Letter


class Server(threading.Thread):
    """Plays one script per connection: a dict of verb to answer; an answer of None hangs up."""

    def __init__(self, *scripts, tls=None):
        super().__init__(daemon=True)
        self.tls = tls
        self.scripts, self.heard, self.contents, self.senders = scripts, [], [], []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.start()

    def run(self):
        for script in self.scripts:
            connection, _ = self.socket.accept()
            if self.tls:
                context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
                context.load_cert_chain(self.tls)
                try:
                    connection = context.wrap_socket(connection, server_side=True)
                except ssl.SSLError:
                    connection.close()
                    break
            with connection, connection.makefile("rb") as lines:
                self.converse(script, connection, lines)
        self.socket.close()

    def converse(self, script, connection, lines):
        connection.sendall(script.get("HELLO", b"220 hi\r\n"))
        for line in lines:
            verb = line[:4].decode().strip().upper()
            self.heard.append(verb)
            if verb == "MAIL":
                self.senders.append(line.partition(b"<")[2].partition(b">")[0].decode())
            answer = script.get(verb, b"354 go\r\n" if verb == "DATA" else b"250 ok\r\n")
            if answer is None:
                return
            connection.sendall(answer)
            if verb == "QUIT":
                return
            if verb == "DATA" and answer.startswith(b"354"):
                content = []
                for row in lines:
                    if row == b".\r\n":
                        break
                    content.append(row)
                self.contents.append(b"".join(content))
                if script.get("DOT", b"250 taken\r\n") is None:
                    return
                connection.sendall(script.get("DOT", b"250 taken\r\n"))


@pytest.fixture(params=["one by one", "pipelined"])
def connect(request, settings):
    extensions = b"250-hi\r\n250 PIPELINING\r\n" if request.param == "pipelined" else b"250 hi\r\n"

    def to(*scripts):
        server = Server(*({"EHLO": extensions, **script} for script in scripts))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        return server, wire.open_wire(seconds=5)

    return to


def letter(**fields):
    return Letter(
        **{
            "to": "teo@example.org",
            "subject": "Grüße, a long subject " * 6 + "end",
            "text": ".\n.hidden dot\nline\r\nend",
            "html": "<p>Hi…</p>",
            "message_id": "<1@example.org>",
            "date": datetime(2026, 11, 22, 12, tzinfo=UTC),
            **fields,
        }
    )


def test_a_mail_arrives_as_written(connect):
    server, line = connect({})
    assert line.send(letter(headers={"List-Unsubscribe": "<http://127.0.0.1/u/x>"})) == "250 taken"
    line.close()
    raw = server.contents[0].replace(b"\r\n..", b"\r\n.")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    mail = message_from_bytes(raw, policy=policy.default)
    assert mail["Subject"].strip() == "Grüße, a long subject " * 6 + "end"
    assert mail["Message-ID"] == "<1@example.org>" and mail["Date"] == "Sun, 22 Nov 2026 12:00:00 +0000"
    assert mail["To"] == "teo@example.org" and mail["List-Unsubscribe"] == "<http://127.0.0.1/u/x>"
    assert mail.get_body(("plain",)).get_content().splitlines() == [".", ".hidden dot", "line", "end"]
    assert mail.get_body(("html",)).get_content().strip() == "<p>Hi…</p>"


def test_a_mail_comes_back_to_its_own_return_address_or_to_the_sender(connect, settings):
    settings.DEFAULT_FROM_EMAIL = "Mentorship <hello@example.org>"
    server, line = connect({})
    line.send(letter(return_address="bounces+abc@example.org"))
    line.send(letter())
    line.close()
    assert server.senders == ["bounces+abc@example.org", "hello@example.org"]


def test_attachments_arrive(connect):
    server, line = connect({})
    line.send(letter(attachments=[("meeting.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")]))
    line.close()
    mail = message_from_bytes(server.contents[0], policy=policy.default)
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "meeting.ics" and attached.get_content_type() == "text/calendar"
    assert "BEGIN:VCALENDAR" in attached.get_content()


def test_one_connection_carries_many_mails(connect):
    server, line = connect({})
    for _ in range(3):
        line.send(letter())
    line.close()
    assert server.heard.count("EHLO") == 1 and server.heard.count("DATA") == 3


def test_nobody_listening_is_nobodys_fault(connect):
    _, line = connect()
    with pytest.raises(wire.Unreachable):
        line.send(letter())


@pytest.mark.parametrize("script", [{"HELLO": b"554 go away\r\n"}, {"MAIL": b"530 sign in first\r\n"}])
def test_a_server_that_refuses_us_is_nobodys_fault(connect, script):
    _, line = connect(script)
    with pytest.raises(wire.Unreachable):
        line.send(letter())


@pytest.mark.parametrize(
    ("script", "for_good", "no_such_address"),
    [
        ({"RCPT": b"550 5.1.1 unknown\r\n"}, True, True),
        ({"RCPT": b"550 5.7.1 policy\r\n"}, True, False),
        ({"RCPT": b"550 no such user here\r\n"}, True, True),
        ({"RCPT": b"550 unknown client, relaying denied\r\n"}, True, False),
        ({"RCPT": b"554 blocked for spam\r\n"}, True, False),
        ({"RCPT": b"550 5.2.1 mailbox disabled\r\n"}, True, True),
        ({"RCPT": b"552 5.2.2 mailbox full\r\n"}, True, False),
        ({"DOT": b"550 no such user here\r\n"}, True, False),
        ({"RCPT": b"451 4.7.1 greylisted\r\n"}, False, False),
        ({"DATA": b"554 no\r\n"}, True, False),
        ({"DOT": b"452 full\r\n"}, False, False),
        ({"DOT": b"550 5.1.1 unknown\r\n"}, True, True),
    ],
)
def test_a_reply_is_a_clear_no(connect, script, for_good, no_such_address):
    server, line = connect(script)
    with pytest.raises(wire.Refused) as refusal:
        line.send(letter())
    assert (refusal.value.for_good, refusal.value.no_such_address) == (for_good, no_such_address)
    line.close()


@pytest.mark.parametrize("phase", ["MAIL", "RCPT", "DATA"])
def test_a_line_that_breaks_before_the_dot_means_not_sent(connect, phase):
    _, line = connect({phase: None})
    with pytest.raises(wire.Dropped):
        line.send(letter())


def certificate(folder):
    """A self-signed certificate for localhost: its file, which also holds the key."""
    from datetime import timedelta
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    unlocked = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "localhost.pem"
    pem = serialization.Encoding.PEM
    file.write_bytes(key.private_bytes(pem, *unlocked) + made.public_bytes(pem))
    return file


@pytest.mark.parametrize("known", [True, False])
def test_tls_needs_a_certificate_that_is_trusted(settings, tmp_path, monkeypatch, known):
    file = certificate(tmp_path)
    server = Server({"EHLO": b"250-hi\r\n250 PIPELINING\r\n"}, tls=file)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_SSL = "127.0.0.1", server.port, True
    if known:
        monkeypatch.setattr(wire, "trusted", lambda: ssl.create_default_context(cafile=file))
        line = wire.open_wire(seconds=5)
        assert line.send(letter()) == "250 taken"
        line.close()
    else:
        with pytest.raises(wire.Unreachable, match="CERTIFICATE_VERIFY_FAILED"):
            wire.open_wire(seconds=5).send(letter())


def test_a_server_without_starttls_gets_nothing_in_the_clear(connect, settings):
    server, _ = connect({})
    settings.EMAIL_USE_TLS = True
    with pytest.raises(wire.Unreachable):
        wire.open_wire(seconds=5).send(letter())
    assert "MAIL" not in server.heard and server.contents == []


def test_a_line_that_breaks_after_the_dot_is_a_doubt(connect):
    server, line = connect({"DOT": None})
    with pytest.raises(wire.InDoubt):
        line.send(letter())
    assert len(server.contents) == 1


def test_a_used_connection_that_was_closed_is_replaced(connect):
    server, line = connect({"NOOP": None}, {})
    assert line.send(letter()).startswith("250")
    line.smtp.sock.shutdown(socket.SHUT_RDWR)
    assert line.send(letter()).startswith("250")
    line.close()
    assert len(server.contents) == 2


def test_421_is_no_answer_to_the_mail(connect):
    server, line = connect({"MAIL": b"421 too many\r\n"})
    with pytest.raises(wire.Dropped):
        line.send(letter())


def test_a_lease_that_ended_holds_the_dot_back(connect):
    server, line = connect({})
    with pytest.raises(wire.Dropped):
        line.send(letter(), until=0.0)
    assert server.heard[-1] == "DATA"


def test_no_header_can_be_smuggled_in(connect):
    _, line = connect({})
    with pytest.raises(ValueError):
        line.send(letter(subject="Hi\r\nBcc: everybody@example.org"))


def test_an_international_domain_travels_in_ascii():
    assert mime.ascii_address("teo@bücher.example") == "teo@xn--bcher-kva.example"
