"""What verdicts gather: the same few queries for any number, and every line with what it rests on."""

import pytest

from programs.models import NeedJudgement, WebsiteCheck
from programs.verdicts import order_by_weights
from tests.programs.evaluations.makers import (
    TODAY,
    look,
    make_answer,
    make_img,
    make_look,
    make_me,
    verdict_of,
    with_bank,
)
from tests.programs.makers import make_fact

pytestmark = pytest.mark.django_db


def everything(verdict):
    """Ask for each part, as the fullest page does."""
    parts = (
        verdict.verdict,
        verdict.words,
        verdict.reasons,
        verdict.aspects,
        verdict.models,
        verdict.strengths,
    )
    return *parts, verdict.gaps, verdict.tier, verdict.people, verdict.probes, verdict.to_ask, verdict.pioneer


@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_summary_costs_the_same_for_one_and_sixty(count, django_assert_num_queries):
    me = make_me()
    for number in range(count):
        make_look(me, f"Hospital {number}")
    with django_assert_num_queries(4):  # the evaluations, answers, facts, own words
        evaluations, verdicts = look(me, summary=True)
        order_by_weights(evaluations, verdicts, {})
        for verdict in verdicts.values():
            assert verdict.words and verdict.reasons and not verdict.silent_audiences


@pytest.mark.parametrize("count", [1, 2, 4])
def test_everything_costs_the_same_for_one_and_four(count, django_assert_num_queries):
    me = make_me()
    make_img(me)
    for number in range(count):
        make_look(me, f"Hospital {number}", sketch_asked_on=TODAY)
    with django_assert_num_queries(7):
        for verdict in look(me)[1].values():
            everything(verdict)


def test_nobody_heard_and_no_needs_is_not_enough_known():
    verdict = verdict_of(make_look(make_me(needs=0), answers=[]))
    assert verdict.verdict == "incomplete"
    assert "what you need" in verdict.words
    assert [audience.value for audience in verdict.silent_audiences] == [
        "leadership",
        "resident",
        "subspecialist",
    ]
    assert not verdict.one_sided
    everything(verdict)


def test_leaders_alone_are_one_sided_and_provisional():
    answers = [("Q-L2", "leadership", "goal_support", "concrete", ["Names people"], [])]
    verdict = verdict_of(make_look(make_me(), answers=answers))
    assert verdict.one_sided and "provisional" in verdict.words
    assert verdict.needs[0].value == "winnable"


def test_a_leader_and_a_resident_who_agree_secure_a_need():
    answers = [
        ("Q-L2", "leadership", "goal_support", "concrete", ["Names people"], []),
        ("Q-R3", "resident", "none_to_path", "concrete", ["A number"], []),
    ]
    verdict = verdict_of(make_look(make_me(needs=1), answers=answers))
    assert (verdict.verdict, verdict.needs[0].value) == ("good_fit", "secured")
    assert verdict.reasons[0].answer.question_key in ("Q-L2", "Q-R3")
    assert "2 answers, 1 of them from residents" in verdict.reasons[-1].text


def test_an_answer_to_the_need_itself_goes_before_what_leaders_said_in_general():
    me = make_me(needs=1)
    evaluation = make_look(me)
    need = verdict_of(evaluation).needs[0].need
    make_answer(evaluation, f"Q-L5:{need.pk}", feeds="need_feasibility", reading="vague", has_name=False)
    assert not [row for row in verdict_of(evaluation).needs[0].told if row.question_key == "Q-L2"]


def test_her_own_word_on_a_need_goes_before_the_rule_and_both_are_said():
    evaluation = make_look(make_me(needs=1))
    need = verdict_of(evaluation).needs[0].need
    NeedJudgement.objects.create(
        evaluation=evaluation, need_ref=need.pk, value="unlikely", reason="She is leaving.", note="Call back"
    )
    line = verdict_of(evaluation).needs[0]
    assert (line.value, line.overruled, line.note) == ("unlikely", True, "Call back")
    assert line.by_rule != "unlikely" and "She is leaving." in line.why.text
    assert verdict_of(evaluation).verdict == "serious_doubt"


