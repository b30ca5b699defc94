"""Website, goals, sketch: what is written to a program, when it left, and what came back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from playbook import load
from programs import letters
from programs.models import NamedPerson, WebsiteCheck
from programs.questions import sheet_of
from tests.factories import make_need
from tests.programs.sheet.makers import T01, T02, make_evaluation, make_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def evaluation(db, client):
    evaluation = make_evaluation()
    client.force_login(evaluation.applicant)
    return evaluation


@pytest.fixture
def send(client, evaluation):
    def post(door, *args, **typed):
        return client.post(reverse(f"programs:{door}", args=[evaluation.pk, *args]), typed)

    return post


# ---- website (R-09) ----
FOUND = {"url": "https://example.org/im", "names_support": "yes", "explains_structure": "no"}


def test_a_website_check_is_kept_once_and_silence_adds_a_question(client, send, evaluation, today):
    for _ in range(2):
        assert send("website_check", **FOUND, checked_on=today).status_code == 302
    check = WebsiteCheck.objects.get()
    assert (check.names_support, check.explains_structure, check.shows_outcomes) == (True, False, None)
    evaluation.refresh_from_db()
    keys = [q.key for q in sheet_of(evaluation, today=today).questions if not q.is_extra]
    assert keys == ["probe:explains_structure"]

    form = client.get(reverse("programs:website_check", args=[evaluation.pk])).context["form"]
    assert [form[name].value() for name in form.THINGS] == ["yes", "no", ""]


@pytest.mark.parametrize(
    "url", ["", "not a page", "javascript:alert(1)", "ftp://example.org/", "https://", "x" * 300]
)
def test_a_bad_address_is_refused_and_stays_typed(send, evaluation, today, url):
    page = send("website_check", **FOUND | {"url": url}, checked_on=today)
    assert "url" in page.context["form"].errors
    assert page.context["form"]["url"].value() == url
    assert not WebsiteCheck.objects.exists()


def test_nobody_looked_tomorrow(send, evaluation, today):
    page = send("website_check", **FOUND, checked_on=today + timedelta(days=1))
    assert "checked_on" in page.context["form"].errors


# ---- what is written (T-01, T-02) ----
def test_the_first_words_come_from_the_aim_and_the_needs(client, evaluation):
    make_need(evaluation.applicant, sentence="Finish two projects by June.", priority=1)
    make_need(evaluation.applicant, sentence="QI work presented once", priority=2)

    letter = client.get(reverse("programs:message", args=[evaluation.pk, "T-01"])).context["letter"]

    assert "My long-term goal is a cardiology fellowship." in letter.text
    assert "is to finish two projects by June; and to QI work presented once." in letter.text
    assert letter.text.endswith(evaluation.applicant.full_name)


@pytest.mark.parametrize("key", letters.KEYS)
def test_first_words_make_a_letter_that_is_ready(evaluation, key):
    template = load.message(key)
    need = make_need(evaluation.applicant)
    parts = letters.first_words(template, target_path="cardiology fellowship", needs=[need])
    letter = letters.compose(template, parts, recipient="Dr. Ida Larkspur", sender="Ana")

    assert letters.judge(template, parts, letter).ready
    assert letter.greeting == "Dear Dr. Larkspur,"


def test_a_draft_is_kept_half_done_and_the_checklist_follows(client, send, evaluation):
    url = reverse("programs:message", args=[evaluation.pk, "T-01"])
    said = client.post(url, {"long_goal": T01["long_goal"]}, headers={"HX-Request": "true"}).content.decode()

    assert "Still missing: Three things that would help" in said and "Saved" in said
    assert evaluation.messages.get().parts == {"long_goal": T01["long_goal"]}
    assert evaluation.messages.get().sent_on is None


@pytest.mark.parametrize(
    ("key", "change", "words"),
    [
        ("T-01", {"long_goal": ""}, "missing"),
        ("T-01", {"wish": "Please rank me first."}, "missing"),
        ("T-01", {"wish": "word " * 160}, "missing"),
        ("T-01", {"wish": "At {program}, please."}, "missing"),
        ("T-02", {"nothing_signed": "Thank you for your time."}, "missing"),
        ("T-02", {"nothing_signed": "Please sign nothing but this and commit to it."}, "missing"),
    ],
)
def test_what_is_not_ready_cannot_be_marked_as_sent(send, evaluation, today, key, change, words):
    over_is_only_said = load.message(key).over_limit == "warn" and "word word" in str(change)
    page = send("message_sent", key, **(T01 if key == "T-01" else T02) | change, sent_on=today)

    evaluation.refresh_from_db()
    if over_is_only_said:
        assert page.status_code == 302
        return
    assert page.status_code == 200
    assert words in str(page.context["sent"].errors["sent_on"])
    assert evaluation.priorities_sent_on is None and evaluation.sketch_asked_on is None
    assert list(change.values())[0].strip() in str(evaluation.messages.get().parts.values()), "words are kept"


@pytest.mark.parametrize(("key", "field"), [("T-01", "priorities_sent_on"), ("T-02", "sketch_asked_on")])
def test_sent_is_noted_once_on_its_day(send, evaluation, today, key, field):
    parts, yesterday = (T01 if key == "T-01" else T02), today - timedelta(days=1)
    for _ in range(2):
        assert send("message_sent", key, **parts, sent_on=yesterday).status_code == 302
    evaluation.refresh_from_db()
    assert getattr(evaluation, field) == yesterday == evaluation.messages.get().sent_on


def test_it_was_not_sent_tomorrow(send, evaluation, today):
    page = send("message_sent", "T-01", **T01, sent_on=today + timedelta(days=1))
    assert page.context["sent"].errors and evaluation.messages.get().sent_on is None


def test_what_was_sent_stays_as_it_was(send, evaluation, today):
    make_message(evaluation, sent_on=today)
    send("message", "T-01", **T01 | {"long_goal": "Changed my mind."})
    send("message_sent", "T-01", long_goal="Changed my mind.", sent_on=today - timedelta(days=2))

    message = evaluation.messages.get()
    assert message.parts == T01
    assert message.sent_on == today - timedelta(days=2)


def test_a_sketch_is_not_asked_after_its_reply(send, evaluation, today):
    make_message(evaluation, "T-02", sent_on=today - timedelta(days=5))
    type(evaluation).objects.update(
        sketch_asked_on=today - timedelta(days=5), sketch_replied_on=today - timedelta(days=3)
    )
    assert send("message_sent", "T-02", sent_on=today).context["sent"].errors
    evaluation.refresh_from_db()
    assert evaluation.sketch_asked_on == today - timedelta(days=5)


@pytest.mark.parametrize(
    ("said", "fine"),
    [
        ("Nothing here is meant to bind anyone.", True),
        ("This isn't about signing anything.", True),
        ("No one is signing anything.", True),
        ("It is non-binding, of course.", True),
        ("A few lines would help me.", False),
        ("Please sign below.", False),
    ],
)
def test_the_sketch_says_that_nothing_is_signed(said, fine):
    template = load.message("T-02")
    parts = T02 | {"nothing_signed": said}
    letter = letters.compose(template, parts, recipient="", sender="Ana")
    assert letters.judge(template, parts, letter).ready is fine


@pytest.mark.parametrize("key", ["T-03", "T-1", "x"])
def test_only_the_two_letters_to_a_program_are_there(client, evaluation, key):
    assert client.get(reverse("programs:message", args=[evaluation.pk, key])).status_code == 404


# ---- what came back (R-05, R-06) ----
def asked(evaluation, today, days=5):
    evaluation.sketch_asked_on = today - timedelta(days=days)
    evaluation.save()


def test_a_reaction_follows_the_stated_goals(send, evaluation, today):
    page = send("reply", act="reaction", reaction="leaned_in")
    assert "reaction" in page.context["reaction"].errors

    type(evaluation).objects.update(priorities_sent_on=today)
    assert send("reply", act="reaction", reaction="leaned_in").status_code == 302
    evaluation.refresh_from_db()
    assert evaluation.reaction == "leaned_in"
    assert send("reply", act="reaction", reaction="amazed").context["reaction"].errors


def test_a_reply_from_before_the_ask_is_an_error(send, evaluation, today):
    page = send("reply", act="sketch", replied_on=today)
    assert "replied_on" in page.context["form"].errors, "not asked at all"

    asked(evaluation, today)
    page = send("reply", act="sketch", replied_on=today - timedelta(days=6), text="Words stay")
    assert "replied_on" in page.context["form"].errors
    assert "Words stay" in page.content.decode()
    assert (
        "replied_on"
        in send("reply", act="sketch", replied_on=today + timedelta(days=1)).context["form"].errors
    )
    evaluation.refresh_from_db()
    assert evaluation.sketch_replied_on is None


def test_two_names_a_rhythm_and_a_tie_are_workable_and_the_people_are_prospects(
    client, send, evaluation, today
):
    asked(evaluation, today)
    for _ in range(2):
        send(
            "reply",
            act="sketch",
            replied_on=today - timedelta(days=3),
            signs=["names_given", "cadence_given", "tied_to_evaluation"],
            person_1_name="Dr. Ida Oakhollow",
            person_1_hint="cardiology",
            person_2_name="Dr. Ash",
        )
    page = client.get(reverse("programs:reply", args=[evaluation.pk]))

    assert page.context["found"].state == "workable"
    assert "Answered in 2 days" in page.content.decode()
    assert NamedPerson.objects.filter(in_sketch=True, is_prospect=True).count() == 2


def test_an_open_door_is_self_build_and_another_reading_takes_a_reason(client, send, evaluation, today):
    asked(evaluation, today)
    typed = {"act": "sketch", "replied_on": today, "text": "Our door is always open.", "signs": ["open_door"]}
    send("reply", **typed)
    url = reverse("programs:reply", args=[evaluation.pk])
    assert client.get(url).context["found"].state == "self_build"

    assert "reason" in send("reply", **typed, reading="workable").context["form"].errors
    send("reply", **typed, reading="workable", reason="He called me and named two people.")
    page = client.get(url).content.decode()
    assert "Your reading: a workable plan." in page and "By what it holds: you would build it." in page


@pytest.mark.parametrize(("days", "state"), [(14, "waiting"), (15, "no_reply")])
def test_no_reply_after_14_days_is_shown_as_such(client, evaluation, today, days, state):
    asked(evaluation, today, days)
    assert client.get(reverse("programs:reply", args=[evaluation.pk])).context["found"].state == state


def test_nothing_is_mailed_from_here(send, evaluation, today, mailoutbox):
    from accounts.models import OutgoingMail

    send("message_sent", "T-01", **T01, sent_on=today)
    assert not OutgoingMail.objects.exists() and mailoutbox == []


def test_a_ticked_open_door_without_names_is_self_build_whatever_else_is_ticked(
    client, send, evaluation, today
):
    asked(evaluation, today)
    send("reply", act="sketch", replied_on=today, signs=["open_door", "cadence_given"])
    page = client.get(reverse("programs:reply", args=[evaluation.pk]))
    assert page.context["found"].state == "self_build"


@pytest.mark.parametrize(
    ("days", "says"), [(3, "With the program."), (20, "No reply yet. Asked 20 days ago")]
)
def test_the_sheet_says_that_the_sketch_did_not_come_yet(client, evaluation, today, days, says):
    asked(evaluation, today, days)
    assert says in client.get(reverse("programs:sheet", args=[evaluation.pk])).content.decode()


def test_the_sketch_is_asked_for_after_the_goals_were_said(client, evaluation, today):
    url = reverse("programs:message", args=[evaluation.pk, "T-02"])
    assert "That usually comes first" in client.get(url).content.decode()
    type(evaluation).objects.update(priorities_sent_on=today)
    assert "That usually comes first" not in client.get(url).content.decode()


def test_a_rhythm_that_is_named_counts_as_given(send, evaluation, today):
    asked(evaluation, today)
    send("reply", act="sketch", replied_on=today, cadence="monthly")
    evaluation.refresh_from_db()
    assert (evaluation.sketch_cadence, evaluation.sketch_signs) == ("monthly", ["cadence_given"])
    page = send("reply", act="sketch", replied_on=today, cadence="now and then")
    assert "cadence" in page.context["form"].errors


def test_a_part_that_is_too_long_keeps_what_was_kept_before(send, evaluation):
    kept = make_message(evaluation, recipient="Dr. Larkspur")
    long = T01 | {"supports": "x" * 2001, "recipient": "y" * 200, "wish": "A new wish."}
    page = send("message", "T-01", **long)
    assert page.status_code == 200 and {"supports", "recipient"} <= page.context["form"].errors.keys()
    assert "x" * 2001 in page.content.decode()
    kept.refresh_from_db()
    assert kept.parts == T01 | {"wish": "A new wish."} and kept.recipient == "Dr. Larkspur"
