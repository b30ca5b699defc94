"""A draft follows the first day the program gives, and says so; what is lived by is not moved from outside."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.actions.leaves import add_leave, remove_leave
from plans.actions.starting import start_plan
from plans.models import Milestone, Plan
from plans.rules.layout import days_moved, month_ends, month_starts
from programs.actions import invitations, members
from programs.models import Invitation, Membership
from tests import factories as make
from tests.plans.makers import make_template

TODAY, JULY, JUNE = date(2027, 3, 20), date(2027, 7, 1), date(2027, 6, 24)


@pytest.fixture
def draft(db):
    """A draft plan from July 1 of somebody whom the program has not let in."""
    make_template()
    director = make.make_member(make.make_program(), role="program_director")
    place = make.make_member(director.program, started_on=JULY, state="asked")
    plan = start_plan(membership=place, starts_on=JULY, years=3, by=place.user, today=TODAY)
    plan.director = director.user
    return plan


def correct(plan, **fields):
    place = Membership.objects.get(pk=plan.membership_id)
    given = {n: getattr(place, n) for n in ("role", "started_on", "ends_on", "entry_pgy")}
    members.change_member(membership=place, by=plan.director, **given | fields)


def approve(plan):
    assert members.approve(membership=Membership.objects.get(pk=plan.membership_id), by=plan.director)


def test_every_date_follows_the_day_the_program_gave(draft):
    correct(draft, started_on=JUNE)
    draft.refresh_from_db()
    assert draft.starts_on == JULY  # nothing moves before the program has let her in
    approve(draft)
    fresh = Plan.objects.get()
    assert (fresh.starts_on, fresh.redated_from) == (JUNE, JULY)
    like = make.make_member(draft.membership.program, started_on=JUNE)
    wanted = start_plan(membership=like, starts_on=JUNE, years=3, by=like.user, today=TODAY)
    for rows, names in (
        ("windows", ("number", "starts_on", "ends_on")),
        ("milestones", ("code", "opens_on", "due_on")),
        ("checkins", ("quarter", "opens_on", "due_on", "late_on")),
    ):
        assert set(getattr(fresh, rows).values_list(*names)) == set(getattr(wanted, rows).values_list(*names))


def dates_of(plan):
    return {
        "windows": sorted(plan.windows.values_list("number", "starts_on", "ends_on")),
        "milestones": sorted(plan.milestones.values_list("code", "opens_on", "due_on")),
        "checkins": sorted(plan.checkins.values_list("quarter", "opens_on", "due_on", "late_on")),
    }


def test_a_leave_keeps_its_days_and_moves_the_new_dates(draft):
    away = {"starts_on": date(2028, 2, 1), "ends_on": date(2028, 4, 30)}
    add_leave(plan=draft, by=draft.resident, **away)
    correct(draft, started_on=JUNE)

    approve(draft)

    fresh = Plan.objects.get()
    like = make.make_member(draft.membership.program, started_on=JUNE)
    wanted = start_plan(membership=like, starts_on=JUNE, years=3, by=like.user, today=TODAY)
    without = dates_of(wanted)
    add_leave(plan=wanted, by=like.user, **away)
    assert fresh.starts_on == JUNE and dates_of(fresh) == dates_of(wanted)
    remove_leave(leave=fresh.leaves.get(), by=draft.resident)
    assert dates_of(fresh) == without


def test_a_leave_that_the_new_dates_cannot_hold_leaves_the_plan_as_it_is(draft):
    add_leave(plan=draft, by=draft.resident, starts_on=JULY, ends_on=JULY + timedelta(days=30))
    before = dates_of(draft)
    correct(draft, started_on=JULY + timedelta(days=60))

    approve(draft)

    fresh = Plan.objects.get()
    assert (fresh.starts_on, fresh.redated_from, dates_of(fresh)) == (JULY, None, before)
    assert fresh.leaves.count() == 1


def test_the_same_day_moves_nothing(draft):
    approve(draft)
    assert Plan.objects.get().redated_from is None


def test_what_is_done_and_days_chosen_by_hand_stay(draft):
    done, chosen, own = draft.milestones.order_by("pk")[:3]
    Milestone.objects.filter(pk=done.pk).update(done_on=TODAY)
    day = date(2027, 9, 17)
    Milestone.objects.filter(pk=chosen.pk).update(due_on=day)
    Milestone.objects.filter(pk=own.pk).update(code="", due_on=date(2028, 5, 5))
    correct(draft, started_on=date(2027, 8, 1))
    approve(draft)
    rows = draft.milestones.in_bulk()
    assert (rows[done.pk].opens_on, rows[done.pk].due_on) == (done.opens_on, done.due_on)
    assert rows[chosen.pk].due_on == day and rows[own.pk].due_on == date(2028, 5, 5)
    assert all(row.due_on >= row.opens_on for row in rows.values())


def test_the_pgy_the_program_gave_counts(draft):
    correct(draft, entry_pgy=2)
    approve(draft)
    assert Plan.objects.get().entry_pgy == 2


def test_an_accepted_invitation_gives_the_day_too(draft):
    invitation = Invitation.objects.create(
        program=draft.membership.program,
        email=draft.resident.email,
        role="resident",
        started_on=JUNE,
        invited_by=draft.director,
    )
    assert invitations.accept(invitation=invitation, by=draft.resident)
    assert Plan.objects.get().starts_on == JUNE


def test_a_later_correction_moves_only_a_plan_nobody_lives_by(draft):
    approve(draft)
    correct(draft, started_on=JUNE)
    assert Plan.objects.get().starts_on == JUNE
    Milestone.objects.filter(pk=draft.milestones.first().pk).update(progress="moving")
    correct(draft, started_on=date(2027, 6, 28))
    assert Plan.objects.get().starts_on == JUNE


def test_a_plan_that_went_its_own_way_stays(draft):
    approve(draft)
    Plan.objects.update(starts_on=date(2027, 7, 5))
    correct(draft, started_on=JUNE)
    assert Plan.objects.get().starts_on == date(2027, 7, 5)


def test_another_last_day_changes_nothing_of_the_plan(draft):
    approve(draft)
    Plan.objects.update(entry_pgy=2)
    correct(draft, ends_on=date(2030, 6, 30))
    assert Plan.objects.get().entry_pgy == 2


@pytest.mark.parametrize(("days_ago", "is_said"), [(-90, True), (3, True), (45, False)])
def test_the_resident_reads_it_until_the_second_month(draft, client, days_ago, is_said):
    approve(draft)
    today = timezone.localdate()
    Plan.objects.update(redated_from=today, starts_on=today - timedelta(days=days_ago))
    client.force_login(draft.resident)
    for door in ("plans:timeline", "home"):
        assert ("Your program has you begin on" in client.get(reverse(door)).content.decode()) == is_said


@pytest.mark.parametrize("before", [date(2027, 7, 1), date(2027, 1, 31), date(2028, 2, 29)])
@pytest.mark.parametrize("after", [date(2027, 6, 24), date(2027, 8, 31), date(2026, 7, 1)])
def test_first_and_last_days_of_months_have_their_new_days(before, after):
    firsts, lasts = days_moved(before, after, 36)
    assert firsts[before] == after
    for month in (1, 2, 8, 36):
        assert firsts[month_starts(before, month)] == month_starts(after, month)
        assert lasts[month_ends(before, month)] == month_ends(after, month)


def test_an_admin_who_lets_in_or_corrects_moves_the_draft_too(draft, client):
    client.force_login(make.make_user("Addie Admin", is_staff=True, is_superuser=True))
    place = Membership.objects.get(pk=draft.membership_id)
    door = reverse("admin:programs_membership_change", args=[place.pk])
    given = {
        "user": place.user_id,
        "program": place.program_id,
        "role": "resident",
        "entry_pgy": 1,
        "ends_on": "",
    }
    for day in (JUNE, date(2027, 6, 28)):
        client.post(door, given | {"state": "active", "started_on": str(day), "ended_on": ""})
        assert Membership.objects.get(pk=place.pk).started_on == day
        assert Plan.objects.get(pk=draft.pk).starts_on == day
