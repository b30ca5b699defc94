"""Finding programs by distance from a ZIP code: the right ones, in order, and nobody lost for want of a place."""

import pytest
from django.db import connection
from django.urls import reverse

from programs.actions.catalogue import place
from programs.finding import Found, Search
from programs.finding.near import find_centre, zip_of
from programs.models import Institution, Preferences, Program
from programs.places import state_of_zip
from tests.factories import make_applicant, make_user
from tests.programs.makers import fill_catalogue, make_hospital_program, make_track, make_zip_places
from tests.programs.test_search import plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(db):
    make_zip_places()


@pytest.fixture
def south(places):
    """Atlanta (two hospitals, 5 miles apart), Macon, Chattanooga, Columbus (Ohio), and two without a place."""
    for hospital, zip_code, state in [
        ("Ash", "30303", "GA"),
        ("Birch", "30322", "GA"),
        ("Cedar", "31201", "GA"),
        ("Dogwood", "37403", "TN"),
        ("Elm", "43210", "OH"),
        ("Fir", "", "GA"),
        ("Gum", "", "OH"),
    ]:
        make_track(make_hospital_program(hospital, state=state, zip_code=zip_code))


def near(zip_code="30303", miles="25", **query):
    asked = Search.read({"near": zip_code, "within": miles, **query})
    return Found(asked, Program.objects.all())


def names(found):
    return [row["institution__name"] for row in found.rows]


@pytest.mark.parametrize(
    ("miles", "hospitals"),
    [("25", ["Ash", "Birch"]), ("50", ["Ash", "Birch"]), ("100", ["Ash", "Birch", "Cedar"]),
     ("250", ["Ash", "Birch", "Cedar", "Dogwood"])],
)  # fmt: skip
def test_within_so_many_miles(south, miles, hospitals):
    found = near(miles=miles)
    assert names(found) == hospitals and found.total == len(hospitals)
    assert found.words.endswith(f"within {miles} miles of 30303.")


def test_miles_are_shown_and_sorted_by(south):
    found = near(miles="250", sort="distance", zip_code="31201")
    assert [row["miles"] for row in found.rows] == ["under 1 mile", "78 miles", "78 miles", "181 miles"]
    distances = [row["distance"] for row in found.rows]
    assert distances == sorted(distances)


def test_distances_are_true(south):
    """Atlanta to Chattanooga and to Columbus, against published great-circle distances."""
    found = near(miles="", sort="distance")
    by_name = {row["institution__name"]: row["distance"] for row in found.rows}
    assert by_name["Ash"] == pytest.approx(0, abs=0.01)
    assert by_name["Dogwood"] == pytest.approx(103, abs=2)
    assert by_name["Elm"] == pytest.approx(438, abs=4)


def test_without_a_reach_all_are_listed_and_the_unknown_come_last(south):
    found = near(miles="", sort="distance")
    assert found.total == 7 and names(found)[-2:] == ["Fir", "Gum"]
    assert found.rows[-1]["miles"] == "distance not known"


def test_programs_without_a_place_are_counted_and_shown(south):
    found = near()
    words, address = found.others
    assert words == "1 more program in the same states without a known place"
    assert address == "?near=30303&within=25&place=unknown"
    others = near(place="unknown")
    assert names(others) == ["Fir"] and others.total == 1
    assert others.others == ("Back to those with a known place", "?near=30303&within=25")
    assert "whose place we do not know" in others.words


def test_the_states_around_are_those_within_reach(south):
    assert find_centre("37403", 25).states == ("TN",)
    assert find_centre("37403", 250).states == ("GA", "TN")
    make_hospital_program("Holly", state="TN")
    assert near(miles="100").others[0].startswith("1 more")
    assert near(miles="250").others[0].startswith("2 more")


def test_filters_hold_near_a_zip_code_too(south):
    make_track(
        make_hospital_program("Ash", code="120", name="Family Medicine", state="GA", zip_code="30303"),
        kind="P",
    )
    found = near(specialty="120")
    assert names(found) == ["Ash"] and found.others is None
    assert [(code, n) for code, _, n in found.specialties()] == [("120", 1), ("140", 2)]
    assert [(state, n) for state, _, n in found.states()] == [("GA", 1)]
    assert [(kind, n) for kind, _, n in found.track_kinds()] == [("P", 1)]
    assert names(near(q="birch")) == ["Birch"]
    assert names(near(state="TN")) == []


def test_the_hospitals_zip_code_stands_in(places):
    program = make_hospital_program("Ash", state="GA")
    assert names(near()) == []
    Institution.objects.update(zip_code="30322")
    assert place() == 1
    program.refresh_from_db()
    assert (program.latitude, program.longitude) == (33.7952, -84.3248)
    Program.objects.update(zip_code="31201")
    place(programs=[program.pk])
    assert names(near()) == [] and names(near(miles="100")) == ["Ash"]


def test_saving_a_program_places_it(places):
    program = make_hospital_program("Ash", state="GA", zip_code="30303")
    assert program.latitude == 33.7527
    program.zip_code = ""
    program.save()
    program.refresh_from_db()
    assert program.latitude is None


