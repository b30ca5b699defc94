"""The demo's mail server keeps to the protocol that real mail programs speak."""

import smtplib
import socket
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from config.stack import mailsink, ports


@pytest.fixture
def sink(tmp_path):
    """A running sink: (port, folder)."""
    listener = ports.listen_anywhere()
    server = mailsink.MailSink(listener, tmp_path)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield ports.port_of(listener), tmp_path
    server.shutdown()
    server.server_close()


def kept(folder):
    return [path.read_bytes() for path in sorted(folder.glob("*.eml"))]


def mail(subject="Hello", body="Text"):
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"], message["Subject"] = "ada@example.org", "grace@example.org", subject
    message.set_content(body, cte="8bit")
    return message


def talk(port, *lines):
    """Send raw lines after the greeting, all at once, and return every reply up to the end."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as raw:
        raw.sendall(b"".join(line + b"\r\n" for line in lines))
        raw.shutdown(socket.SHUT_WR)
        return raw.makefile("rb").read().decode().splitlines()


def test_a_mail_is_kept_as_it_was_sent_with_its_envelope(sink):
    port, folder = sink
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
        refused = client.send_message(
            mail("Grüße", "Zoë\n.dot first\n..two dots\n"), to_addrs=["a@x.org", "b@x.org"]
        )
    assert refused == {}
    (content,) = kept(folder)
    parsed = message_from_bytes(content, policy=policy.default)
    assert parsed["Subject"] == "Grüße"
    assert parsed.get_content().replace("\r\n", "\n") == "Zoë\n.dot first\n..two dots\n"
    assert parsed["Return-Path"] == "<ada@example.org>"
    assert parsed.get_all("Delivered-To") == ["a@x.org", "b@x.org"]


def test_one_connection_may_send_many_mails_in_order(sink):
    port, folder = sink
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
        for number in range(30):
            client.send_message(mail(f"Mail {number}"))
    subjects = [message_from_bytes(content)["Subject"] for content in kept(folder)]
    assert subjects == [f"Mail {number}" for number in range(30)]


def test_several_connections_lose_nothing(sink):
    port, folder = sink

    def send(sender):
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
            for number in range(10):
                client.send_message(mail(f"{sender}-{number}"))

    threads = [threading.Thread(target=send, args=[sender]) for sender in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({message_from_bytes(content)["Subject"] for content in kept(folder)}) == 80


def test_it_announces_what_it_can_do(sink):
    with smtplib.SMTP("127.0.0.1", sink[0], timeout=5) as client:
        client.ehlo()
        assert {"size", "8bitmime", "smtputf8", "pipelining"} <= set(client.esmtp_features)


def test_commands_in_the_wrong_order_are_refused_and_the_session_goes_on(sink):
    port, folder = sink
    conversation = [b"EHLO x", b"RCPT TO:<a@x.org>", b"MAIL FROM:<a@x.org>", b"MAIL FROM:<b@x.org>", b"DATA"]
    conversation += [b"RSET", b"DATA", b"MAIL FROM:a@x.org", b"BDAT 5", b"NOOP", b"VRFY a", b"QUIT"]
    codes = [line[:3] for line in talk(port, *conversation) if line[3:4] == " "]
    assert codes == [
        "220",
        "250",
        "503",
        "250",
        "503",
        "503",
        "250",
        "503",
        "501",
        "500",
        "250",
        "252",
        "221",
    ]
    assert kept(folder) == []


def test_a_bounce_has_an_empty_sender(sink):
    port, folder = sink
    talk(
        port,
        b"HELO x",
        b"MAIL FROM:<> BODY=8BITMIME",
        b"RCPT TO:<a@x.org>",
        b"DATA",
        b"Subject: b",
        b"",
        b".",
        b"QUIT",
    )
    assert kept(folder)[0].startswith(b"Return-Path: <>\r\nDelivered-To: a@x.org\r\nSubject: b\r\n")


def test_too_large_a_mail_is_refused_when_announced_and_when_sent(sink, monkeypatch):
    port, folder = sink
    monkeypatch.setattr(mailsink, "SIZE_LIMIT", 2000)
    announced = talk(port, b"EHLO x", b"MAIL FROM:<a@x.org> SIZE=2001", b"QUIT")
    assert announced[-2].startswith("552")
    envelope = [b"EHLO x", b"MAIL FROM:<a@x.org>", b"RCPT TO:<a@x.org>", b"DATA"]
    replies = talk(port, *envelope, *[b"x" * 100] * 30, b".", b"NOOP", b"QUIT")
    assert [line[:3] for line in replies[-3:]] == ["552", "250", "221"]
    assert kept(folder) == []


def test_half_a_mail_is_no_mail(sink):
    port, folder = sink
    talk(port, b"EHLO x", b"MAIL FROM:<a@x.org>", b"RCPT TO:<a@x.org>", b"DATA", b"Subject: cut off")
    assert list(folder.iterdir()) == []


def test_a_line_over_the_limit_is_refused_and_the_session_goes_on(sink):
    replies = talk(sink[0], b"NOOP " + b"x" * 200_000, b"NOOP", b"QUIT")
    assert [line[:3] for line in replies] == ["220", "500", "250", "221"]


def test_a_line_without_end_gets_no_answer(sink):
    with socket.create_connection(("127.0.0.1", sink[0]), timeout=5) as raw:
        raw.sendall(b"NOOP " + b"x" * 10_000)
        raw.shutdown(socket.SHUT_WR)
        assert raw.makefile("rb").read().startswith(b"220 ")


def test_a_mail_half_written_by_a_killed_sink_is_cleared_away(tmp_path):
    (tmp_path / f"20260101T000000.000000Z-000001{mailsink.PARTIAL}").write_bytes(b"half")
    mailsink.Mailbox(tmp_path)
    assert list(tmp_path.iterdir()) == []
