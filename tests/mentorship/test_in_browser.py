"""What only a browser shows: the checklist that ticks while one types, and questions that open by keyboard."""

import pytest
from django.urls import reverse

from mentorship.models import Message
from tests import factories as make
from tests.factories import PASSWORD
from tests.mentorship.makers import make_ready_ask

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rae(page, live_server):
    """Rae, signed in."""
    rae = make.make_user("Rae Resident")
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_label("E-mail", exact=True).fill(rae.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "login" not in url)
    return rae


def test_the_checklist_ticks_while_typing_and_the_focus_stays(page, live_server, rae):
    message = make_ready_ask(make.make_relationship(rae, status="prospect"))
    page.goto(live_server.url + reverse("mentorship:ask", args=[message.relationship_id]))
    field, checklist = page.locator("textarea[name=fit]"), page.locator("#check")
    assert "Everything is there" in checklist.inner_text()
    field.fill("")
    field.press_sequentially("Will you be my mentor?")
    checklist.get_by_text("open-ended").wait_for()
    assert page.evaluate("document.activeElement.name") == "fit"
    assert Message.objects.get().state == "draft"
    field.fill("I only ask for this one talk.")
    checklist.get_by_text("Everything is there").wait_for()
    assert Message.objects.get().state == "ready"


def test_ending_asks_first_and_escape_keeps_it(page, live_server, rae):
    tie = make.make_relationship(rae)
    page.goto(live_server.url + reverse("mentorship:relationship", args=[tie.pk]))
    opener, question = page.get_by_role("link", name="End it kindly"), page.locator("#end")
    opener.focus()
    page.keyboard.press("Enter")
    question.wait_for()
    assert page.evaluate("document.getElementById('end').contains(document.activeElement)")
    page.keyboard.press("Escape")
    question.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.dataset.opens") == "end"
    tie.refresh_from_db()
    assert tie.status == "active"


def test_the_first_meeting_page_prints_on_one_sheet(page, live_server, rae):
    from playbook.sync import sync_playbook
    from tests.mentorship.makers import soon

    sync_playbook(today=soon().date())
    for _ in range(4):
        make.make_need(rae)
    tie = make.make_relationship(rae)
    meeting = make.make_meeting(
        tie, starts_at=soon(), kind="first", kit_questions=["Q-F1", "Q-F2", "Q-F3", "Q-F4"]
    )
    page.goto(live_server.url + reverse("mentorship:kit", args=[meeting.pk]))
    printed = page.pdf(format="Letter")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1
