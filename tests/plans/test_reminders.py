"""K-01 and K-06: owed once per person, period and step, whatever runs twice, late, or at the same time."""

import threading
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from accounts import outbox
from accounts.models import OutgoingMail
from plans import reminders
from plans.actions.checkins import postpone
from plans.models import CheckIn, Plan
from plans.tasks import owe_reminders
from tests.plans.makers import at, make_plan, send

DUE = date(2025, 9, 30)  # of the first quarter
OPENS, WEEK, LATE = date(2025, 9, 16), date(2025, 10, 7), date(2025, 10, 14)


@pytest.fixture
def plan(db):
    return make_plan()


def owed():
    return list(OutgoingMail.objects.filter(kind="checkin_due").order_by("pk").values_list("key", flat=True))


def steps():
    return [key.split(":", 3)[3] for key in owed()]


# ---- K-01 --------------------------------------------------------------------------------------------------------
def test_each_step_is_owed_once_however_often_the_planner_runs(plan):
    for day in range(120):
        for hour in (6, 18):
            reminders.owe_checkins(at(date(2025, 7, 1) + timedelta(days=day), hour))
    assert steps() == ["opens", "due", "week", "late"]


def test_run_twice_the_second_run_owes_nothing(plan):
    assert reminders.owe_checkins(at(OPENS)) == 1
    assert reminders.owe_checkins(at(OPENS)) == 0


def test_run_late_only_the_latest_step_is_owed(plan):
    reminders.owe_checkins(at(WEEK + timedelta(days=2)))
    assert steps() == ["week"]


def test_a_night_without_the_planner_loses_nothing(plan):
    reminders.owe_checkins(at(OPENS + timedelta(days=3)))
    assert steps() == ["opens"]


def test_before_it_opens_and_long_after_nothing_is_owed(plan):
    reminders.owe_checkins(at(OPENS - timedelta(days=1)))
    reminders.owe_checkins(at(LATE + timedelta(days=14)))
    assert owed() == []


@pytest.mark.parametrize("why", ["sent", "paused", "ended", "skipped", "muted", "inactive", "postponed"])
def test_nobody_is_reminded_who_should_not_be(plan, why):
    row = plan.checkins.get(quarter=1)
    row.plan = plan
    if why == "sent":
        send(row)
    elif why == "paused":
        Plan.objects.update(state="paused")
    elif why == "ended":
        Plan.objects.update(state="ended", ended_on=DUE)
    elif why == "skipped":
        CheckIn.objects.update(skipped=True)
    elif why == "muted":
        plan.resident.profile.muted_kinds = ["checkin_due"]
        plan.resident.profile.save()
    elif why == "inactive":
        plan.resident.is_active = False
        plan.resident.save()
    elif why == "postponed":
        postpone(checkin=row, by=plan.resident, today=DUE)
    reminders.owe_checkins(at(DUE, 18))
    assert owed() == []


def test_after_a_postponement_monday_reminds_once(plan):
    row = plan.checkins.get(quarter=1)
    reminders.owe_checkins(at(OPENS))
    monday = postpone(checkin=row, by=plan.resident, today=date(2025, 9, 18))
    assert OutgoingMail.objects.get().state == "cancelled"
    for day in range(4):
        reminders.owe_checkins(at(monday + timedelta(days=day - 2)))
    assert steps() == ["opens", "later:2025-09-22"]


def test_muting_one_kind_keeps_the_others(plan):
    plan.resident.profile.muted_kinds = ["checkin_due"]
    plan.resident.profile.save()
    reminders.owe(at(DUE - timedelta(days=1)))
    assert list(OutgoingMail.objects.values_list("kind", flat=True)) == ["items_due"]


def test_leave_moves_the_reminders_with_the_check_in(plan):
    from plans.actions.leaves import add_leave

    add_leave(plan=plan, starts_on=date(2025, 8, 1), ends_on=date(2025, 8, 31), by=plan.resident)
    reminders.owe_checkins(at(DUE))
    assert owed() == []
    reminders.owe_checkins(at(DUE + timedelta(days=31)))
    assert steps() == ["due"]


def test_a_new_year_of_training_never_asks_twice_for_a_quarter(plan):
    fourth = date(2026, 6, 30)
    reminders.owe_checkins(at(fourth))
    reminders.owe_checkins(at(fourth + timedelta(days=1)))
    assert owed() == [f"checkin:{plan.pk}:4:due"]


@pytest.mark.parametrize(
    "zone", ["Pacific/Honolulu", "America/Phoenix", "America/New_York", "America/Puerto_Rico"]
)
def test_it_is_owed_on_the_resident_s_own_day_and_leaves_in_their_own_morning(db, zone):
    make_plan(
        zone=zone, starts_on=date(2099, 7, 1)
    )  # far ahead, because a mail never leaves before it is owed
    own = ZoneInfo(zone)
    reminders.owe_checkins(datetime(2099, 9, 15, 23, 59, tzinfo=own))
    assert owed() == []
    reminders.owe_checkins(datetime(2099, 9, 16, 0, 1, tzinfo=own))
    leaves = OutgoingMail.objects.get().next_try_at.astimezone(own)
    assert steps() == ["opens"]
    assert (leaves.date(), leaves.hour in (8, 9)) == (date(2099, 9, 16), True)


