"""The same file twice, the catalogue changing under a dry run, and taking an import back."""

from datetime import date

import pytest

from programs.actions import catalogue_runs as runs
from programs.actions.catalogue_undo import in_use, later_runs, take_back
from programs.models import Evaluation, ImportChange, ImportRun, Institution, Program, Specialty, Track
from tests.factories import make_applicant, make_member
from tests.programs.imports.makers import TODAY, acgme, big_list, run_of, stored, tracks
from tests.programs.makers import make_fact, make_hospital_program

pytestmark = pytest.mark.django_db
NEXT = {"AcademicYearRange": "2026-2027"}


def catalogue():
    """Everything an import writes, but for the ids of runs."""
    skipped = {"imported_in", "listed_in"}
    return [
        list(
            model.objects.order_by("pk").values(
                *(f.attname for f in model._meta.fields if f.name not in skipped)
            )
        )
        for model in (Specialty, Institution, Program, Track)
    ]


def undo(run):
    take_back(run, today=TODAY)
    run.refresh_from_db()
    return run


def left(run):
    return {
        change.label: change.note for change in run.changes.filter(state="left").exclude(kind="conflicting")
    }


# ---- twice ----
def test_the_same_file_again_changes_nothing():
    first = stored(acgme({}, {"ProgramCode": "1403811002", "zip": "44106"}))
    before = catalogue()
    again = run_of(acgme({}, {"ProgramCode": "1403811002", "zip": "44106"}))
    assert runs.earlier(again) == first
    runs.store(again, today=date(2027, 1, 1))
    assert catalogue() == before
    assert (again.added, again.changed, again.changes.count()) == (0, 0, 0)


def test_another_file_with_the_same_rows_changes_nothing():
    stored(acgme({}))
    before = catalogue()
    run = stored(
        acgme({}, columns=tuple(reversed(list(run_of(acgme({})).column_map.values()))), delimiter=";")
    )
    assert catalogue() == before and run.counts["unchanged"] == 1


def test_the_same_file_read_by_other_columns_is_another_import():
    stored(acgme({}))
    other = run_of(acgme({}))
    del other.column_map["city"]
    assert runs.earlier(other) is None


def test_a_file_that_was_taken_back_may_come_again():
    run = stored(acgme({}))
    undo(run)
    assert runs.earlier(run_of(acgme({}))) is None


# ---- the dry run ----
def test_a_look_writes_nothing_but_the_differences():
    before = catalogue()
    run = run_of(acgme({}, {"ProgramCode": "1403811002"}))
    run.save()
    runs.look(run, today=TODAY)
    assert catalogue() == before
    assert (run.state, run.counts["new"]) == ("checked", 4)
    assert set(run.changes.values_list("kind", "state")) == {("new", "planned")}


def test_what_was_shown_is_what_is_stored():
    run = run_of(acgme({}))
    run.save()
    runs.look(run, today=TODAY)
    runs.store(run, today=date(2026, 9, 2))
    assert run.state == "done" and set(run.changes.values_list("state", flat=True)) == {"applied"}


def test_a_catalogue_that_changed_since_asks_for_another_look():
    program = make_hospital_program("Quill Harbor Med Ctr", code="140")
    run = run_of(acgme({}))
    run.save()
    runs.look(run, today=TODAY)
    Program.objects.update(acgme_code="1403899999")
    runs.store(run, today=TODAY)
    program.refresh_from_db()
    assert run.state == "checked" and "Look at the differences again" in run.words
    assert program.listed_name == "" and run.changes.filter(kind="new").exists()
    runs.store(run, today=TODAY)
    assert run.state == "done"


def test_a_file_with_bad_rows_fails_with_every_one_of_them():
    run = run_of(acgme({"ProgramCode": "x"}, {"ProgramStateName": "?"}))
    run.save()
    runs.look(run, today=TODAY)
    assert run.state == "failed" and [words[:7] for words in run.errors] == ["Line 2:", "Line 3:"]


# ---- undo ----
def test_undo_takes_back_what_the_run_did():
    make_hospital_program("Quill Harbor Med Ctr", code="140", city="")
    stored(
        tracks({"institution_code": "2022", "nrmp_program_code": "2022140C0", "institution_display": "Other"})
    )
    before = catalogue()
    run = stored(
        acgme(
            {"zip": "44106"},
            {"ProgramCode": "1413811001", "SpecialtyNumericCode": "141", "SpecialtyName": "Heart", "SponsorCode": ""},
            {"ProgramCode": "1404111001", "ProgramStateName": "PA", "ProgramName": "New", "SponsorCode": "2"},
        )
    )  # fmt: skip
    assert catalogue() != before
    undo(run)
    assert catalogue() == before
    assert run.state == "undone" and run.undone_at and not left(run)
    assert set(run.changes.values_list("state", flat=True)) == {"undone"}


