"""Rows follow the files, except where a person has had a hand in them."""

import threading
from dataclasses import replace
from datetime import date
from io import StringIO
from time import process_time

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from playbook import load
from playbook.models import (
    MessageElement,
    MessageTemplate,
    PlanTemplate,
    Question,
    Scheme,
    Season,
    SeasonDate,
    TemplateGoal,
    TemplateItem,
    TemplateRepeat,
    TemplateWindow,
)
from playbook.sync import Counts, sync_playbook

TODAY = date(2026, 11, 22)
LATER = date(2027, 2, 1)
BOOK = load.playbook()
MODELS = [
    Question,
    MessageTemplate,
    MessageElement,
    PlanTemplate,
    TemplateWindow,
    TemplateItem,
    TemplateRepeat,
    TemplateGoal,
    Scheme,
    Season,
    SeasonDate,
]


def total(report):
    return sum(report.values(), Counts())


def everything():
    return {model: list(model.objects.order_by("pk").values()) for model in MODELS}


def by_hand(row, **changes):
    for name, value in changes.items():
        setattr(row, name, value)
    row.edited_by_hand, row.edited_at = True, timezone.now()
    row.save()
    return row


@pytest.fixture
def rows(db):
    return sync_playbook(today=TODAY)


def test_everything_in_the_files_becomes_a_row(rows):
    assert Question.objects.count() == len(BOOK.questions)
    assert MessageTemplate.objects.count() == 20
    assert MessageElement.objects.count() == sum(len(m.element) for m in BOOK.messages)
    assert PlanTemplate.objects.count() == len(BOOK.plans)
    assert PlanTemplate.objects.get(key="three_year_community").items.count() == 22
    assert Scheme.objects.count() == len(BOOK.schemes)
    assert total(rows).added == sum(model.objects.count() for model in MODELS)


def test_rows_say_what_the_files_say(rows):
    question = Question.objects.get(key="Q-L1")
    shape = next(q for q in BOOK.questions if q.key == "Q-L1")
    assert (question.wording, tuple(question.green), tuple(question.red)) == (
        shape.ask,
        shape.green,
        shape.red,
    )
    checklist = Question.objects.get(key="Q-C4")
    assert tuple(checklist.points) == next(q for q in BOOK.questions if q.key == "Q-C4").items
    ask = MessageTemplate.objects.with_elements().get(key="T-03")
    assert [part.key for part in ask.parts] == [e.key for e in load.message("T-03").element]
    assert ask.forbidden_phrases == list(load.message("T-03").forbidden)
    item = TemplateItem.objects.get(code="P-36")
    assert (item.helper, item.replaces, item.applies_when) == ("mentor", ["P-12", "P-13"], "img")


