"""An applicant's own word on one program: a need, a condition of a path, what she saw, how she weighs. Repeatable."""

from django.db import transaction

from programs.actions.holding import hold
from programs.models import NeedJudgement, PathCondition, Preferences, ProgramFact

CONDITIONS = PathCondition.Key.values


def _own(evaluation, by):
    """The evaluation, locked, and only if it is this person's."""
    return hold(evaluation.pk, by)


@transaction.atomic
def judge_need(*, evaluation, need, note, value, reason, by):
    """Keep a note on a need, and her own value with its reason. Nothing left to keep removes the row."""
    evaluation = _own(evaluation, by)
    if not (note or value):
        evaluation.need_judgements.filter(need_ref=need.pk).delete()
        return None
    words = {"note": note, "value": value, "reason": reason if value else ""}
    judged, _ = NeedJudgement.objects.update_or_create(
        evaluation=evaluation, need_ref=need.pk, defaults=words
    )
    return judged


@transaction.atomic
def mark_condition(*, evaluation, path, key, holds, answer=None, fact=None, by):
    """Her own word on one of the four conditions, with the answer or fact that proves it, unless that has gone."""
    evaluation = _own(evaluation, by)
    facts = ProgramFact.objects.filter(program=evaluation.program_id).select_for_update()
    said = {
        "holds": holds,
        "answer": evaluation.answers.filter(pk=answer).first(),
        "fact": facts.filter(pk=fact).first(),
    }
    same_path = evaluation.path_conditions.filter(path__iexact=path, key=key)
    same_path.exclude(path=path).delete()  # typed with another case before; one word stands
    marked, _ = PathCondition.objects.update_or_create(
        evaluation=evaluation, path=path, key=key, defaults=said
    )
    return marked


@transaction.atomic
def unmark_condition(*, evaluation, path, key, by):
    """Back to what was heard. A path that is not the one aimed at keeps its place, with nothing known."""
    evaluation = _own(evaluation, by)
    rows = evaluation.path_conditions.filter(path__iexact=path)
    if path.casefold() == evaluation.target_path.casefold() or rows.exclude(key=key).exists():
        rows.filter(key=key).delete()
    else:
        rows.filter(key=key).update(holds=None, answer=None, fact=None)


@transaction.atomic
def add_path(*, evaluation, path, by):
    """Look at one more path. Its first condition stands as not known, so that the path is kept."""
    evaluation = _own(evaluation, by)
    known = evaluation.path_conditions.filter(path__iexact=path).exists()
    if not known and path.casefold() != evaluation.target_path.casefold():
        PathCondition.objects.create(evaluation=evaluation, path=path, key=CONDITIONS[0], holds=None)


@transaction.atomic
def leave_path(*, evaluation, path, by):
    """Look at this path no more."""
    _own(evaluation, by).path_conditions.filter(path__iexact=path).delete()


@transaction.atomic
def say_who_is_first(*, evaluation, first, by):
    """Whether she would be the first on her path there: True, False, or None to go by what was heard (S0-3.4)."""
    evaluation = _own(evaluation, by)
    evaluation.is_first_on_path = first
    evaluation.save(update_fields=["is_first_on_path"])


@transaction.atomic
def see_many_img(*, evaluation, seen, by):
    """What she saw of international graduates there: True, False, or None to go by the facts."""
    evaluation = _own(evaluation, by)
    evaluation.many_img = seen
    evaluation.save(update_fields=["many_img"])


@transaction.atomic
def opt_in_to_img(*, is_img, need_profiles, by):
    """Show or hide what is there for international graduates. By choice; hiding it forgets the profiles."""
    profiles = list(dict.fromkeys(need_profiles)) if is_img else []
    Preferences.objects.update_or_create(user=by, defaults={"is_img": is_img, "need_profiles": profiles})


@transaction.atomic
def keep_weights(*, weights, by):
    """Her own weights, as whole numbers from 0 to 100. An empty dict goes back to the usual ones."""
    Preferences.objects.update_or_create(user=by, defaults={"weights": weights})


def keep_zip_code(*, code, by):
    """The ZIP code she searches near; "" forgets it. Five digits, checked before."""
    Preferences.objects.update_or_create(user=by, defaults={"zip_code": code})
