"""The decisions of this app, as tables. Each rule says yes, no, or that it is not known."""

from datetime import date

import pytest

from mentorship import letters, rules
from mentorship.rules import TieFacts
from playbook import load
from playbook.vocabulary import Cadence, Function, Origin, RelationshipStatus

S = RelationshipStatus
TODAY = date(2026, 9, 15)


# ---- status path -------------------------------------------------------------------------------------------------
ALLOWED = {
    ("prospect", "asked"),
    ("asked", "trial"),
    ("asked", "declined"),
    ("asked", "ended"),
    ("trial", "active"),
    ("trial", "ended"),
    ("nominal", "active"),
    ("nominal", "ended"),
    ("active", "stalled"),
    ("active", "paused"),
    ("active", "alumni"),
    ("active", "ended"),
    ("stalled", "repairing"),
    ("stalled", "active"),
    ("stalled", "ended"),
    ("repairing", "active"),
    ("repairing", "ended"),
    ("paused", "active"),
    ("paused", "ended"),
    ("alumni", "ended"),
}


@pytest.mark.parametrize("old", S.values)
@pytest.mark.parametrize("new", S.values)
def test_only_the_status_path_is_open(old, new):
    assert rules.may_move(old, new) == ((old, new) in ALLOWED)
    if old != new and (old, new) not in ALLOWED:
        with pytest.raises(rules.Forbidden, match="cannot become"):
            rules.require_move(old, new)


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("assigned", "nominal"),
        ("organic", "trial"),
        ("scheme", "trial"),
        ("chosen_in_program", "prospect"),
        ("cold", "prospect"),
    ],
)
def test_where_a_tie_begins_follows_from_how_it_came_about(origin, status):
    assert rules.entry_status(origin) == status


# ---- R-16 coverage -----------------------------------------------------------------------------------------------
def tie(**fields):
    return TieFacts(
        **{"mentor": 1, "status": S.ACTIVE, "functions": ("career",), "cadence_days": 92, **fields}
    )


@pytest.mark.parametrize(
    ("facts", "state", "value"),
    [
        (tie(last_met_on=date(2026, 6, 20)), "covered", True),
        (tie(last_met_on=date(2026, 3, 15)), "covered", True),  # 184 days, the last day of two rhythms
        (tie(last_met_on=date(2026, 3, 14)), "quiet", False),
        (tie(last_met_on=None), "quiet", False),
        (tie(cadence_days=None, last_met_on=date(2026, 6, 1)), "covered", True),
        (tie(cadence_days=None, last_met_on=date(2025, 6, 1)), "unknown", None),
        (tie(status=S.TRIAL, last_met_on=TODAY), "trial", False),
        (tie(status=S.NOMINAL), "paper", False),
        (tie(status=S.STALLED, last_met_on=TODAY), "quiet", False),
        (tie(status=S.PAUSED, last_met_on=TODAY), "quiet", False),
        (tie(status=S.ASKED), "asked", False),
        (tie(status=S.PROSPECT), "prospect", False),
        (tie(status=S.ENDED, last_met_on=TODAY), "gap", False),
        (tie(functions=("project",), last_met_on=TODAY), "gap", False),
        (tie(status=S.TRIAL, origin=Origin.ORGANIC, purpose="Talk", next_contact_on=TODAY), "covered", True),
        (
            tie(status=S.TRIAL, origin=Origin.ORGANIC, purpose="Talk", next_contact_on=date(2026, 9, 14)),
            "trial",
            False,
        ),
        (tie(status=S.TRIAL, origin=Origin.ORGANIC, purpose=""), "trial", False),
    ],
)
def test_a_function_is_covered_by_an_active_tie_that_met_within_two_rhythms(facts, state, value):
    found = rules.coverage_of(facts, "career", TODAY)
    assert (found.state, found.value) == (state, value)


def test_a_sponsor_is_covered_by_having_spoken_up():
    sponsor = {"functions": (Function.SPONSORSHIP,), "last_met_on": None}
    assert rules.coverage_of(tie(**sponsor), "sponsorship", TODAY).value is None  # nobody writes it down yet
    assert (
        rules.coverage_of(tie(**sponsor, advocated_on=date(2025, 12, 1)), "sponsorship", TODAY).value is True
    )
    assert (
        rules.coverage_of(tie(**sponsor, advocated_on=date(2025, 1, 1)), "sponsorship", TODAY).value is False
    )
    assert rules.coverage_of(tie(**sponsor, advocacy_is_kept=True), "sponsorship", TODAY).value is False


def test_the_best_tie_decides_and_a_tie_made_for_the_need_counts_with_all_it_holds():
    asked, met = tie(status=S.ASKED), tie(last_met_on=TODAY, functions=("project",), need=7)
    assert rules.need_coverage(["career"], [asked], TODAY).state == "asked"
    assert rules.need_coverage(["career"], [asked, met], TODAY).state == "asked"
    assert rules.need_coverage(["career"], [asked, met], TODAY, need=7).state == "covered"
    assert rules.need_coverage(["career"], [], TODAY).state == "gap"


