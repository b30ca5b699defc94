"""Passwords: long, not common, not about oneself; nothing else is asked."""

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User

RAE = User(email="rae.resident@hospital.example", full_name="Rae Resident")


@pytest.mark.parametrize(
    "password",
    ["seven quiet herons", "x" * 200 + "abcd", "пятьдесят слов", "4 herons, 7 frogs", "a  b  c  d  e"],
)
def test_a_sentence_of_any_kind_and_length_will_do(password):
    validate_password(password, RAE)


@pytest.mark.parametrize(
    "password",
    [
        "short one",
        "aaaaaaaaaaaa",
        "password123",
        "1234567890",
        "rae resident",
        "rae.resident@hospital.example",
    ],
)
def test_short_common_and_personal_ones_are_refused_in_one_sentence(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, RAE)

    assert len(refused.value.messages) == 1


def test_the_hash_is_argon2id_at_the_strength_we_chose(settings):
    settings.PASSWORD_HASHERS = ["accounts.hashers.Argon2idHasher"]

    assert make_password("seven quiet herons").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.django_db
def test_the_clock_does_not_tell_who_has_an_account(client, monkeypatch):
    """Known or not, one password is hashed: at sign-in and at sign-up."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    from tests.factories import make_user

    known, hashed = make_user(), []
    plain = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *a, **k: hashed.append(1) or plain(self, *a, **k)
    )

    def cost(door, **typed):
        hashed.clear()
        client.post(reverse(door), typed)
        return len(hashed)

    for address in (known.email, "nobody@example.org"):
        assert cost("account_login", login=address, password="wrong wrong wrong") == 1
        assert cost("account_signup", full_name="Rae", email=address, password1="seven quiet herons") == 1
