"""Judging programs in a real browser: sliders that move the order, pages that axe and a small phone bear."""

import pytest
from django.urls import reverse

from programs.models import Preferences
from tests.looking import look_at, open_everything
from tests.programs.evaluations.makers import TODAY, make_img, make_look, make_me, with_bank
from tests.programs.makers import make_fact

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def me(sign_in):
    with_bank()
    me = make_me()
    sign_in(me)
    return me


@pytest.fixture
def two(me):
    facts = [("research_support", "yes"), ("role_flexibility", "no"), ("volume", "yes")]
    first = make_look(me, "Alder", facts=facts, sketch_asked_on=TODAY)
    second = make_look(
        me, "Beech", answers=[], facts=[("research_support", "no"), ("role_flexibility", "yes")]
    )
    make_fact(first.program, "img_share", "yes", numerator=11, denominator=24)
    return first, second


def order(page):
    return page.locator("#weighed h3").all_inner_texts()


def test_the_order_follows_a_slider_without_a_button(live_server, page, me, two):
    page.goto(live_server.url + reverse("programs:weights"))
    for slider in page.locator("#sliders input[type=range]").all():
        slider.evaluate("e => { e.value = 0; e.dispatchEvent(new Event('input', {bubbles: true})) }")
    research = page.get_by_label("Research support")
    research.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.locator("#weighed h3", has_text="Alder").wait_for()
    page.wait_for_timeout(700)
    assert order(page) == ["Alder", "Beech"]
    roles = page.get_by_label("Room to shape your role")
    roles.focus()
    page.keyboard.press("End")
    page.wait_for_timeout(700)
    assert order(page) == ["Beech", "Alder"]
    assert page.locator("output[for=id_G-06]").inner_text() == "100"
    assert page.evaluate("document.activeElement.id") == "id_G-06"
    assert not Preferences.objects.exists()
    with page.expect_navigation():
        page.get_by_role("button", name="Keep these weights").click()
    assert order(page) == ["Beech", "Alder"]
    assert Preferences.objects.get(user=me).weights["G-06"] == 100


def test_the_same_without_a_script(scriptless, live_server, me, two):
    page = scriptless(live_server.url + reverse("programs:weights"))
    assert order(page) == ["Alder", "Beech"]
    with page.expect_navigation():
        page.get_by_role("button", name="Show the order").click()
    assert order(page) == ["Alder", "Beech"] and not Preferences.objects.exists()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(live_server, page, me, two):
    page.goto(live_server.url + reverse("programs:evaluation", args=[two[0].pk]))
    open_everything(page)
    look_at(page)
    make_img(me)  # everything above, and more
    compare = f"{reverse('programs:compare')}?e={two[0].pk}&e={two[1].pk}"
    evaluation = reverse("programs:evaluation", args=[two[0].pk])
    path_form, need_form = (
        f"{evaluation}?word=path-0-vague_leaders",
        f"{evaluation}?word=need-{me.needs.first().pk}",
    )
    for path in (
        evaluation,
        path_form,
        need_form,
        f"{evaluation}?word=img",
        compare,
        reverse("programs:compare"),
        reverse("programs:weights"),
    ):
        page.goto(live_server.url + path)
        open_everything(page)
        look_at(page)


def test_a_condition_sent_without_proof_opens_at_its_field(live_server, page, me, two):
    page.goto(live_server.url + reverse("programs:evaluation", args=[two[0].pk]))
    page.locator("#paths").get_by_text("The four signs").first.click()
    row = page.locator("#paths li").nth(1)
    row.get_by_role("link", name="Your own word").click()
    row.get_by_label("Your word on it").select_option("yes")
    row.get_by_role("button", name="Keep").click()
    page.get_by_text(
        "Choose the answer or fact that proves it. Without one it stays a question."
    ).first.wait_for()
    assert page.locator("#paths li").nth(1).get_by_label("Your word on it").input_value() == "yes"
