"""Places outside the program: own society first, nothing promised, and a line of them beneath a gap (S4-2)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.actions.mentors import add_tie
from mentorship.models import Relationship
from mentorship.outside import places_for, wanted_by
from mentorship.rules import Wanted, fits, nearest_first
from mentorship.rules.outside import HELPS_WITH
from playbook.models import Scheme
from playbook.vocabulary import Function, SchemeKind
from programs.calendar import add_months
from programs.models import Preferences
from tests import factories as make

MATCH, HOME, LOCAL = SchemeKind.SOCIETY_MATCH, SchemeKind.DEPARTMENT_PROGRAM, SchemeKind.LOCAL_SOCIETY


@pytest.mark.parametrize(
    ("kind", "whom", "specialty", "functions", "value", "state"),
    [
        (MATCH, "", "", (), True, "society"),
        (MATCH, "", "Psychiatry", ("career",), True, "society"),
        (MATCH, "Family medicine", "", (), None, "ask"),
        (MATCH, "Family medicine", "  ", ("career",), None, "ask"),
        (MATCH, "Family medicine", "Family Medicine", (), True, "own"),
        (MATCH, "Surgery", "General Surgery", (), True, "own"),
        (MATCH, "Anesthesiology, pain medicine", "pain medicine", (), True, "own"),
        (MATCH, "Family medicine", "Psychiatry", (), False, "other"),
        (MATCH, "", "", ("day_to_day",), False, "other"),
        (MATCH, "Surgery", "Surgery", ("day_to_day",), False, "other"),
        (MATCH, "", "", ("day_to_day", "career"), True, "society"),
        (HOME, "", "", ("day_to_day",), True, "open"),
        (LOCAL, "", "", ("business",), True, "open"),
        (LOCAL, "", "", ("clinical",), False, "other"),
    ],
)
def test_who_is_helped_where(kind, whom, specialty, functions, value, state):
    found = fits(kind, whom, Wanted(specialty, functions))
    assert (found.value, found.state) == (value, state)
    assert found.reasons or state in ("open", "society")


def test_every_kind_of_place_and_every_kind_of_help_is_thought_of():
    assert set(HELPS_WITH) == set(SchemeKind)
    assert set().union(*HELPS_WITH.values()) == set(Function)


def test_own_field_first_and_else_as_given():
    mine = Wanted("General Surgery")
    given = [("a", ""), ("b", "Psychiatry"), ("c", "Surgery"), ("d", "")]
    found = nearest_first((name, fits(MATCH, whom, mine)) for name, whom in given)
    assert [name for name, _ in found] == ["c", "a", "d", "b"]


# ---- the page ----
def make_scheme(key, name=None, kind=MATCH, **fields):
    given = {"summary": "They pair people.", "how_to_begin": "Ask.", "contact": "An office", "position": 1}
    return Scheme.objects.create(key=key, name=name or key.title(), kind=kind, **given | fields)


@pytest.fixture
def rae(client, db):
    make_scheme("psych", "Psych Society", specialty="Psychiatry", url="https://psych.example/")
    make_scheme("surgeons", "Surgeons", specialty="Surgery", distance_pairing=True, length_months=9)
    make_scheme("imgs", "Group for graduates from abroad", kind=SchemeKind.IMG_COMMITTEE)
    make_scheme("county", "County society", kind=LOCAL)
    rae = make.make_user("Rae Resident")
    rae.profile.specialty_interest = "Surgery"
    rae.profile.save()
    client.force_login(rae)
    return rae


def page(client, **query):
    return client.get(reverse("mentorship:outside"), query).content.decode()


def test_own_society_first_then_wider_and_others_folded(client, rae):
    said = page(client)
    assert said.index("Surgeons") < said.index("County society") < said.index("1 for other fields")
    assert said.index("1 for other fields") < said.index("Psych Society")
    assert "9 months" in said and "not checked" not in said
    assert 'rel="noopener noreferrer"' in said


def test_the_date_of_a_check_is_said(client, rae):
    Scheme.objects.filter(key="surgeons").update(source_kind="society")
    assert "not checked with the society" in page(client)
    Scheme.objects.filter(key="surgeons").update(checked_on="2026-11-02")
    said = page(client)
    assert "Read on its own page on" in said and "not checked" not in said


def test_a_group_for_graduates_from_abroad_only_for_those_who_said_so(client, rae):
    assert "graduates from abroad" not in page(client)
    Preferences.objects.create(user=rae, is_img=True)
    assert "Group for graduates from abroad" in page(client)


def test_for_one_need_and_far_away_and_for_a_program(client, rae):
    need = make.make_need(rae, bucket="day_to_day", functions=["business"], sentence="Two talks on contracts")
    said = page(client, need=need.pk)
    assert "Two talks on contracts" in said and said.index("County society") < said.index(
        "2 for other fields"
    )
    assert "County society" not in page(client, far=1) and "Surgeons" in page(client, far=1)
    program = make.make_program(specialty=make.make_specialty(name="Psychiatry", code="400"))
    assert page(client, program=program.pk).index("Psych Society") < page(client, program=program.pk).index(
        "County"
    )


@pytest.mark.parametrize("query", [{"need": "x"}, {"need": "9" * 30}, {"program": "0"}, {"need": "²"}])
def test_nonsense_shows_everything(client, rae, query):
    assert "County society" in page(client, **query)


def test_somebody_elses_need_is_not_there(client, rae):
    other = make.make_need(make.make_user("Sam"), sentence="Canary words")
    assert "Canary words" not in page(client, need=other.pk)
    assert wanted_by(rae, need=str(other.pk)) == (Wanted("Surgery"), None)


def test_without_a_specialty_it_says_for_whom_and_asks(client, rae):
    rae.profile.specialty_interest = ""
    rae.profile.save()
    places, others = places_for(rae, Wanted())
    assert {p.finding.state for p in places} == {"open", "ask"} and not others
    assert "Name your specialty" in page(client)


def test_the_page_costs_the_same_for_three_and_forty(client, rae, django_assert_max_num_queries):
    for number in range(40):
        make_scheme(f"one-{number}")
    with django_assert_max_num_queries(10):
        page(client)


def test_a_gap_names_two_of_them(client, rae):
    need = make.make_need(rae, bucket="career_direction", functions=["career"])
    said = client.get(reverse("mentorship:team")).content.decode()
    assert "Outside your program: Surgeons, County society." in said
    assert f"{reverse('mentorship:outside')}?need={need.pk}" in said


def test_a_pair_made_by_a_scheme_needs_no_cold_ask(rae):
    mentor = make.make_mentor(added_by=rae)
    tie, _ = add_tie(by=rae, mentor=mentor, functions=["career"], today=rae.joined_at.date(), origin="scheme")
    assert tie.status == "trial" and tie.agreed_on is None


def add(client, through, **changes):
    door = f"{reverse('mentorship:mentor_new')}?through={through}"
    typed = {
        "name": "Dr. Far",
        "functions": ["career"],
        "position": "senior_faculty",
        "time_basis": "unknown",
    }
    typed |= {"location": "external_remote", "origin": "scheme", "need": "", "email": ""} | changes
    return client.post(door, typed)


def test_a_mentor_a_society_gave_is_tried_out_until_the_term_ends(client, rae):
    door = f"{reverse('mentorship:mentor_new')}?through=surgeons"
    assert door in page(client).replace("&amp;", "&")
    said = client.get(door).content.decode()
    assert "Surgeons made the introduction" in said and 'value="scheme" selected' in said
    assert add(client, "surgeons").status_code == 302
    tie = Relationship.objects.get(mentee=rae)
    assert (tie.status, tie.origin, tie.location) == ("trial", "scheme", "external_remote")
    assert tie.review_on == add_months(timezone.localdate(), 9)


@pytest.mark.parametrize(
    ("through", "changes"),
    [("psych", {}), ("surgeons", {"origin": "cold"}), ("county", {}), ("nothing", {}), ("", {}), ("\0", {})],
)
def test_without_a_term_there_is_no_day_to_look_back(client, rae, through, changes):
    assert add(client, through, **changes).status_code == 302
    assert Relationship.objects.get(mentee=rae).review_on is None
