"""The director's list: who needs a look, and nothing that is not a state, a date or a count."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessEntry
from mentorship.coverage import coverage
from plans.cohort import cohort, residents_of
from plans.exports import plain
from plans.models import CheckIn, Leave, Milestone, Plan
from plans.rules.quarters import checkin_state
from playbook.vocabulary import Role
from tests import factories as make

TODAY = date(2026, 11, 22)


def make_plan(program, name, *, starts_on=date(2025, 7, 1), checkins=(), **fields):
    """A resident with a plan; each check-in is (days from today to its due day, was it sent)."""
    member = make.make_member(program, user=make.make_user(name), started_on=starts_on)
    plan = Plan.objects.create(
        resident=member.user, membership=member, template_key="t", starts_on=starts_on, years=3, **fields
    )
    for quarter, (days, sent) in enumerate(checkins, 1):
        due = TODAY + timedelta(days=days)
        CheckIn.objects.create(
            plan=plan,
            quarter=quarter,
            opens_on=due - timedelta(days=14),
            due_on=due,
            late_on=due + timedelta(days=14),
            **({"sent_at": timezone.now(), "done": "a", "next": "b"} if sent else {}),
        )
    return plan


def add_core_mentors(plan, number=2):
    for _ in range(number):
        make.make_relationship(plan.resident)


def rows(program):
    return {row.name: row for row in cohort(residents_of(program, TODAY), TODAY)}


def test_a_resident_on_track_is_moving_along(db):
    program = make.make_program()
    add_core_mentors(make_plan(program, "Rae", checkins=[(-100, True), (5, False), (95, False)]))

    row = rows(program)["Rae"]

    assert row.look.needed is False
    assert (row.strip, row.sent, row.opened) == (("sent", "open", "ahead"), 1, 2)
    assert (row.month, row.pgy, row.core_mentors) == (17, 2, 2)


def test_a_late_check_in_needs_a_look_and_says_so(db):
    program = make.make_program()
    add_core_mentors(make_plan(program, "Bea", checkins=[(-20, False)]))

    assert rows(program)["Bea"].look.reasons == ("check-in late",)


def test_two_passed_dates_and_a_thin_team_need_a_look(db):
    program = make.make_program()
    plan = make_plan(program, "Dov")
    add_core_mentors(plan, 1)
    for number in range(2):
        Milestone.objects.create(
            plan=plan, title="x", code=f"P-{number}", opens_on=date(2026, 1, 1), due_on=date(2026, 6, 1)
        )

    assert rows(program)["Dov"].look.reasons == ("2 dates have passed", "one core mentor so far")


def test_the_first_30_days_are_silent(db):
    program = make.make_program()
    make_plan(program, "New", starts_on=TODAY - timedelta(days=20), checkins=[(-20, False)])

    assert rows(program)["New"].look.needed is None


def test_a_leave_does_not_count_as_training(db):
    program = make.make_program()
    plan = make_plan(program, "Rae")
    Leave.objects.create(plan=plan, starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31))

    assert rows(program)["Rae"].month == 14


def test_who_needs_a_look_comes_first_then_names(db):
    program = make.make_program()
    for name in ("Zoe", "Abe"):
        add_core_mentors(make_plan(program, name))
    add_core_mentors(make_plan(program, "Mia", checkins=[(-20, False)]))

    assert list(rows(program)) == ["Mia", "Abe", "Zoe"]


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("trial", 1),
        ("active", 1),
        ("repairing", 1),
        ("paused", 1),
        ("nominal", 0),
        ("stalled", 0),
        ("asked", 0),
    ],
)
def test_the_list_counts_core_mentors_as_the_team_page_does(db, status, counts):
    program = make.make_program()
    plan = make_plan(program, "Rae")
    make.make_relationship(plan.resident, status=status)

    assert rows(program)["Rae"].core_mentors == counts == len(coverage(plan.resident, TODAY).core)


def test_last_met_is_a_day_of_the_readers_own(db):
    program = make.make_program()
    tie = make.make_relationship(make_plan(program, "Rae").resident)
    make.make_meeting(tie, starts_at=datetime(2026, 11, 19, 3, 30, tzinfo=UTC), outcome="held")

    for zone, day in (("America/Chicago", 18), ("UTC", 19)):
        with timezone.override(zone):
            assert rows(program)["Rae"].last_met_on == date(2026, 11, day)


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("skipped", [False, True])
@pytest.mark.parametrize("sent", [False, True])
@pytest.mark.parametrize("days", [-200, -77, -76, -75, -15, -14, -13, 0, 13, 14, 15, 100])
def test_the_strip_in_sql_says_what_the_rule_says(db, days, sent, skipped, paused):
    program = make.make_program()
    plan = make_plan(program, "Rae", checkins=[(days, sent)], state="paused" if paused else "active")
    CheckIn.objects.update(skipped=skipped)
    checkin = plan.checkins.get()

    said = checkin_state(
        opens_on=checkin.opens_on,
        late_on=checkin.late_on,
        today=TODAY,
        sent=sent,
        skipped=skipped,
        running=not paused,
    )

    assert rows(program)["Rae"].strip == (said,)


@pytest.mark.parametrize("residents", [1, 3, 100])
def test_the_list_costs_the_same_for_one_resident_and_a_hundred(
    client, db, residents, django_assert_num_queries
):
    program = make.make_program()
    director = make.make_member(program, role=Role.PROGRAM_DIRECTOR).user
    for number in range(residents):
        make_plan(program, f"Resident {number}", checkins=[(-100, True), (5, False)])
    client.force_login(director)
    client.get(reverse("plans:cohort", args=[program.pk]))  # the first look writes who looked

    with django_assert_num_queries(6):  # session, user, program, who looked lately, the rows, roles
        client.get(reverse("plans:cohort", args=[program.pk]))


def test_filters_narrow_the_list_and_nonsense_filters_nothing(client, house):
    client.force_login(house.director)
    page = reverse("plans:cohort", args=[house.program.pk])

    assert b"Rae Resident" in client.get(page, {"find": "rae"}).content
    assert b"Rae Resident" not in client.get(page, {"find": "nobody"}).content
    assert b"Rae Resident" not in client.get(page, {"pgy": "7"}).content
    assert b"Rae Resident" in client.get(page, {"pgy": "not a year", "sort": "x"}).content


def test_the_resident_can_see_who_looked_and_one_look_is_noted_once(client, house):
    client.force_login(house.director)
    for _ in range(2):
        client.get(reverse("plans:progress", args=[house.membership.pk]))
        client.get(reverse("plans:cohort", args=[house.program.pk]))
        client.get(reverse("plans:cohort_csv", args=[house.program.pk]))

    entries = AccessEntry.objects.filter(subject=house.resident).values_list("what", "viewer_name")
    assert sorted(entries) == [
        ("cohort", "Dr. Dee Director"),
        ("cohort_file", "Dr. Dee Director"),
        ("progress", "Dr. Dee Director"),
    ]


def test_a_name_cannot_run_as_a_formula(client, house):
    house.resident.full_name = "=HYPERLINK(1)"
    house.resident.save()
    client.force_login(house.director)

    response = client.get(reverse("plans:cohort_csv", args=[house.program.pk]))

    table = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert "'=HYPERLINK(1)" in [row[0] for row in table]
    assert plain("-1") == "'-1"


def test_ticked_words_reach_the_director_and_unticked_ones_do_not(client, house):
    client.force_login(house.director)
    page = reverse("plans:progress", args=[house.membership.pk])
    assert b"canary" not in client.get(page).content

    CheckIn.objects.filter(pk=house.sent_checkin.pk).update(words_for_director=True)

    assert b"canary-checkin-done" in client.get(page).content
    assert b"canary-note-to-self" not in client.get(page).content


def test_sharing_the_plan_shows_goal_texts_and_unsharing_hides_them(client, house):
    client.force_login(house.director)
    page = reverse("plans:progress", args=[house.membership.pk])

    Plan.objects.filter(pk=house.plan.pk).update(shared_with_director=True)
    assert b"canary-goal" in client.get(page).content
    assert b"canary-identity" in client.get(page).content

    Plan.objects.filter(pk=house.plan.pk).update(shared_with_director=False)
    assert b"canary-goal" not in client.get(page).content


def test_a_resident_who_left_is_readable_for_90_days(client, house):
    client.force_login(house.director)
    page = reverse("plans:progress", args=[house.membership.pk])
    for days, status in ((89, 200), (91, 404)):
        type(house.membership).objects.filter(pk=house.membership.pk).update(
            ended_on=timezone.localdate() - timedelta(days=days)
        )
        assert client.get(page).status_code == status


def test_a_former_director_reads_nothing_of_later_mentors(client, house):
    client.force_login(house.director)
    left = timezone.localdate() - timedelta(days=10)
    type(house.membership).objects.filter(pk=house.membership.pk).update(ended_on=left)
    early = make.make_relationship(house.resident, make.make_mentor("Dr. Early There"))
    type(early).objects.filter(pk=early.pk).update(created_at=timezone.now() - timedelta(days=40))
    make.make_meeting(early, starts_at=timezone.now() - timedelta(days=2), outcome="held")
    make.make_relationship(house.resident, make.make_mentor("Dr. Later Found"))
    page = client.get(reverse("plans:progress", args=[house.membership.pk])).content.decode()
    assert "Dr. Early There" in page and "Dr. Later Found" not in page
    assert "0 meetings" in page[page.index("Dr. Early There") :][:400]


def test_help_with_life_outside_work_is_the_resident_s_own(client, house):
    client.force_login(house.director)
    make.make_relationship(house.resident, make.make_mentor("Dr. Both"), functions=["business", "life"])
    make.make_relationship(house.resident, make.make_mentor("Dr. Life"), functions=["life"])
    page = client.get(reverse("plans:progress", args=[house.membership.pk])).content.decode()
    assert "Dr. Both" in page and "Dr. Life" in page and "Business and contracts" in page
    assert "life outside work" not in page.lower()


def test_a_resident_without_a_plan_has_a_row_and_a_page(client, house):
    client.force_login(house.director)

    page = client.get(reverse("plans:cohort", args=[house.program.pk]))

    assert b"Omar Other" in page.content
    member = house.other_resident.memberships.get()
    assert b"No plan yet" in client.get(reverse("plans:progress", args=[member.pk])).content
