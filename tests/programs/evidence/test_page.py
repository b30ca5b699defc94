"""The program page by kind and part: visas, onboarding, models, outcomes, scorecard; what nobody told is drawn."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from playbook.vocabulary import FactKind, SourceKind
from playbook.vocabulary.programs import PARTS
from programs.evidence import gather, readings_of
from programs.models import FactSuggestion
from tests.factories import make_applicant, make_member
from tests.programs.makers import make_fact, make_hospital_program


@pytest.fixture
def program(db):
    return make_hospital_program("Brindle Bay Community Hospital")


@pytest.fixture
def page(client, program):
    client.force_login(make_applicant())
    return lambda: client.get(reverse("programs:program", args=[program.pk])).content.decode()


def ago(days):
    return timezone.localdate() - timedelta(days=days)


def evidence(program):
    return gather(program, timezone.localdate())


def lines(group):
    return {line.part or line.kind: line for line in group}


def test_three_visas_stand_there_whatever_is_known(page, program):
    assert list(lines(evidence(program).visas)) == ["visa_j1", "visa_h1b", "visa_f1"]
    assert {line.words for line in evidence(program).visas} == {"Not known yet"}
    html = page()
    for words in ("J-1 visa", "H-1B visa", "F-1 with work permission", "no legal advice", "Which visas did"):
        assert words in html


def test_a_visa_is_read_by_itself(program):
    make_fact(program, "visa_support", "yes", part="visa_j1", as_of=ago(30))
    make_fact(program, "visa_support", "no", part="visa_h1b", as_of=ago(20))
    found = lines(evidence(program).visas)
    assert [found[part].reading.value for part in ("visa_j1", "visa_h1b", "visa_f1")] == [
        "yes",
        "no",
        "unknown",
    ]
    assert not any(line.reading.disagree for line in found.values())


def test_opposite_words_on_one_visa_both_stand(page, program):
    make_fact(program, "visa_support", "yes", part="visa_j1", detail="J-1 is welcome.", as_of=ago(30))
    make_fact(program, "visa_support", "no", part="visa_j1", detail="No sponsor this year.", as_of=ago(20))
    html = page()
    assert "Sources disagree" in html and "J-1 is welcome." in html and "No sponsor this year." in html


def test_onboarding_is_counted_by_part_and_its_weak_kind_is_marked(page, program):
    assert "Onboarding: not known yet" in page()
    make_fact(program, "onboarding_part", "yes", part="onb_notes", as_of=ago(30))
    make_fact(program, "onboarding_part", "no", part="onb_time", as_of=ago(30))
    assert "Onboarding: 1 of 5 parts, 3 not known yet" in page()
    program.facts.all().delete()
    make_fact(program, "onboarding_part", "yes", part="onb_paperwork", as_of=ago(30))
    html = page()
    assert "Onboarding: paperwork only" in html and "Only login, paperwork and benefits" in html


def test_outcomes_stand_with_numbers_span_place_and_year(page, program):
    make_fact(program, "board_pass_rate", numerator=28, denominator=30, span_years=3, as_of=ago(30))
    make_fact(program, "board_pass_rate", percent="96.50", span_years=5, as_of=ago(60))
    make_fact(program, "fellowship_match", place="Lakemoor University Hospital", year=2025, as_of=ago(30))
    html = page()
    for words in (
        "28 of 30 over 3 years.",
        "96.5 percent over 5 years.",
        "Lakemoor University Hospital, 2025.",
    ):
        assert words in html


def test_support_without_any_result_is_unverified(page, program):
    assert "Unverified" not in page()
    make_fact(program, "committee", "yes", as_of=ago(30))
    html = page()
    assert "Unverified" in html and evidence(program).claim.why in html
    make_fact(program, "board_pass_rate", numerator=28, denominator=30, span_years=3, as_of=ago(30))
    assert "Unverified" not in page()


def test_results_of_long_ago_back_no_claim(page, program):
    make_fact(program, "committee", "yes", as_of=ago(30))
    make_fact(program, "board_pass_rate", numerator=28, denominator=30, span_years=3, as_of=ago(6 * 366))
    html = page()
    assert "Unverified" in html and "Too old to count" in html


def test_the_scorecard_counts_only_what_is_known(page, program):
    html = page()
    assert "Not known is not a no." in html and "of 5 strong" not in html
    for kind, part in (("model_present", "tiered"), ("bridge_months", ""), ("committee", "")):
        make_fact(program, kind, "yes", part=part, as_of=ago(30))
    html = page()
    assert "No count yet: 2 of the five are not known." in html
    make_fact(program, "fellowship_match", "no", as_of=ago(30))
    assert "3 of 5 strong" in page()


@pytest.mark.parametrize("kind", SourceKind)
def test_each_kind_of_source_is_named(page, program, kind):
    make_fact(program, source_kind=kind, source="Somewhere", as_of=ago(30))
    assert f"{kind.label}: Somewhere" in page()


def test_a_reply_of_the_program_stands_under_its_fact_once_accepted(page, program):
    fact = make_fact(program, as_of=ago(30))
    reply = FactSuggestion.objects.create(
        program=program, about=fact, kind="reply", words="Two more since July."
    )
    assert "Two more since July." not in page()
    FactSuggestion.objects.filter(pk=reply.pk).update(state="accepted", decided_at=timezone.now())
    html = page()
    assert "The program says:</b> Two more since July." in html


def test_every_kind_and_part_has_a_reading_and_each_line_stands_once(program):
    pairs = [(kind, part) for kind in FactKind for part in ("", *PARTS.get(kind, ()))]
    for kind, part in pairs:
        make_fact(program, kind.value, part=str(part), as_of=ago(30))
    found = evidence(program)
    shown = [(line.kind, line.part) for line in found.lines]
    assert sorted(shown) == sorted((str(kind), str(part)) for kind, part in pairs)
    assert {reading.value for reading in found.readings.values()} == {"yes"}
    assert readings_of([], timezone.localdate()).keys() == found.readings.keys()


def test_only_its_own_staff_are_asked_to_correct_it(client, program):
    fact = make_fact(program, as_of=ago(30))
    url = reverse("programs:program", args=[program.pk])
    suggest = reverse("programs:suggest", args=[program.pk])
    for user, sees in (
        (make_applicant("Una Applicant"), False),
        (make_member(program).user, False),
        (make_member(program, role="program_director").user, True),
        (make_member(program, role="coordinator").user, True),
        (make_member(make_hospital_program("Elsewhere"), role="program_director").user, False),
    ):
        client.force_login(user)
        html = client.get(url).content.decode()
        assert (suggest in html) is sees and (f"?fact={fact.pk}" in html) is sees


@pytest.mark.parametrize("facts", [1, 40])
def test_replies_cost_no_query_more(client, program, facts, django_assert_num_queries):
    client.force_login(make_applicant())
    for number in range(facts):
        fact = make_fact(program, as_of=ago(number))
        FactSuggestion.objects.create(
            program=program,
            about=fact,
            kind="reply",
            words="Yes.",
            state="accepted",
            decided_at=timezone.now(),
        )
    url = reverse("programs:program", args=[program.pk])
    client.get(url)
    with django_assert_num_queries(6):  # session, user, roles, program, facts, replies with tracks
        client.get(url)