def test_a_zip_code_without_an_area_is_measured_from_its_neighbours(south):
    found = near("30399")
    assert not found.centre.is_exact and names(found) == ["Ash", "Birch"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("30303", "30303"),
        ("30303-1234", "30303"),
        ("303031234", "30303"),
        ("3030", ""),
        ("x", ""),
        ("٣٠٣٠٣", ""),
    ],
)
def test_zip_codes_as_typed(typed, code):
    assert zip_of(typed) == code


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"zip_code": "3030"}, "A ZIP code has five digits."),
        ({"zip_code": "<b>"}, "A ZIP code has five digits."),
        ({"zip_code": "99999"}, "We know no ZIP code 99999."),
        ({"zip_code": ""}, "Type a ZIP code to measure from."),
        ({"zip_code": "", "miles": "", "sort": "distance"}, "Type a ZIP code to measure from."),
    ],
)
def test_a_bad_zip_code_is_told_and_the_rest_of_the_search_holds(south, query, words):
    found = near(**query)
    assert found.near_error == words and found.total == 7 and names(found)


def test_the_message_stands_at_the_field(client, south):
    client.force_login(make_applicant())
    page = client.get(reverse("programs:search") + "?near=3030&within=25").content.decode()
    assert 'id="near_error"' in page and "A ZIP code has five digits." in page
    assert 'value="3030"' in page and 'aria-invalid="true"' in page
    part = client.get(
        reverse("programs:search") + "?near=3030&within=25", headers={"HX-Request": "true"}
    ).content.decode()
    assert "A ZIP code has five digits." in part and 'id="near"' not in part


@pytest.mark.parametrize(
    "query",
    ["within=26", "within=-1", "within=x", "near=%00", "place=x", "near=30303&sort=distance&place=unknown"],
)
def test_an_odd_address_still_answers(client, south, query):
    client.force_login(make_applicant())
    assert client.get(f"{reverse('programs:search')}?{query}").status_code == 200


def test_your_own_zip_code_is_offered_and_used_only_when_you_ask(client, south):
    person, other = make_applicant(), make_applicant()
    Preferences.objects.create(user=person, zip_code="30303")
    url = reverse("programs:search")
    client.force_login(person)
    page = client.get(url).content.decode()
    assert 'name="near" value=""' in page and 'href="?near=30303&amp;sort=distance"' in page
    client.force_login(other)
    assert "30303" not in client.get(url).content.decode()


def test_a_zip_code_is_kept_and_forgotten(client, south):
    person, url = make_applicant(), reverse("programs:search")
    client.force_login(person)
    door, kept = reverse("programs:zip_code"), Preferences.objects.filter(user=person)
    page = client.get(url + "?near=30303-1234", headers={"HX-Request": "true"}).content.decode()
    assert 'name="zip_code" value="30303"' in page
    answer = client.post(door, {"zip_code": "30303", "next": f"{url}?near=30303"})
    assert answer.url == f"{url}?near=30303" and kept.get().zip_code == "30303"
    assert "Forget my ZIP code" in client.get(url + "?near=30303").content.decode()
    assert client.post(door, {"zip_code": "3030", "next": "https://elsewhere.example/"}).url == url
    assert kept.get().zip_code == "30303"
    assert client.post(door, {"zip_code": ""}).status_code == 302 and kept.get().zip_code == ""


def test_miles_stand_in_the_row(client, south):
    client.force_login(make_applicant())
    page = client.get(reverse("programs:search") + "?near=30303&within=25").content.decode()
    assert "<span>under 1 mile</span>" in page and "<span>5 miles</span>" in page
    assert "1 more program in the same states" in page


@pytest.mark.parametrize("programs", [1, 3, 100])
def test_a_search_near_costs_the_same_for_one_program_and_a_hundred(
    client, places, programs, django_assert_num_queries
):
    for number in range(programs):
        make_hospital_program(f"Hospital {number:03}", state="GA", zip_code="30303")
    client.force_login(make_applicant())
    client.get(reverse("programs:search"))
    # session, user, roles, the ZIP code's place, counts, rows, one's own ZIP code, what is saved
    with django_assert_num_queries(8):
        client.get(reverse("programs:search") + "?near=30303&within=25")


def test_the_plans_near_a_zip_code_on_thirteen_thousand_programs():
    """A third of the catalogue has places all over the country; a search near one goes by the index on places."""
    fill_catalogue(copies=3)
    make_zip_places()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE programs_program SET latitude = 25 + (id * 7919 % 2300) / 100.0,"
            " longitude = -124 + (id * 104729 % 5500) / 100.0 WHERE id % 3 = 0"
        )
        cursor.execute("ANALYZE programs_program")
    for miles in ("25", "50"):
        for sort in ("name", "distance"):
            found = near(miles=miles, sort=sort)
            nodes = plan_of(lambda found=found: (found.total, found.rows))
            assert "program_by_place" in {index for _, _, index in nodes}, (miles, sort)
            assert ("Seq Scan", "programs_program", None) not in nodes, (miles, sort)
    found = near(q="mercy")
    assert "program_search" in {index for _, _, index in plan_of(lambda: (found.total, found.rows))}


@pytest.mark.parametrize(
    ("code", "state"), [("30303", "GA"), ("00901", "PR"), ("20814", "MD"), ("99999", "AK"), ("00001", "")]
)
def test_the_state_of_a_zip_code(code, state):
    assert state_of_zip(code) == state


def test_an_institutions_zip_code_moves_its_programs(client, places):
    program = make_hospital_program("Ash", state="GA")
    client.force_login(make_user("Addie Editor", is_staff=True))
    institution = program.institution
    fields = {"code": institution.code, "name": "Ash", "state": "GA", "zip_code": "30303"}
    assert (
        client.post(reverse("admin:programs_institution_change", args=[institution.pk]), fields).status_code
        == 302
    )
    assert names(near()) == ["Ash"]
