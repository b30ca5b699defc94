"""What app.js adds, in a real browser. Each page works without it; this is about the comfort."""

import pytest

from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = """<!doctype html><html lang="en"><head><title>x</title>
<link rel="stylesheet" href="/static/vendor/bootstrap.min.css"><link rel="stylesheet" href="/static/app.css">
<script src="/static/django_htmx/htmx-2.min.js" defer></script><script src="/static/app.js" defer></script>
<script src="/static/keeps.js" defer></script></head><body>
<div class="offline" id="offline" hidden>No connection<button data-retry id="again">Try now</button></div>
<form id="draft" hx-post="/save" hx-trigger="change delay:10ms" hx-target="#saved" hx-swap="outerHTML">
<textarea name="words" data-words-max="3"></textarea><span class="saved" id="saved" role="status"></span></form>
<button data-opens="end" id="open">End</button>
<dialog class="confirm" id="end"><button data-closes id="keep">Keep it</button></dialog>
<button id="tap" hx-post="/tap" hx-swap="outerHTML">Done</button>
<button id="broken" hx-post="/broken">Break</button>
<form id="find" hx-post="/found" hx-trigger="change, again" hx-target="#found"
hx-swap="outerHTML"><input id="q" name="q"></form>
<div id="found"><a id="row" href="#there">A row</a></div>
<div class="toasts" id="messages" role="status"><div class="toast-line" data-toast>Done.</div></div>
</body></html>"""


@pytest.fixture
def page(page, live_server):
    page.route("**/parts", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.clock.install()
    page.goto(f"{live_server.url}/parts")
    return page


def test_a_failed_save_says_so_keeps_the_words_and_tries_again(page):
    page.route("**/save", lambda route: route.abort())
    page.locator("textarea").fill("one two")
    page.locator("textarea").blur()
    page.clock.run_for(100)
    page.get_by_text("Not saved yet. Trying again in 5 s").wait_for()
    assert page.locator("#offline").is_visible()
    page.unroute("**/save")
    saved = '<span class="saved" id="saved" role="status">Draft saved</span>'
    page.route("**/save", lambda route: route.fulfill(body=saved, content_type="text/html"))
    page.clock.run_for(6000)
    page.get_by_text("Draft saved").wait_for()
    assert page.locator("#offline").is_hidden()
    assert page.locator("textarea").input_value() == "one two"


def test_words_are_counted_while_typing(page):
    page.locator("textarea").fill("one two three four")
    assert "4 words. 1 more than the 3 that get read." in page.locator("#draft").inner_text()


def test_confirm_opens_and_keep_it_closes(page):
    page.locator("#open").click()
    assert page.locator("dialog").is_visible()
    page.locator("#keep").click()
    assert page.locator("dialog").is_hidden()


def test_focus_returns_to_what_was_pressed(page):
    again = '<button id="tap" aria-pressed="true">Done</button>'
    page.route("**/tap", lambda route: route.fulfill(body=again, content_type="text/html"))
    page.locator("#tap").click()
    page.clock.run_for(500)
    page.locator("#tap[aria-pressed=true]").wait_for()
    assert page.evaluate("document.activeElement.id") == "tap"


def test_an_answer_that_is_an_error_is_said_in_words(page):
    page.route("**/broken", lambda route: route.fulfill(status=500, body="no"))
    page.locator("#broken").click()
    page.get_by_text("That did not work. What you typed is still here. Try again.").wait_for()


def test_the_undo_line_leaves_sight_and_stays_in_the_page(page):
    line = page.locator("[data-toast]")
    assert "is-away" not in line.get_attribute("class")
    page.mouse.move(0, 0)
    page.clock.run_for(12000)
    assert "is-away" in line.get_attribute("class")
    assert line.text_content() == "Done."


def test_a_second_press_sends_nothing(page, live_server):
    user = make_user()
    sent = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("E-mail", exact=True).fill(user.email)
    twice = "document.querySelector('main form').requestSubmit(); document.querySelector('main form').requestSubmit()"
    with page.expect_navigation():
        page.evaluate(twice)
        page.clock.run_for(100)
    assert len(sent) == 1


def test_a_list_is_not_replaced_between_press_and_release(page):
    """Pressing a row leaves the field, the field asks for the list anew: the click must still reach the row."""
    asked = []
    anew = '<div id="found"><a id="row" href="#there">A newer row</a></div>'

    def answer(route):
        asked.append(route.request.post_data)
        route.fulfill(body=anew, content_type="text/html")

    page.route("**/found", answer)
    page.locator("#q").press_sequentially("ash")
    page.locator("#row").hover()
    with page.expect_response("**/found"):
        page.mouse.down()
    page.clock.run_for(200)
    assert page.locator("#row").inner_text() == "A row"
    page.mouse.up()
    page.clock.run_for(200)
    page.get_by_text("A newer row").wait_for()
    assert page.url.endswith("#there")
    assert asked == ["q=ash", "q=ash"]
