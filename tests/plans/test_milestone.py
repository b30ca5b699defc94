"""One item of a plan: done with something to show for it, moving, stuck, put aside; each can be taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from plans.actions import milestones as actions
from plans.evidence import find_evidence
from plans.models import Milestone
from playbook.vocabulary import RelationshipStatus
from tests import factories as make
from tests.plans.makers import JULY, make_plan

TODAY = date(2026, 1, 20)


@pytest.fixture
def plan(db):
    return make_plan()


@pytest.fixture
def item(plan):
    return plan.milestones.get(code="P-08")


def tap(client, item, progress, **headers):
    return client.post(
        reverse("plans:milestone_tap", args=[item.pk]), {"progress": progress}, headers=headers
    )


# ---- actions -----------------------------------------------------------------------------------------------------
def test_done_needs_words(item):
    with pytest.raises(ValidationError):
        actions.mark_done(milestone=item, evidence="  ", by=None, today=TODAY)
    row = actions.mark_done(milestone=item, evidence=" Proposal, half a page ", by=None, today=TODAY)
    assert (row.done_on, row.evidence) == (TODAY, "Proposal, half a page")


def test_saying_done_again_keeps_the_first_day(item):
    actions.mark_done(milestone=item, evidence="One", by=None, today=TODAY)
    row = actions.mark_done(milestone=item, evidence="Two", by=None, today=TODAY + timedelta(days=9))
    assert (row.done_on, row.evidence) == (TODAY, "Two")


def test_dropping_needs_a_reason_and_reopening_forgets_it(item):
    with pytest.raises(ValidationError):
        actions.drop(milestone=item, reason="", by=None, today=TODAY)
    row = actions.drop(milestone=item, reason="No such rotation here", by=None, today=TODAY)
    assert row.dropped_on == TODAY
    row = actions.reopen(milestone=row, by=None)
    assert (row.dropped_on, row.dropped_reason) == (None, "")


def test_the_last_change_can_be_undone_once(item):
    actions.set_progress(milestone=item, progress="moving", by=None)
    actions.mark_done(milestone=item, evidence="Written", by=None, today=TODAY)
    assert actions.undo(milestone=item, by=None)
    item.refresh_from_db()
    assert (item.progress, item.done_on, item.evidence) == ("moving", None, "")
    assert not actions.undo(milestone=item, by=None)


def test_undoing_a_reopening_brings_back_day_and_words(item):
    actions.mark_done(milestone=item, evidence="Written", by=None, today=TODAY)
    actions.reopen(milestone=item, by=None)
    actions.undo(milestone=item, by=None)
    item.refresh_from_db()
    assert (item.done_on, item.evidence) == (TODAY, "Written")


def test_pressing_the_same_answer_twice_changes_nothing_and_keeps_the_undo(item):
    actions.set_progress(milestone=item, progress="stuck", by=None)
    actions.set_progress(milestone=item, progress="stuck", by=None)
    actions.undo(milestone=item, by=None)
    item.refresh_from_db()
    assert item.progress == ""


def test_an_item_of_ones_own_stands_in_the_window_of_its_date(plan):
    fields = {"plan": plan, "title": "Renew ACLS", "opens_on": TODAY, "due_on": date(2026, 8, 1), "by": None}
    row = actions.add_milestone(**fields)
    assert row.window.number == 4
    assert actions.add_milestone(**fields) == row
    assert plan.milestones.filter(code="").count() == 1


def test_an_item_outside_the_training_is_refused_with_the_last_month(plan):
    with pytest.raises(ValidationError, match="month 36, on Jun 30, 2028"):
        actions.add_milestone(plan=plan, title="Late", opens_on=TODAY, due_on=date(2028, 7, 1), by=None)
    with pytest.raises(ValidationError, match="begins on Jul 1, 2025"):
        actions.add_milestone(plan=plan, title="Early", opens_on=JULY - timedelta(1), due_on=TODAY, by=None)


# ---- records that show it ----------------------------------------------------------------------------------------
def test_two_saved_people_show_the_first_item(plan):
    item = plan.milestones.get(code="P-01")
    assert find_evidence(plan, item) == ""
    for _ in range(2):
        make.make_relationship(plan.resident, status=RelationshipStatus.PROSPECT)
    assert find_evidence(plan, item).startswith("2 people saved")


def test_an_active_career_mentor_shows_p05_and_a_trial_does_not(plan):
    item = plan.milestones.get(code="P-05")
    make.make_relationship(plan.resident, status=RelationshipStatus.TRIAL)
    assert find_evidence(plan, item) == ""
    make.make_relationship(plan.resident, make.make_mentor("Dr. Career"), functions=["career"])
    assert "Dr. Career" in find_evidence(plan, item)


def test_projects_and_letters_show_theirs(plan):
    find = {m.code: (lambda m=m: find_evidence(plan, m)) for m in plan.milestones.all()}
    assert not any(find[code]() for code in ("P-08", "P-09", "P-12", "P-17", "P-18", "P-19", "P-20"))
    plan.outputs.create(title="Sodium", type="qi", stage="presented", stages_reached={"draft": "2026-03-01"})
    writer = make.make_mentor()
    plan.letters.create(writer=writer, state="asked")
    plan.letters.create(writer=make.make_mentor(), state="sent", sent_on=TODAY)
    for code in ("P-08", "P-09", "P-12", "P-17", "P-18", "P-19"):
        assert find[code](), code
    assert find["P-20"]() == "", "one letter sent is not two"


# ---- doors -------------------------------------------------------------------------------------------------------
def test_one_tap_says_moving_and_answers_with_the_row(client, plan, item):
    client.force_login(plan.resident)
    answer = tap(client, item, "moving", **{"HX-Request": "true"})
    body = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="item-{item.pk}"' in body and 'id="messages"' in body
    assert 'value="moving" aria-pressed="true"' in body
    item.refresh_from_db()
    assert item.progress == "moving"


def test_without_script_one_tap_goes_back_to_the_plan_with_an_undo(client, plan, item):
    client.force_login(plan.resident)
    answer = tap(client, item, "stuck")
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert reverse("plans:milestone_undo", args=[item.pk]) in page
    client.post(reverse("plans:milestone_undo", args=[item.pk]))
    item.refresh_from_db()
    assert item.progress == ""


def test_done_without_a_record_asks_for_words(client, plan, item):
    client.force_login(plan.resident)
    page = reverse("plans:milestone", args=[item.pk]) + "#done"
    assert tap(client, item, "done").url == page
    assert tap(client, item, "done", **{"HX-Request": "true"}).headers["HX-Redirect"] == page
    assert Milestone.objects.get(pk=item.pk).done_on is None
    answer = client.post(page, {"evidence": ""})
    assert "what shows that it is done" in answer.content.decode()
    client.post(page, {"evidence": "Proposal of May 2"})
    assert Milestone.objects.get(pk=item.pk).done_on == timezone.localdate()


def test_done_with_a_record_needs_no_words(client, plan):
    client.force_login(plan.resident)
    make.make_relationship(plan.resident, functions=["career"])
    item = plan.milestones.get(code="P-05")
    tap(client, item, "done")
    item.refresh_from_db()
    assert item.done_on and "since" in item.evidence


@pytest.mark.parametrize("progress", ["", "dancing", "done; drop table"])
def test_nonsense_is_no_answer(client, plan, item, progress):
    client.force_login(plan.resident)
    tap(client, item, progress)
    item.refresh_from_db()
    assert (item.progress, item.done_on) == ("", None)


def test_a_foreign_page_is_no_way_back(client, plan, item):
    client.force_login(plan.resident)
    answer = client.post(
        reverse("plans:milestone_tap", args=[item.pk]),
        {"progress": "moving", "next": "https://evil.example/"},
    )
    assert answer.url == reverse("plans:timeline")


def test_putting_aside_needs_a_reason_at_its_field(client, plan, item):
    client.force_login(plan.resident)
    url = reverse("plans:milestone_drop", args=[item.pk])
    assert "why it is not for you" in client.post(url, {"reason": ""}).content.decode()
    client.post(url, {"reason": "No home department"})
    item.refresh_from_db()
    assert item.dropped_reason == "No home department"


def test_adding_twice_adds_once_and_bad_dates_come_back(client, plan):
    client.force_login(plan.resident)
    url, today = reverse("plans:milestone_new"), timezone.localdate()
    good = {"title": "Renew ACLS", "kind": "exam", "opens_on": today, "due_on": today + timedelta(days=30)}
    client.post(url, good)
    client.post(url, good)
    assert plan.milestones.filter(title="Renew ACLS").count() == 1
    bad = client.post(url, good | {"title": "Two", "due_on": today - timedelta(days=1)})
    assert "later day" in bad.content.decode()
    assert bad.context["form"]["title"].value() == "Two"
    assert not plan.milestones.filter(title="Two").exists()


def test_changing_an_item_leaves_the_template_alone(client, plan, item):
    client.force_login(plan.resident)
    data = {
        "title": "Begin the sodium project",
        "kind": item.kind,
        "opens_on": item.opens_on,
        "due_on": item.due_on,
    }
    client.post(reverse("plans:milestone_edit", args=[item.pk]), data)
    item.refresh_from_db()
    assert item.title == "Begin the sodium project"
    from playbook.models import TemplateItem

    assert TemplateItem.objects.get(code="P-08").title == "Begin the first small project"


def test_an_ended_plan_may_be_read_and_not_changed(client, plan, item):
    type(plan).objects.filter(pk=plan.pk).update(state="ended", ended_on=TODAY)
    client.force_login(plan.resident)
    assert client.get(reverse("plans:milestone", args=[item.pk])).status_code == 200
    assert tap(client, item, "moving").status_code == 403
