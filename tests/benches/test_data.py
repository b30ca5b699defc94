"""The benches' bulk data: whole, consistent, and what the product would have made."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from accounts.models import User
from config.benches import data
from mentorship.models import Relationship
from plans.models import CheckIn, Milestone, Plan
from programs.models import Membership

RESIDENTS = 30


@pytest.fixture
def filled(db):
    call_command("sync_playbook", verbosity=0)
    return data.fill(RESIDENTS, today=date(2026, 11, 22))


def dangling_references():
    """(table, column) of every foreign key that points at nothing."""
    found = []
    with connection.cursor() as cursor:
        for model in (*data.OF_PROGRAM, *data.OF_RESIDENT):
            for field in model._meta.concrete_fields:
                if field.is_relation:
                    here, there = model._meta.db_table, field.related_model._meta.db_table
                    key = field.target_field.column
                    cursor.execute(
                        f'SELECT count(*) FROM "{here}" h LEFT JOIN "{there}" t ON t."{key}" = h."{field.column}" '
                        f'WHERE h."{field.column}" IS NOT NULL AND t."{key}" IS NULL'
                    )
                    if cursor.fetchone()[0]:
                        found.append((here, field.column))
    return found


def test_bulk_residents_are_whole(filled, client):
    assert filled["accounts_user"] == filled["plans_plan"] == RESIDENTS
    assert filled["plans_checkin"] == 12 * RESIDENTS
    assert filled["programs_program"] == 2
    assert dangling_references() == []

    copied = Plan.objects.filter(resident__email__startswith="bulk-").exclude(
        resident__email__contains="template"
    )
    assert copied.count() == RESIDENTS
    for plan in copied.select_related("membership")[:RESIDENTS]:
        assert plan.membership.user_id == plan.resident_id
    assert Milestone.objects.filter(plan__in=copied).exclude(window__plan_id=None).count() > 20 * RESIDENTS
    assert not CheckIn.objects.filter(readers__relationship__isnull=False).exclude(
        readers__relationship__mentee__plans__checkins__isnull=False
    )
    ties = Relationship.objects.filter(mentee__plans__in=copied).select_related("mentor")
    homes = dict(Membership.objects.values_list("user_id", "program_id"))
    assert ties.count() == 2 * RESIDENTS
    assert all(tie.mentor.program_id == homes[tie.mentee_id] for tie in ties)

    client.force_login(copied[0].resident)
    assert client.get(reverse("plans:timeline")).status_code == 200


def test_a_second_fill_adds_to_the_first_and_ids_go_on(filled):
    data.fill(5, today=date(2026, 11, 22))
    assert User.objects.filter(full_name__startswith="Bulk Resident").count() == RESIDENTS + 5
    assert User.objects.create_user("after@example.org", None, full_name="After").pk
    assert dangling_references() == []
