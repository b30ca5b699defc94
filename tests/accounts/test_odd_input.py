"""Whatever is typed into a form about people is answered with a page, and nothing odd is kept."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Profile, User
from playbook.vocabulary import Role
from programs.models import Invitation, Membership
from tests.factories import make_member, make_program, make_user

pytestmark = pytest.mark.django_db

ODD = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "\x00",
            "\u202e",
            "<script>alert(1)</script>",
            "=1+1",
            "-1",
            "1e9",
            "9" * 400,
            "2026-02-30",
            "0000-00-00",
            "9999-12-31",
            "resident",
            "a@b.co",
            "',;--",
            "\ud7ff\uffff",
        ]
    ),
)
FIELDS = {
    "accounts:profile": [
        "full_name",
        "stage",
        "career_setting",
        "identity_line",
        "direction",
        "time_zone",
        "theme",
        "wanted_kinds",
    ],
    "accounts:theme": ["theme", "next"],
    "accounts:welcome": ["stage", "career_setting", "specialty_interest", "urgent", "time_zone"],
    "programs:membership_ask": ["role", "started_on", "entry_pgy"],
    "programs:invitations": ["role", "started_on", "people"],
    "programs:member_edit": ["role", "started_on", "entry_pgy", "ends_on"],
    "programs:member_end": ["ended_on"],
    "account_signup": ["full_name", "email", "password1"],
}


@pytest.mark.parametrize("door", FIELDS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_odd_input_is_answered_with_a_page(client, door, data):
    program = Membership.objects.filter(role=Role.PROGRAM_DIRECTOR).first()
    if program is None:
        program = make_member(make_program(), user=make_user("Dr. Dee"), role=Role.PROGRAM_DIRECTOR)
        make_member(program.program)
    if door == "account_signup":
        client.logout()
    else:
        client.force_login(program.user)
    args = [Membership.objects.get(role=Role.RESIDENT).pk] if "member_e" in door else []
    typed = {name: data.draw(ODD, label=name) for name in FIELDS[door]}

    response = client.post(f"{reverse(door, args=args)}?program={program.program_id}", typed)

    assert response.status_code in (200, 302, 429)
    for name in User.objects.values_list("full_name", flat=True):
        assert name.strip() and "<" not in name and "\u202e" not in name
    assert not Invitation.objects.exclude(email__contains="@").exists()
    assert not Profile.objects.filter(time_zone="").exists()
