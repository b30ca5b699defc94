"""Signed links: opening changes nothing, the token leaves the address bar, and every dead link looks the same."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import links, outbox
from accounts.models import SignedLink, Suppression
from accounts.models.links import LinkPurpose

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def landings_put_back():
    before = dict(links._landings)
    links.register(LinkPurpose.ANSWER_ASK, "accounts:mail_stop")
    yield
    links._landings.clear()
    links._landings.update(before)


def make(purpose=LinkPurpose.STOP_MAIL, target=0, address="teo@example.org", **fields):
    return links.make(purpose=purpose, target=target, address=address, **fields)


def path_of(link):
    return links.url(link).removeprefix("http://127.0.0.1:8000")


def everything():
    """All that a link could change."""
    return list(SignedLink.objects.order_by("pk").values()), list(Suppression.objects.values())


def test_the_database_holds_no_token():
    link = make()
    token = links.token_of(link)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(l)::text FROM accounts_signedlink l")
        assert token not in cursor.fetchone()[0]
    assert len(token) == 43 and links.find(token) == link


def test_asking_again_gives_the_same_link_until_it_is_over():
    first = make(about="relationship:1")
    assert make(about="relationship:1") == first
    assert make(about="relationship:2") != first
    assert make(address="other@example.org") != first
    links.use(first)
    assert make(about="relationship:1") != first


def test_many_links_cost_two_queries(django_assert_num_queries):
    wanted = [links.Wanted(LinkPurpose.ANSWER_ASK, number, f"m{number}@example.org") for number in range(20)]
    with django_assert_num_queries(2):
        made = links.make_many(wanted)
    assert [link.target for link in made] == list(range(20))
    assert links.make_many(wanted) == made


def test_a_rotated_secret_key_keeps_links_alive(settings):
    link = make()
    token = links.token_of(link)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert links.token_of(link) == token and links.find(token) == link


def test_opening_goes_to_a_page_without_the_token(client):
    link = make()
    response = client.get(path_of(link))
    assert response.status_code == 302
    assert response.url == reverse("accounts:mail_stop")
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert client.get(response.url).status_code == 200


def test_scanners_change_nothing(client):
    """F14: every link opened twice by GET and HEAD, its page too, by a visitor with and without cookies."""
    made = [make(address=f"m{number}@example.org", target=number) for number in range(20)]
    before = everything()
    for link in made:
        for visitor in (client, Client()):
            for _ in range(2):
                for knock in (visitor.get, visitor.head):
                    assert knock(path_of(link)).status_code == 302
                    assert knock(reverse("accounts:mail_stop")).status_code == 200
    assert everything() == before


def test_post_is_not_a_way_to_open_a_link(client):
    assert client.post(path_of(make())).status_code == 405


def tampered(link):
    token = links.token_of(link)
    return token[:-2] + ("AA" if token[-2:] != "AA" else "BA")


def test_all_dead_links_look_the_same(client):
    fresh, old, used, revoked = (make(target=number) for number in range(4))
    SignedLink.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - timedelta(days=40), expires_at=timezone.now() - timedelta(days=10)
    )
    assert links.use(used)
    revoked_link = make(target=9, about="relationship:9")
    assert links.revoke(about="relationship:9") == 1
    tokens = [tampered(fresh), "x" * 43, "short", "ü" * 43, *map(links.token_of, (old, used, revoked_link))]
    answers = [client.get(reverse("accounts:link_enter", args=[token])) for token in tokens]
    assert {answer.status_code for answer in answers} == {410}
    assert len({answer.content for answer in answers}) == 1
    assert "teo" not in answers[0].content.decode() and "sessionid" not in client.cookies
    assert links.find(links.token_of(revoked)) == revoked


def test_a_link_opens_only_its_own_purpose(client):
    client.get(path_of(make(LinkPurpose.ANSWER_ASK)))
    assert client.get(reverse("accounts:mail_stop")).status_code == 410


def test_a_page_reached_by_link_closes_when_the_link_ends(client):
    link = make(about="relationship:1")
    client.get(path_of(link))
    assert client.get(reverse("accounts:mail_stop")).status_code == 200
    links.revoke(about="relationship:1")
    assert client.get(reverse("accounts:mail_stop")).status_code == 410
    assert client.post(reverse("accounts:mail_stop"), {"stop": "1"}).status_code == 410
    assert not Suppression.objects.exists()


def test_an_opened_link_is_forgotten_after_some_hours(client):
    client.get(path_of(make()))
    session = client.session
    session["links"] = {name: [pk, at - 5 * 3600] for name, (pk, at) in session["links"].items()}
    session.save()
    assert client.get(reverse("accounts:mail_stop")).status_code == 410


def test_an_address_that_changed_ends_the_link(client):
    links.register(
        LinkPurpose.STOP_MAIL, "accounts:mail_stop", holds=lambda link: link.address == "new@example.org"
    )
    assert client.get(path_of(make())).status_code == 410
    assert client.get(path_of(make(address="new@example.org"))).status_code == 302


def test_two_links_of_one_purpose_in_two_tabs_are_not_mixed_up(rf, client):
    first, second = make(LinkPurpose.ANSWER_ASK, 1), make(LinkPurpose.ANSWER_ASK, 2)
    client.get(path_of(first))
    client.get(path_of(second))
    request = rf.get("/")
    request.session = client.session
    assert links.current(request, LinkPurpose.ANSWER_ASK) == second
    assert links.current(request, LinkPurpose.ANSWER_ASK, 1) == first
    assert links.current(request, LinkPurpose.ANSWER_ASK, 3) is None
    links.use(first)
    assert links.current(request, LinkPurpose.ANSWER_ASK, 1) is None
    assert links.current(request, LinkPurpose.ANSWER_ASK, 1, allow_used=True) == first


def test_old_links_are_forgotten():
    link = make()
    assert links.tidy_up(timezone.now()) == 0
    assert links.tidy_up(link.expires_at + timedelta(days=31)) == 1


# ---- stop all mail -----------------------------------------------------------------------------------------------
def test_stop_all_mail_and_start_again(client):
    client.get(path_of(make()))
    page = client.get(reverse("accounts:mail_stop")).content.decode()
    assert "t…@example.org" in page and "teo@" not in page
    for _ in range(2):
        assert client.post(reverse("accounts:mail_stop"), {"stop": "1"}).status_code == 302
    assert outbox.is_stopped("teo@example.org")
    assert "Mail is off" in client.get(reverse("accounts:mail_stop")).content.decode()
    client.post(reverse("accounts:mail_stop"), {"start": "1"})
    assert not outbox.is_stopped("teo@example.org")


@pytest.mark.django_db(transaction=True)
def test_a_final_link_is_used_by_exactly_one():
    link, winners = make(), []

    def use():
        winners.append(links.use(link))
        connection.close()

    threads = [Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(winners) == [False] * 5 + [True]
