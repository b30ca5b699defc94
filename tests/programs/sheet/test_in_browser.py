"""The sheet in a real browser: a thumb, a lost connection, a script switched off."""

import re

import pytest
from django.urls import reverse

from programs.models import AnswerDraft
from tests.factories import make_need
from tests.looking import PHONE, look_at, open_everything
from tests.programs.sheet.makers import make_answer, make_evaluation, make_img, with_bank

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def evaluation(page, sign_in):
    with_bank()
    evaluation = make_evaluation()
    sign_in(evaluation.applicant)
    page.set_viewport_size(PHONE)
    return evaluation


@pytest.fixture
def opened(page, live_server, evaluation):
    def go(key="Q-L1", door="answer", *args):
        args = [key] if door == "answer" else list(args)
        page.goto(live_server.url + reverse(f"programs:{door}", args=[evaluation.pk, *args]))
        return page

    return go


def test_a_lost_connection_loses_nothing_typed(opened, evaluation):
    page = opened()
    page.context.set_offline(True)
    page.get_by_label("What they said").fill("Dr. Stonecrop pairs interns in week 2.")
    page.get_by_text("A name", exact=True).click()

    page.get_by_text("Not saved yet").wait_for(timeout=9000)
    assert page.locator("#offline").is_visible()
    page.locator("#save").click()
    page.wait_for_timeout(300)
    assert "/Q-L1/" in page.url, "saving waits for the line"
    assert page.get_by_label("What they said").input_value().startswith("Dr. Stonecrop")
    assert not AnswerDraft.objects.exists()

    page.context.set_offline(False)
    page.get_by_text(re.compile(r"^Saved \d")).wait_for(timeout=9000)
    assert page.locator("#offline").is_hidden()
    page.reload()
    assert page.get_by_label("What they said").input_value() == "Dr. Stonecrop pairs interns in week 2."
    assert page.get_by_label("A name", exact=True).is_checked()

    page.locator("#save").click()
    page.wait_for_url("**/Q-L1a/")
    assert evaluation.answers.get().reading == "partial"
    assert not AnswerDraft.objects.exists()


def test_a_server_that_fails_is_tried_again(opened, evaluation):
    page = opened()
    page.route("**/draft/", lambda route: route.fulfill(status=503, body="away"))
    page.get_by_label("What they said").fill("Words")
    page.get_by_text("Not saved yet").wait_for(timeout=9000)
    page.unroute("**/draft/")
    page.get_by_text(re.compile(r"^Saved \d")).wait_for(timeout=9000)
    assert page.get_by_label("What they said").input_value() == "Words"


def test_signed_out_elsewhere_keeps_the_words_on_the_page(opened, evaluation):
    page = opened()
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("What they said").fill("Words")
    page.get_by_text("Sign in again in another tab").wait_for(timeout=9000)
    assert page.get_by_label("What they said").input_value() == "Words"


def test_the_reading_follows_the_taps(opened, evaluation):
    page = opened("Q-S3")
    page.get_by_text("Likes residents, no system").click()
    page.get_by_text("Reads as an opening.").wait_for(timeout=9000)
    page.get_by_label("What they said").fill("Mail her in May, said Dr. Ash.")
    page.get_by_text("A name", exact=True).click()
    page.get_by_text("A date or number", exact=True).click()
    page.get_by_text("Reads as concrete.").wait_for(timeout=9000)
    assert page.evaluate("document.activeElement.value") == "has_timeframe"


def test_an_answer_takes_five_taps_and_every_target_fits_a_thumb(opened, evaluation):
    page = opened()
    page.get_by_text("Interns are paired early").click()
    page.get_by_text("Somebody is named as running it").click()
    page.locator("#save").click()
    page.wait_for_url("**/Q-L1a/")
    assert evaluation.answers.get().green == ["Interns are paired early", "Somebody is named as running it"]

    small = page.evaluate(
        """() => [...document.querySelectorAll("main .pick, main .btn, main summary, main .form-control, .tabs a")]
        .filter((el) => el.offsetParent && el.getBoundingClientRect().height < 43.9).map((el) => el.outerHTML)"""
    )
    assert small == []


def test_it_works_without_a_script(scriptless, live_server, evaluation):
    page = scriptless(live_server.url + reverse("programs:answer", args=[evaluation.pk, "Q-L1"]))
    page.get_by_label("What they said").fill("Our door is always open.")
    page.get_by_text("I read it differently").click()
    page.get_by_text("Concrete", exact=True).click()
    with page.expect_navigation():
        page.locator("#save").click()
    assert page.get_by_label("What they said").input_value() == "Our door is always open."
    page.get_by_label("Why").fill("She showed me the list.")
    page.locator("#save").click()
    page.wait_for_url("**/Q-L1a/")
    assert evaluation.answers.get().reading == "concrete"


def test_axe_finds_nothing(opened, page, live_server, evaluation):
    make_img(evaluation.applicant)
    make_need(evaluation.applicant)
    answer = make_answer(evaluation, speaker="PGY-2")
    make_answer(evaluation, speaker="PGY-3", reading="vague")
    person = evaluation.people.create(name="Dr. Ida Oakhollow", hint="cardiology")
    person.answers.add(answer)
    type(evaluation).objects.update(
        priorities_sent_on="2026-01-02", sketch_asked_on="2026-01-02", sketch_replied_on="2026-01-04"
    )
    doors = [
        ("sheet",),
        ("answer", "Q-L1"),
        ("answer", "Q-S3"),
        ("answer", "Q-R4"),
        ("answer_forget", "Q-L1"),
    ]
    doors += [
        ("person_edit", person.pk),
        ("website_check",),
        ("message", "T-01"),
        ("message", "T-02"),
        ("reply",),
    ]
    for door, *args in doors:
        page.goto(live_server.url + reverse(f"programs:{door}", args=[evaluation.pk, *args]))
        open_everything(page)
        look_at(page)
        bare = page.evaluate(
            """() => [...document.querySelectorAll("main textarea")].filter((el) =>
            !(el.getAttribute("aria-describedby") || "").split(" ").some((id) =>
              document.getElementById(id)?.querySelector(".who") || document.getElementById(id)?.matches(".who")))
            .map((el) => el.name)"""
        )
        assert bare == [], f"words without a reader at {door} {args}"
