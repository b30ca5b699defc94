"""What stands on a sheet: bank, needs, probes, own questions, and words that an answer keeps."""

import pytest

from playbook import load
from playbook.models import Question
from programs.models import OwnQuestion, WebsiteCheck
from programs.questions import better_question_wanted, sheet_of
from tests.factories import make_need
from tests.programs.makers import make_fact
from tests.programs.sheet.makers import TODAY, make_answer, make_evaluation, make_img, with_bank

pytestmark = pytest.mark.django_db

B1_TO_B5 = {
    "leadership": "Q-L1 Q-L1a Q-L1b Q-L1c Q-L2 Q-L2a Q-L2b Q-L3 Q-L4 Q-L5".split(),
    "resident": "Q-R1 Q-R2 Q-R3 Q-R4 Q-R5 Q-R6".split(),
    "subspecialist": "Q-S1 Q-S2 Q-S3 Q-S4".split(),
    "leadership_img": [f"Q-I{n}" for n in range(1, 13)],
    "img_resident": "Q-P1 Q-P2 Q-P3 Q-P4".split(),
}


@pytest.fixture
def bank(db):
    with_bank()


def sheet(evaluation):
    return sheet_of(evaluation, today=TODAY)


@pytest.mark.parametrize("audience", B1_TO_B5)
def test_the_bank_holds_every_question_with_green_and_red_cues(audience):
    rows = [
        q
        for q in load.questions()
        if q.bank == "interview" and q.audience == audience and q.kind == "question"
    ]

    assert [q.key for q in rows] == B1_TO_B5[audience]
    assert all(q.green and q.red and q.feeds for q in rows)


def test_the_tip_is_never_asked(bank):
    evaluation = make_evaluation()
    make_img(evaluation.applicant)

    assert sheet(evaluation).find("Q-P0") is None


def test_tabs_are_the_three_audiences_and_the_two_for_img_by_choice(bank):
    evaluation = make_evaluation()
    three = ["leadership", "resident", "subspecialist"]
    assert [tab.audience for tab in sheet(evaluation).tabs] == three

    make_img(evaluation.applicant)
    assert [tab.audience for tab in sheet(evaluation).tabs] == [*three, "leadership_img", "img_resident"]


def test_an_answer_keeps_its_tab_when_the_choice_is_taken_back(bank):
    evaluation = make_evaluation()
    make_answer(evaluation, "Q-P1", audience="img_resident")

    assert "img_resident" in [tab.audience for tab in sheet(evaluation).tabs]


def test_each_need_gives_one_question_in_its_own_words(bank):
    evaluation = make_evaluation()
    needs = [make_need(evaluation.applicant, sentence=f"Finish project {n} by June.") for n in range(3)]

    asked = [sheet(evaluation).find(f"Q-L5:{need.pk}") for need in needs]

    assert [f"Finish project {n} by June" in q.wording for n, q in enumerate(asked)] == [True] * 3
    assert sheet(evaluation).find("Q-L5") is None


def test_an_unasked_question_follows_its_need_and_an_answered_one_keeps_its_words(bank):
    evaluation = make_evaluation()
    first, second = (make_need(evaluation.applicant, sentence=f"Meet mentor {n} monthly") for n in (1, 2))
    kept = sheet(evaluation).find(f"Q-L5:{first.pk}").wording
    make_answer(evaluation, f"Q-L5:{first.pk}", wording=kept)
    for need in (first, second):
        need.sentence = f"Something else altogether, {need.pk}"
        need.save()

    whole = sheet(evaluation)
    assert whole.find(f"Q-L5:{first.pk}").wording == kept
    assert "Something else altogether" in whole.find(f"Q-L5:{second.pk}").wording

    key = f"Q-L5:{first.pk}"
    first.delete()
    assert sheet(evaluation).find(key).wording == kept


@pytest.mark.parametrize("change", [{"wording": "New words"}, {"retired_on": TODAY}])
def test_an_answered_question_keeps_its_words_through_edit_and_retirement(bank, change):
    evaluation = make_evaluation()
    make_answer(evaluation, "Q-L1", wording="As it was asked")
    Question.objects.filter(key__in=["Q-L1", "Q-L3"]).update(**change)

    whole = sheet(evaluation)

    assert whole.find("Q-L1").wording == "As it was asked"
    assert (whole.find("Q-L3") is None) == ("retired_on" in change)


