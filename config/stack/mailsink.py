"""A mail server for the demo: takes every mail by a real SMTP conversation and keeps it as a file.

Nothing leaves this machine. `.data/mail/<utc moment>-<number>.eml` is the mail as received, below the headers
that a delivering server adds: Return-Path, and one Delivered-To per envelope recipient.
"""

import argparse
import itertools
import os
import re
import socket
import socketserver
from datetime import UTC, datetime
from pathlib import Path

SIZE_LIMIT = 25 * 1024 * 1024  # bytes in one mail
LINE_LIMIT = 4096  # bytes in one command; RFC 5321 asks for 512
IDLE_SECONDS = 300
RECIPIENT_LIMIT = 1000
PATH = re.compile(r"(?:FROM|TO):\s*<([^<>\s]*)>((?:\s+\S+)*)\s*$", re.IGNORECASE)
PARTIAL = ".partial"


class Mailbox:
    """A folder of mails. `keep` returns only when the whole mail stands under its final name."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.numbers = itertools.count(1)
        for half_written in self.folder.glob(f"*{PARTIAL}"):
            half_written.unlink(missing_ok=True)

    def keep(self, sender, recipients, content):
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        path = self.folder / f"{moment}-{next(self.numbers):06d}.eml"
        trace = [f"Return-Path: <{sender}>", *(f"Delivered-To: {address}" for address in recipients)]
        partial = path.with_suffix(PARTIAL)
        partial.write_bytes("\r\n".join([*trace, ""]).encode() + content)
        partial.rename(path)
        return path


class Conversation(socketserver.StreamRequestHandler):
    """One SMTP session. Each `do_x` answers one command; every answer is one reply line or several."""

    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True

    def handle(self):
        self.sender, self.recipients = None, []
        try:
            self.reply("220 localhost ESMTP mail sink")
            while self.answer(self.rfile.readline(LINE_LIMIT)):
                pass
        except OSError:  # the other side went away, or stayed silent too long
            pass

    def answer(self, line):
        """Answer one command line; False ends the session."""
        if not line:
            return False
        if not line.endswith(b"\n"):
            return self.refuse_the_rest()
        verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
        command = getattr(self, f"do_{verb.lower()}", None) if verb.isalpha() else None
        if command is None:
            self.reply("500 command not recognized")
            return True
        return command(rest.strip()) is not False

    def refuse_the_rest(self):
        """A line over the limit is read to its end, because closing early would lose the answer; False without end."""
        while chunk := self.rfile.readline(65536):
            if chunk.endswith(b"\n"):
                self.reply("500 line too long")
                return True
        return False

    def reply(self, *lines):
        code = lines[0][:3]
        text = [f"{code}-{line[4:]}" for line in lines[:-1]] + [f"{code} {lines[-1][4:]}"]
        self.wfile.write(("\r\n".join(text) + "\r\n").encode())

    def do_ehlo(self, rest):
        self.forget()
        self.reply(
            "250 localhost", f"250 SIZE {SIZE_LIMIT}", "250 8BITMIME", "250 SMTPUTF8", "250 PIPELINING"
        )

    def do_helo(self, rest):
        self.forget()
        self.reply("250 localhost")

    def do_mail(self, rest):
        found = PATH.match(rest)
        if self.sender is not None:
            self.reply("503 one sender at a time; RSET first")
        elif not found or not rest.upper().startswith("FROM:"):
            self.reply("501 say MAIL FROM:<address>")
        elif declared_size(found[2]) > SIZE_LIMIT:
            self.reply("552 too large")
        else:
            self.sender = found[1]
            self.reply("250 ok")

    def do_rcpt(self, rest):
        found = PATH.match(rest)
        if self.sender is None:
            self.reply("503 MAIL first")
        elif not found or not found[1] or not rest.upper().startswith("TO:"):
            self.reply("501 say RCPT TO:<address>")
        elif len(self.recipients) >= RECIPIENT_LIMIT:
            self.reply("452 too many recipients")
        else:
            self.recipients.append(found[1])
            self.reply("250 ok")

    def do_data(self, rest):
        if not self.recipients:
            self.reply("503 RCPT first")
            return True
        self.reply("354 end with a line that holds one dot")
        content = self.read_content()
        if content is None:
            return False
        if len(content) > SIZE_LIMIT:
            self.reply("552 too large")
        else:
            self.server.mailbox.keep(self.sender, self.recipients, content)
            self.reply("250 kept")
        self.forget()
        return True

    def read_content(self):
        """The mail with dots unstuffed; None when the line broke. Past the limit it is read but not kept."""
        parts, size, at_line_start = [], 0, True
        while chunk := self.rfile.readline(65536):
            if at_line_start and chunk[:1] == b".":
                if chunk in (b".\r\n", b".\n"):
                    return b"".join(parts) if size <= SIZE_LIMIT else bytes(SIZE_LIMIT + 1)
                chunk = chunk[1:]
            at_line_start = chunk.endswith(b"\n")
            size += len(chunk)
            if size <= SIZE_LIMIT:
                parts.append(chunk)
        return None

    def do_rset(self, rest):
        self.forget()
        self.reply("250 ok")

    def do_noop(self, rest):
        self.reply("250 ok")

    def do_vrfy(self, rest):
        self.reply("252 send it and see")

    def do_quit(self, rest):
        self.reply("221 bye")
        return False

    def forget(self):
        self.sender, self.recipients = None, []


class MailSink(socketserver.ThreadingTCPServer):
    """A thread per connection, on a socket that already listens."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, listener, folder):
        super().__init__(listener.getsockname(), Conversation, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self.mailbox = Mailbox(folder)


def declared_size(parameters):
    """The SIZE= that MAIL announces, in bytes; 0 when it announces none."""
    found = re.search(r"\bSIZE=(\d{1,15})\b", parameters, re.IGNORECASE)
    return int(found[1]) if found else 0


def main(argv=None):
    parser = argparse.ArgumentParser(prog="mailsink", description=__doc__)
    parser.add_argument("--fd", type=int, required=True, help="the listening socket, inherited")
    parser.add_argument("--folder", required=True)
    options = parser.parse_args(argv)
    os.umask(0o077)
    MailSink(socket.socket(fileno=options.fd), options.folder).serve_forever()


if __name__ == "__main__":
    main()
