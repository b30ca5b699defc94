"""An evaluation held while something of it changes. What was removed on another device meanwhile is not found."""

from django.http import Http404

from programs.models import Evaluation


class Gone(Evaluation.DoesNotExist, Http404):
    """It was there when the page was opened. Nothing was kept, and the page answers as for any unknown number."""


def hold(pk, by):
    """The person's own evaluation, locked until the transaction ends. Raises Gone."""
    found = Evaluation.objects.select_for_update().filter(pk=pk, applicant=by).first()
    if found is None:
        raise Gone
    return found
