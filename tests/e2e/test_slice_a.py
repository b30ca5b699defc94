"""The main job from end to end, as each person, in a real browser and with real mail (slice A, steps 1 to 8).

A resident turns "I need mentoring for X" into a working relationship and a dated plan and keeps both alive; the
program director sees that it happened and not one word of it.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import OutgoingMail, User
from mentorship.models import Meeting, Relationship
from plans.actions.starting import start_plan
from plans.models import CheckIn, Plan
from plans.tasks import owe_reminders
from playbook.sync import sync_playbook
from playbook.vocabulary import Role
from programs.models import ProgramFact
from tests import factories as make
from tests.looking import look_at

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.serial]

SECRET_NOTE = "I worry about nights, and that is mine alone"
PURPOSE = "Find one project I can finish, and finish it"


@pytest.fixture
def place():
    """The content, a program of the catalogue, its director, another program's director, and an admin."""
    sync_playbook(today=timezone.localdate())
    program = make.make_program(
        "Internal Medicine", institution=make.make_institution(name="Riverbend Hospital")
    )
    elsewhere = make.make_program("Internal Medicine")
    director, other = make.make_user("Dr. Dana Director"), make.make_user("Dr. Olu Elsewhere")
    make.make_member(program, user=director, role=Role.PROGRAM_DIRECTOR)
    make.make_member(elsewhere, user=other, role=Role.PROGRAM_DIRECTOR)
    admin = make.make_user("Addie Admin", is_staff=True, is_superuser=True)
    return {"program": program, "director": director, "other_director": other, "admin": admin}


def test_the_main_job_from_sign_up_to_the_directors_list(desk, post, send_all, place):
    admin_records_a_fact(desk(place["admin"]), place["program"])
    resident = desk()
    rae = resident_signs_up(resident, post)
    resident_asks_to_join(resident, place["program"])
    director = desk(place["director"])
    director_approves(director, "Rae Resident")
    resident_says_what_they_need(resident)
    resident_starts_the_plan(resident)
    tie = resident_adds_a_mentor(resident)
    resident_asks(resident, tie, post)
    mentor = desk(phone=True)
    mentor_accepts_a_time(mentor, post, tie)
    meeting = resident_prepares(resident, tie)
    the_meeting_is_held_and_agreed(resident, mentor, post, send_all, tie, meeting)
    resident_is_reminded_once(send_all, post, rae)
    resident_sends_the_check_in(resident, send_all, post)
    mentor_reads_it(mentor, post)
    director_sees_progress_and_no_word(director, resident, rae)
    strangers_find_nothing(desk, place, tie, rae)
    somebody_who_skips_is_late_and_needs_a_look(director, desk, place)


# ---- step 1 ------------------------------------------------------------------------------------------------------
def admin_records_a_fact(page, program):
    page.goto(reverse("admin:programs_programfact_add") + f"?program={program.pk}")
    page.locator("select[name=kind]").select_option("mentoring_structure")
    page.locator("select[name=value]").select_option("partial")
    page.locator("select[name=source_kind]").select_option("website")
    page.locator("[name=source]").fill("Program website")
    page.locator("[name=as_of]").fill(timezone.localdate().isoformat())
    with page.expect_navigation():
        page.locator("[name=_save]").click()
    assert ProgramFact.objects.filter(program=program).count() == 1