# ---- R-29 --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("count", "month", "state", "value"),
    [
        (0, 1, "early", True),
        (1, 6, "early", True),
        (1, 7, "few", False),
        (2, 7, "ok", True),
        (3, 7, "ok", True),
        (4, 7, "many", False),
        (1, None, "unknown", None),
    ],
)
def test_two_or_three_make_a_core_team(count, month, state, value):
    found = rules.core_size(count, month=month)
    assert (found.state, found.value) == (state, value)


def test_an_img_team_may_have_four():
    assert rules.core_size(4, month=12, at_most=4).value is True


@pytest.mark.parametrize(
    ("covered", "days", "value"),
    [
        ({"career": {1}, "project": {1}}, 100, True),
        ({"career": {1}, "project": {1}}, 29, False),
        ({"career": {1}, "project": {1, 2}}, 100, False),
        ({"career": {1}}, 100, False),
        ({}, 100, False),
        ({"career": {1}, "project": {1}}, None, None),
    ],
)
def test_everything_on_one_person_is_said_after_the_first_month(covered, days, value):
    assert rules.concentration(covered, days_since_start=days).value is value


@pytest.mark.parametrize(
    ("active", "capacity", "value"),
    [(2, 3, True), (3, 3, False), (4, 3, False), (0, 0, False), (9, None, None)],
)
def test_a_mentor_has_room_until_full(active, capacity, value):
    assert rules.has_room(active, capacity).value is value


# ---- R-19 --------------------------------------------------------------------------------------------------------
GOOD = {
    "who": "I am a PGY-1.",
    "why_you": "Your rounds.",
    "goals": "One poster by June 2027.",
    "minutes": 20,
    "fit": "Only this talk.",
    "outline": "One page before.",
    "sign_off": "Rae",
}


def judged(times=2, text="", **parts):
    return rules.valid_ask(load.message("T-03"), {**GOOD, **parts}, times=times, text=text)


def test_an_ask_with_every_element_is_ready():
    found = judged()
    assert found.ready and not found.missing and all(found.headings.values())


@pytest.mark.parametrize("key", [k for k in GOOD])
def test_a_missing_element_is_named_and_its_heading_stays_open(key):
    found = judged(**{key: ""})
    element = next(e for e in load.message("T-03").element if e.key == key)
    assert not found.ready and element.label in found.missing
    assert found.headings[element.heading] is False


def test_an_ask_needs_a_time():
    assert not judged(times=0).ready


@pytest.mark.parametrize(
    ("minutes", "ready"), [(30, True), (31, False), ("20", True), ("soon", False), (None, False)]
)
def test_an_ask_takes_thirty_minutes_at_most(minutes, ready):
    assert judged(minutes=minutes).ready is ready


@pytest.mark.parametrize(
    "words",
    ["Will you be my mentor?", "May I pick your brain", "See [name] here", "Meet {topic}", "___ please"],
)
def test_open_ended_asks_and_blanks_are_blocked(words):
    found = judged(fit=words)
    assert not found.ready and found.blocked
    assert found.headings["A bounded meeting"] is False


def test_over_the_limit_warns_but_may_be_sent():
    found = judged(text="word " * 251)
    assert found.ready and "250" in found.hints[0]


def test_two_requests_get_a_hint():
    assert any("request" in h for h in judged(fit="Could you meet? Would you read my draft?").hints)


# ---- R-20, R-21 --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sent", "nudges", "state"),
    [
        (date(2026, 8, 26), 0, "wait"),
        (date(2026, 8, 25), 0, "remind"),
        (date(2026, 8, 12), 1, "wait"),
        (date(2026, 8, 11), 1, "go_between"),
        (date(2026, 7, 29), 2, "wait"),
        (date(2026, 7, 28), 2, "close"),
    ],
)
def test_an_unanswered_ask_is_followed_up_after_weeks(sent, nudges, state):
    assert rules.followup(sent, TODAY, answered=False, nudges=nudges).state == state


def test_any_answer_stops_the_clock_and_an_unknown_day_says_so():
    assert rules.followup(date(2026, 1, 1), TODAY, answered=True).value is False
    assert rules.followup(None, TODAY, answered=False).value is None


@pytest.mark.parametrize(
    ("declined", "value"), [(None, True), (date(2026, 3, 15), True), (date(2026, 3, 16), False)]
)
def test_after_a_no_six_months_pass(declined, value):
    assert rules.may_ask_again(declined, TODAY).value is value


# ---- R-27 --------------------------------------------------------------------------------------------
AGREED = {
    "purpose": "Find a project",
    "channel": "email",
    "cadence": "quarterly",
    "outcome": "A poster",
    "outcome_due_on": date(2027, 6, 1),
    "agreed_on": date(2026, 9, 1),
}