def test_a_question_an_admin_adds_is_on_every_sheet(bank):
    Question.objects.create(
        key="Q-L9", bank="interview", audience="leadership", topic="new", wording="Who covers for mentors?"
    )
    assert sheet(make_evaluation()).find("Q-L9").wording == "Who covers for mentors?"


def test_the_goal_goes_into_the_words_and_is_asked_for_when_missing(bank):
    evaluation = make_evaluation()
    assert "for a cardiology fellowship." in sheet(evaluation).find("Q-L2").wording
    make_img(evaluation.applicant)
    assert "interested in cardiology." in sheet(evaluation).find("Q-I7").wording

    evaluation.target_path = ""
    assert sheet(evaluation).lacks_goal
    assert sheet(evaluation).find("Q-L2").lacks_goal


def test_somebody_named_goes_into_the_question_about_them(bank):
    evaluation = make_evaluation()
    assert "one of the attendings" in sheet(evaluation).find("Q-R5").wording
    evaluation.people.create(name="Dr. Ida Oakhollow")
    assert "to Dr. Oakhollow about" in sheet(evaluation).find("Q-R5").wording


def test_a_silent_website_adds_probes_and_takes_nothing_away(bank):
    evaluation = make_evaluation()
    before = {q.key for q in sheet(evaluation).questions}
    WebsiteCheck.objects.create(
        evaluation=evaluation,
        url="https://example.org/",
        checked_on=TODAY,
        names_support=True,
        explains_structure=False,
    )
    evaluation.refresh_from_db()

    after = {q.key for q in sheet(evaluation).questions}
    assert after - before == {"probe:explains_structure"}
    assert before <= after


def test_unknown_facts_and_shortfalls_add_extra_questions_that_are_not_counted(bank):
    evaluation = make_evaluation()
    counted = len(sheet(evaluation).counted)
    assert sheet(evaluation).find("probe:subspecialists").is_extra

    make_fact(evaluation.program, "subspecialists", "no")
    make_fact(evaluation.program, "volume", "yes")
    whole = sheet(evaluation)

    assert whole.find("probe:subspecialists") is None
    assert whole.find("probe:short:subspecialists").audience == "resident"
    assert whole.find("probe:volume") is None
    assert len(whole.counted) == counted

    make_answer(evaluation, "probe:autonomy", audience="resident")
    assert len(sheet(evaluation).counted) == counted + 1


def test_own_questions_stand_on_their_own_sheet_alone(bank):
    mine, other = make_evaluation(), make_evaluation(hospital="Elsewhere")
    own = OwnQuestion.objects.create(evaluation=mine, audience="resident", wording="When did you last meet?")

    assert sheet(mine).find(f"own:{own.pk}").is_own
    assert sheet(other).find(f"own:{own.pk}") is None


def test_silent_audiences_are_named(bank):
    evaluation = make_evaluation()
    make_answer(evaluation, "Q-L1")

    assert [tab.audience for tab in sheet(evaluation).silent] == ["resident", "subspecialist"]


@pytest.mark.parametrize("answers", [0, 1, 30])
def test_the_sheet_costs_the_same_with_any_number_of_answers(bank, answers, django_assert_num_queries):
    evaluation = make_evaluation()
    make_need(evaluation.applicant)
    for number in range(answers):
        answer = make_answer(evaluation, f"Q-L{number}", speaker=f"PGY-{number}")
        evaluation.people.create(name=f"Dr. Number {number}").answers.add(answer)
    evaluation = (
        type(evaluation).objects.select_related("applicant", "program", "website_check").get(pk=evaluation.pk)
    )
    with django_assert_num_queries(4):  # what she wrote, answers, questions, facts
        [[person.name for a in q.answers for person in a.named] for q in sheet(evaluation).questions]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Is the mentoring good?", True),
        ("is mentorship good here", True),
        ("Are your mentors supportive?", True),
        ("Do you like the mentoring here?", True),
        ("How good is the mentoring?", True),
        ("So, is the program supportive?", True),
        ("How often do you meet your mentor?", False),
        ("Who is a good mentor here?", False),
        ("Is there a good example of a mentor helping?", False),
        ("Do mentors get paid time?", False),
        ("Is parking free?", False),
        ("", False),
    ],
)
def test_questions_that_everybody_answers_with_yes_are_recognized(words, wanted):
    assert better_question_wanted(words) is wanted
