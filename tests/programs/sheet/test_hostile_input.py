"""Whatever is typed at an applicant's doors, or named in an address: an answer below 500, and nothing of others."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from programs.actions import judging
from programs.models import Evaluation, OwnQuestion, WebsiteCheck
from tests.factories import make_applicant, make_member, make_need, make_program
from tests.programs.makers import make_fact
from tests.programs.sheet.makers import T01, make_answer, make_evaluation, make_message, with_bank

pytestmark = pytest.mark.django_db
HOSTILE = [
    "",
    "\0",
    "'\"><script>alert(1)</script>",
    "=cmd|'/C calc'!A0",
    "-1",
    "\u0663",
    "99999999999999999999999",
    "9" * 5000,
    "NaN",
    "2026-02-30",
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "2026-03-08T02:30",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "é" * 9000,
    "a\rATTENDEE:b",
    "{goal} {need.__class__} %s",
    "yes",
    "1,,x,99999999999999999999",
    "answer:99999999999999999999999",
    "fact:",
]
NAMES = """
act do how of e to position order moved goal target_path audience wording instead keep stay opened note signs green red
opening speaker heard_on own_reading reading_reason cases time_basis person_1_name person_1_hint person_1_is
person_2_name person_3_name url checked_on names_support explains_structure shows_outcomes recipient long_goal
supports wish sent_on reaction replied_on text cadence reading reason name hint approach project_types ticks same_as
need value path key holds proof seen is_img need_profiles needs G-01 tags interview_at interview_minutes
interview_place starts_on entry_pgy gap code kind fact_kind part words numerator percent year source source_url as_of
next fact word tag sort another
""".split()
# A field that picks what a door does keeps doing it, so that the other words arrive somewhere.
ACTS = {
    "sheet": [{"act": "goal"}],
    "reply": [{"act": "reaction"}, {"act": "sketch"}],
    "path_condition": [
        {"act": "add"},
        {"act": "leave"},
        {"act": "mark"},
        {"act": "mark", "path": "hospitalist"},
    ],
    "img_support": [{"act": "opt"}, {"act": "seen"}],
    "weights": [{"act": "show"}, {"act": "keep"}, {"act": "opt"}],
    "rank_move": [{"how": "to"}, {"how": "up"}],
    "gap_task": [{"do": "accept"}, {"do": "accept", "gap": "research_support"}],
    "need_judge": [{"value": "winnable"}],
    "evaluation_edit": [{"interview_at": "2026-12-01T10:00"}],
}


@pytest.fixture
def maya(client):
    with_bank()
    maya = make_applicant("Maya Applicant")
    client.force_login(maya)
    return maya


def doors(maya):
    """Every door of one evaluation, with something of hers behind it, and those of her lists."""
    one = make_evaluation(maya, priorities_sent_on=timezone.localdate(), sketch_asked_on=timezone.localdate())
    make_fact(one.program, "research_support", "no")
    person = one.people.create(name="Dr. Ash")
    person.answers.add(make_answer(one))
    own = OwnQuestion.objects.create(evaluation=one, audience="resident", wording="When do you read?")
    one.path_conditions.create(path="hospitalist", key="vague_leaders")
    make_message(one)
    make_need(maya)
    args = {"message": ["T-01"], "message_sent": ["T-02"], "person_edit": [person.pk]}
    keyed = {"answer": ["Q-L1"], "answer_draft": ["Q-R1"], "answer_forget": [f"own:{own.pk}"]}
    plain = """evaluation evaluation_edit sheet question_own website_check reply need_judge path_condition img_support
    matched rank_move gap_task""".split()
    listed = (
        "evaluations compare weights rank_list rank_order rank_final rank_undo interviews rank_csv".split()
    )
    own_doors = [(door, [one.pk, *rest]) for door, rest in (args | keyed | dict.fromkeys(plain, [])).items()]
    return one, own_doors + [(door, []) for door in listed]


def test_no_form_breaks(client, maya):
    theirs = make_evaluation(make_applicant("Ana"), hospital="Cedar")
    _, found = doors(maya)
    for door, args in found:
        url = reverse(f"programs:{door}", args=args)
        for value in HOSTILE:
            for act in ACTS.get(door, [{}]):
                response = client.post(url, dict.fromkeys(NAMES, value) | act)
                assert response.status_code < 500, f"{door} with {value[:20]!r}"
                assert b"<script>alert" not in response.content
    assert Evaluation.objects.filter(pk=theirs.pk, note="", rank=None, matched_on=None).exists()


def test_no_address_breaks(client, maya):
    one, found = doors(maya)
    for door, args in found:
        url = reverse(f"programs:{door}", args=args)
        for value in HOSTILE:
            response = client.get(
                url, dict.fromkeys(["e", "of", "word", "tag", "sort", "audience", "fact"], value)
            )
            assert response.status_code < 500, f"{door} with {value[:20]!r}"
    for door, args in found:
        if args:
            for pk in (0, 2**31, 2**63, 10**40):
                response = client.get(reverse(f"programs:{door}", args=[pk, *args[1:]]))
                assert response.status_code in (404, 405), (door, pk)
    for key in ("%00", "own:9999999999999999999999", "own:٣", "Q-L5:", "..%2f", "😀" * 400):
        assert client.get(f"/evaluations/{one.pk}/sheet/{key}/").status_code == 404
        assert client.post(f"/evaluations/{one.pk}/sheet/{key}/draft/", {"note": "x"}).status_code == 404
    assert client.get(reverse("programs:person_edit", args=[one.pk, 10**40])).status_code == 404


def test_suggesting_does_not_break(client, maya):
    program = make_member(make_program(), role="program_director", user=maya).program
    fact = make_fact(program, "fellowship_match", "yes", detail="Two", numerator=2)
    for query in ("", f"?fact={fact.pk}", "?fact=99999999999999999", "?fact=x"):
        for value in HOSTILE:
            url = reverse("programs:suggest", args=[program.pk]) + query
            for more in ({}, {"kind": "correction", "fact_kind": "fellowship_match", "value": "yes"}):
                assert client.post(url, dict.fromkeys(NAMES, value) | more).status_code < 500, (
                    query,
                    value[:20],
                )


# ---- somebody else's numbers in one's own forms ----
@pytest.fixture
def two(client, maya):
    """Maya's evaluation and Ana's, each with an answer, a person, an own question, a need and a fact behind it."""
    both = []
    for person, hospital in ((maya, "Brindle Bay"), (make_applicant("Ana"), "Cedar")):
        one = make_evaluation(person, hospital=hospital)
        one.answer = make_answer(one)
        one.person = one.people.create(name=f"Dr. {hospital}")
        one.own = OwnQuestion.objects.create(evaluation=one, audience="resident", wording="When do you read?")
        one.need = make_need(person)
        one.fact = make_fact(one.program, "research_support", "no")
        both.append(one)
    return both


def test_a_number_of_another_person_reaches_nothing(client, two):
    mine, theirs = two

    def post(door, *args, **data):
        return client.post(reverse(f"programs:{door}", args=[mine.pk, *args]), data)

    assert post("answer", "Q-L1", of=theirs.answer.pk, note="x").status_code == 404
    assert post("answer_draft", "Q-L1", of=theirs.answer.pk, note="x").status_code == 404
    assert post("answer_forget", "Q-L1", of=theirs.answer.pk).status_code == 404
    assert post("answer", f"own:{theirs.own.pk}", note="x").status_code == 404
    assert post("answer_forget", f"own:{theirs.own.pk}").status_code == 404
    assert post("person_edit", theirs.person.pk, name="x").status_code == 404
    assert post("need_judge", need=theirs.need.pk, note="x").status_code == 404
    merged = post("person_edit", mine.person.pk, name="Dr. Brindle Bay", same_as=theirs.person.pk)
    assert merged.status_code == 200 and "same_as" in merged.context["form"].errors
    for proof in (f"answer:{theirs.answer.pk}", f"fact:{theirs.fact.pk}"):
        data = {
            "act": "mark",
            "path": mine.target_path,
            "key": "vague_leaders",
            "holds": "yes",
            "proof": proof,
        }
        said = post("path_condition", **data)
        assert said.status_code == 200 and "proof" in said.context["form"].errors
    order = f"{theirs.pk},{mine.pk}"
    assert (
        client.post(reverse("programs:rank_order"), {"order": order, "moved": theirs.pk}).status_code == 302
    )
    assert client.get(reverse("programs:compare"), {"e": [mine.pk, theirs.pk]}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.rank is None and theirs.answers.count() == 1 and theirs.people.count() == 1
    assert not mine.path_conditions.exists() and not mine.need_judgements.exists()


# ---- gone in the middle ----
def test_what_was_removed_on_another_device_is_not_found(client, two, monkeypatch):
    """The page found the evaluation, and it is gone a moment later: not found, and no failure."""
    mine, _ = two
    make_message(mine)
    one_need, day = mine.need.pk, timezone.localdate().isoformat()
    soon = (timezone.localdate() + timedelta(days=100)).isoformat()
    posts = [
        ("answer", ["Q-L1"], {"note": "x", "of": ""}),
        ("answer_draft", ["Q-L1"], {"note": "x", "of": ""}),
        ("answer_forget", ["Q-L1"], {"of": mine.answer.pk}),
        ("question_own", [], {"wording": "Who reads with you?", "audience": "resident"}),
        ("person_edit", [mine.person.pk], {"name": "Dr. Brindle Bay"}),
        ("person_edit", [mine.person.pk], {"act": "remove"}),
        ("website_check", [], {"url": "https://example.org/", "checked_on": day}),
        ("message", ["T-01"], T01),
        ("message_sent", ["T-01"], T01 | {"sent_on": day}),
        ("reply", [], {"act": "reaction", "reaction": "neutral"}),
        ("reply", [], {"act": "sketch", "replied_on": day}),
        ("need_judge", [], {"note": "x"}),
        ("path_condition", [], {"act": "add", "path": "hospitalist"}),
        (
            "path_condition",
            [],
            {"act": "mark", "path": mine.target_path, "key": "vague_leaders", "holds": "no"},
        ),
        ("img_support", [], {"act": "seen", "seen": "yes"}),
        ("evaluation_edit", [], {"note": "x"}),
        ("evaluation_remove", [], {}),
        ("rank_move", [], {"how": "top"}),
        ("rank_move", [], {"how": "off"}),
        ("gap_task", [], {"gap": "research_support", "code": "P-47a", "do": "accept"}),
        ("matched", [], {"starts_on": soon, "entry_pgy": 1}),
        ("matched", [], {"act": "undo"}),
    ]
    locked = QuerySet.select_for_update

    def gone(self, *args, **kwargs):
        Evaluation.objects.filter(pk=mine.pk).delete()
        return locked(self, *args, **kwargs)

    for door, args, data in posts:
        if not Evaluation.objects.filter(pk=mine.pk).exists():
            mine = Evaluation.objects.create(
                applicant=mine.applicant,
                program=mine.program,
                target_path=mine.target_path,
                priorities_sent_on=timezone.localdate(),
                sketch_asked_on=timezone.localdate(),
            )
            mine.answer, mine.person = make_answer(mine), mine.people.create(name="Dr. Brindle Bay")
            make_message(mine)
            data = data | ({"of": mine.answer.pk} if door == "answer_forget" else {})
            args = [mine.person.pk] if door == "person_edit" else args
        with monkeypatch.context() as patch:
            patch.setattr("django.db.models.query.QuerySet.select_for_update", gone)
            data = data | ({"need": one_need} if door == "need_judge" else {})
            response = client.post(reverse(f"programs:{door}", args=[mine.pk, *args]), data)
        assert response.status_code < 500, door
    assert not WebsiteCheck.objects.exists()


def test_a_proof_that_was_removed_meanwhile_proves_nothing(client, two):
    mine, _ = two
    answer, fact = mine.answer.pk, mine.fact.pk
    mine.answer.delete()
    judging.mark_condition(
        evaluation=mine, path="hospitalist", key="vague_leaders", holds=True, answer=answer, by=mine.applicant
    )
    assert mine.path_conditions.get().answer_id is None
    mine.fact.delete()
    judging.mark_condition(
        evaluation=mine, path="hospitalist", key="vague_leaders", holds=True, fact=fact, by=mine.applicant
    )
    assert mine.path_conditions.get().fact_id is None


@pytest.mark.parametrize(
    "names", [("\u0130da Ash", "ida ash"), ("\u212aim", "kim"), ("Stra\u00dfer", "STRASSER")]
)
def test_names_that_only_the_database_takes_for_one_break_nothing(client, maya, names):
    one = make_evaluation(maya)
    url = reverse("programs:answer", args=[one.pk, "Q-L1"])
    typed = {f"person_{n}_name": name for n, name in enumerate(names, 1)}
    assert client.post(url, {"of": "", "note": "x", **typed}).status_code == 302
    assert 1 <= one.people.count() <= 2
    for wording in names:
        data = {"wording": f"{wording} reads when?", "audience": "resident"}
        assert client.post(reverse("programs:question_own", args=[one.pk]), data).status_code == 302


def test_an_interview_place_stays_one_line_of_the_file(client, maya):
    one = make_evaluation(maya)
    data = {"interview_at": "2026-12-01T10:00", "interview_place": "Room 4\rATTENDEE:x\nURL:y"}
    assert client.post(reverse("programs:evaluation_edit", args=[one.pk]), data).status_code == 302
    file = client.get(reverse("programs:interview_file", args=[one.pk])).content.decode()
    assert not [line for line in file.splitlines() if line.startswith(("ATTENDEE", "URL"))]
