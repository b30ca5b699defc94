"""The front of the funnel, as the applicant, in a real browser (slice B): two programs of the real catalogue are
looked up, asked, judged, compared and put in order; after the match what was heard becomes prospects and a plan.

Once on a phone and once on a desktop. At the end nobody else can tell that any of it was written.
"""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from mentorship.models import Relationship
from plans.models import Plan
from playbook.sync import sync_playbook
from playbook.vocabulary import RelationshipStatus, Role
from programs.importers.shipped import SHIPPED
from programs.models import Answer, AnswerDraft, Evaluation, Membership, Preferences, Program
from tests import factories as make
from tests import looking

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.serial]

GOAL = "cardiology fellowship"
SECRET = "She said the quiet part out loud"  # noqa: S105  (a canary, not a password)
# (question, cues to tap, words, signs to tap): eight answers over three audiences about the first program.
HEARD = [
    ("Q-L1", ["Interns are paired early"], f"{SECRET}: Dr. Ashgrove pairs interns in week 2.", ["A name"]),
    ("Q-L2", ["Names people"], "Dr. Mirefield, from October on.", ["A name", "A date or number"]),
    ("Q-L2a", ["A real resident"], "Last year's chief, two posters.", ["A recent example"]),
    ("Q-R1", ["Three names"], "Mirefield, Ashgrove and Tarnwell.", ["A name"]),
    ("Q-R3", ["A number"], "Four in three years.", ["A date or number", "A recent example"]),
    ("Q-R6", ["It has been done, and here is how"], "Talk to Mirefield early.", ["A name"]),
    ("Q-S1", ["One or more"], "Three in two years.", ["A date or number"]),
    ("Q-S3", ["Just ask me"], "Likes residents, no set way.", []),
]
# The second program: no one got there, nobody on the faculty, vague leaders, residents say go elsewhere.
NOT_HERE = [
    ("Q-L2", ["Warm, but nothing specific"], "", []),
    ("Q-L2b", ["Nobody comes to mind"], "", []),
    ("Q-R3", ["Nobody I know of"], "Nobody in five years.", ["A date or number"]),
    ("Q-R6", ["Go to an academic program for that"], "", []),
]
SKETCH = {
    "if_matched": "If I were to train with you, I would like to picture the first year.",
    "structure": "How would mentoring be set up for somebody like me?",
    "people": "Who might be likely mentors?",
    "frequency": "How often do residents and mentors manage to meet?",
    "nothing_signed": "Nothing is being signed here, and nothing here is meant to bind anyone.",
}


def look_at(page):
    """Each page's own test has axe on it wide in light and narrow in dark; the walk adds narrow in light."""
    is_phone = page.viewport_size["width"] < 600
    looking.look_at(page, [("light", None)] if is_phone else [])


@pytest.fixture
def season(tmp_path):
    """The content, Ohio of the shipped catalogue, an applicant with needs, and the director of one of her programs."""
    sync_playbook(today=timezone.localdate())
    header, *rows = SHIPPED.read_text().splitlines()
    ohio = tmp_path / "ohio.csv"
    ohio.write_text("\n".join([header, *(row for row in rows if ",OH," in row)]))
    call_command(
        "import_programs", ohio, source="NRMP 2023 Main Match program list", vintage="2023", verbosity=0
    )
    applicant = make.make_applicant("Ana Applicant")
    for sentence in ("Have one cardiologist go through my list by PGY-2", "Finish two small projects"):
        make.make_need(applicant, sentence=sentence, bucket="pathway", priority=1)
    here, there = Program.objects.filter(specialty__code="140", state="OH").order_by("sort_name")[:2]
    director = make.make_user("Dr. Dana Director")
    make.make_member(here, user=director, role=Role.PROGRAM_DIRECTOR)
    admin = make.make_user("Addie Admin", is_staff=True, is_superuser=True)
    return {"applicant": applicant, "here": here, "there": there, "director": director, "admin": admin}


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_an_applicant_judges_two_programs_and_matches(desk, season, phone):
    page = desk(season["applicant"], phone=phone)
    here, there = (finds_and_saves(page, season[which]) for which in ("here", "there"))
    says_what_she_hopes_for(page, here)
    says_what_she_hopes_for(page, there, look=False)
    checks_the_website(page, here)
    an_answer_survives_a_lost_connection(page, here)
    hears(page, here, HEARD)
    hears(page, there, NOT_HERE)
    writes_to_the_program(page, here)
    reads_the_reply(page, here)
    sees_a_verdict_with_its_proofs(page, here, there)
    asks_for_the_picture_for_graduates_from_abroad(page, here)
    compares(page, here, there)
    weighs(page)
    puts_them_in_order(page, here, there, drag=not phone)
    matches(page, here)
    sees_the_next_step(page, season["applicant"])
    nobody_else_reads_a_word(desk, season, here)


