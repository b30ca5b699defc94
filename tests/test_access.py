"""The whole permission policy as one table: every door, every kind of person, every tie.

The rows stand beside their app in tests/access/<app>.py as (door, method, thing, {person: status}). This file opens
each door as each person, sweeps what was answered for words that person may not read, and fails when a URL of ours
has no row.
"""

import importlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from tests.house import PEOPLE, READERS, build

OURS = ["accounts", "programs", "mentorship", "plans"]
TABLES = sorted(p.stem for p in (Path(__file__).parent / "access").glob("[a-z]*.py"))
DOORS = [row for table in TABLES for row in importlib.import_module(f"tests.access.{table}").DOORS]
# Pages that answer people who are not signed in. Everything else sends them to the sign-in page.
OPEN_DOORS = {
    "home",
    "healthz",
    "accounts:account_closed",
    "accounts:link_enter",
    "accounts:mail_stop",
    "accounts:mail_unsubscribe",
    "accounts:mailbox",
    "accounts:mailbox_mail",
}
NEVER_EXISTED = 987654321
CSRF_TOKEN = re.compile(rb"\b[A-Za-z0-9]{64}\b")  # masked anew for every answer


@pytest.fixture(scope="module")
def one_house(django_db_setup, django_db_blocker):
    """Building the house costs three times what opening a door does, so the whole table shares one."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def db(one_house):
    """In place of pytest-django's, which would close the connection and lose the house: only roll back to it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def house(db, one_house):
    return one_house


def arguments(house, thing):
    """The URL's arguments: the pk of one thing, of several, or a literal written as "=text"."""
    if thing is None:
        return []
    names = [thing] if isinstance(thing, str) else thing
    return [name[1:] if name.startswith("=") else getattr(house, name).pk for name in names]


@pytest.fixture(scope="module")
def keys(one_house):
    """{person: the key of a session of theirs}: signing in anew for each cell would double its cost."""
    found = {}
    for person in PEOPLE[1:]:
        client = Client()
        client.force_login(getattr(one_house, person))
        found[person] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found


def client_of(person, keys):
    client = Client()
    if person in keys:
        client.cookies[settings.SESSION_COOKIE_NAME] = keys[person]
    return client


ROWS = [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in DOORS]


@pytest.mark.parametrize(("door", "method", "thing", "row"), ROWS)
def test_each_door_opens_for_the_right_people_and_shows_them_only_their_words(
    house, keys, door, method, thing, row
):
    url, wrong = reverse(door, args=arguments(house, thing)), []
    for person in PEOPLE:
        with transaction.atomic():
            response = getattr(client_of(person, keys), method.lower())(url)
            body = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        if response.status_code != row[person]:
            wrong.append(f"{person} got {response.status_code}, not {row[person]}")
        leaked = [
            word for word, readers in READERS.items() if person not in readers and word.encode() in body
        ]
        if leaked:
            wrong.append(f"{person} reads {leaked}")
    assert wrong == [], f"{method} {door}"


def test_every_row_names_every_person():
    assert [row[0] for row in DOORS if set(row[3]) != set(PEOPLE)] == []


def our_doors():
    resolver = get_resolver()
    named = {
        f"{namespace}:{pattern.name}": pattern
        for namespace in OURS
        for pattern in resolver.namespace_dict[namespace][1].url_patterns
    }
    top = {p.name: p for p in resolver.url_patterns if getattr(p, "name", None) and hasattr(p, "callback")}
    return named | top


def borrowed_doors():
    """allauth's. The admin's are walked in test_access_borrowed.py, as many as there are models."""
    prefixes = ("account_", "mfa_", "usersessions_", "socialaccount_")
    return {
        name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith(prefixes)
    }


def test_the_table_lists_every_door():
    assert set(our_doors()) - {"healthz"} | borrowed_doors() == {door for door, *_ in DOORS}


def test_a_door_has_one_name():
    """The URL's name and the view's name agree, so one search finds both."""
    wrong = {
        door: pattern.callback.__name__
        for door, pattern in our_doors().items()
        if pattern.callback.__name__ != door.split(":")[-1]
    }
    assert wrong == {}


def test_only_these_doors_are_open_to_visitors():
    open_doors = {
        door for door, pattern in our_doors().items() if not getattr(pattern.callback, "login_required", True)
    }
    assert open_doors <= OPEN_DOORS | {door for door in open_doors if door in SIGNED_LINK_DOORS}


# Reached with a mailed link: without one they show the "ask for a new link" page.
SIGNED_LINK_DOORS = {
    "mentorship:answer",
    "mentorship:answer_undo",
    "mentorship:confirm_meeting",
    "mentorship:sign_agreement",
    "plans:checkin_read",
    "programs:invitation",
}


@pytest.mark.parametrize(
    "door", sorted({(d, t) for d, m, t, _ in DOORS if isinstance(t, str) and not t.startswith("=")})
)
def test_not_yours_and_never_existed_look_the_same(client, house, door):
    """A stranger can not tell a thing that is not theirs from one that never was."""
    name, thing = door
    client.force_login(house.other_director)
    urls = [reverse(name, args=arguments(house, thing)), reverse(name, args=[NEVER_EXISTED])]
    theirs, never = (client.get(url) for url in urls)

    if theirs.status_code == 404:
        assert never.status_code == 404
        plain = [
            CSRF_TOKEN.sub(b"", answer.content.replace(url.encode(), b""))
            for answer, url in zip((theirs, never), urls, strict=True)
        ]
        assert plain[0] == plain[1]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "head"])
def test_no_other_method_is_a_side_door(house, keys, method):
    """Nobody without rights gets more by asking in another way."""
    opened = {(door, who) for door, _, _, row in DOORS for who in PEOPLE if row[who] in (200, 204)}
    for door, _, thing, _ in DOORS:
        for person in ("anonymous", "other_director"):
            if (door, person) in opened or door in SIGNED_LINK_DOORS:
                continue
            client = client_of(person, keys)
            answer = getattr(client, method)(reverse(door, args=arguments(house, thing)))
            if method == "options" and answer.status_code == 200:  # which methods there are, and no more
                assert answer.content == b"", door
                continue
            assert answer.status_code in (302, 403, 404, 405, 410), (
                f"{method} {door} as {person}: {answer.status_code}"
            )


def test_access_ends_at_once(client, house):
    """A relationship that ended, a membership that ended, an account switched off: the next request is refused."""
    relationship_page = reverse("mentorship:relationship", args=[house.relationship.pk])
    client.force_login(house.mentor)
    assert client.get(relationship_page).status_code == 200
    type(house.relationship).objects.filter(pk=house.relationship.pk).update(
        status="ended", ended_on=house.today, agreed_on=house.today
    )
    assert client.get(relationship_page).status_code == 404

    cohort = reverse("plans:cohort", args=[house.program.pk])
    director = Client()
    director.force_login(house.director)
    assert director.get(cohort).status_code == 200
    house.director.memberships.update(
        ended_on=house.today.replace(year=house.today.year - 1), started_on="2020-01-01"
    )
    assert director.get(cohort).status_code == 404
