"""The order of a rank list: one move, one transaction. The list is the applicant's alone for ever (C-29).

Every action locks the person's evaluations first, so that two tabs take turns and the order stays 1, 2, 3, ...
"""

from django.db import transaction
from django.utils import timezone

from programs.actions.holding import Gone
from programs.models import Evaluation, RankList


@transaction.atomic
def place(*, evaluation, by, season, deadline, today, position=None, step=0):
    """Put a program at a position, 1 the first, or so many steps further down (-1 is one up). Beyond the ends is the
    end. Without both: last, when it is not on the list yet. Returns the position it has now.
    """
    rows, order = _locked(by)
    if evaluation.pk not in rows:
        raise Gone
    wanted = [pk for pk in order if pk != evaluation.pk]
    at = order.index(evaluation.pk) + step if evaluation.pk in order else len(wanted)
    at = at if position is None else position - 1
    wanted.insert(min(max(at, 0), len(wanted)), evaluation.pk)
    _write(rows, order, wanted, by=by, season=season, deadline=deadline, today=today)
    return wanted.index(evaluation.pk) + 1


@transaction.atomic
def take_off(*, evaluation, by, season, deadline, today):
    """Off the list; the program stays saved. True when it was on it."""
    rows, order = _locked(by)
    if evaluation.pk not in order:
        return False
    wanted = [pk for pk in order if pk != evaluation.pk]
    _write(rows, order, wanted, by=by, season=season, deadline=deadline, today=today)
    return True


@transaction.atomic
def reorder(*, pks, by, season, deadline, today):
    """The whole list in the order given. What is not the person's own or not on the list is passed over; what is on
    the list and was left out (another tab added it) stays, behind the rest."""
    rows, order = _locked(by)
    known = set(order)
    wanted = [pk for pk in dict.fromkeys(pks) if pk in known]
    wanted += [pk for pk in order if pk not in wanted]
    _write(rows, order, wanted, by=by, season=season, deadline=deadline, today=today)
    return wanted


@transaction.atomic
def undo(*, by, season, deadline, today):
    """Back to the order before the last change; a second undo brings the change back. False when there is none."""
    rows, order = _locked(by)
    kept = RankList.objects.select_for_update().filter(applicant=by, season=season).first()
    if kept is None or kept.order_before is None:
        return False
    wanted = [pk for pk in kept.order_before if pk in rows]
    if wanted == order:
        return False
    _write(rows, order, wanted, by=by, season=season, deadline=deadline, today=today)
    return True


@transaction.atomic
def finish(*, by, season):
    """Call the list final. It can still be changed, which opens it again. None when nothing is on it."""
    _, order = _locked(by)
    if not order:
        return None
    kept, _ = RankList.objects.select_for_update().get_or_create(applicant=by, season=season)
    if kept.final_at is None:
        kept.final_at = timezone.now()
        kept.save(update_fields=["final_at"])
    return kept


@transaction.atomic
def reopen(*, by, season):
    """No longer final. True when it was."""
    return bool(
        RankList.objects.filter(applicant=by, season=season, final_at__isnull=False).update(final_at=None)
    )


@transaction.atomic
def close_gaps(*, applicant):
    """After a program left: 1, 3, 4 becomes 1, 2, 3."""
    rows, order = _locked(applicant)
    _renumber(rows, order)


def _locked(applicant):
    """({pk: evaluation}, [pks in order]), held until the transaction ends. By pk, so that nobody waits in a circle."""
    rows = {
        row.pk: row
        for row in Evaluation.objects.select_for_update().filter(applicant=applicant).order_by("pk")
    }
    ranked = sorted(
        (row for row in rows.values() if row.rank is not None), key=lambda row: (row.rank, row.pk)
    )
    return rows, [row.pk for row in ranked]


def _write(rows, before, wanted, *, by, season, deadline, today):
    if wanted == before:
        return
    kept, _ = RankList.objects.select_for_update().get_or_create(applicant=by, season=season)
    now = timezone.now()
    kept.order_before, kept.changed_at = before, now
    if deadline is not None and today > deadline:
        kept.changed_after_deadline_at = (
            now  # it stays final: what was certified elsewhere cannot change any more
        )
    else:
        kept.final_at = None
    kept.save()
    _renumber(rows, wanted)


def _renumber(rows, wanted):
    places = {pk: number for number, pk in enumerate(wanted, 1)}
    changed = [row for row in rows.values() if row.rank != places.get(row.pk)]
    for row in changed:
        row.rank = places.get(row.pk)
    Evaluation.objects.bulk_update(changed, ["rank"])