def finds_and_saves(page, program):
    page.goto(reverse("programs:search"))
    with page.expect_response(lambda answer: "q=" in answer.url):
        page.locator("[name=q]").fill(f"{program.institution.name} internal")
    link = page.get_by_role("link", name=program.institution.name, exact=True).first
    link.wait_for()
    look_at(page)
    link.click()
    page.wait_for_url(f"**{reverse('programs:program', args=[program.pk])}")
    with page.expect_response(lambda answer: "/save/" in answer.url):
        page.get_by_role("button", name="Save").first.click()
    page.wait_for_load_state("networkidle")
    look_at(page)
    return Evaluation.objects.get(program=program)


def says_what_she_hopes_for(page, evaluation, look=True):
    page.goto(reverse("programs:sheet", args=[evaluation.pk]))
    if look:
        look_at(page)
    page.locator("[name=target_path]").fill(GOAL)
    page.get_by_role("button", name="Put it into the questions").click()
    page.get_by_text(f"{GOAL}. What does the program", exact=False).first.wait_for()


def checks_the_website(page, evaluation):
    page.goto(reverse("programs:website_check", args=[evaluation.pk]))
    look_at(page)
    page.locator("[name=url]").fill("no web page")
    page.locator("main button[type=submit], main form button.btn-primary").first.click()
    page.locator(".errors").wait_for()
    page.locator("[name=url]").fill("https://hospital.example.org/residency")
    page.locator("main button[type=submit], main form button.btn-primary").first.click()
    page.wait_for_url(lambda url: "website" not in url)


def an_answer_survives_a_lost_connection(page, evaluation):
    page.goto(reverse("programs:answer", args=[evaluation.pk, "Q-L3"]))
    look_at(page)
    page.context.set_offline(True)
    page.locator("[name=note]").fill("They would pair me with Dr. Ashgrove.")
    page.get_by_text("Not saved yet", exact=False).first.wait_for()
    page.context.set_offline(False)
    page.locator("#saved", has_text=re.compile(r"^\s*Saved")).wait_for(timeout=20_000)
    page.reload()
    assert page.locator("[name=note]").input_value() == "They would pair me with Dr. Ashgrove."
    assert AnswerDraft.objects.filter(evaluation=evaluation).count() == 1


def hears(page, evaluation, answers):
    for key, cues, words, signs in answers:
        page.goto(reverse("programs:answer", args=[evaluation.pk, key]))
        for cue in [*cues, *signs]:
            page.get_by_text(cue, exact=True).first.click()
        if words:
            page.locator("[name=note]").fill(words)
        page.locator("#save").click()
        page.wait_for_url(lambda url, key=key: f"/{key}/" not in url)
    assert Answer.objects.filter(evaluation=evaluation).count() == len(answers)
    page.goto(reverse("programs:sheet", args=[evaluation.pk]))
    look_at(page)


def writes_to_the_program(page, evaluation):
    for key in ("T-01", "T-02"):
        page.goto(reverse("programs:message", args=[evaluation.pk, key]))
        look_at(page)
        for name, words in SKETCH.items() if key == "T-02" else ():
            page.locator(f"[name={name}]").fill(words)
        page.get_by_role("button", name="I sent it").click()
        page.get_by_role("heading", name="What came back").wait_for()
    evaluation.refresh_from_db()
    assert evaluation.priorities_sent_on == evaluation.sketch_asked_on == timezone.localdate()


def reads_the_reply(page, evaluation):
    Evaluation.objects.filter(pk=evaluation.pk).update(
        sketch_asked_on=timezone.localdate() - timedelta(days=3),
        priorities_sent_on=timezone.localdate() - timedelta(days=3),
    )
    page.goto(reverse("programs:reply", args=[evaluation.pk]))
    look_at(page)
    page.get_by_text("Leaned in", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name="Keep the reaction").click()
    for sign in page.locator("[name=signs]").all():
        if "door" not in (sign.get_attribute("value") or ""):
            sign.check(force=True)
    page.locator("[name=text]").fill("Dr. Mirefield and Dr. Ashgrove, once a quarter.")
    page.locator("[name=person_1_name]").fill("Dr. Orla Mirefield")
    page.locator("summary", has_text="Add another").click()
    page.locator("[name=person_2_name]").fill("Dr. Wim Ashgrove")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep the reply").click()
    assert evaluation.people.filter(in_sketch=True).count() == 2


