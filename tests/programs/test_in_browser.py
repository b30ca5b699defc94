"""The catalogue in a real browser: search follows the fingers, focus stays, axe is content, nothing is blocked."""

import pytest
from django.urls import reverse

from tests.factories import make_applicant, make_user
from tests.looking import look_at
from tests.programs.makers import make_fact, make_hospital_program, make_track

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def programs(db):
    made = [
        make_hospital_program(hospital, state=state)
        for hospital, state in [("Mercy Harbor", "OH"), ("Mercy Vale", "PA"), ("Quill Center", "OH")]
    ]
    for program in made:
        make_track(program)
    return made


def test_rows_counts_and_address_follow_the_typing(live_server, page, sign_in, programs):
    sign_in(make_applicant())
    page.goto(live_server.url + reverse("programs:search"))

    page.focus("#q")
    page.keyboard.type("merc", delay=40)
    page.get_by_text("2 programs fit").wait_for()
    assert page.url.endswith("/programs/?q=merc")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.locator("#results h2").all_inner_texts() == ["Mercy Harbor", "Mercy Vale"]
    assert page.locator("#state option").all_inner_texts() == ["All", "Ohio (1)", "Pennsylvania (1)"]

    page.select_option("#state", "PA")
    page.get_by_text("One program fits").wait_for()
    assert page.url.endswith("/programs/?q=merc&state=PA")
    page.reload()
    assert page.locator("#results h2").all_inner_texts() == ["Mercy Vale"]
    assert page.input_value("#state") == "PA"


def test_axe_finds_nothing(live_server, page, sign_in, programs):
    sign_in(make_applicant())
    make_fact(programs[0], "protected_time", "yes")
    make_fact(programs[0], "protected_time", "no")
    make_fact(programs[0], "research_support", "no", source_url="https://example.org/")
    search = reverse("programs:search")
    for path in (search, f"{search}?q=zzzz", reverse("programs:program", args=[programs[0].pk])):
        page.goto(live_server.url + path)
        look_at(page)


def test_the_admin_keeps_the_policy_and_finds_a_program_as_you_type(live_server, page, sign_in, programs):
    sign_in(make_user("Addie Editor", is_staff=True))
    for path in (
        reverse("admin:programs_program_changelist"),
        reverse("admin:programs_program_change", args=[programs[0].pk]),
        reverse("admin:programs_programfact_add"),
    ):
        page.goto(live_server.url + path)
    page.click(".select2-selection")
    page.keyboard.type("merc vale")
    page.get_by_role("option", name="Mercy Vale, Internal Medicine").wait_for()
