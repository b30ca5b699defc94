"""The admin's doors. Walked as they stand, so a new one is met the day it comes."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.factories import make_user
from tests.house import PEOPLE, READERS


def leaks(response, person):
    body = b"".join(response) if response.streaming else response.content
    return [word for word, readers in READERS.items() if person not in readers and word.encode() in body]


def admin_doors():
    """(name, path) of the admin's own pages and of every model in it: list, add, first row, its history, deleting."""
    yield "index", reverse("admin:index")
    for app in sorted({model._meta.app_label for model in admin.site._registry}):
        yield app, reverse("admin:app_list", args=[app])
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield name, reverse(f"{name}_changelist")
        yield f"{name} search", reverse(f"{name}_changelist") + "?q=canary"
        yield f"{name} add", reverse(f"{name}_add")
        first = model._default_manager.order_by("pk").first()
        if first is not None:
            for page in ("change", "history", "delete"):
                yield f"{name} {page}", reverse(f"{name}_{page}", args=[first.pk])


@pytest.mark.parametrize("person", PEOPLE)
def test_the_admin_is_for_admins_and_knows_nobodys_words(house, person):
    client = Client()
    if person != "anonymous":
        client.force_login(getattr(house, person))
    for name, path in admin_doors():
        response = client.get(path)
        if person == "admin":  # 403 or 404: not for a curator
            assert response.status_code in (200, 403, 404), f"{name}: {response.status_code}"
        else:
            assert response.status_code in (302, 403, 404), f"{person} got {response.status_code} at {name}"
        assert leaks(response, person) == [], f"{person} at {name}"


def test_not_even_a_superuser_reads_private_words(house):
    client = Client()
    client.force_login(make_user("Su Peruser", is_staff=True, is_superuser=True))
    for name, path in admin_doors():
        response = client.get(path)
        assert response.status_code in (200, 403), f"{name}: {response.status_code}"
        assert leaks(response, "admin") == [], name
