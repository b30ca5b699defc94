"""F15: RFC 8058 one-click. One POST is enough, and no answer tells whether a token was good."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import links, outbox
from accounts.models import OutgoingMail, Suppression
from accounts.models.links import LinkPurpose
from accounts.outbox import unsubscribing
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def rae():
    return make_user("Rae Resident")


def mail_for(kind, **fields):
    outbox.put(kind.name, key=f"{kind.name}:{fields}", **fields)
    return OutgoingMail.objects.latest("pk")


def path_of(mail):
    return reverse("accounts:mail_unsubscribe", args=[unsubscribing.token_for(mail.public_id)])


def test_one_post_mutes_the_kind_and_leaves_the_others(reminder, rae):
    visitor = Client(enforce_csrf_checks=True)
    path = path_of(mail_for(reminder, to_user=rae))
    for _ in range(10):
        response = visitor.post(path, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200 and not response.cookies
    rae.profile.refresh_from_db()
    assert rae.profile.muted_kinds == ["reminder"]
    assert not Suppression.objects.exists()


def test_an_address_without_account_gets_no_mail_at_all(note):
    Client().post(path_of(mail_for(note, address="teo@example.org")))
    assert outbox.is_stopped("teo@example.org")


def test_looking_changes_nothing(reminder, rae):
    path = path_of(mail_for(reminder, to_user=rae))
    for knock in (Client().get, Client().head):
        for _ in range(2):
            assert knock(path).status_code == 200
    rae.profile.refresh_from_db()
    assert rae.profile.muted_kinds == []


def test_every_token_gets_the_same_answer(reminder, rae):
    mail = mail_for(reminder, to_user=rae)
    good = unsubscribing.token_for(mail.public_id)
    gone = mail_for(reminder, address="gone@example.org")
    token_of_gone = unsubscribing.token_for(gone.public_id)
    gone.delete()
    foreign = links.token_of(links.make(purpose=LinkPurpose.STOP_MAIL, target=0, address="teo@example.org"))
    tokens = [good, token_of_gone, foreign, good[:-2] + "AA", "x", "ü", "=" * 43, "A" * 5000]
    for method in ("post", "get"):
        answers = [
            getattr(Client(), method)(reverse("accounts:mail_unsubscribe", args=[token])) for token in tokens
        ]
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.content for answer in answers}) == 1
    rae.profile.refresh_from_db()
    assert rae.profile.muted_kinds == ["reminder"]
    assert not Suppression.objects.exists()


def test_tokens_survive_a_rotated_secret_key(reminder, rae, settings):
    path = path_of(mail_for(reminder, to_user=rae))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    Client().post(path)
    rae.profile.refresh_from_db()
    assert rae.profile.muted_kinds == ["reminder"]


def test_unsubscribing_between_claim_and_sending_is_heeded(reminder, note, rae, monkeypatch, mailoutbox):
    """F13: after everything is claimed and rendered, half of it is no longer wanted."""
    from accounts.outbox.sending import Sender

    others = [make_user(f"Other {number}") for number in range(6)]
    outbox.put_many(outbox.Owed("note", f"a:{p.pk}", to_user=p, about=f"relationship:{p.pk}") for p in others)
    for number in range(3):
        outbox.put("note", key=f"m:{number}", address=f"m{number}@example.org")
    ready = Sender._ready

    def then_things_happen(self, mails):
        letters = ready(self, mails)
        assert len(letters) == 9
        outbox.cancel(about=f"relationship:{others[0].pk}")
        others[1].is_active = False
        others[1].save()
        others[2].email = "moved@example.org"
        others[2].save()
        outbox.stop(others[3].email)
        outbox.stop("m1@example.org")
        return letters

    monkeypatch.setattr(Sender, "_ready", then_things_happen)
    outbox.deliver(limit=9)
    reached = {mail.to[0] for mail in mailoutbox}
    assert reached == {others[4].email, others[5].email, "m0@example.org", "m2@example.org"}
    monkeypatch.setattr(Sender, "_ready", ready)
    outbox.deliver(now=OutgoingMail.objects.latest("pk").owed_at + timedelta(minutes=1))
    assert "moved@example.org" in {mail.to[0] for mail in mailoutbox}
    states = OutgoingMail.objects.values_list("state", flat=True)
    assert sorted(states) == ["cancelled"] * 2 + ["sent"] * 5 + ["suppressed"] * 2