@pytest.mark.parametrize(
    ("change", "held", "value"),
    [
        ({}, 1, True),
        ({}, 0, False),
        ({}, None, None),
        ({"purpose": ""}, 1, False),
        ({"channel": ""}, 1, False),
        ({"cadence": ""}, 1, False),
        ({"outcome": ""}, 1, False),
        ({"outcome_due_on": None}, 1, False),
        ({"agreed_on": None}, 1, False),
    ],
)
def test_a_tie_is_active_with_an_agreement_and_a_meeting(change, held, value):
    assert rules.becomes_active(**{**AGREED, **change}, meetings_held=held).value is value


@pytest.mark.parametrize(
    ("status", "last", "cadence", "functions", "value"),
    [
        ("active", date(2026, 6, 17), 31, (), True),  # 90 days
        ("active", date(2026, 6, 18), 31, (), False),
        ("active", date(2026, 3, 15), 92, (), True),  # twice the rhythm is longer
        ("active", date(2026, 3, 16), 92, (), False),
        ("paused", date(2025, 1, 1), 31, (), False),
        ("trial", date(2025, 1, 1), 31, (), False),
        ("active", None, 31, (), None),
        ("active", date(2025, 1, 1), 31, ("sponsorship",), False),
        ("active", date(2025, 1, 1), None, ("sponsorship", "career"), True),
    ],
)
def test_silence_counts_after_ninety_days_or_two_rhythms(status, last, cadence, functions, value):
    found = rules.stalled(
        status=status, today=TODAY, last_contact_on=last, cadence_days=cadence, functions=functions
    )
    assert found.value is value


@pytest.mark.parametrize(
    ("status", "since", "value"),
    [
        ("trial", date(2026, 6, 17), True),
        ("trial", date(2026, 6, 18), False),
        ("trial", None, None),
        ("active", date(2020, 1, 1), False),
    ],
)
def test_a_trial_ends_after_a_season(status, since, value):
    assert rules.trial_is_over(status, since, TODAY).value is value


@pytest.mark.parametrize(
    ("cadence", "ring", "location", "value"),
    [
        (Cadence.QUARTERLY, "core", "same_program", True),
        (Cadence.WEEKLY, "core", "same_program", False),
        (Cadence.MONTHLY, "wider", "external_remote", False),
        (Cadence.SEMIANNUAL, "core", "same_program", False),
        (Cadence.SEMIANNUAL, "wider", "same_program", True),
        (Cadence.NONE, "core", "same_program", None),
        ("", "core", "same_program", None),
    ],
)
def test_an_unlikely_rhythm_gets_a_hint(cadence, ring, location, value):
    assert rules.cadence_sense(cadence, ring=ring, location=location).value is value


@pytest.mark.parametrize(("count", "value"), [(0, False), (2, None), (3, True), (4, True), (5, False)])
def test_three_or_four_questions_make_a_first_meeting(count, value):
    assert rules.kit_size(count).value is value


# ---- R-43 --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sentence", "count", "due", "value"),
    [
        ("Submit two abstracts before June", 2, None, True),
        ("Choose between two fellowships", None, date(2027, 6, 1), True),
        ("Submit two abstracts before June", None, None, False),
        ("good mentorship", 1, None, False),
        ("Get better at research", 3, None, False),
        ("be better", None, date(2027, 1, 1), False),
        ("", 1, None, False),
        ("abstracts", 1, None, False),
        ("A steady hand in the clinic", 1, None, None),
    ],
)
def test_a_need_has_a_verb_and_a_number_or_a_date(sentence, count, due, value):
    found = rules.measurable(sentence, count=count, due=due)
    assert found.value is value
    if value is False:
        assert "Try: " in found.why


@pytest.mark.parametrize("bucket", ["career_direction", "scholarly", "day_to_day", "pathway"])
def test_our_own_examples_pass(bucket):
    for example in load.bucket(bucket).example:
        assert rules.measurable(example.sentence, count=1, due=None).value is not False


# ---- words -------------------------------------------------------------------------------------------------------
class Card:
    def __init__(self, name, position="senior_faculty"):
        self.name, self.position = name, position


@pytest.mark.parametrize(
    ("name", "position", "greeting"),
    [
        ("Dr. Imre Oakhollow, MD", "senior_faculty", "Dear Dr. Oakhollow,"),
        ("Imre Oakhollow", "senior_faculty", "Dear Dr. Oakhollow,"),
        ("Kit Marrowby, PGY-3", "near_peer", "Dear Kit,"),
        ("Dr. Kit Marrowby", "peer", "Dear Dr. Marrowby,"),
    ],
)
def test_a_greeting_fits_the_person(name, position, greeting):
    assert letters.greeting(load.message("T-03"), Card(name, position)) == greeting
