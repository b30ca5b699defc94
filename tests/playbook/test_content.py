"""What ships is valid and complete."""

import pytest

from playbook import checks, load, vocabulary, wording

QUESTIONS = {
    "leadership": "Q-L1 Q-L1a Q-L1b Q-L1c Q-L2 Q-L2a Q-L2b Q-L3 Q-L4 Q-L5",
    "resident": "Q-R1 Q-R2 Q-R3 Q-R4 Q-R5 Q-R6 Q-B1 Q-B2 Q-B3",
    "subspecialist": "Q-S1 Q-S2 Q-S3 Q-S4",
    "leadership_img": "Q-I1 Q-I2 Q-I3 Q-I4 Q-I5 Q-I6 Q-I7 Q-I8 Q-I9 Q-I10 Q-I11 Q-I12",
    "img_resident": "Q-P1 Q-P2 Q-P3 Q-P4 Q-P0",
    "mentor": "Q-F1 Q-F2 Q-F3 Q-F4 Q-F5 Q-F6 Q-F7 Q-F8 Q-A1 Q-A2 Q-A3 Q-C1 Q-C2 Q-C3 Q-C4 Q-M1 Q-M2 Q-M3",
    "self": "Q-X1 Q-X2 Q-X3 Q-X4 Q-N1 Q-N2 Q-N3",
}

# What each kind of message cannot do without.
REQUIRED = {
    "T-01": "long_goal supports wish",
    "T-02": "if_matched structure people frequency nothing_signed",
    "T-03": "who why_you goals minutes slots fit outline sign_off",
    "T-04": "seen who ask why_them long_goal minutes easy_no",
    "T-05": "event learned who meeting",
    "T-06": "first_mail interest ask easy_no",
    "T-07": "who whom first_mail best_way",
    "T-08": "hospital project question attached minutes",
    "T-09": "colleague purpose letter_aim",
    "T-10": "item question feedback_kind minutes slots",
    "T-11": "done next questions",
    "T-12": "busy finished attached option_drive option_colleague respect",
    "T-13": "wish what_helps slots",
    "T-14": "what_happened what_they_did credit",
    "T-15": "program_type deadline shared_work cv_link detailed easy_no",
    "T-16": "decision_date questions terms",
    "T-17": "thanks new_post rhythm",
    "T-18": "updates questions decisions homework",
    "T-19": "thanks reason",
    "T-20": "thanks go_on",
}

# First and last month of every base item.
MONTHS = {
    **dict.fromkeys(["P-01", "P-02", "P-03", "P-04"], (1, 3)),
    **dict.fromkeys(["P-05", "P-06", "P-07"], (4, 6)),
    **dict.fromkeys(["P-08", "P-09", "P-10", "P-11"], (7, 12)),
    "P-12": (13, 18),
    **dict.fromkeys(["P-13", "P-14", "P-16"], (19, 24)),
    "P-15": (13, 24),
    "P-17": (21, 24),
    **dict.fromkeys(["P-18", "P-19", "P-20"], (25, 30)),
    **dict.fromkeys(["P-21", "P-22"], (31, 36)),
}


def test_what_ships_has_no_problems():
    assert checks.check_playbook(None) == []


@pytest.mark.parametrize(("audience", "keys"), QUESTIONS.items())
def test_every_question_is_there(audience, keys):
    assert sorted(q.key for q in load.questions() if q.audience == audience) == sorted(keys.split())


def test_nobody_is_asked_whether_mentoring_is_good():
    tips = [q for q in load.questions() if q.kind == "tip"]
    assert [q.key for q in tips] == ["Q-P0"]
    assert tips[0].hint


def test_first_meeting_questions_say_which_part_of_the_agreement_keeps_the_answer():
    stored = {q.key: q.stores for q in load.questions() if q.bank == "first_meeting"}
    assert len(stored) == 8
    assert all(stored.values())
    assert {"channel", "cadence", "outcome", "support_offered", "review_on"} <= set(stored.values())


def test_every_message_is_there_with_what_it_cannot_do_without():
    found = {m.key: " ".join(e.key for e in m.element if e.required) for m in load.messages()}
    assert found == REQUIRED


def test_an_ask_is_checked_under_the_four_merits():
    ask = load.message("T-03")
    assert len(ask.headings) == 4
    assert {e.heading for e in ask.element} == set(ask.headings)
    assert ask.max_words == 250
    assert ask.over_limit == "warn"


def test_a_mail_to_a_stranger_is_half_a_screen_or_it_is_not_ready():
    mail = load.message("T-04")
    assert (mail.max_words, mail.max_lines, mail.over_limit) == (150, 12, "block")


@pytest.mark.parametrize(
    "said", ["you never answered", "I have been waiting since May", "You haven\u2019t read it"]
)
def test_reproach_is_caught_after_a_silence(said):
    assert wording.phrases_in(said, load.message("T-12").forbidden)


def test_an_open_request_is_caught_in_the_ask():
    assert wording.phrases_in("Will you be my  mentor?", load.message("T-03").forbidden)


