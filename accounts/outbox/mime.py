"""A letter as the bytes that travel: multipart, CRLF, quoted-printable. Five times faster than building a MIME tree."""

import base64
import binascii
from email.header import Header
from email.utils import encode_rfc2231, formataddr, parseaddr
from functools import lru_cache

from django.conf import settings

LINE = 76  # a header longer than this is folded
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def build(letter):
    """The whole mail, ending in CRLF, dots not doubled. ValueError when a header would smuggle in another."""
    boundary = "=_" + letter.message_id.strip("<>").partition("@")[0]
    headers = [
        header("From", mailbox(settings.DEFAULT_FROM_EMAIL)),
        header("To", ascii_address(letter.to)),
        header("Subject", letter.subject),
        header("Date", mail_date(letter.date)),
        header("Message-ID", letter.message_id),
        *([header("Reply-To", mailbox(letter.reply_to))] if letter.reply_to else []),
        *(header(name, value) for name, value in letter.headers.items()),
        "MIME-Version: 1.0",
    ]
    return "\r\n".join([*headers, *_content(letter, boundary), ""]).encode("ascii")


def _content(letter, boundary):
    """The lines from the first Content-Type on."""
    words = _alternative(letter, boundary + "_w")
    if not letter.attachments:
        return words
    lines = [f'Content-Type: multipart/mixed; boundary="{boundary}"', "", f"--{boundary}", *words]
    for name, content, mime_type in letter.attachments:
        lines += [f"--{boundary}", *_attachment(name, content, mime_type)]
    return [*lines, f"--{boundary}--"]


def _alternative(letter, boundary):
    if not letter.html:
        return _part("plain", letter.text)
    return [
        f'Content-Type: multipart/alternative; boundary="{boundary}"',
        "",
        f"--{boundary}",
        *_part("plain", letter.text),
        f"--{boundary}",
        *_part("html", letter.html),
        f"--{boundary}--",
    ]


def _part(subtype, words):
    raw = words.replace("\r\n", "\n").replace("\r", "\n").encode()
    printable = binascii.b2a_qp(raw, istext=True).decode("ascii").replace("\n", "\r\n")
    return [
        f"Content-Type: text/{subtype}; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        printable,
    ]


def _attachment(name, content, mime_type):
    raw = content.encode() if isinstance(content, str) else content
    if name.isascii():
        bare = name.replace("\\", "").replace('"', "")
        filename = f'filename="{bare}"'
    else:
        filename = "filename*=" + encode_rfc2231(name, "utf-8")
    return [
        header("Content-Type", mime_type),
        "Content-Transfer-Encoding: base64",
        header("Content-Disposition", f"attachment; {filename}"),
        "",
        base64.encodebytes(raw).decode("ascii").strip().replace("\n", "\r\n"),
    ]


def header(name, value):
    """One header line, folded and encoded when it has to be."""
    if "\n" in value or "\r" in value:
        raise ValueError(f"The header {name} must not contain a line break.")
    if value.isascii() and (len(name) + 2 + len(value) <= LINE or " " not in value):
        return f"{name}: {value}"
    charset = None if value.isascii() else "utf-8"
    return f"{name}: {Header(value, charset, maxlinelen=LINE, header_name=name).encode(linesep=chr(13) + chr(10))}"


@lru_cache(maxsize=1000)
def mailbox(address):
    """ "Name <address>" with the name encoded when it is not ASCII."""
    name, plain = parseaddr(address)
    return formataddr((name, ascii_address(plain)))


def ascii_address(address):
    """An address for headers and envelope: an international domain in its ASCII form."""
    if address.isascii():
        return address
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain.encode('idna').decode()}"


def mail_date(moment):
    """As RFC 5322 writes it; days and months are English whatever the locale says."""
    return f"{DAYS[moment.weekday()]}, {moment:%d} {MONTHS[moment.month - 1]} {moment:%Y %H:%M:%S %z}"
