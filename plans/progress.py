"""One resident's progress as their director reads it (R-41): states, dates, counts, and who helps with what.

Titles come from the playbook by code, because a resident may have rewritten their own; an item of their own is named
"Own item". Goal texts and the identity line appear only after the resident shared the plan, a check-in's words only
when they ticked that check-in.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from mentorship.models import HELD, Relationship
from plans.chips import output_chip
from plans.models import Plan
from plans.rules.items import chip_of, item_state
from plans.timeline import strip_state
from playbook.models import TemplateItem
from playbook.vocabulary import Function, RelationshipStatus

TIE_CHIPS = {
    RelationshipStatus.ASKED: ("wait", "Asked"),
    RelationshipStatus.TRIAL: ("trial", "In trial"),
    RelationshipStatus.NOMINAL: ("ahead", "On paper"),
    RelationshipStatus.ACTIVE: ("done", "Active"),
    RelationshipStatus.STALLED: ("look", "Gone quiet"),
    RelationshipStatus.REPAIRING: ("moving", "Being repaired"),
    RelationshipStatus.PAUSED: ("wait", "Paused"),
    RelationshipStatus.ALUMNI: ("done", "In touch"),
}
OWN_ITEM = "Own item"
COPY_SIGN = "."  # a middle year repeats an item under its code, a dot and a number


@dataclass(frozen=True)
class Item:
    """A milestone without its owner's words."""

    title: str
    state: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True)
class Stretch:
    theme: str
    starts_on: date
    ends_on: date
    items: tuple[Item, ...]
    is_now: bool

    @property
    def done(self):
        return sum(item.state == "done" for item in self.items)


def running_plan_of(membership):
    return (
        Plan.objects.filter(membership=membership)
        .exclude(state=Plan.State.ENDED)
        .prefetch_related(
            "windows", "milestones", "checkins", "goals", "outputs", "letters__writer", "leaves"
        )
        .first()
    )


def stretches(plan, today):
    """The plan's windows with the state of each item."""
    titles = dict(TemplateItem.objects.filter(template__key=plan.template_key).values_list("code", "title"))
    by_window = {}
    for item in plan.milestones.all():
        state = item_state(
            opens_on=item.opens_on,
            due_on=item.due_on,
            today=today,
            done_on=item.done_on,
            dropped_on=item.dropped_on,
        )
        title = titles.get(item.code.split(COPY_SIGN)[0], OWN_ITEM)
        by_window.setdefault(item.window_id, []).append(
            Item(title, chip_of(state, item.progress), item.due_on, item.done_on)
        )
    found = [
        Stretch(
            w.theme, w.starts_on, w.ends_on, tuple(by_window.pop(w.pk, ())), w.starts_on <= today <= w.ends_on
        )
        for w in plan.windows.all()
    ]
    return found + [
        Stretch("Outside the windows", plan.starts_on, plan.starts_on, tuple(i), False)
        for i in by_window.values()
    ]


def checkins(plan, today):
    """Sent or late, and when. The words come along only where their author ticked that the director may read them."""
    for checkin in plan.checkins.all():
        checkin.strip_class = strip_state(plan, checkin, today)
        checkin.shown_words = bool(checkin.sent_at and checkin.words_for_director)
    return plan.checkins.all()


def ties(residency):
    """Who helps with what, since when, and how often they met. No purpose, no outcome, no note.

    Help with life outside work is the resident's own (W-11): the director reads the name without it. Of somebody who
    has left, only what was there by then.
    """
    met = Q(meetings__outcome__in=HELD)
    rows = Relationship.objects.filter(mentee=residency.user, status__in=TIE_CHIPS)
    if residency.ended_on:
        midnight = timezone.make_aware(datetime.combine(residency.ended_on + timedelta(days=1), time()))
        rows, met = rows.filter(created_at__lt=midnight), met & Q(meetings__starts_at__lt=midnight)
    rows = (
        rows.annotate(held=Count("meetings", filter=met), last_met_at=Max("meetings__starts_at", filter=met))
        .select_related("mentor")
        .only("functions", "status", "ring", "started_on", "mentor__name")
        .order_by("ring", "started_on", "pk")
    )
    for tie in rows:
        tie.chip_state, tie.chip_words = TIE_CHIPS[tie.status]
        shown = [Function(f).label.lower() for f in tie.functions if f != Function.LIFE]
        tie.does = ", ".join(shown).capitalize()
    return rows


def work(plan, today):
    """Outputs and letters by kind and state; a title or a writer's words are not among them."""
    outputs = [
        (output.get_type_display(), output_chip(output, today), output.get_stage_display())
        for output in plan.outputs.all()
    ]
    letters = [(letter.get_lane_display(), letter.get_state_display()) for letter in plan.letters.all()]
    return outputs, letters