def test_undo_of_a_list_of_tracks():
    before = catalogue()
    undo(stored(tracks({})))
    assert catalogue() == before


def test_undo_twice_is_once():
    run = stored(acgme({}))
    undo(run)
    after = catalogue()
    undo(run)
    assert catalogue() == after


def test_a_row_changed_by_hand_since_is_listed_and_left():
    make_hospital_program("Quill Harbor Med Ctr", code="140")
    run = stored(acgme({}))
    Program.objects.update(positions_filled=99)
    undo(run)
    assert list(left(run).values()) == ["Changed since by hand."]
    assert Program.objects.get().acgme_code == "1403811001"


def test_a_new_program_changed_by_hand_is_left():
    run = stored(acgme({}))
    Program.objects.update(city="Elsewhere")
    undo(run)
    assert "Changed since by hand." in left(run).values()
    assert Program.objects.get().withdrawn_on is None
    assert left(run)["Quill Harbor Medical Center"] == "In use, so it stays."


def use_by_member(program):
    make_member(program)


def use_by_evaluation(program):
    Evaluation.objects.create(applicant=make_applicant(), program=program, note="Kind people")


@pytest.mark.parametrize("use", [use_by_member, use_by_evaluation, make_fact])
def test_a_new_program_in_use_is_marked_withdrawn_and_nothing_is_lost(use):
    run = stored(acgme({}))
    use(Program.objects.get())
    undo(run)
    program = Program.objects.get()
    assert program.withdrawn_on == TODAY and in_use(Program, [program.pk]) == {program.pk}
    assert any("marked as withdrawn" in note for note in left(run).values())
    assert "1 left" not in run.words and "left as they are" in run.words


def test_later_runs_that_built_on_it_are_named():
    first = stored(acgme({}))
    later = stored(acgme({"PositionsFilledTotal": "21"} | NEXT))
    assert list(later_runs(first)) == [later] and not later_runs(later)
    undo(first)
    assert f"Built on by import {later.pk} (list.csv)." in left(first).values()
    assert Program.objects.get().positions_filled == 21


def test_the_later_run_taken_back_first_leaves_nothing():
    first = stored(acgme({}))
    undo(stored(acgme({"PositionsFilledTotal": "21"} | NEXT)))
    assert Program.objects.get().positions_filled == 20
    undo(first)
    assert not Program.objects.exists()


def test_every_relation_of_a_program_counts_as_use():
    """A new model that points at programs is found without a word here."""
    program = make_hospital_program("Elan")
    assert in_use(Program, [program.pk]) == set()
    Track.objects.create(program=program, name="x", kind="C", nrmp_code="1011140C0")
    assert in_use(Program, [program.pk]) == {program.pk}


# ---- steps ----
def test_steps_come_in_order():
    run = run_of(acgme({}))
    run.save()
    with pytest.raises(runs.NotNow, match="another step"):
        runs.confirm(run, by=None)
    with pytest.raises(runs.NotNow):
        runs.ask_undo(run, by=None)
    runs.compare(run)
    with pytest.raises(runs.NotNow):
        runs.compare(run)
    run.refresh_from_db()
    runs.look(run, today=TODAY)
    runs.confirm(run, by=None)
    runs.confirm(run, by=None)
    with pytest.raises(runs.NotNow):
        runs.discard(run, by=None)


def test_discard_forgets_an_import_that_stored_nothing():
    run = run_of(acgme({}))
    run.save()
    runs.discard(run, by=None)
    assert not ImportRun.objects.exists()


def test_open_rows_are_decided_in_a_run_of_their_own():
    program = make_hospital_program("Quill Harbor Reg Hosp", code="140")
    first = stored(acgme({}))
    second = runs.again(first, by=None)
    second.choices = {"1403811001": program.pk}
    runs.look(second, today=TODAY)
    runs.store(second, today=TODAY)
    program.refresh_from_db()
    assert program.acgme_code == "1403811001" and second.checksum == first.checksum


def test_a_long_list_twice():
    """A tenth of the whole country; `measure.py` beside this file takes all of it."""
    run = stored(big_list(1_340))
    assert Program.objects.count() == 1_340 and not run.errors
    again = stored(big_list(1_340))
    assert (again.added, again.changed, again.counts["unchanged"]) == (0, 0, 1_340)
    assert not ImportChange.objects.filter(run=again).exists()
