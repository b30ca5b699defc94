from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import outbox
from accounts.models import OutgoingMail
from mentorship.actions import mentors as actions
from mentorship.models import Mentor, Relationship
from playbook.vocabulary import RelationshipStatus, Role
from tests import factories as make

GOOD = {
    "name": "Dr. Imre Oakhollow",
    "email": "Imre@Example.org",
    "functions": ["career"],
    "position": "senior_faculty",
    "location": "same_institution",
    "origin": "chosen_in_program",
    "time_basis": "unknown",
    "channel": "",
    "capacity": "",
}


@pytest.fixture
def rae(client, db):
    rae = make.make_user("Rae Resident")
    client.force_login(rae)
    return rae


def post(client, **changes):
    return client.post(reverse("mentorship:mentor_new"), {**GOOD, **changes})


def test_a_name_in_mind_becomes_a_card_and_a_possibility(client, rae):
    response = post(client)
    tie = Relationship.objects.get(mentee=rae)
    assert response.url == reverse("mentorship:relationship", args=[tie.pk])
    assert (tie.status, tie.location, tie.functions, tie.mentor.email) == (
        "prospect",
        "same_institution",
        ["career"],
        "imre@example.org",
    )


@pytest.mark.parametrize(("origin", "status"), [("assigned", "nominal"), ("organic", "trial")])
def test_how_it_began_says_where_it_stands(client, rae, origin, status):
    post(client, origin=origin)
    assert Relationship.objects.get().status == status


def test_the_same_address_offers_the_card_that_is_there(client, rae):
    post(client)
    response = post(client, functions=["project"])
    assert "has a card with this address" in response.content.decode()
    assert Mentor.objects.count() == 1
    card = Mentor.objects.get()
    post(client, functions=["project"], use_card=card.pk)
    tie = Relationship.objects.get()
    assert tie.functions == ["career", "project"]


def test_a_card_of_somebody_else_is_not_shown(client, rae):
    make.make_mentor("Dr. Hidden Card", email="imre@example.org", added_by=make.make_user())
    response = post(client)
    assert response.status_code == 302 and Mentor.objects.filter(email="imre@example.org").count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "http://spam.example"}, "name"),
        ({"email": "nope"}, "email"),
        ({"functions": []}, "functions"),
        ({"functions": ["wizard"]}, "functions"),
        ({"capacity": "21"}, "capacity"),
        ({"capacity": "99999999999"}, "capacity"),
        ({"capacity": "-1"}, "capacity"),
        ({"position": "king"}, "position"),
        ({"location": "moon"}, "location"),
        ({"origin": "stars"}, "origin"),
        ({"need": "987654"}, "need"),
    ],
)
def test_bad_input_comes_back(client, rae, changes, field):
    response = post(client, **changes)
    assert response.status_code == 200 and field in response.context["form"].errors
    assert Mentor.objects.count() == 0


def test_a_need_of_somebody_else_cannot_be_named(client, rae):
    theirs = make.make_need(make.make_user())
    assert "need" in post(client, need=theirs.pk).context["form"].errors


def test_a_no_rests_for_six_months(rae):
    today = timezone.localdate()
    card = make.make_mentor(added_by=rae)
    make.make_relationship(
        rae, card, status=RelationshipStatus.DECLINED, status_since=today - timedelta(days=30)
    )
    with pytest.raises(actions.Refused, match="ask again"):
        actions.add_tie(by=rae, mentor=card, functions=["career"], today=today)
    tie, _ = actions.add_tie(by=rae, mentor=card, functions=["career"], today=today + timedelta(days=200))
    assert tie.status == "prospect"


def test_nobody_mentors_themselves(rae):
    with pytest.raises(actions.Refused):
        actions.add_tie(
            by=rae, mentor=make.make_mentor(user=rae), functions=["career"], today=timezone.localdate()
        )


def test_a_verified_address_brings_its_cards(db):
    card = make.make_mentor(email="Teo@Example.org")
    mentored_by_self = make.make_user("Teo", email="teo@example.org")
    own = make.make_mentor(email="teo@example.org", added_by=mentored_by_self)
    make.make_relationship(mentored_by_self, own, status="prospect")
    assert actions.link_cards(user=mentored_by_self, address="teo@example.org") == 1
    assert actions.link_cards(user=mentored_by_self, address="teo@example.org") == 0
    card.refresh_from_db()
    own.refresh_from_db()
    assert card.user == mentored_by_self and own.user is None
    mentored_by_self.profile.refresh_from_db()
    assert mentored_by_self.profile.is_mentor


