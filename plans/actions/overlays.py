"""What joins a plan for an aim: the items of an overlay, dated like the rest (S0-2.5, S3-5.1)."""

from datetime import timedelta
from types import SimpleNamespace

from django.db import transaction
from django.db.models import Max

from mentorship.models import Need
from plans import numbers
from plans.actions.starting import milestone_of
from plans.models import Milestone, Plan
from plans.rules.layout import items_for
from playbook.models import PlanTemplate
from playbook.vocabulary import NeedBucket
from programs.models import Preferences

FELLOWSHIP, STEP3 = "fellowship", "img_step3"
NO_TARGET = ("", "undecided")


def fellowship_aims():
    """Open needs that name the field of a fellowship; one that is undecided names none."""
    return Need.objects.filter(bucket=NeedBucket.PATHWAY, state=Need.State.OPEN).exclude(
        target_specialty__in=NO_TARGET
    )


def wants_fellowship(user_id):
    return fellowship_aims().filter(owner=user_id).exists()


def wants_step3(user_id):
    """Those who said that they trained abroad; nobody is asked who did not (C-23)."""
    return Preferences.objects.filter(user=user_id, is_img=True).exists()


# What a resident may take into the plan by one press, and for whom.
OFFERED = {FELLOWSHIP: wants_fellowship, STEP3: wants_step3}


def add_fellowship(*, plan, today):
    """The items that a fellowship takes, each once. A sentence about them, or ""."""
    added = take_overlay(plan=plan, key=FELLOWSHIP, today=today)
    return f"{_items(added)} for your fellowship came with it." if added else ""


@transaction.atomic
def take_overlay(*, plan, key, today):
    """Put one of those offered into the plan, once. How many items are new; 0 for somebody it is not for."""
    if key in plan.overlays or not OFFERED[key](plan.resident_id):
        return 0
    return add_overlay(plan=plan, key=key, today=today)


@transaction.atomic
def leave_overlay(*, plan, key):
    """Not for me: it is noted without its items, so that it is not offered again."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if key not in plan.overlays:
        plan.overlays = [*plan.overlays, key]
        plan.save(update_fields=["overlays"])


def _items(number):
    return f"{number} item{'' if number == 1 else 's'}"


@transaction.atomic
def add_overlay(*, plan, key, today):
    """Copy the items of one overlay into their months, each once; those whose time is over get time to catch up. How
    many are new. The plan notes the overlay even when none fits its length, so that it is not offered again.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    template = PlanTemplate.objects.current().whole().filter(key=key).first()
    if template is None:
        return 0
    rows = _rows(plan, template, today)
    Milestone.objects.bulk_create(rows)
    if key not in plan.overlays:
        plan.overlays = [*plan.overlays, key]
        plan.save(update_fields=["overlays"])
    return len(rows)


def _rows(plan, template, today):
    there = set(plan.milestones.values_list("code", flat=True))
    windows = list(plan.windows.all())
    placed = [_placed(p) for p in template.placed_items() if p.item.on_by_default]
    laid_out = items_for(placed, [_window(w) for w in windows], plan.starts_on, plan.years)
    last = plan.milestones.aggregate(last=Max("position"))["last"] or 0
    new = [item for item in laid_out if item.code not in there]
    by_number = {window.number: window for window in windows}
    return [
        milestone_of(
            plan,
            item.source,
            by_number[item.window.number],
            last + number,
            code=item.code,
            opens_on=item.opens_on,
            due_on=item.due_on if item.due_on >= today else today + timedelta(days=numbers.CATCH_UP_DAYS),
        )
        for number, item in enumerate(new, 1)
    ]


def _placed(row):
    """An overlay's item stands by its months; the windows are the plan's own."""
    return SimpleNamespace(item=row.item, first_month=row.first_month, last_month=row.last_month, window=None)


def _window(row):
    return SimpleNamespace(
        number=row.number, first_month=row.first_month, last_month=row.last_month, source=row
    )