# ---- step 2 ------------------------------------------------------------------------------------------------------
def resident_signs_up(page, post):
    page.goto("/")
    look_at(page)
    page.get_by_role("link", name="Create an account").first.click()
    page.get_by_label("Your name").fill("Rae Resident")
    page.get_by_label("E-mail", exact=True).fill("rae@example.org")
    page.get_by_label("Password", exact=True).fill(make.PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.wait_for_url("**/confirm-email/")
    page.goto(post.link("rae@example.org"))
    with page.expect_navigation():
        page.get_by_role("button", name="Confirm").click()
    if "login" in page.url:
        page.get_by_label("E-mail", exact=True).fill("rae@example.org")
        page.get_by_label("Password", exact=True).fill(make.PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "login" not in url)
    page.goto(reverse("accounts:welcome"))
    look_at(page)
    page.locator("[name=stage]").select_option("resident")
    page.locator("[name=urgent][value=research]").check(force=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Go on").click()
    return User.objects.get(email="rae@example.org")


def resident_asks_to_join(page, program):
    page.goto(reverse("programs:search") + "?q=riverbend")
    page.get_by_role("link", name="Riverbend Hospital").first.click()
    look_at(page)
    page.goto(reverse("programs:membership_ask") + f"?program={program.pk}")
    start = timezone.localdate() - timedelta(days=80)
    page.locator("[name=started_on]").fill(start.isoformat())
    with page.expect_navigation():
        page.get_by_role("button", name="Ask to join").click()


def director_approves(page, name):
    page.goto(reverse("programs:members"))
    look_at(page)
    with page.expect_navigation():
        page.get_by_role("button", name=f"Approve {name}").click()
    assert page.get_by_text(name).first.is_visible()


def resident_says_what_they_need(page):
    page.goto(reverse("mentorship:need_new") + "?bucket=scholarly")
    page.get_by_label("What should come of it").fill("better mentorship")
    page.get_by_role("button", name="Keep this need").click()
    page.locator(".errors").wait_for()
    look_at(page)
    page.get_by_label("What should come of it").fill("Submit one abstract to a regional meeting")
    page.locator("[name=measure_count]").fill("1")
    page.locator("[name=measure_unit]").fill("abstract")
    page.locator("[name=due_on]").fill((timezone.localdate() + timedelta(days=200)).isoformat())
    page.get_by_role("button", name="Keep this need").click()
    page.wait_for_url(lambda url: "/new" not in url)


# ---- step 3 ------------------------------------------------------------------------------------------------------
def resident_starts_the_plan(page):
    page.goto(reverse("plans:plan_start"))
    look_at(page)
    page.get_by_role("button", name="Make the plan").click()
    page.wait_for_url(lambda url: "start" not in url)
    page.goto(reverse("plans:timeline"))
    look_at(page)
    plan = Plan.objects.get()
    assert plan.milestones.exclude(code="").count() == 22
    assert plan.checkins.count() == 12
    assert page.get_by_text("month 3 of 36").first.is_visible()


# ---- step 4 ------------------------------------------------------------------------------------------------------
def resident_adds_a_mentor(page):
    page.goto(reverse("mentorship:mentor_new"))
    look_at(page)
    page.locator("[name=name]").fill("Dr. Pia Planner")
    page.locator("[name=email]").fill("pia@hospital.example")
    page.get_by_label("Career", exact=True).check(force=True)
    page.get_by_label("Projects", exact=True).check(force=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Add to my team").click()
    return Relationship.objects.get(mentor__email="pia@hospital.example")


def resident_asks(page, tie, post):
    page.goto(reverse("mentorship:ask", args=[tie.pk]))
    page.locator("[name=topic]").fill("a first project")
    words = {
        "who": "I am a PGY-1 in internal medicine at Riverbend, drawn to hospital medicine.",
        "why_you": "Your talk on discharge calls was the first project I could see myself finishing.",
        "goals": "By next June I would like to submit one abstract to a regional meeting.",
        "fit": "I am only asking for this one talk, to see whether it fits.",
        "outline": "I will send one page with three questions two days before.",
    }
    for key, text in words.items():
        page.locator(f"textarea[name={key}]").fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name="Read it through").click()
    assert not page.get_by_role(
        "button", name="Send to Dr. Pia Planner"
    ).is_visible()  # a name and times are missing
    page.goto(reverse("mentorship:ask", args=[tie.pk]))
    look_at(page)
    page.locator("textarea[name=sign_off], input[name=sign_off]").fill("Rae Resident, PGY-1")
    slots = page.locator("input[type=datetime-local]")
    for n, days in enumerate((5, 7)):
        slots.nth(n).fill(f"{timezone.localdate() + timedelta(days=days):%Y-%m-%d}T12:15")
    page.get_by_role("button", name="Read it through").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Send to Dr. Pia Planner").click()
    tie.refresh_from_db()
    assert tie.status == "asked"
    outbox.deliver()
    assert len(post.letters("pia@hospital.example")) == 1


# ---- step 5 ------------------------------------------------------------------------------------------------------
def mentor_accepts_a_time(page, post, tie):
    link = post.link("pia@hospital.example")
    page.goto(link)
    assert link.rsplit("/", 1)[1] not in page.url  # the token has left the address bar
    look_at(page)
    assert page.get_by_text("Submit one abstract").first.is_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Accept").first.click()
    assert page.get_by_text("You accepted").is_visible()
    tie.refresh_from_db()
    assert tie.status == "trial"
    outbox.deliver()
    calendar = [part for m in post.letters("pia@hospital.example") for part in m.walk()]
    invitations = [part for part in calendar if part.get_content_type() == "text/calendar"]
    assert len(invitations) == 1


def resident_prepares(page, tie):
    meeting = Meeting.objects.get(relationship=tie)
    page.goto(reverse("mentorship:kit", args=[meeting.pk]))
    boxes = page.locator("input[type=checkbox]")
    for n in range(3):
        boxes.nth(n).check(force=True)
    with page.expect_navigation():
        page.locator("main form button").first.click()
    look_at(page)
    page.goto(reverse("mentorship:meeting", args=[meeting.pk]))
    look_at(page)
    return meeting


def the_meeting_is_held_and_agreed(page, mentor, post, send_all, tie, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(days=3))
    page.goto(reverse("mentorship:meeting", args=[meeting.pk]))
    page.get_by_role("button", name="Yes", exact=True).click()
    page.locator("[name=channel]").select_option("email")  # a first meeting closes with channel and rhythm
    page.locator("[name=cadence]").select_option("every_2_months")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep it as held").click()
    page.goto(reverse("mentorship:agreement", args=[tie.pk]))
    page.locator("[name=purpose]").fill(PURPOSE)
    page.locator("[name=outcome]").fill("One abstract submitted")
    page.locator("[name=outcome_due_on]").fill((timezone.localdate() + timedelta(days=200)).isoformat())
    look_at(page)
    with page.expect_navigation():
        page.locator("main form button.btn-primary").click()
    page.goto(reverse("mentorship:relationship", args=[tie.pk]))
    page.locator("[name=private_note]").fill(SECRET_NOTE)
    with page.expect_navigation():
        page.get_by_role("button", name="Keep the note").click()
    look_at(page)
    send_all()
    mentor.goto(post.link("pia@hospital.example", "work together"))
    look_at(mentor)
    with mentor.expect_navigation():
        mentor.locator("main form button").first.click()
    tie.refresh_from_db()
    assert (tie.status, bool(tie.mentor_signed_at)) == ("active", True)
    page.goto(reverse("mentorship:team"))
    look_at(page)
    assert page.get_by_text("Covered").first.is_visible()


# ---- step 6 ------------------------------------------------------------------------------------------------------
def resident_is_reminded_once(send_all, post, rae):
    for _ in range(2):  # the clock may strike twice
        owe_reminders()
        send_all()
    about = [letter for letter in post.letters(rae.email) if "check-in" in letter["Subject"].lower()]
    assert len(about) == 1
    assert about[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert OutgoingMail.objects.filter(recipient=rae, kind="checkin_due").count() == 1


def resident_sends_the_check_in(page, send_all, post):
    checkin = CheckIn.objects.get(quarter=1, plan__resident__email="rae@example.org")
    page.goto("/")
    look_at(page)
    for address in (
        "",
        "?revise",
    ):  # pressed again later: the same quarter, revised, and nobody is mailed twice
        page.goto(reverse("plans:checkin", args=[checkin.pk]) + address)
        page.locator("[name=done]").fill("Drafted the project page")
        page.locator("textarea[name=next]").fill("Collect two weeks of calls")
        page.locator("[name=questions]").fill("Is two weeks enough?")
        page.locator("[name=note_to_self]").fill(SECRET_NOTE)
        look_at(page)
        page.locator("#send").click()
        page.wait_for_url("**/check-ins/")
        send_all()
    checkin.refresh_from_db()
    assert checkin.sent_at
    sent = [
        letter for letter in post.letters("pia@hospital.example") if "check-in" in letter["Subject"].lower()
    ]
    assert len(sent) == 1
    assert SECRET_NOTE not in sent[0].as_string()


def mentor_reads_it(page, post):
    page.goto(post.link("pia@hospital.example", "check-in"))
    look_at(page)
    assert page.get_by_text("Is two weeks enough?").is_visible()
    assert page.get_by_text(PURPOSE).first.is_visible()
    with page.expect_navigation():
        page.locator("main form button").first.click()


# ---- step 7 ------------------------------------------------------------------------------------------------------
def director_sees_progress_and_no_word(page, resident, rae):
    page.goto("/")
    look_at(page)
    page.goto(reverse("plans:cohorts"))
    look_at(page)
    row = page.get_by_role("row").filter(has_text="Rae Resident")
    assert "1 of 1" in row.inner_text()
    with page.expect_navigation():
        page.get_by_role("link", name="Rae Resident").click()
    look_at(page)
    text = page.content()
    for words in (
        SECRET_NOTE,
        PURPOSE,
        "Is two weeks enough?",
        "Collect two weeks",
        "Drafted the project page",
    ):
        assert words not in text
    assert page.get_by_text("Dr. Pia Planner").is_visible()
    resident.goto(reverse("accounts:looks"))
    look_at(resident)
    assert resident.get_by_text("Dr. Dana Director").first.is_visible()


def strangers_find_nothing(desk, place, tie, rae):
    other_resident = make.make_member(place["program"], user=make.make_user("Omar Other")).user
    stranger, elsewhere = desk(other_resident), desk(place["other_director"])
    membership = rae.memberships.get()
    checkin = CheckIn.objects.get(quarter=1, plan__resident=rae)
    for page, path in [
        (stranger, reverse("mentorship:relationship", args=[tie.pk])),
        (stranger, reverse("plans:checkin", args=[checkin.pk])),
        (stranger, reverse("plans:progress", args=[membership.pk])),
        (elsewhere, reverse("plans:progress", args=[membership.pk])),
        (elsewhere, reverse("plans:cohort", args=[place["program"].pk])),
        (elsewhere, reverse("mentorship:relationship", args=[tie.pk])),
    ]:
        assert page.goto(path).status == 404
    look_at(stranger)


# ---- step 8 ------------------------------------------------------------------------------------------------------
def somebody_who_skips_is_late_and_needs_a_look(director, desk, place):
    began = timezone.localdate() - timedelta(days=115)
    late = make.make_member(place["program"], user=make.make_user("Lee Late"), started_on=began)
    start_plan(membership=late, starts_on=began, years=3, by=late.user, today=began)
    page = desk(late.user)
    page.goto(reverse("plans:checkins"))
    look_at(page)
    assert page.locator(".chip.is-late").first.is_visible()
    director.goto(reverse("plans:cohorts"))
    row = director.get_by_role("row").filter(has_text="Lee Late")
    assert "Check-in late" in row.inner_text()
