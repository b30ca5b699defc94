"""The demo's mailbox page: what was sent, for anyone to press the links. It does not exist in production."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.outbox import mime
from accounts.outbox.letters import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path
    return tmp_path


def keep(folder, number=1, **fields):
    letter = Letter(
        **{
            "to": "teo@example.org",
            "subject": f"Mail number {number}",
            "text": "Dear Dr. Larkspur,\n\nopen http://127.0.0.1:8000/l/abc <b>now</b>",
            "html": "<p>Hi</p>",
            "message_id": f"<{number}@example.org>",
            "date": datetime(2026, 11, 22, 12, number % 60, tzinfo=UTC),
            **fields,
        }
    )
    name = f"20261122T1200{number:02}.000000Z-{number:06}"
    (folder / f"{name}.eml").write_bytes(b"Return-Path: <x@example.org>\r\n" + mime.build(letter))
    return name


def test_it_does_not_exist_in_production(client):
    assert client.get(reverse("accounts:mailbox")).status_code == 404
    assert client.get(reverse("accounts:mailbox_mail", args=["x"])).status_code == 404


def test_an_empty_mailbox_says_how_to_fill_it(folder):
    page = Client().get(reverse("accounts:mailbox"))
    assert page.status_code == 200 and "No mail yet" in page.content.decode()


def test_the_newest_fifty_are_listed(folder):
    for number in range(1, 56):
        keep(folder, number)
    page = Client().get(reverse("accounts:mailbox")).content.decode()
    assert page.index("Mail number 55") < page.index("Mail number 54")
    assert "Mail number 6<" in page and "Mail number 5<" not in page


def test_a_mail_is_shown_as_text_with_its_links(folder):
    name = keep(folder, subject="Grüße aus der Klinik", attachments=[("meeting.ics", b"x", "text/calendar")])
    page = Client().get(reverse("accounts:mailbox_mail", args=[name])).content.decode()
    assert "Grüße aus der Klinik" in page and "teo@example.org" in page
    assert 'href="http://127.0.0.1:8000/l/abc"' in page
    assert "&lt;b&gt;now&lt;/b&gt;" in page and "<b>now" not in page
    assert "meeting.ics" in page


@pytest.mark.parametrize("name", ["no-such", "..%2F..%2Fetc%2Fpasswd", "../secret"])
def test_nothing_but_mail_can_be_opened(folder, name):
    (folder.parent / "secret.eml").write_bytes(b"Subject: secret\r\n\r\nx")
    assert Client().get(f"/mailbox/{name}").status_code == 404


def test_a_damaged_mail_is_no_error(folder):
    (folder / "20261122T000000.000000Z-000001.eml").write_bytes(
        b"\xff\xfe not a mail\r\nDate: nonsense\r\n\r\n\xff"
    )
    page = Client().get(reverse("accounts:mailbox"))
    assert page.status_code == 200
    assert (
        Client().get(reverse("accounts:mailbox_mail", args=["20261122T000000.000000Z-000001"])).status_code
        == 200
    )