def test_a_check_in_due_on_a_saturday_waits_for_monday_morning(db):
    make_plan(
        starts_on=date(2099, 7, 4), today=date(2099, 7, 4)
    )  # the first quarter is due on Sat, Oct 3, 2099
    reminders.owe_checkins(at(date(2099, 10, 3), 1))
    local = OutgoingMail.objects.get().next_try_at.astimezone(ZoneInfo("America/New_York"))
    assert (local.date(), local.hour in (8, 9)) == (date(2099, 10, 5), True)


@pytest.mark.parametrize("count", [1, 5])
def test_owing_costs_the_same_for_one_resident_and_five(db, count, django_assert_num_queries):
    for _ in range(count):
        make_plan()
    with django_assert_num_queries(2):
        assert reminders.owe_checkins(at(DUE)) == count


@pytest.mark.django_db(transaction=True)
def test_four_planners_at_once_owe_one_mail():
    make_plan()
    barrier = threading.Barrier(4)

    def plan_now():
        barrier.wait()
        try:
            reminders.owe(at(DUE))
        finally:
            connection.close()

    threads = [threading.Thread(target=plan_now) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert steps() == ["due"]


def test_the_scheduled_task_owes_for_every_app(db):
    make_plan(starts_on=timezone.localdate() - timedelta(days=85))
    owe_reminders()
    assert steps() == ["opens"]


# ---- what the mail says ------------------------------------------------------------------------------------------
def kind(name):
    return next(k for k in outbox.kinds() if k.name == name)


def test_the_reminder_has_one_link_and_no_private_word(plan):
    row = plan.checkins.get(quarter=1)
    CheckIn.objects.filter(pk=row.pk).update(done="secret-done", note_to_self="secret-note")
    reminders.owe_checkins(at(DUE))
    mail = OutgoingMail.objects.get()
    said = kind("checkin_due").load([mail])[mail.pk]
    assert "secret" not in str(said)
    assert said["action_url"].endswith(f"/check-ins/{row.pk}/")
    assert mail.data == {"checkin": row.pk, "step": "due"}


def test_a_reminder_is_unwanted_once_the_check_in_is_sent(plan):
    reminders.owe_checkins(at(DUE))
    mail = OutgoingMail.objects.get()
    CheckIn.objects.filter(quarter=1).update(sent_at=at(DUE), done="a", next="b")
    assert kind("checkin_due").load([mail]).get(mail.pk) is None


@pytest.mark.parametrize("count", [1, 4])
def test_loading_a_batch_costs_the_same_for_one_mail_and_four(db, count, django_assert_num_queries):
    for _ in range(count):
        make_plan()
    reminders.owe_checkins(at(DUE))
    mails = list(OutgoingMail.objects.filter(kind="checkin_due"))
    with django_assert_num_queries(1):
        assert len(kind("checkin_due").load(mails)) == count


# ---- K-06 --------------------------------------------------------------------------------------------------------
def weekly():
    return list(OutgoingMail.objects.filter(kind="items_due").order_by("pk").values_list("key", flat=True))


def test_dates_near_or_past_are_named_once_a_week(plan):
    for day in range(14):
        reminders.owe_items(at(date(2025, 9, 8) + timedelta(days=day), 5))
    assert (
        weekly()
        == [f"items:{plan.pk}:2025-37", f"items:{plan.pk}:2025-38", f"items:{plan.pk}:2025-39"][
            : len(weekly())
        ]
    )
    assert len(weekly()) in (2, 3), "the last weekend already counts for Monday's mail"


def test_the_first_30_days_and_a_plan_without_near_dates_are_silent(plan):
    reminders.owe_items(at(date(2025, 7, 20)))
    reminders.owe_items(at(date(2025, 8, 20)))
    assert weekly() == []


def test_the_weekly_mail_has_two_numbers_and_no_titles(plan):
    plan.milestones.update(title="secret-title")
    reminders.owe_items(at(date(2025, 9, 10)))
    mail = OutgoingMail.objects.get()
    said = kind("items_due").load([mail])[mail.pk]
    assert "secret" not in str(said)
    assert said["soon"] + said["passed"] >= 4


def test_with_everything_done_the_weekly_mail_is_unwanted(plan):
    reminders.owe_items(at(date(2025, 9, 10)))
    plan.milestones.update(done_on=date(2025, 9, 1))
    mail = OutgoingMail.objects.get()
    assert kind("items_due").load([mail]) == {}
