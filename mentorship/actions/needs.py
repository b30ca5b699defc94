from django.db import IntegrityError, transaction

from mentorship.models import Need
from playbook import load


@transaction.atomic
def save_need(*, by, need=None, today, **fields):
    """Write a need down, or say it better. The bucket decides which kinds of mentor could help.

    The same sentence twice is one need.
    """
    need = need or Need(owner=by)
    for name, value in fields.items():
        setattr(need, name, value)
    need.functions = list(load.functions_for_bucket(need.bucket))
    if need._state.adding:
        same = Need.objects.filter(owner=by, sentence=need.sentence, state=Need.State.OPEN).first()
        if same:
            return same
    try:
        with transaction.atomic():
            need.save()
    except IntegrityError:  # two presses at once
        return Need.objects.get(owner=by, sentence=need.sentence, state=Need.State.OPEN)
    return need


@transaction.atomic
def close_need(*, need, by, state, today):
    """Met, or no longer needed. It stays in the list of what was."""
    Need.objects.filter(pk=need.pk, state=Need.State.OPEN).update(state=state, closed_on=today)
    need.refresh_from_db()
    return need


@transaction.atomic
def reopen_need(*, need, by):
    """Take a closing back. Nothing happens when the same sentence is open already."""
    twin = Need.objects.filter(owner=need.owner, sentence=need.sentence, state=Need.State.OPEN)
    if not twin.exists():
        Need.objects.filter(pk=need.pk).update(state=Need.State.OPEN, closed_on=None)
    need.refresh_from_db()
    return need
