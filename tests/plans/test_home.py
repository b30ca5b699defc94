"""The first page answers "what should I do next?" for each role, and for somebody with none yet."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from playbook.vocabulary import MeetingOutcome, RelationshipStatus, Role
from tests import factories as make
from tests.plans.makers import at, make_core, make_plan


def page(client, user=None):
    if user:
        client.force_login(user)
    return client.get("/").content.decode()


def primaries(body):
    return body.count("btn-primary") - body.count("skip btn btn-primary")


def plan_of(days_ago=85, **fields):
    plan = make_plan(starts_on=timezone.localdate() - timedelta(days=days_ago), **fields)
    make.make_need(plan.resident)
    return plan


def test_a_visitor_sees_what_this_is_and_where_to_sign_in(client, db):
    body = page(client)
    assert reverse("account_login") in body and reverse("account_signup") in body
    assert "Sign in" in body and "This month" not in body


def test_a_newcomer_without_a_program_is_asked_where_they_train(client, db):
    user = make.make_user("Noor Newfield")
    assert "Where do you train?" in page(client, user)
    make.make_member(make.make_program(), user=user, state="asked")
    assert "Meanwhile: what do you need?" in page(client)
    make.make_need(user)
    assert "Your program has your question" in page(client)


def test_a_resident_begins_with_needs_then_dates(client, db):
    member = make.make_member(make.make_program())
    assert "Start with what you need" in page(client, member.user)
    make.make_need(member.user)
    body = page(client)
    assert "Put dates to it" in body and reverse("plans:plan_start") in body


def test_an_open_check_in_comes_first_and_can_wait_until_monday(client, db):
    plan = plan_of()
    body = page(client, plan.resident)
    row = plan.checkins.get(quarter=1)
    assert f"Send your {row.name.lower()}" in body
    assert reverse("plans:checkin_postpone", args=[row.pk]) in body
    assert primaries(body) == 1


def test_a_meeting_whose_time_has_passed_asks_whether_it_was_held(client, db):
    plan = plan_of(30)
    tie = make.make_relationship(plan.resident)
    meeting = make.make_meeting(tie, starts_at=timezone.now() - timedelta(days=1))
    body = page(client, plan.resident)
    assert f"Did you meet {tie.mentor.name}?" in body
    assert reverse("mentorship:meeting", args=[meeting.pk]) in body


def test_without_anybody_the_first_mentor_is_next(client, db):
    plan = plan_of(10)
    assert "Find your first mentor" in page(client, plan.resident)


def test_a_passed_date_is_next_and_never_called_a_failure(client, db):
    plan = plan_of(110)
    make_core(plan.resident)
    plan.checkins.update(skipped=True)
    body = page(client, plan.resident)
    assert "Its date has passed" in body
    assert "behind" not in body.lower() and "overdue" not in body.lower()


def test_the_month_shows_at_most_four_more_things_with_three_answers(client, db):
    plan = plan_of(110)
    make_core(plan.resident)
    body = page(client, plan.resident)
    assert body.count('class="tap"') <= 4 + body.count("theme-of")
    assert body.count("/tap/") // 2 <= 4


def test_asks_that_wait_and_the_team_are_there(client, db):
    plan = plan_of(30)
    make.make_relationship(
        plan.resident, make.make_mentor("Dr. Asked Already"), status=RelationshipStatus.ASKED
    )
    tie = make.make_relationship(plan.resident, make.make_mentor("Dr. Imre Oakhollow"))
    make.make_meeting(tie, starts_at=timezone.now() + timedelta(days=6))
    make.make_meeting(tie, starts_at=timezone.now() - timedelta(days=6), outcome=MeetingOutcome.HELD)
    body = page(client, plan.resident)
    assert "Dr. Asked Already has your message" in body
    assert "Meet Dr. Imre Oakhollow" in body and "next " in body
    assert "Met Dr. Imre Oakhollow once" in body


def test_a_mentor_sees_asks_meetings_and_what_to_read(client, db):
    mentor = make.make_user("Dr. Mae Mentor")
    mentor.profile.is_mentor, mentor.profile.stage = True, "early_career"
    mentor.profile.save()
    card = make.make_mentor("Dr. Mae Mentor", user=mentor)
    plan = plan_of()
    tie = make.make_relationship(plan.resident, card)
    make.make_relationship(make.make_user("Ada Asker"), card, status=RelationshipStatus.ASKED)
    make.make_meeting(tie, starts_at=timezone.now() + timedelta(days=3))
    row = plan.checkins.get(quarter=1)
    row.plan = plan
    from tests.plans.makers import send

    send(row, readers=[tie], day=timezone.localdate())
    body = page(client, mentor)
    assert "1 resident asks for your time" in body
    assert "Meet Rae Resident" in body
    assert reverse("plans:checkin_from", args=[row.pk]) in body
    assert "Finished the chart review" not in body


def test_a_director_sees_numbers_and_no_names_or_words(client, db):
    program = make.make_program()
    make_plan(program=program, starts_on=timezone.localdate() - timedelta(days=110))
    director = make.make_member(program, role=Role.PROGRAM_DIRECTOR).user
    make.make_member(program, user=make.make_user("Asks Tobecomein"), state="asked")
    body = page(client, director)
    assert "1 needs a look" in body and "1 waits to be let in" in body
    assert "Rae Resident" not in body


def test_a_coordinator_is_told_who_waits_and_not_who_needs_a_look(client, db):
    program = make.make_program()
    make_plan(program=program, starts_on=timezone.localdate() - timedelta(days=110))
    body = page(client, make.make_member(program, role=Role.COORDINATOR).user)
    assert "Nobody waits to be let in" in body and "need" not in body.split("<main")[1].split("</main>")[0]


def test_an_applicant_and_an_admin_have_a_beginning_too(client, db):
    assert "Say what you need from mentoring" in page(client, make.make_applicant())
    admin = make.make_user("Addie Admin", is_staff=True)
    admin.profile.stage = "early_career"
    admin.profile.save()
    assert reverse("admin:index") in page(client, admin)


def test_several_roles_have_their_parts_and_one_primary_button(client, db):
    plan = plan_of()
    user = plan.resident
    user.profile.is_mentor = True
    user.profile.save()
    make.make_relationship(
        make.make_user("Ada Asker"), make.make_mentor(user=user), status=RelationshipStatus.ASKED
    )
    make.make_member(make.make_program(), user=user, role=Role.PROGRAM_DIRECTOR)
    body = page(client, user)
    assert "residents" in body and "asks for your time" in body and "Send your" in body
    assert primaries(body) == 1


@pytest.mark.parametrize("count", [1, 4])
def test_home_costs_the_same_for_one_mentor_and_four(client, db, count, django_assert_max_num_queries):
    plan = plan_of()
    for tie in make_core(plan.resident, count):
        make.make_meeting(tie, starts_at=at(timezone.localdate() + timedelta(days=3)))
        plan.outputs.create(title=f"Work {tie.pk}", type="qi", stage="draft", relationship=tie)
    client.force_login(plan.resident)
    client.get("/")
    with django_assert_max_num_queries(11):
        client.get("/")
