"""Goals, projects and letters."""

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.models import Goal, Letter, Output, Plan
from plans.rules.work import at_least, is_strong
from playbook.vocabulary import LetterState


@transaction.atomic
def add_goal(*, plan, by, **fields):
    """A measurable aim. The same title twice is one goal."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    return Goal.objects.get_or_create(plan=plan, title=fields.pop("title"), defaults=fields)[0]


@transaction.atomic
def close_goal(*, goal, by, today):
    """No longer counted. It can be opened again."""
    Goal.objects.filter(pk=goal.pk, closed_on=None).update(closed_on=today)


@transaction.atomic
def reopen_goal(*, goal, by):
    Goal.objects.filter(pk=goal.pk).update(closed_on=None)


@transaction.atomic
def add_output(*, plan, by, today, **fields):
    """A project. The same title twice is one; the day its stage was reached is kept."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    output = plan.outputs.filter(title=fields["title"]).first()
    if output:
        return output
    stage = fields["stage"]
    return Output.objects.create(
        plan=plan, stage_since=today, stages_reached={stage: today.isoformat()}, **fields
    )


@transaction.atomic
def edit_output(*, output, by, today, **fields):
    """Change a project. Moving to another stage keeps the day; going back forgets the stages that came after."""
    row = Output.objects.select_for_update().get(pk=output.pk)
    if fields["stage"] != row.stage:
        row.stage_since = today
        row.stages_reached = _kept(row.stages_reached, fields["stage"]) | {fields["stage"]: today.isoformat()}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def _kept(reached, stage):
    if stage == "dropped":
        return dict(reached)
    return {name: day for name, day in reached.items() if name != "dropped" and not at_least(name, stage)}


@transaction.atomic
def save_letter(*, plan, writer, by, today, letter=None, **fields):
    """Who writes, on what basis, and how far it is; never a word of it. One letter per writer."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    strong = is_strong(worked_together=fields.get("worked_together"), position=writer.position)
    if fields.get("worked_together") and not strong:
        raise ValidationError(
            {
                "worked_together": "A letter from a peer or near-peer is kind, but programs do not count it as strong."
            }
        )
    row = letter or plan.letters.filter(writer=writer).first() or Letter(plan=plan, writer=writer)
    for name, value in fields.items():
        setattr(row, name, value)
    if row.state in (LetterState.ASKED, LetterState.AGREED, LetterState.SENT):
        row.asked_on = row.asked_on or today
    row.sent_on = (row.sent_on or today) if row.state == LetterState.SENT else None
    row.save()
    return row
