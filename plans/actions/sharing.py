"""What the program director may read beyond states and dates (S0-10.3)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.models import Plan


@transaction.atomic
def share(*, plan, by):
    """Open goals and the identity line to the director. Needs a goal of one's own to show."""
    row = Plan.objects.select_for_update().get(pk=plan.pk)
    if not row.goals.filter(closed_on=None).exists():
        raise ValidationError("Add a goal first, so that there is something to show.")
    row.shared_with_director = True
    row.save()


@transaction.atomic
def unshare(*, plan, by):
    """Close them again."""
    Plan.objects.filter(pk=plan.pk).update(shared_with_director=False)
