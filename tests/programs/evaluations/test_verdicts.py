"""What verdicts gather: the same few queries for any number, and every line with what it rests on."""

from datetime import date

import pytest

from programs.access import visible_evaluations
from programs.models import NeedJudgement, PathCondition, Preferences, WebsiteCheck
from programs.verdicts import order_by_weights, verdicts_of, weights_of
from tests.programs.evaluations.makers import TODAY, make_answer, make_img, make_look, make_me, with_bank
from tests.programs.makers import make_fact

pytestmark = pytest.mark.django_db


def look(me, **options):
    evaluations = list(visible_evaluations(me).select_related("program"))
    return evaluations, verdicts_of(evaluations, user=me, today=TODAY, **options)


def verdict_of(evaluation, **options):
    return look(evaluation.applicant, **options)[1][evaluation.pk]


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
    with django_assert_num_queries(6):  # the evaluations and five more
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
    with django_assert_num_queries(9):
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


# ---- the four conditions ----
LEAVE = ["Go to an academic program for that"]


@pytest.mark.parametrize(
    ("key", "rows", "holds"),
    [
        ("none_reached_it", [], None),
        ("none_reached_it", [("none_to_path", "partial", [], ["Nobody I know of"], None)], True),
        ("none_reached_it", [("none_to_path", "concrete", [], [], 0)], True),
        ("none_reached_it", [("none_to_path", "concrete", ["A number"], [], 3)], False),
        ("none_reached_it", [("none_to_path", "vague", [], [], None)], None),
        ("none_reached_it", [("none_to_path", "unanswered", [], [], None)], None),
        (
            "none_reached_it",
            [
                ("none_to_path", "partial", [], ["Nobody I know of"], None),
                ("none_to_path", "concrete", [], [], 1),
            ],
            False,
        ),
        ("no_faculty_record", [], None),
        ("no_faculty_record", [("faculty_record", "vague", [], ["None"], None)], True),
        ("no_faculty_record", [("faculty_record", "concrete", ["One or more"], [], None)], False),
        ("residents_say_leave", [], None),
        ("residents_say_leave", [("residents_say_go_academic", "partial", [], LEAVE, None)], True),
        (
            "residents_say_leave",
            [("residents_say_go_academic", "partial", ["It has been done"], [], None)],
            False,
        ),
        (
            "residents_say_leave",
            [
                ("residents_say_go_academic", "partial", [], LEAVE, None),
                ("residents_say_go_academic", "partial", ["It has been done"], [], None),
            ],
            None,
        ),
    ],
)
def test_a_condition_by_what_was_heard(key, rows, holds):
    evaluation = make_look(make_me(), answers=[])
    for number, (feeds, reading, green, red, cases) in enumerate(rows):
        said = {"reading": reading, "green": green, "red": red, "cases": cases, "audience": "resident"}
        make_answer(evaluation, f"Q-X{number}", feeds=feeds, speaker=f"PGY-{number}", **said)
    line = next(line for line in verdict_of(evaluation).path.conditions if line.key == key)
    assert line.holds is holds
    assert bool(line.answer) == bool(rows) if holds is not None else True
    assert bool(line.ask) == (holds is None)


@pytest.mark.parametrize(
    ("readings", "reaction", "holds"),
    [
        ([], "", None),
        ([], "sidestepped", None),
        (["vague"], "", True),
        (["vague"], "leaned_in", None),
        (["vague"], "sidestepped", True),
        (["vague", "partial"], "", True),
        (["partial"], "", None),
        (["partial"], "sidestepped", None),
        (["concrete"], "", False),
        (["concrete"], "sidestepped", None),
        (["concrete", "vague"], "", None),
        (["concrete", "vague"], "leaned_in", False),
    ],
)
def test_vague_leaders_with_the_reaction_as_one_more_sign(readings, reaction, holds):
    sent = {"reaction": reaction, "priorities_sent_on": TODAY} if reaction else {}
    evaluation = make_look(make_me(), answers=[], **sent)
    for number, reading in enumerate(readings):
        make_answer(evaluation, f"Q-X{number}", feeds="goal_support", reading=reading)
    line = next(line for line in verdict_of(evaluation).path.conditions if line.key == "vague_leaders")
    assert line.holds is holds


