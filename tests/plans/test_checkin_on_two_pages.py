"""One check-in open on two pages: what was typed on the older one is neither sent by a draft's button nor lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.actions.checkins import save_draft
from plans.models import CheckInReader
from tests import factories as make
from tests.plans.makers import make_plan, send

TYPED = {"done": "Read charts", "next": "A half thought"}


@pytest.fixture
def row(client, db):
    plan = make_plan(starts_on=timezone.localdate() - timedelta(days=85))
    plan.checkins.filter(quarter=1).update(skipped=False)
    client.force_login(plan.resident)
    row = plan.checkins.get(quarter=1)
    row.plan = plan
    return row


@pytest.fixture
def old_page(client, row):
    """What a page that was opened before anything happened sends along."""
    return {"seen": client.get(url_of(row)).context["version"]} | TYPED


def url_of(row, door="plans:checkin"):
    return reverse(door, args=[row.pk])


def test_a_draft_s_button_sends_nothing_after_the_check_in_was_sent(client, row, old_page):
    send(row, readers=[make.make_relationship(row.plan.resident)], day=timezone.localdate())
    for act in ("keep", "preview"):
        for data in (old_page, TYPED):  # also from a page that does not say what it saw
            answer = client.post(url_of(row), data | {"act": act})
            assert answer.status_code == 200 and "was sent on another page" in answer.content.decode()
            assert "A half thought" in answer.content.decode(), "what was typed stands there"
    row.refresh_from_db()
    assert (row.next, row.revised_at) == ("Draft the poster", None)


def test_sending_from_the_older_page_asks_first_and_then_replaces(client, row, old_page):
    send(row, readers=[], day=timezone.localdate())
    answer = client.post(url_of(row), old_page | {"act": "send"})
    assert "was sent on another page" in answer.content.decode()
    row.refresh_from_db()
    assert row.next == "Draft the poster"
    client.post(url_of(row), old_page | {"act": "send", "seen": answer.context["version"]})
    row.refresh_from_db()
    assert row.next == "A half thought"


def test_a_draft_kept_elsewhere_is_not_overwritten_unasked(client, row, old_page):
    save_draft(checkin=row, by=None, now=timezone.now(), done="From the phone", next="Long words")
    typing = client.post(url_of(row, "plans:checkin_save"), old_page, headers={"HX-Request": "true"})
    assert "Not saved" in typing.content.decode() and 'name="seen"' not in typing.content.decode()
    answer = client.post(url_of(row), old_page | {"act": "keep"})
    assert "was changed on another page" in answer.content.decode()
    row.refresh_from_db()
    assert row.done == "From the phone"
    again = old_page | {"act": "keep", "seen": answer.context["version"]}
    assert client.post(url_of(row), again).url == reverse("home")
    row.refresh_from_db()
    assert row.done == "Read charts"


def test_pressing_twice_is_no_clash(client, row, old_page):
    for act in ("keep", "keep", "send", "send"):
        assert client.post(url_of(row), old_page | {"act": act}).status_code == 302
    row.refresh_from_db()
    assert row.sent_at and row.revised_at is None


def test_typing_keeps_the_page_up_to_date(client, row, old_page):
    """Its own saving is no other page's, and the lines that say who reads follow the ticks."""
    tie = make.make_relationship(row.plan.resident, make.make_mentor("Dr. Newly Ticked"))
    answer = client.post(
        url_of(row, "plans:checkin_save"), old_page | {"readers": [tie.pk]}, headers={"HX-Request": "true"}
    )
    body = answer.content.decode()
    assert all(f'id="id_{name}_reader" hx-swap-oob' in body for name in ("done", "next", "questions"))
    assert "Read by <b>Dr. Newly Ticked</b>" in body
    assert f'name="seen" id="seen" value="{answer.context["version"]}"' in body
    more = old_page | {"next": "More words", "act": "keep", "seen": answer.context["version"]}
    assert client.post(url_of(row), more).status_code == 302


def test_mail_can_be_stopped_on_the_page_of_the_mailed_link(client, row):
    from accounts import links, outbox
    from accounts.models import LinkPurpose

    tie = make.make_relationship(row.plan.resident)
    send(row, readers=[tie], day=timezone.localdate())
    copy = CheckInReader.objects.get()
    link = links.make(purpose=LinkPurpose.READ_CHECKIN, target=copy.pk, address=tie.mentor.email)
    client.logout()
    page = client.get(links.url(link).partition("8000")[2])
    client.post(page.url, {"stop_mail": "1"})
    copy.refresh_from_db()
    assert outbox.is_stopped(tie.mentor.email) and copy.read_at is None
    assert "Take that back" in client.get(page.url).content.decode()