# ---- aspects ----
@pytest.mark.parametrize(
    ("facts", "reading", "red", "value", "source"),
    [
        ([], None, [], "unknown", None),
        ([("mentoring_structure", "yes")], None, [], "yes", "fact"),
        ([("mentoring_structure", "no")], "concrete", [], "no", "fact"),
        ([("mentoring_structure", "unknown")], "concrete", [], "yes", "answer"),
        ([], "concrete", [], "yes", "answer"),
        ([], "partial", [], "partial", "answer"),
        ([], "vague", [], "unknown", None),
        ([], "vague", ["Informal only"], "no", "answer"),
        ([], "unanswered", [], "unknown", None),
    ],
)
def test_a_fact_goes_before_an_answer_and_an_answer_before_the_hint(facts, reading, red, value, source):
    answers = [("Q-L1", "leadership", "mentoring_structure", reading, [], red)] if reading else []
    evaluation = make_look(make_me(), answers=answers, facts=facts)
    line = verdict_of(evaluation).aspects[0]
    assert (line.key, line.value) == ("G-01", value)
    assert (source == "fact") == bool(line.fact)
    assert (source == "answer") == bool(line.answer and line.is_known)
    assert bool(line.ask) == (value == "unknown")


@pytest.mark.parametrize(
    ("setting", "hints"),
    [
        ("community", ["Community"]),
        ("university", ["University"]),
        ("hybrid", ["Community", "University"]),
        ("unknown", []),
    ],
)
def test_the_hint_follows_the_setting_and_a_hybrid_shows_both(setting, hints):
    evaluation = make_look(make_me(), answers=[])
    evaluation.program.setting = setting
    evaluation.program.save()
    for line in verdict_of(evaluation).aspects:
        assert [who for who, _ in line.hints] == hints
        assert not line.is_known  # a hint is never a value


# ---- for people who opted in ----
def test_without_opting_in_there_is_no_tier():
    verdict = verdict_of(make_look(make_me()))
    assert verdict.tier is None and verdict.img is None


@pytest.mark.parametrize(
    ("seen", "share", "presence"),
    [
        (None, None, None),
        (True, None, True),
        (False, None, False),
        (None, (11, 24), True),
        (None, (1, 24), False),
        (False, (11, 24), False),
    ],
)
def test_what_she_saw_goes_before_what_is_recorded(seen, share, presence):
    me = make_me()
    make_img(me)
    evaluation = make_look(me, many_img=seen)
    if share:
        make_fact(evaluation.program, "img_share", "yes", numerator=share[0], denominator=share[1])
    tier = verdict_of(evaluation).tier
    assert tier.nodes[0].holds is presence


def test_an_open_flow_asks_and_a_closed_one_does_not():
    me = make_me()
    make_img(me)
    evaluation = make_look(me, many_img=True)
    img = verdict_of(evaluation).img
    assert {one.key for one in img.to_ask} == {"Q-I1", "Q-I11"}
    evaluation.many_img = False
    evaluation.save()
    assert verdict_of(evaluation).img.to_ask == []


def test_a_question_to_ask_is_worded_for_her():
    with_bank()
    verdict = verdict_of(make_look(make_me(), answers=[]))
    words = [one.wording for one in verdict.to_ask]
    assert len(words) == len(set(words)) > 8
    assert not [text for text in words if "{" in text or "[" in text]


def test_on_a_visa_nothing_known_about_visas_is_a_question():
    with_bank()
    me = make_me()
    preferences = make_img(me)
    evaluation = make_look(me, answers=[])
    assert "Q-I12" not in [one.key for one in verdict_of(evaluation).to_ask]
    preferences.need_profiles = ["visa_dependent"]
    preferences.save()
    assert "Q-I12" in [one.key for one in verdict_of(evaluation).to_ask]
    make_fact(evaluation.program, "visa_support", "yes", part="visa_j1")
    assert "Q-I12" not in [one.key for one in verdict_of(evaluation).to_ask]


def test_a_silent_website_adds_questions_and_changes_no_verdict():
    evaluation = make_look(make_me())
    before = verdict_of(evaluation).verdict
    WebsiteCheck.objects.create(
        evaluation=evaluation,
        url="https://x.example",
        checked_on=TODAY,
        names_support=False,
        shows_outcomes=True,
    )
    verdict = verdict_of(evaluation)
    assert [probe.key for probe in verdict.probes] == ["probe:names_support"]
    assert verdict.verdict == before