@pytest.mark.parametrize(
    ("key", "field", "value"),
    [
        ("T-05", "within_days", 7),
        ("T-06", "max_words", 80),
        ("T-06", "once", True),
        ("T-07", "max_words", 80),
        ("T-10", "min_slots", 2),
        ("T-10", "max_minutes", 30),
        ("T-11", "max_words", 200),
        ("T-11", "max_questions", 2),
        ("T-13", "once", True),
        ("T-13", "min_slots", 2),
        ("T-14", "within_days", 7),
        ("T-15", "ahead_days", 42),
        ("T-18", "ahead_days", 1),
        ("T-20", "within_days", 7),
    ],
)
def test_limits_of_messages(key, field, value):
    assert getattr(load.message(key), field) == value


def test_the_base_plan_has_seven_windows_and_twenty_two_items_in_their_months():
    plan = load.plan("three_year_community")
    windows = {w.number: w for w in plan.window}
    assert [(w.code, w.first_month, w.last_month) for w in plan.window] == [
        ("P-W1", 1, 3),
        ("P-W2", 4, 6),
        ("P-W3", 7, 12),
        ("P-W4", 13, 18),
        ("P-W5", 19, 24),
        ("P-W6", 25, 30),
        ("P-W7", 31, 36),
    ]
    months = {
        i.code: (i.first_month or windows[i.window].first_month, i.last_month or windows[i.window].last_month)
        for i in plan.item
    }
    assert months == MONTHS
    assert [i.code for i in plan.item] == [f"P-{n:02}" for n in range(1, 23)]


def test_the_last_two_windows_are_the_final_year():
    assert [w.block for w in load.plan("three_year_community").window] == ["first"] * 3 + ["middle"] * 2 + [
        "final"
    ] * 2


def test_what_comes_round_and_when():
    rhythm = {
        r.code: (r.unit, r.every, r.first, r.last, r.at) for r in load.plan("three_year_community").repeating
    }
    assert rhythm == {
        "P-CHECKIN": ("month", 3, 3, None, ()),
        "P-REVIEW": ("month", 6, 6, None, ()),
        "P-NEEDS": ("month", None, None, None, (3, 12, 24)),
        "P-TIES": ("month", 6, 6, None, ()),
    }


def test_a_new_plan_aims_at_two_letters_a_project_a_year_and_four_check_ins():
    goals = {g.counts: (g.target, g.most, g.per) for g in load.plan("three_year_community").goal}
    assert goals == {
        "strong_letters": (2, None, "training"),
        "outputs": (1, 2, "year"),
        "checkins": (4, None, "year"),
    }


def test_every_overlay_is_there():
    overlays = [plan for plan in load.plans() if plan.kind == "overlay"]
    codes = {row.code.rstrip("abcdefgh") for plan in overlays for row in (*plan.item, *plan.repeating)}
    assert codes == {f"P-{n}" for n in range(30, 50)}


def test_the_research_overlay_takes_the_place_of_the_base_projects():
    replaced = [code for item in load.plan("img_research").item for code in item.replaces]
    assert replaced == ["P-08", "P-12", "P-13", "P-18"]


@pytest.mark.parametrize(
    ("bucket", "functions"),
    [
        ("career_direction", ("career", "leadership", "business")),
        ("scholarly", ("project",)),
        ("day_to_day", ("day_to_day", "clinical", "life")),
        ("pathway", ("pathway", "sponsorship")),
    ],
)
def test_which_mentors_serve_a_need(bucket, functions):
    assert load.functions_for_bucket(bucket) == functions


@pytest.mark.parametrize(
    ("domain", "functions"),
    [
        ("academic", ("project", "career")),
        ("clinical", ("clinical", "pathway")),
        ("business_finance", ("business",)),
        ("leadership", ("leadership", "sponsorship")),
        ("personal_family", ("life", "navigation")),
    ],
)
def test_which_mentors_serve_a_domain(domain, functions):
    assert {d.key: d.functions for d in load.needs().domain}[domain] == functions


def test_daily_growth_is_private_by_default():
    assert load.bucket("day_to_day").visibility == "own"


@pytest.mark.parametrize("stage", vocabulary.Stage.values)
def test_every_stage_but_the_last_is_offered_a_need(stage):
    assert bool(load.default_needs(stage=stage)) == (stage != "alumni")


def test_needs_for_a_gap_appear_only_to_those_who_named_it():
    plain = {need.key for need in load.default_needs(stage="resident")}
    named = {need.key for need in load.default_needs(stage="resident", img_gaps=("career",))}
    assert named - plain == {"img-career"}
    assert not any(key.startswith("img") for key in plain)


def test_business_is_offered_to_those_heading_for_practice():
    assert "business-basics" in {n.key for n in load.default_needs(stage="resident", career_setting="hybrid")}
    assert "business-basics" not in {
        n.key for n in load.default_needs(stage="resident", career_setting="academic")
    }


def test_schemes_come_in_every_kind():
    assert {s.kind for s in load.schemes()} == set(vocabulary.SchemeKind.values)
