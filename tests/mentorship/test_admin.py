from django.contrib import admin
from django.urls import reverse

from mentorship.models import Meeting, Mentor, Message, Need, Relationship
from tests import factories as make


def test_only_directory_cards_stand_in_the_admin(client, db):
    client.force_login(make.make_user("Addie", is_staff=True))
    shared, private = (
        make.make_mentor("Dr. Shared", program=make.make_program()),
        make.make_mentor("Dr. Private"),
    )
    body = client.get(reverse("admin:mentorship_mentor_changelist")).content.decode()
    assert "Dr. Shared" in body and "Dr. Private" not in body
    assert client.get(reverse("admin:mentorship_mentor_change", args=[shared.pk])).status_code == 200
    assert client.get(reverse("admin:mentorship_mentor_change", args=[private.pk])).status_code == 302
    assert client.get(reverse("admin:mentorship_mentor_add")).status_code == 200


def test_private_models_are_not_registered():
    assert not any(admin.site.is_registered(model) for model in (Meeting, Message, Need, Relationship))
    assert admin.site.is_registered(Mentor)