def test_a_second_run_changes_nothing_and_writes_nothing(rows):
    before = everything()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = total(sync_playbook(today=LATER))
    assert (again.added, again.updated, again.retired) == (0, 0, 0)
    assert everything() == before
    assert not [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert len(queries) <= 18


def test_a_second_run_is_quick(rows):
    began = process_time()
    sync_playbook(today=LATER)
    assert process_time() - began < 0.5


def test_new_words_in_a_file_reach_the_row_and_keep_its_id(rows):
    before = Question.objects.get(key="Q-L1")
    book = replace(
        BOOK, questions=tuple(replace(q, ask="New words?") if q.key == "Q-L1" else q for q in BOOK.questions)
    )
    counts = total(sync_playbook(today=LATER, content=book))
    after = Question.objects.get(key="Q-L1")
    assert (counts.updated, after.pk, after.wording) == (1, before.pk, "New words?")


def test_a_row_edited_by_hand_is_never_overwritten(rows):
    by_hand(Question.objects.get(key="Q-L1"), wording="Our own words?")
    by_hand(MessageElement.objects.get(template__key="T-03", key="who"), label="Yourself")
    by_hand(TemplateItem.objects.get(code="P-01"), on_by_default=False)
    counts = total(sync_playbook(today=LATER))
    assert (counts.updated, counts.kept) == (0, 3)
    assert Question.objects.get(key="Q-L1").wording == "Our own words?"
    assert MessageElement.objects.get(template__key="T-03", key="who").label == "Yourself"
    assert not TemplateItem.objects.get(code="P-01").on_by_default


def test_new_rows_arrive_beside_edited_ones(rows):
    by_hand(Question.objects.get(key="Q-L1"), wording="Our own words?")
    extra = replace(BOOK.questions[0], key="Q-NEW")
    counts = total(sync_playbook(today=LATER, content=replace(BOOK, questions=(*BOOK.questions, extra))))
    assert counts.added == 1
    assert Question.objects.get(key="Q-NEW").is_current
    assert Question.objects.get(key="Q-L1").wording == "Our own words?"


def test_a_key_that_leaves_the_files_is_retired_and_comes_back_with_them(rows):
    fewer = replace(BOOK, schemes=BOOK.schemes[1:])
    counts = total(sync_playbook(today=LATER, content=fewer))
    gone = Scheme.objects.get(key=BOOK.schemes[0].key)
    assert (counts.retired, gone.retired_on) == (1, LATER)
    assert gone not in Scheme.objects.current()
    assert total(sync_playbook(today=date(2028, 1, 1), content=fewer)).retired == 0
    sync_playbook(today=LATER)
    gone.refresh_from_db()
    assert gone.retired_on is None


def test_the_parts_of_a_template_that_leaves_are_retired_with_it(rows):
    fewer = replace(BOOK, messages=tuple(m for m in BOOK.messages if m.key != "T-20"))
    sync_playbook(today=LATER, content=fewer)
    assert not MessageTemplate.objects.current().filter(key="T-20").exists()
    assert not MessageElement.objects.current().filter(template__key="T-20").exists()


def test_what_an_admin_retired_stays_retired(rows):
    by_hand(Question.objects.get(key="Q-L1"), retired_on=TODAY)
    sync_playbook(today=LATER)
    assert Question.objects.get(key="Q-L1").retired_on == TODAY


def test_what_an_admin_added_stays(rows):
    by_hand(Question(key="Q-OURS", bank="interview", audience="resident", topic="ours", wording="Ours?"))
    assert total(sync_playbook(today=LATER)).retired == 0
    assert Question.objects.current().filter(key="Q-OURS").exists()


def test_the_command_says_what_it_did(db):
    out = StringIO()
    call_command("sync_playbook", stdout=out)
    assert out.getvalue().startswith("Playbook: ")
    assert " added, 0 updated, 0 retired, 0 unchanged." in out.getvalue()
    by_hand(Question.objects.get(key="Q-L1"), wording="Our own words?")
    out = StringIO()
    call_command("sync_playbook", stdout=out, verbosity=2)
    assert "1 kept as edited by hand" in out.getvalue()
    assert "question: " in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_two_syncs_at_once_make_one_set_of_rows():
    errors = []

    def run():
        try:
            sync_playbook(today=TODAY)
        except Exception as error:  # noqa: BLE001  the main thread reports it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert Question.objects.count() == len(BOOK.questions)


def test_items_come_in_order_of_time_with_their_months(rows, django_assert_num_queries):
    with django_assert_num_queries(5):
        placed = PlanTemplate.objects.whole().get(key="three_year_community").placed_items()
    months = [(p.item.code, p.first_month, p.last_month, p.window and p.window.number) for p in placed]
    assert months[0] == ("P-01", 1, 3, 1)
    assert ("P-15", 13, 24, None) in months
    assert ("P-17", 21, 24, 5) in months
    assert [m[1] for m in months] == sorted(m[1] for m in months)
    assert len(months) == 22


def test_a_retired_item_is_not_placed(rows):
    by_hand(TemplateItem.objects.get(code="P-07"), retired_on=TODAY)
    for template in (PlanTemplate.objects, PlanTemplate.objects.whole()):
        assert "P-07" not in [p.item.code for p in template.get(key="three_year_community").placed_items()]


@pytest.mark.parametrize(
    ("code", "last", "times"),
    [
        ("P-CHECKIN", 36, [3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36]),
        ("P-CHECKIN", 12, [3, 6, 9, 12]),
        ("P-REVIEW", 36, [6, 12, 18, 24, 30, 36]),
        ("P-NEEDS", 36, [3, 12, 24]),
        ("P-NEEDS", 12, [3, 12]),
        ("P-32", 156, [1, 2, 3, 4, 5, 6]),
        ("P-33", 36, [2, 3, 4, 5, 6, 7, 8, 9]),
        ("P-34", 36, [1, 3, 6]),
    ],
)
def test_when_something_comes_round(rows, code, last, times):
    assert TemplateRepeat.objects.get(code=code).times(last) == times


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: Question.objects.create(key="Q-L1", wording="x"), "a_question_key_is_used_once"),
        (lambda: Question.objects.create(key="Q-Z", wording=""), "a_question_has_words"),
        (
            lambda: Question.objects.create(key="Q-Z", wording="x", edited_by_hand=True),
            "a_question_edited_by_hand_says_when",
        ),
        (lambda: Scheme.objects.create(key="z"), "a_scheme_has_a_link_or_a_contact"),
        (
            lambda: PlanTemplate.objects.create(key="z", kind="base", years=9),
            "a_base_plan_lasts_one_to_seven_years",
        ),
        (lambda: PlanTemplate.objects.create(key="z", kind="base"), "a_base_plan_lasts_one_to_seven_years"),
        (
            lambda: TemplateItem.objects.create(template=PlanTemplate.objects.first(), code="Z"),
            "a_template_item_has_a_window_or_months_of_its_own",
        ),
        (
            lambda: TemplateItem.objects.create(
                template=PlanTemplate.objects.first(), code="Z", first_month=5, last_month=4
            ),
            "a_template_item_ends_after_it_begins",
        ),
        (
            lambda: TemplateRepeat.objects.create(
                template=PlanTemplate.objects.first(), code="Z", every=3, at=[1]
            ),
            "a_template_repeat_has_a_rhythm_or_named_times",
        ),
        (
            lambda: TemplateRepeat.objects.create(template=PlanTemplate.objects.first(), code="Z"),
            "a_template_repeat_has_a_rhythm_or_named_times",
        ),
        (
            lambda: TemplateGoal.objects.create(template=PlanTemplate.objects.first(), key="z", target=0),
            "a_template_goal_aims_at_one_or_more",
        ),
    ],
)
def test_the_database_refuses_nonsense(rows, make, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()