def sees_a_verdict_with_its_proofs(page, here, there):
    """Each reason opens to what was heard, and R-02 says that the second program is not enough for this path."""
    page.goto(reverse("programs:evaluations"))
    look_at(page)
    page.goto(reverse("programs:evaluation", args=[there.pk]))
    page.get_by_text("Not enough for this goal", exact=False).first.wait_for()
    look_at(page)
    page.goto(reverse("programs:evaluation", args=[here.pk]))
    reason = page.locator("#verdict_h").locator("xpath=ancestor::section").locator("details details").first
    reason.locator("summary").click()
    assert reason.locator("a").first.is_visible()


def asks_for_the_picture_for_graduates_from_abroad(page, evaluation):
    """R-03: the lit path stops at the first thing nobody has told her, and the question stands beside it."""
    page.goto(reverse("programs:evaluation", args=[evaluation.pk]) + "?word=img")
    page.locator("#img-choice [name=is_img]").check(force=True)
    page.locator("#img-choice button").first.click()
    page.locator("#img .flow").wait_for()
    assert page.locator("#img .flow .lit").count() >= 1
    look_at(page)


def compares(page, here, there):
    page.goto(reverse("programs:compare") + f"?e={here.pk}&e={there.pk}")
    page.get_by_role("heading", level=1, name=re.compile("ompar")).wait_for()
    look_at(page)


def weighs(page):
    """The order follows the slider under the keys, and is kept only when she says so."""
    page.goto(reverse("programs:weights"))
    look_at(page)
    slider = page.locator("#sliders input[type=range]").first
    with page.expect_response(lambda answer: "weights" in answer.url):
        slider.focus()
        page.keyboard.press("Home")
    assert not any(Preferences.objects.values_list("weights", flat=True))
    with page.expect_navigation():
        page.get_by_role("button", name="Keep these weights").click()
    assert 0 in Preferences.objects.get().weights.values()


def puts_them_in_order(page, here, there, drag):
    page.goto(reverse("programs:rank_list"))
    for evaluation in (there, here):
        page.locator(f"#on-{evaluation.pk}").click()
        page.locator(f"#row-{evaluation.pk} .num").wait_for()
    look_at(page)
    assert page.get_by_text("Look at this one again").is_visible()
    if drag:
        grip = page.locator(f"#row-{here.pk} [data-grip]").bounding_box()
        first = page.locator(f"#row-{there.pk}").bounding_box()
        page.mouse.move(grip["x"] + 8, grip["y"] + 8)
        page.mouse.down()
        page.mouse.move(grip["x"] + 8, first["y"] + 4, steps=8)
        page.mouse.up()
    else:
        page.locator(f"#up-{here.pk}").focus()
        page.keyboard.press("Enter")
    page.locator(f"#down-{here.pk}").wait_for()
    here.refresh_from_db()
    assert here.rank == 1
    page.get_by_role("link", name="Mark as final").click()
    look_at(page)
    page.locator("main form button.btn-primary").first.click()
    page.get_by_text("Final since", exact=False).wait_for()


def matches(page, evaluation):
    page.goto(reverse("programs:matched", args=[evaluation.pk]))
    look_at(page)
    with page.expect_navigation():
        page.locator("main form button.btn-primary").first.click()
    evaluation.refresh_from_db()
    assert evaluation.matched_on is not None


def sees_the_next_step(page, applicant):
    page.goto(reverse("home"))
    look_at(page)
    assert Membership.objects.get(user=applicant).state == "asked"
    prospects = Relationship.objects.filter(mentee=applicant, status=RelationshipStatus.PROSPECT)
    assert {"Dr. Orla Mirefield", "Dr. Wim Ashgrove"} <= set(prospects.values_list("mentor__name", flat=True))
    assert Plan.objects.filter(resident=applicant).count() == 1


def nobody_else_reads_a_word(desk, season, evaluation):
    for person in ("director", "admin"):
        page = desk(season[person])
        for door in ("evaluation", "sheet", "reply", "matched", "evaluation_edit"):
            answer = page.goto(reverse(f"programs:{door}", args=[evaluation.pk]))
            assert answer.status == 404, f"{person} at {door}"
        for path in (reverse("programs:members"), reverse("programs:program", args=[evaluation.program_id])):
            page.goto(path)
            assert SECRET not in page.content() and GOAL not in page.content()