# ---- directory ---------------------------------------------------------------------------------------------------
def test_a_director_fills_the_directory_and_members_read_it(client, rae):
    program = make.make_program()
    make.make_member(program, user=rae)
    director = make.make_user("Dr. Dee")
    make.make_member(program, user=director, role=Role.PROGRAM_DIRECTOR)
    client.force_login(director)
    card = {
        k: GOOD[k] for k in ("name", "email", "functions", "position", "time_basis", "channel", "capacity")
    }
    url = reverse("mentorship:directory_new", args=[program.pk])
    assert client.post(url, card).status_code == 302
    assert client.post(url, card).status_code == 302
    assert Mentor.objects.filter(program=program).count() == 1
    client.force_login(rae)
    assert "Oakhollow" in client.get(reverse("mentorship:directory")).content.decode()
    assert (
        "Oakhollow"
        not in client.get(reverse("mentorship:directory"), {"function": "business"}).content.decode()
    )
    client.force_login(make.make_user())
    assert "Oakhollow" not in client.get(reverse("mentorship:directory")).content.decode()


def test_joining_from_the_directory_goes_on_to_the_ask(client, rae):
    program = make.make_program()
    make.make_member(program, user=rae)
    card = make.make_mentor(program=program, functions=["project", "career"])
    need = make.make_need(rae)
    url = reverse("mentorship:mentor_join", args=[card.pk])
    response = client.post(url, {"need": need.pk, "then": "ask"})
    tie = Relationship.objects.get(mentee=rae)
    assert response.url == reverse("mentorship:ask", args=[tie.pk]) and tie.functions == ["project"]
    client.post(url, {"need": need.pk})
    assert Relationship.objects.count() == 1


def test_somebody_without_an_address_is_added_once(client, rae):
    words = {k: v for k, v in GOOD.items() if k != "email"} | {"email": ""}
    urls = {client.post(reverse("mentorship:mentor_new"), words).url for _ in range(2)}
    assert len(urls) == 1 and Mentor.objects.count() == Relationship.objects.count() == 1
    other = make.make_user("Omar Other")
    client.force_login(other)
    client.post(reverse("mentorship:mentor_new"), words)
    assert Mentor.objects.count() == 2, "another resident's card is theirs"


def test_a_new_address_ends_the_old_links(client, rae):
    from tests.mentorship.makers import make_sent_ask, open_answer

    card = make.make_mentor(added_by=rae, email="old@example.org")
    message = make_sent_ask(make.make_relationship(rae, card, status="prospect"))
    url = reverse("mentorship:mentor_edit", args=[card.pk])
    fields = {k: GOOD[k] for k in ("functions", "position", "time_basis", "channel", "capacity")}
    response, link = open_answer(client, message)
    assert response.status_code == 200
    client.post(url, {**fields, "name": card.name, "email": "new@example.org"})
    assert client.get(reverse("mentorship:answer", args=[message.pk])).status_code == 410


def test_an_ask_that_waits_follows_the_new_address_once(rae):
    from tests.mentorship.makers import make_sent_ask

    card = make.make_mentor(added_by=rae, email="old@example.org")
    make_sent_ask(make.make_relationship(rae, card, status="prospect"))
    for _ in range(2):
        actions.save_mentor(mentor=card, by=rae, email="new@example.org")
    mails = OutgoingMail.objects.filter(kind="ask").order_by("pk")
    assert [(m.address, m.state) for m in mails] == [
        ("old@example.org", "cancelled"),
        ("new@example.org", "queued"),
    ]


def test_mail_that_was_stopped_is_said_and_nothing_else(client, rae):
    from tests.mentorship.makers import make_ready_ask

    tie = make.make_relationship(
        rae, make.make_mentor(added_by=rae, email="off@example.org"), status="prospect"
    )
    message = make_ready_ask(tie)
    outbox.stop("off@example.org")
    body = client.post(reverse("mentorship:ask_send", args=[message.pk]), follow=True).content.decode()
    assert "own mail" in body and not OutgoingMail.objects.exists()
    assert "is off" in client.get(reverse("mentorship:relationship", args=[tie.pk])).content.decode()


def test_the_directory_is_searched_by_name(client, rae):
    program = make.make_program()
    make.make_member(program, user=rae)
    make.make_mentor("Dr. Imre Oakhollow", program=program, functions=["career"])
    make.make_mentor("Dr. Rue Bellwether", program=program)
    body = client.get(reverse("mentorship:directory"), {"q": "oak\0"}).content.decode()
    assert "Oakhollow" in body and "Bellwether" not in body and "Career" in body


@pytest.mark.parametrize("need", ["\u00b2", "9" * 5000, "x", ""])
def test_a_need_that_is_none_is_left_out(client, rae, need):
    card = make.make_mentor("Dr. Mae Mentor", user=rae)

    assert client.get(reverse("mentorship:mentor_new"), {"need": need}).status_code == 200
    assert client.post(reverse("mentorship:mentor_join", args=[card.pk]), {"need": need}).status_code == 302
