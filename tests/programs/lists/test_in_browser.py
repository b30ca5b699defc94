"""Lists in a real browser: dragged, moved by keys, without a script; axe is content on every page, light and dark."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from playbook.sync import sync_playbook
from programs.models import Evaluation, PathCondition
from tests.factories import make_applicant, make_need
from tests.looking import PHONE, WIDE, look_at
from tests.programs.lists.makers import make_answer, make_evaluation
from tests.programs.makers import make_hospital_program

pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("programs:rank_list")


@pytest.fixture
def maya(sign_in):
    maya = make_applicant("Maya Applicant")
    for rank, name in enumerate(("Ash", "Birch", "Cedar", "Dogwood"), 1):
        make_evaluation(maya, make_hospital_program(name), rank=rank)
    sign_in(maya)
    return maya


@pytest.fixture
def opened(page, live_server, maya):
    def go(path=LIST, size=WIDE):
        page.set_viewport_size(size)
        page.goto(live_server.url + path)
        return page

    return go


def shown(page):
    return page.locator("[data-row] h3").all_inner_texts()


def order(maya):
    ranked = Evaluation.objects.filter(applicant=maya).exclude(rank=None).order_by("rank")
    return list(ranked.values_list("program__institution__name", flat=True))


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_row_is_dragged_by_its_grip(opened, maya, size):
    page = opened(size=size)
    grip = page.locator("[data-row]", has_text="Dogwood").locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    start, top = grip.bounding_box(), page.locator("[data-row]", has_text="Birch").bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, start["y"] - 40, steps=4)
    page.mouse.move(start["x"] + 10, top["y"] + 4, steps=6)
    page.mouse.up()
    page.locator("#rank-said", has_text="Moved to number 2.").wait_for(state="attached")
    assert shown(page) == order(maya) == ["Ash", "Dogwood", "Birch", "Cedar"]
    page.get_by_role("button", name="Undo the last change").click()
    page.locator("#rank-said", has_text="undone").wait_for(state="attached")
    assert order(maya) == ["Ash", "Birch", "Cedar", "Dogwood"]


def test_escape_puts_a_dragged_row_back(opened, maya):
    page = opened()
    grip = page.locator("[data-grip]").last
    start = grip.bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, start["y"] - 150, steps=5)
    assert shown(page) != ["Ash", "Birch", "Cedar", "Dogwood"]
    page.keyboard.press("Escape")
    page.mouse.up()
    assert shown(page) == order(maya) == ["Ash", "Birch", "Cedar", "Dogwood"]


def test_a_drag_that_does_not_get_through_is_put_back(opened, maya):
    page = opened()
    page.context.set_offline(True)
    grip = page.locator("[data-grip]").last
    start = grip.bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, start["y"] - 150, steps=5)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert shown(page) == ["Ash", "Birch", "Cedar", "Dogwood"]
    page.context.set_offline(False)


def test_keys_alone_move_a_row_and_the_focus_stays_with_it(opened, maya):
    page = opened()
    page.get_by_role("button", name="Up: Cedar").focus()
    page.keyboard.press("Enter")
    page.locator("#rank-said", has_text="Cedar is now number 2.").wait_for(state="attached")
    page.locator("#rank button:focus").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Up: Cedar"
    page.keyboard.press("Enter")
    page.locator("#rank-said", has_text="Cedar is now number 1.").wait_for(state="attached")
    assert order(maya) == ["Cedar", "Ash", "Birch", "Dogwood"]
    page.locator(
        "[data-row]:focus", has_text="Cedar"
    ).wait_for()  # the first row has no Up: focus goes to the row


def test_a_number_is_typed_and_sent_with_enter(opened, maya):
    page = opened()
    row = page.locator("[data-row]", has_text="Ash")
    row.locator("summary").click()
    row.get_by_label("To number").fill("3")
    page.keyboard.press("Enter")
    page.locator("#rank-said", has_text="Ash is now number 3.").wait_for(state="attached")
    assert order(maya) == ["Birch", "Cedar", "Ash", "Dogwood"]


def test_all_of_it_without_a_script(scriptless, live_server, maya):
    page = scriptless(live_server.url + LIST)
    assert page.locator("[data-grip]:visible").count() == 0
    page.get_by_role("button", name="Down: Ash").click()
    page.get_by_text("Ash is now number 2.").wait_for()
    assert "#row-" in page.url
    with page.expect_navigation():
        page.get_by_role("button", name="Undo the last change").click()
    assert order(maya) == ["Ash", "Birch", "Cedar", "Dogwood"]
    page.goto(live_server.url + reverse("programs:search"))
    make_hospital_program("Elm")
    page.reload()
    page.get_by_role("button", name="Save Elm, Internal Medicine").click()
    page.get_by_text("Saved. Only you see it.").wait_for()
    assert page.url.endswith("/programs/")


def test_saving_from_the_results_keeps_the_place(opened, maya):
    page = opened(reverse("programs:search"))
    make_hospital_program("Elm")
    page.reload()
    page.get_by_role("button", name="Save Elm, Internal Medicine").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Saved: Elm, Internal Medicine").wait_for()
    assert (
        page.evaluate("document.activeElement.getAttribute('aria-label')") == "Saved: Elm, Internal Medicine"
    )
    assert page.url.endswith("/programs/")


def test_axe_finds_nothing(opened, maya):
    sync_playbook(today=timezone.localdate())
    make_need(maya)
    one = maya.evaluations.get(rank=2)
    answer = make_answer(one)
    for key in PathCondition.Key.values[:3]:
        PathCondition.objects.create(evaluation=one, path="cardiology", key=key, holds=True, answer=answer)
    soon = timezone.now() + timedelta(days=3)
    Evaluation.objects.filter(pk=one.pk).update(
        target_path="cardiology", tags=["near home"], note="Warm people.", interview_at=soon
    )
    make_evaluation(maya, make_hospital_program("Elm"))
    own = [
        reverse(f"programs:{d}", args=[one.pk]) for d in ("evaluation_edit", "evaluation_remove", "matched")
    ]
    others = [reverse(f"programs:{d}") for d in ("evaluations", "interviews", "rank_final")]
    for path in ("/", LIST, *others, *own):
        look_at(opened(path))
