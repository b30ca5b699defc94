"""Records that show an item is done (R-36). A found record is offered, and the resident says "done"."""

from mentorship.models import Meeting, Message, Relationship
from mentorship.models.meetings import HELD
from plans.models import Letter, Output
from plans.rules.work import at_least, outputs_in
from plans.wins import short
from playbook.vocabulary import Evidence, LetterState, Location, OutputStage, RelationshipStatus

MET_AT_LEAST = 2
OUTSIDE = [Location.LOCAL_OUTSIDE, Location.EXTERNAL_REMOTE]
REACHING_OUT = ["T-04", "T-09"]


def find_evidence(plan, milestone):
    """A sentence about the record that shows this item is done, or "" when there is none (yet)."""
    finder = FINDERS.get(milestone.proof)
    return finder(plan, milestone) if finder else ""


def _ties(plan):
    return Relationship.objects.filter(mentee=plan.resident_id).select_related("mentor")


def _prospects_saved(plan, item):
    names = [tie.mentor.name for tie in _ties(plan)]
    return f"{len(names)} people saved: {', '.join(names[:3])}" if len(names) >= item.proof_count else ""


def _prospects_met(plan, item):
    ties = list(_ties(plan))
    met = set(
        Meeting.objects.filter(relationship__in=ties, outcome__in=HELD).values_list(
            "relationship_id", flat=True
        )
    )
    return (
        f"Met {len(met)} of {len(ties)}" if len(met) >= MET_AT_LEAST and met >= {t.pk for t in ties} else ""
    )


def _plan_shared(plan, item):
    return "The plan is shared with your program director" if plan.shared_with_director else ""


def _kit_made(plan, item):
    meetings = Meeting.objects.filter(relationship__mentee=plan.resident_id).exclude(kit_questions=[])
    ready = [m for m in meetings if len(m.kit_questions) >= item.proof_count]
    return f"A one-pager with {len(ready[0].kit_questions)} questions" if ready else ""


def _active(plan, item, statuses=(RelationshipStatus.ACTIVE,)):
    ties = _ties(plan).filter(status__in=statuses)
    return next((tie for tie in ties if not item.proof_of or item.proof_of in tie.functions), None)


def _relationship_active(plan, item):
    tie = _active(plan, item)
    return f"{tie.mentor.name}, since {short(tie.status_since)}" if tie else ""


def _relationship_with_idea(plan, item):
    tie = _active(plan, item)
    idea = plan.outputs.exclude(stage=OutputStage.DROPPED).first()
    return f"{tie.mentor.name}, and the project “{idea.title}”" if tie and idea else ""


def _output_stage(plan, item):
    there = [o for o in plan.outputs.all() if at_least(o.stage, item.proof_of)]
    if len(there) < item.proof_count:
        return ""
    best = there[-1]
    return f"{best.title}: {best.get_stage_display().lower()}"


def _outputs_in_year(plan, item):
    window = item.window
    first, last = (window.starts_on, item.due_on) if window else (item.opens_on, item.due_on)
    first = min(first, plan.starts_on) if window and window.first_month <= 12 else first
    count = outputs_in(plan.outputs.all(), first, last, item.proof_of or OutputStage.DRAFT)
    return f"{count} drafted or further" if count >= item.proof_count else ""


def _outputs_closed(plan, item):
    closed = (OutputStage.PRESENTED, OutputStage.PUBLISHED, OutputStage.DROPPED)
    outputs = list(Output.objects.filter(plan=plan))
    return (
        "Every project is presented, published or dropped"
        if outputs and all(o.stage in closed for o in outputs)
        else ""
    )


def _direction_written(plan, item):
    profile = plan.resident.profile
    return (
        "A direction and its reason stand in your profile"
        if profile.direction and profile.direction_reason
        else ""
    )


def _outside_relationship(plan, item):
    tie = (
        _ties(plan)
        .filter(location__in=OUTSIDE, status__in=[RelationshipStatus.TRIAL, RelationshipStatus.ACTIVE])
        .first()
    )
    return f"{tie.mentor.name}, since {short(tie.status_since)}" if tie else ""


def _outside_ask_sent(plan, item):
    sent = Message.objects.filter(
        relationship__mentee=plan.resident_id, template_key__in=REACHING_OUT, sent_on__isnull=False
    ).first()
    return f"A message sent {short(sent.sent_on)}" if sent else ""


def _letters(plan, states, item, said):
    count = Letter.objects.filter(plan=plan, state__in=states).count()
    return f"{count} letters {said}" if count >= item.proof_count else ""


def _letters_asked(plan, item):
    return _letters(plan, [LetterState.ASKED, LetterState.AGREED, LetterState.SENT], item, "asked for")


def _letters_sent(plan, item):
    sent = _letters(plan, [LetterState.SENT], item, "sent")
    mock = Meeting.objects.filter(
        relationship__mentee=plan.resident_id, kind="mock_interview", outcome__in=HELD
    )
    return f"{sent}, and a mock interview held" if sent and mock.exists() else ""


def _ties_to_alumni(plan, item):
    count = _ties(plan).filter(status=RelationshipStatus.ALUMNI).count()
    return f"{count} moved to keeping in touch" if count else ""


FINDERS = {
    Evidence.PROSPECTS_SAVED: _prospects_saved,
    Evidence.PROSPECTS_MET: _prospects_met,
    Evidence.PLAN_SHARED: _plan_shared,
    Evidence.KIT_MADE: _kit_made,
    Evidence.RELATIONSHIP_ACTIVE: _relationship_active,
    Evidence.RELATIONSHIP_WITH_IDEA: _relationship_with_idea,
    Evidence.OUTPUT_STAGE: _output_stage,
    Evidence.OUTPUTS_IN_YEAR: _outputs_in_year,
    Evidence.OUTPUTS_CLOSED: _outputs_closed,
    Evidence.DIRECTION_WRITTEN: _direction_written,
    Evidence.OUTSIDE_RELATIONSHIP: _outside_relationship,
    Evidence.OUTSIDE_ASK_SENT: _outside_ask_sent,
    Evidence.LETTERS_ASKED: _letters_asked,
    Evidence.LETTERS_SENT: _letters_sent,
    Evidence.TIES_TO_ALUMNI: _ties_to_alumni,
}
