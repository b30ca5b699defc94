"""A plan is the template, dated from the resident's own first day (S0-10.1, F4)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from plans.actions.starting import start_plan
from plans.forms.plan import suggested_years
from plans.models import CheckIn, Goal, Milestone, Plan
from tests import factories as make
from tests.plans.makers import JULY, make_plan, make_template


@pytest.fixture
def member(db):
    make_template()
    return make.make_member(make.make_program(), started_on=JULY)


def start(member, **fields):
    given = {"membership": member, "starts_on": JULY, "years": 3, "by": member.user, "today": JULY}
    return start_plan(**given | fields)


def test_a_plan_has_22_dated_items_three_goals_and_twelve_check_ins(member):
    plan = start(member)
    assert plan.milestones.count() == 22
    assert plan.windows.count() == 7
    assert plan.goals.count() == 3
    assert plan.checkins.count() == 12
    first = plan.milestones.get(code="P-01")
    assert (first.opens_on, first.due_on) == (JULY, date(2025, 9, 30))
    assert first.window.number == 1


def test_starting_twice_gives_the_same_plan(member):
    assert start(member) == start(member)
    assert (Plan.objects.count(), Milestone.objects.count(), CheckIn.objects.count()) == (1, 22, 12)


def test_a_second_running_plan_is_refused_by_words_and_by_the_database(member):
    plan = start(member)
    with pytest.raises(ValidationError, match="running plan"):
        start(member, years=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(
            resident=member.user, membership=member, template_key="x", starts_on=JULY, years=3
        )
    assert Plan.objects.get() == plan


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"starts_on": None}, "first day|day your training"),
        ({"years": 8}, "one to seven"),
        ({"years": 0}, "one to seven"),
        ({"entry_pgy": 8}, "PGY-1 to PGY-7"),
        ({"starts_on": date(2015, 7, 1)}, "over by now"),
        ({"starts_on": JULY + timedelta(days=600)}, "year and a half"),
        ({"template_key": "nothing"}, "not there"),
    ],
)
def test_nonsense_makes_no_plan(member, fields, words):
    with pytest.raises(ValidationError, match=words):
        start(member, **fields)
    assert not Plan.objects.exists()


def test_a_start_after_the_planned_end_makes_no_plan(member):
    member.ends_on = date(2025, 6, 30)
    member.save()
    with pytest.raises(ValidationError, match="after your training ends"):
        start(member)


@pytest.mark.parametrize("years", range(1, 8))
def test_every_length_has_four_check_ins_a_year(db, years):
    plan = make_plan(years=years)
    assert plan.checkins.count() == 4 * years
    assert plan.windows.last().last_month == 12 * years


def test_somebody_who_enters_at_pgy_2_is_pgy_2_in_month_1(db):
    plan = make_plan(years=3, entry_pgy=2)
    assert (plan.month(JULY), plan.pgy(JULY)) == (1, 2)
    assert plan.pgy(date(2028, 6, 30)) == 4


def test_a_plan_begun_late_asks_for_no_past_quarter_and_leaves_two_months_to_catch_up(member):
    today = date(2026, 11, 22)
    plan = start(member, today=today)
    assert plan.checkins.filter(skipped=True).count() == 5
    assert not plan.milestones.filter(due_on__lt=today).exists()
    assert plan.milestones.get(code="P-01").due_on == today + timedelta(days=60)


def test_what_lies_before_may_count_as_done(member):
    plan = start(member, today=date(2026, 11, 22), earlier="done")
    assert plan.milestones.filter(done_on__isnull=False).count() == 11
    assert plan.milestones.get(code="P-01").done_on == date(2025, 9, 30)


def test_goals_begin_with_letters_projects_and_check_ins(member):
    goals = {g.counts: (g.target, g.target_high, g.per) for g in start(member).goals.all()}
    assert goals == {
        Goal.Counts.LETTERS: (2, None, "training"),
        Goal.Counts.OUTPUTS: (1, 2, "year"),
        Goal.Counts.CHECKINS: (4, None, "year"),
    }


def test_starting_costs_the_same_for_one_year_and_seven(db, django_assert_max_num_queries):
    make_template()
    for years in (1, 7):
        member = make.make_member(make.make_program(), started_on=JULY)
        with django_assert_max_num_queries(19):
            start(member, years=years)


# ---- the page ----------------------------------------------------------------------------------------------------
def test_the_page_proposes_the_day_of_the_membership_and_the_program_s_length(client, member):
    client.force_login(member.user)
    form = client.get(reverse("plans:plan_start")).context["form"]
    assert (form["starts_on"].value(), form["years"].value(), form["entry_pgy"].value()) == (JULY, 3, 1)


def test_a_press_makes_the_plan_and_a_second_one_makes_no_other(client, member):
    client.force_login(member.user)
    today = timezone.localdate()
    data = {"starts_on": today.isoformat(), "years": "4", "entry_pgy": "1"}
    answer = client.post(reverse("plans:plan_start"), data)
    assert answer.url == reverse("plans:timeline")
    client.post(reverse("plans:plan_start"), data)
    assert Plan.objects.get().years == 4
    page = client.get(reverse("plans:timeline")).content.decode()
    assert "Its middle year comes twice" in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("starts_on", "", "Enter the day your training began"),
        ("starts_on", "2999-01-01", "year and a half"),
        ("years", "9", "valid choice"),
        ("starts_on", "<script>", "Type a date"),
    ],
)
def test_wrong_input_comes_back_with_a_message_and_what_was_typed(client, member, field, value, words):
    client.force_login(member.user)
    data = {"starts_on": timezone.localdate().isoformat(), "years": "3", "entry_pgy": "2"} | {field: value}
    answer = client.post(reverse("plans:plan_start"), data)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert answer.context["form"]["entry_pgy"].value() == "2"
    assert not Plan.objects.exists()


def test_who_is_no_resident_is_told_so_kindly(client, db):
    client.force_login(make.make_applicant())
    assert client.get(reverse("plans:plan_start")).url == reverse("plans:timeline")
    assert "A plan belongs to a residency" in client.get(reverse("plans:timeline")).content.decode()


def test_a_length_nobody_knows_is_asked_for(member, client):
    type(member.program).objects.update(is_length_known=False)
    client.force_login(member.user)
    door = reverse("plans:plan_start")
    page = client.get(door).content.decode()
    assert "No list we have says how long" in page and '<option value="" selected' in page
    said = {"starts_on": str(timezone.localdate()), "entry_pgy": "1", "years": ""}
    assert "Choose how long this training lasts." in client.post(door, said).content.decode()
    assert not Plan.objects.exists()
    client.post(door, said | {"years": "2"})
    assert Plan.objects.get().years == 2


def test_a_planned_end_answers_how_long(member):
    type(member.program).objects.update(is_length_known=False)
    member.refresh_from_db()
    assert suggested_years(member, JULY) is None
    member.ends_on = date(2027, 6, 30)
    assert suggested_years(member, JULY) == 2
