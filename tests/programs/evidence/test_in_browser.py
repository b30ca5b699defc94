"""Evidence in a real browser: axe is content in both colours, nothing is wider than a phone, presses act in place."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from programs.actions import suggestions
from programs.models import Evaluation, GapTask
from tests.factories import make_applicant, make_member
from tests.looking import look_at, open_everything
from tests.programs.makers import make_fact, make_hospital_program

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def program(db):
    """Something in every panel: sources that agree, disagree and are old, and figures."""
    call_command("sync_playbook", verbosity=0)
    program, today = make_hospital_program("Brindle Bay Hospital"), timezone.localdate()
    for kind, value, part in (
        ("mentoring_structure", "partial", ""), ("research_support", "no", ""), ("protected_time", "yes", ""),
        ("protected_time", "no", ""), ("visa_support", "yes", "visa_j1"), ("visa_support", "no", "visa_h1b"),
        ("onboarding_part", "yes", "onb_notes"), ("model_present", "yes", "tiered"), ("committee", "yes", ""),
        ("bridge_months", "no", ""), ("board_pass_rate", "yes", ""), ("ccc_link", "partial", ""),
    ):  # fmt: skip
        make_fact(program, kind, value, part=part, as_of=today)
    make_fact(program, "volume", "yes", as_of=today.replace(year=today.year - 6), detail="x" * 280)
    return program


def look(page, url):
    page.goto(url)
    open_everything(page)
    look_at(page)


def test_a_program_with_something_in_every_panel(live_server, page, sign_in, program):
    sign_in(make_applicant())
    look(page, live_server.url + reverse("programs:program", args=[program.pk]))


def test_a_program_nobody_knows(live_server, page, sign_in, program):
    sign_in(make_applicant())
    unknown = make_hospital_program("Saltmarsh Medical Center")
    look(page, live_server.url + reverse("programs:program", args=[unknown.pk]))


def test_the_pages_of_its_staff(live_server, page, sign_in, program):
    director = make_member(program, role="program_director").user
    fact = program.facts.get(kind="research_support")
    for words in ("We are looking for one.", "x" * 280):
        suggestions.suggest(program=program, about=fact, kind="reply", words=words, by=director)
    sign_in(director)
    suggest = live_server.url + reverse("programs:suggest", args=[program.pk])
    for url in (
        suggest,
        f"{suggest}?fact={fact.pk}",
        live_server.url + reverse("programs:suggestions", args=[program.pk]),
    ):
        look(page, url)
    page.goto(live_server.url + reverse("programs:program", args=[program.pk]))
    page.get_by_role("link", name="Correct or reply: Research support").click()
    page.get_by_label("Answer it in your own words").check()
    page.get_by_label("In one or two sentences").fill("One begins in January.")
    page.get_by_role("button", name="Send to our editors").click()
    page.get_by_text("Sent to our editors").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back", exact=True).first.wait_for()


def test_a_gap_answers_in_place(live_server, page, sign_in, program):
    evaluation = Evaluation.objects.create(applicant=make_applicant(), program=program)
    sign_in(evaluation.applicant)
    url = live_server.url + reverse("programs:evaluation", args=[evaluation.pk])
    page.goto(url)
    page.get_by_role("button", name="Take it into my plan: Find help with statistics").click()
    page.get_by_role("button", name="Take out: Find help with statistics").wait_for()
    page.get_by_role("button", name="Not for me: Find out where data can live").click()
    page.get_by_text("Not for you: 1").click()
    page.get_by_role("button", name="Offer again: Find out where data can live").wait_for()
    assert page.url == url
    assert dict(GapTask.objects.values_list("code", "state")) == {"P-47b": "declined", "P-47c": "accepted"}
    page.reload()
    assert page.get_by_text("Not for you: 1").is_visible()
    look_at(page)
