"""A look at a program: begun by saving it, written on, removed. Nobody but the applicant ever reads it (C-29)."""

from django.db import transaction

from programs.actions.holding import hold
from programs.models import Evaluation
from programs.numbers import TAGS_AT_MOST

TAG_LENGTH = Evaluation._meta.get_field("tags").base_field.max_length


def save_program(*, program, by):
    """(the evaluation, whether it is new). Saving a program twice is saving it once."""
    return Evaluation.objects.get_or_create(applicant=by, program=program)


@transaction.atomic
def edit_evaluation(
    *, evaluation, note, tags, target_path, interview_at, interview_minutes, interview_place, by
):
    """Keep note, tags, aim and interview as they are given."""
    fresh = hold(evaluation.pk, by)
    fresh.note, fresh.tags, fresh.target_path = note, tidy_tags(tags), target_path
    fresh.interview_at, fresh.interview_place = interview_at, interview_place
    fresh.interview_minutes = interview_minutes
    fresh.save()
    return fresh


@transaction.atomic
def remove_evaluation(*, evaluation, by):
    """Take a program off the list with all that was written about it, and close the gap on the rank list.

    True when this call removed it.
    """
    from programs.actions.ranking import close_gaps

    _, gone = Evaluation.objects.filter(pk=evaluation.pk, applicant=by).delete()
    if gone:
        close_gaps(applicant=by)
    return bool(gone)


def what_goes(evaluation):
    """(how many, of what) that removing this evaluation takes along, without what there is none of."""
    parts = [
        ("answer", evaluation.answers.count()),
        ("person named", evaluation.people.count()),
        ("message to the program", evaluation.messages.count()),
        ("decision on a missing part", evaluation.gap_tasks.count()),
    ]
    return [(number, words) for words, number in parts if number]


def tidy_tags(tags):
    """Each tag once, whatever its case, in the order given; blanks and what is over the limits go."""
    kept = {}
    for tag in tags:
        words = " ".join(tag.split())[:TAG_LENGTH]
        if words:
            kept.setdefault(words.casefold(), words)
    return list(kept.values())[:TAGS_AT_MOST]
