"""What was heard at a program: an answer kept, a draft kept as it is typed, a person named. Each may be repeated."""

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Lower

from programs.actions.holding import hold
from programs.actions.members import Refused
from programs.actions.people import name_people
from programs.models import Answer, AnswerDraft, Evaluation, OwnQuestion, Preferences

WORDS = ("speaker", "note", "green", "red", "opening", "has_name", "has_timeframe", "has_example", "cases")
KEPT = (*WORDS, "time_basis", "reading", "reading_reason", "heard_on")
TWO_VOICES = "You have an answer from this person already. Say who else it was, such as PGY-3."


@transaction.atomic
def save_answer(*, evaluation, asked, answer, people=(), by, **heard):
    """Keep what was heard, under the words it was asked in. `answer` is the one being changed, or None for a new one.

    Saving the same words twice keeps one answer. Its draft goes. Refused when another answer has this speaker.
    """
    evaluation = hold(evaluation.pk, by)
    values = {name: heard[name] for name in KEPT}
    told = evaluation.answers.filter(question_key=asked.key)
    place = told.filter(audience=asked.audience)
    answer = (
        answer and told.filter(pk=answer.pk).first()
    )  # removed meanwhile: the words are kept as a new one
    if answer is None:
        twin = place.filter(speaker=values["speaker"]).first()
        if twin is not None and any(getattr(twin, name) != value for name, value in values.items()):
            raise Refused(TWO_VOICES, "speaker")
        saved = twin or Answer(
            evaluation=evaluation,
            question_key=asked.key,
            audience=asked.audience,
            wording=asked.wording[:400],
            feeds=asked.feeds,
        )
    else:
        saved = answer
    for name, value in values.items():
        setattr(saved, name, value)
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        if "one_answer_per_question_and_speaker" not in str(error):
            raise
        raise Refused(TWO_VOICES, "speaker") from None
    evaluation.drafts.filter(question_key=asked.key, answer=answer).delete()
    name_people(evaluation=evaluation, answer=saved, people=people)
    return saved


@transaction.atomic
def keep_draft(*, evaluation, asked, answer, typed, opened_at, by):
    """Keep the form as it stands, right or wrong: `typed` holds lists of values by field. Returns the draft, or None
    when an answer was saved with these words since.

    A draft that was on its way while its answer was saved would come back as a ghost; it is recognized by its words.
    """
    evaluation = hold(evaluation.pk, by)
    since = evaluation.answers.filter(question_key=asked.key, updated_at__gt=opened_at) if opened_at else ()
    note = "".join(typed.get("note", ())).strip()
    if any((answer is None or one.pk == answer.pk) and one.note.startswith(note) for one in since):
        return None
    answer = answer and evaluation.answers.filter(pk=answer.pk).first()
    draft, _ = AnswerDraft.objects.update_or_create(
        evaluation=evaluation,
        question_key=asked.key,
        answer=answer,
        defaults={"audience": asked.audience, "typed": typed},
    )
    return draft


def drop_draft(*, evaluation, asked, answer, by):
    """Throw away what was half typed. True when there was something."""
    own = AnswerDraft.objects.filter(evaluation=evaluation.pk, evaluation__applicant=by)
    return bool(own.filter(question_key=asked.key, answer=answer).delete()[0])


@transaction.atomic
def forget_answer(*, answer, by):
    """Remove an answer, and the people who were named in it alone. True when this call removed it."""
    evaluation = hold(answer.evaluation_id, by)
    only_here(answer).delete()
    gone, _ = evaluation.answers.filter(pk=answer.pk).delete()
    return bool(gone)


def only_here(answer):
    """The people known from this answer alone: not from another one, not from the sketch, not kept as a prospect."""
    named = answer.people.filter(in_sketch=False, is_prospect=False)
    return named.exclude(answers__in=Answer.objects.exclude(pk=answer.pk))


# ---- the sheet itself ----
@transaction.atomic
def add_question(*, evaluation, audience, wording, by):
    """A question of one's own on this sheet. The same words to the same people stand there once."""
    evaluation = hold(evaluation.pk, by)
    same_words = {
        "folded": Lower(Value(wording))
    }  # as the database compares them, which is not as Python does
    there = evaluation.own_questions.alias(folded=Lower("wording")).filter(audience=audience, **same_words)
    same = there.first()
    return same or OwnQuestion.objects.create(evaluation=evaluation, audience=audience, wording=wording)


@transaction.atomic
def remove_question(*, evaluation, key, by):
    """Take an own question off the sheet. What was answered stays, in the words it was asked in."""
    pk = key.removeprefix("own:")
    own = OwnQuestion.objects.filter(evaluation=evaluation.pk, evaluation__applicant=by)
    evaluation.drafts.filter(question_key=key).delete()
    return bool(pk.isdecimal() and own.filter(pk=pk).delete()[0])


def set_goal(*, evaluation, target_path, by):
    """What the applicant hopes for after residency, in her words; questions are asked with it."""
    return Evaluation.objects.filter(pk=evaluation.pk, applicant=by).update(target_path=target_path)


def show_img_questions(*, by, on):
    """Open or close the two sets of questions for international graduates. By choice, never inferred."""
    Preferences.objects.update_or_create(user=by, defaults={"is_img": on})
