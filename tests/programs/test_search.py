"""Finding programs: the right ones, with honest counts, at a constant price, by the indexes."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.finding import Found, Search
from programs.models import Program
from programs.search import fold, matching
from tests.factories import make_applicant
from tests.programs.makers import fill_catalogue, make_hospital_program, make_track


@pytest.fixture
def reader(client, db):
    client.force_login(make_applicant())
    return client


def found(**asked):
    return Found(Search(**asked), Program.objects.all())


def names(**asked):
    return [row["institution__name"] for row in found(**asked).rows]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("St. Élan's", "st elans"), ("  A-B  ", "a b"), ("Børn", "brn"), ("O’Neil & Co", "oneil co"), ("", "")],
)
def test_fold(text, plain):
    assert fold(text) == plain


@pytest.mark.parametrize(
    "typed",
    [
        "elan",
        "élan",
        "saint elan",
        "St. Élan’s",
        "medical center",
        "med ctr",
        "int med",
        "im",
        "ohio",
        "OH",
        "quill harbor",
        "rural",
        "9123140C0",
        "9123",
        "1401234567",
        "ELAN internal OH",
    ],
)
def test_found_by_the_beginnings_of_words(db, typed):
    program = make_hospital_program("St. Élan's Med Ctr", city="Quill Harbor", acgme_code="1401234567")
    make_track(program, name="Internal Medicine/Rural", nrmp_code="9123140C0")
    make_hospital_program("Northmoss University Hospital", state="PA", code="120", name="Family Practice")
    assert names(typed=typed) == ["St. Élan's Med Ctr"]


@pytest.mark.parametrize("typed", ["lan", "enter", "%", "__", "elan pennsylvania", "\\", "zz"])
def test_not_found_by_the_middle_of_a_word_or_by_wildcards(db, typed):
    make_hospital_program("St. Élan's Med Ctr")
    expected = ["St. Élan's Med Ctr"] if not fold(typed) else []
    assert names(typed=typed) == expected


def test_counts_are_given_the_other_filters(db):
    for hospital, code, state in [
        ("Ash", "140", "OH"),
        ("Birch", "140", "PA"),
        ("Birch", "120", "PA"),
        ("Cedar", "120", "OH"),
    ]:
        program = make_hospital_program(hospital, code=code, name=f"Field {code}", state=state)
        make_track(program)
        if code == "120":
            make_track(program, kind="P")

    page = found(state="OH")
    assert page.total == 2
    assert [(code, n) for code, _, n in page.specialties()] == [("120", 1), ("140", 1)]
    assert [(code, n) for code, _, n in page.states()] == [("OH", 2), ("PA", 2)]
    assert [(kind, n) for kind, _, n in page.track_kinds()] == [("C", 2), ("P", 1)]

    page = found(track="P", specialty="140")
    assert (page.total, page.rows) == (0, [])
    assert [(code, n) for code, _, n in page.specialties()] == [("120", 2), ("140", 0)]


def test_withdrawn_programs_come_only_when_asked_for(db):
    make_hospital_program("Ash", withdrawn_on=date(2026, 7, 1))
    assert names() == []
    assert names(withdrawn=True) == ["Ash"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["Ash", "Birch", "Cedar"]),
        ("state", ["Cedar", "Ash", "Birch"]),
        ("specialty", ["Birch", "Ash", "Cedar"]),
    ],
)
def test_sorted(db, sort, expected):
    make_hospital_program("Birch", state="PA", code="120", name="Anesthesiology")
    make_hospital_program("Ash", state="OH", code="140")
    make_hospital_program("Cedar", state="AL", code="140")
    assert names(sort=sort) == expected


def test_pages_and_their_addresses(db):
    for number in range(30):
        make_hospital_program(f"Hospital {number:02}")
    first, last, past = found(), found(page=2), found(page=99)
    assert (len(first.rows), first.next, first.previous) == (25, "?page=2", "")
    assert (len(last.rows), last.next, last.previous) == (5, "", "?")
    assert past.page == 2
    assert Search(typed="a b", state="OH", page=2).query_string(page=3) == "?q=a+b&state=OH&page=3"


@pytest.mark.parametrize(
    "query",
    [
        "state=XX",
        "specialty=abc",
        "track=Z",
        "sort=rank",
        "page=0",
        "page=-1",
        "page=99999999999",
        "page=²",
        "q=%00",
        "withdrawn=yes",
    ],
)
def test_an_odd_address_still_answers(reader, query):
    make_hospital_program("Ash")
    assert b"Ash" in reader.get(f"{reverse('programs:search')}?{query}").content


def without_tokens(answer):
    """The page without what is masked anew each time."""
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode())


def test_the_page_holds_the_fragment_and_the_form_holds_what_was_asked(reader):
    make_hospital_program("Ash", is_fictional=True)
    url = reverse("programs:search") + "?q=ash&state=OH"
    page, part = (
        without_tokens(reader.get(url)),
        without_tokens(reader.get(url, headers={"HX-Request": "true"})),
    )

    results = page[
        page.index('<div id="results">') : page.index("</section>", page.index('<div id="results">'))
    ]
    assert results in part
    assert 'value="ash"' in page and '<option value="OH" selected>Ohio (1)</option>' in page
    assert "Fictional (demo)" in page and "One program fits." in page
    assert "<h1" not in part and 'hx-swap-oob="true"' in part


def test_the_fragment_keeps_the_address_clean(reader):
    make_hospital_program("Ash")
    response = reader.get(
        reverse("programs:search") + "?q=ash&state=&track=&page=7", headers={"HX-Request": "true"}
    )
    assert response["HX-Replace-Url"] == reverse("programs:search") + "?q=ash"


def test_nothing_found_says_what_to_do(reader):
    page = reader.get(reverse("programs:search") + "?q=<b>zz").content.decode()
    assert "No program fits." in page and "Show all programs" in page
    assert "<b>zz" not in page


@pytest.mark.parametrize("programs", [1, 3, 100])
def test_a_search_costs_the_same_for_one_program_and_a_hundred(reader, programs, django_assert_num_queries):
    for number in range(programs):
        make_track(make_hospital_program(f"Hospital {number:03}"))
    reader.get(reverse("programs:search"))  # the first page of a session notes when it was used
    with django_assert_num_queries(7):  # session, user, roles, counts, rows, which are saved, own ZIP code
        reader.get(reverse("programs:search") + "?q=hosp")


def plan_of(queryset_or_page):
    """Every node of the plans of all queries that a page makes."""
    with CaptureQueriesContext(connection) as captured:
        queryset_or_page()
    nodes = []

    def walk(node):
        nodes.append((node["Node Type"], node.get("Relation Name"), node.get("Index Name")))
        for child in node.get("Plans", []):
            walk(child)

    with connection.cursor() as cursor:
        for query in captured.captured_queries:
            cursor.execute("EXPLAIN (FORMAT JSON) " + query["sql"])
            plan = cursor.fetchone()[0]
            walk((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])
    return nodes


def test_the_plans_on_thirteen_thousand_programs(db):
    """Typed searches go by the trigram index, filtered ones by the sorted indexes, and the first page sorts nothing."""
    fill_catalogue(copies=3)
    assert Program.objects.count() > 13_000

    def whole_table(nodes):
        return [node for node in nodes if node[:2] == ("Seq Scan", "programs_program")]

    for typed in ("mer", "mercy fam", "quillen", "1007140c0", "st vincent"):
        for sort in ("name", "state", "specialty"):
            page = found(typed=typed, sort=sort)
            nodes = plan_of(lambda page=page: (page.total, page.rows))
            assert not whole_table(nodes), (typed, sort)
            assert "program_search" in {index for _, _, index in nodes}, (typed, sort)

    nodes = plan_of(
        lambda: list(Search(state="VT").narrow(Program.objects.order_by("sort_name")).values("pk")[:25])
    )
    assert not whole_table(nodes)
    assert "program_by_state" in {index for _, _, index in nodes}

    page = Program.objects.order_by("sort_name", "pk").filter(withdrawn_on=None)
    nodes = plan_of(lambda: list(page.values("pk", "sort_name")[:25]))
    assert "program_by_name" in {index for _, _, index in nodes}
    assert not [node for node in nodes if node[0] == "Sort"]


def test_matching_leaves_an_empty_search_alone(db):
    programs = Program.objects.all()
    assert matching(programs, " ., ") is programs
