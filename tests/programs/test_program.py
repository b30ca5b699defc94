"""The page of one program: strengths beside gaps, sources and dates, and what is not known drawn as such."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from playbook.vocabulary import FactKind
from programs.evidence import gather
from tests.factories import make_applicant, make_member
from tests.programs.makers import make_fact, make_hospital_program, make_track


@pytest.fixture
def program(db):
    return make_hospital_program("Brindle Bay Community Hospital", city="Brindle Bay", setting="community")


@pytest.fixture
def page(client, program):
    client.force_login(make_applicant())
    return lambda: client.get(reverse("programs:program", args=[program.pk])).content.decode()


def ago(days):
    return timezone.localdate() - timedelta(days=days)


def test_the_head_says_what_it_is(page, program):
    make_track(program, nrmp_code="9123140C0")
    html = page()
    for words in (
        "Brindle Bay Community Hospital",
        "Ohio",
        "3 years",
        "9123140C0",
        "Categorical",
        "Community",
    ):
        assert words in html


def test_a_community_program_is_never_shown_as_gaps_only(page, program):
    make_fact(program, "research_support", "no")
    evidence = gather(program, timezone.localdate())
    assert len(evidence.strengths) == len(evidence.gaps) == 4
    assert {line.words for line in evidence.strengths} == {"Not known yet"}
    html = page()
    assert html.index("Strengths") < html.index("Where it may be thin")
    assert "Way around:" in html and "Clinical volume" in html and "Not known yet" in html


def test_each_statement_shows_its_source_and_date(page, program):
    make_fact(
        program, detail="Nine patients a day.", source="Two residents", source_kind="interview", as_of=ago(30)
    )
    html = page()
    assert "Nine patients a day." in html
    assert "Interview: Two residents" in html
    assert f"as of {ago(30):%b %Y}" in html


def test_old_statements_are_marked(page, program):
    make_fact(program, "volume", as_of=ago(900))
    make_fact(program, "autonomy", as_of=ago(2000))
    html = page()
    assert "Over 2 years old" in html and "Too old to count" in html


def test_disagreeing_sources_stand_side_by_side(page, program):
    make_fact(program, "protected_time", "yes", detail="Two paid hours.", as_of=ago(60))
    make_fact(program, "protected_time", "no", detail="Nobody gets time.", as_of=ago(20))
    html = page()
    assert "Sources disagree" in html and "Two paid hours." in html and "Nobody gets time." in html


def test_the_mode_is_decided_by_the_facts(page, program):
    assert "Who assigns mentors here" in page()
    make_fact(program, "mentoring_structure", "no", as_of=ago(20))
    html = page()
    assert "Residents build it" in html and "assigns no mentors" in html


def test_our_own_word_is_shown_with_its_reason(page, program):
    make_fact(program, "mentoring_structure", "no", as_of=ago(20))
    program.support_mode_override, program.support_mode_reason = "mixed", "A committee since July."
    program.save()
    html = page()
    assert "set by our editors" in html and "A committee since July." in html


def test_a_count_reads_as_so_many_of_so_many(page, program):
    make_fact(program, "fellowship_match", numerator=3, denominator=24, span_years=3, as_of=ago(20))
    assert "3 of 24 over 3 years." in page()


def test_fictional_and_withdrawn_programs_say_so(page, program):
    program.is_fictional, program.withdrawn_on = True, date(2026, 7, 1)
    program.save()
    html = page()
    assert "Fictional (demo)" in html and "Withdrawn" in html
    assert "I train here" not in html


def test_i_train_here_leads_to_the_asking_page(page, program):
    assert f"{reverse('programs:membership_ask')}?program={program.pk}" in page()


def test_members_see_that_it_is_theirs(client, program):
    resident = make_member(program).user
    client.force_login(resident)
    html = client.get(reverse("programs:program", args=[program.pk])).content.decode()
    assert "Your program" in html and "I train here" not in html


@pytest.mark.parametrize("facts", [1, 30])
def test_the_page_costs_the_same_for_one_fact_and_thirty(client, program, facts, django_assert_num_queries):
    client.force_login(make_applicant())
    for number in range(facts):
        make_fact(program, FactKind.values[number % 20])
    url = reverse("programs:program", args=[program.pk])
    client.get(url)
    with django_assert_num_queries(6):  # session, user, roles, program, facts, replies with tracks
        client.get(url)


def test_no_such_program(client, db):
    client.force_login(make_applicant())
    assert client.get(reverse("programs:program", args=[10**9])).status_code == 404