def test_a_recorded_outcome_speaks_for_its_path_only_while_it_counts():
    evaluation = make_look(make_me(), answers=[])
    fact = make_fact(
        evaluation.program,
        "fellowship_match",
        "no",
        detail="Nobody in cardiology.",
        numerator=0,
        denominator=24,
    )
    line = verdict_of(evaluation).path.conditions[0]
    assert line.holds is True and line.fact.pk == fact.pk
    fact.as_of = date(2020, 1, 1)
    fact.save()
    assert verdict_of(evaluation).path.conditions[0].holds is None


def test_a_mark_whose_proof_is_gone_is_not_known():
    evaluation = make_look(make_me())
    answer = evaluation.answers.first()
    PathCondition.objects.create(
        evaluation=evaluation, path="cardiology fellowship", key="vague_leaders", holds=True, answer=answer
    )
    assert verdict_of(evaluation).path.conditions[2].holds is True
    answer.delete()
    line = verdict_of(evaluation).path.conditions[2]
    assert line.holds is None and "gone" in line.words


def test_all_four_for_one_path_leave_another_path_alone():
    evaluation = make_look(make_me())
    proof = evaluation.answers.first()
    for key in PathCondition.Key:
        PathCondition.objects.create(
            evaluation=evaluation, path="cardiology fellowship", key=key, holds=True, answer=proof
        )
    PathCondition.objects.create(evaluation=evaluation, path="primary care", key="vague_leaders", holds=False)
    verdict = verdict_of(evaluation)
    assert [(line.path, line.state) for line in verdict.paths] == [
        ("cardiology fellowship", "not_enough"),
        ("primary care", "open"),
    ]
    assert verdict.verdict == "not_enough"
    assert len([reason for reason in verdict.reasons if reason.answer and reason.answer.pk == proof.pk]) >= 4


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


# ---- order ----
def test_the_order_follows_the_weights_and_unknown_is_never_a_no():
    me = make_me(needs=0)
    research = make_look(
        me, "Alder", answers=[], facts=[("research_support", "yes"), ("role_flexibility", "no")]
    )
    roles = make_look(
        me, "Beech", answers=[], facts=[("research_support", "no"), ("role_flexibility", "yes")]
    )
    unknown = make_look(me, "Cedar", answers=[])

    def order(**weights):
        evaluations, verdicts = look(me, summary=True)
        return [placed.evaluation for placed in order_by_weights(evaluations, verdicts, weights)]

    only_research = dict.fromkeys(("needs", "G-01", "G-02", "G-04", "G-05", "G-06"), 0)
    assert order(**only_research) == [research, unknown, roles]
    assert order(**only_research | {"G-03": 0, "G-06": 80}) == [roles, unknown, research]


def test_a_program_that_is_not_enough_for_the_path_stands_last_and_says_so():
    me = make_me()
    short = make_look(me, "Alder")
    other = make_look(me, "Beech", answers=[])
    for key in PathCondition.Key:
        PathCondition.objects.create(
            evaluation=short, path=short.target_path, key=key, holds=True, answer=short.answers.first()
        )
    evaluations, verdicts = look(me)
    placed = order_by_weights(evaluations, verdicts, {})
    assert [row.evaluation for row in placed] == [other, short]
    assert "all four signs" in placed[-1].reasons[0].text


def test_a_need_profile_changes_the_order_visibly():
    me = make_me(needs=0)
    tiers = make_look(me, "Alder", answers=[])
    network = make_look(me, "Beech", answers=[])
    make_fact(tiers.program, "model_present", "yes", part="tiered")
    make_fact(tiers.program, "model_present", "no", part="networked")
    make_fact(network.program, "model_present", "yes", part="networked")
    make_fact(network.program, "model_present", "no", part="tiered")
    orders = {}
    for profile in ("older_grad_gap", "fellowship_focused"):
        preferences, _ = Preferences.objects.update_or_create(
            user=me, defaults={"is_img": True, "need_profiles": [profile]}
        )
        evaluations, verdicts = look(me)
        rows = order_by_weights(evaluations, verdicts, weights_of(preferences))
        orders[profile] = [row.evaluation for row in rows]
    assert orders == {"older_grad_gap": [tiers, network], "fellowship_focused": [network, tiers]}


def test_every_place_has_reasons():
    me = make_me()
    make_look(me, "Alder")
    make_look(me, "Beech", answers=[])
    evaluations, verdicts = look(me)
    assert all(row.reasons for row in order_by_weights(evaluations, verdicts, {"nonsense": 3}))
