"""The needs grid: which answers speak to which need, and what they add up to (R-46)."""

from playbook.vocabulary import Feasibility
from programs import rules
from programs.verdicts.lines import NeedLine

# (ours) A general question speaks to a need when a resident with that need would act on its answer.
FEEDS = {
    "career_direction": ("goal_support", "pioneer", "named_mentors", "none_to_path", "mentoring_structure"),
    "scholarly": ("project_access", "letter_reach", "academic_contact", "goal_support"),
    "day_to_day": (
        "mentoring_structure", "faculty_credit", "time_basis", "named_mentors", "mentor_act", "model_tiered",
        "model_bridge", "safety_net", "opportunity",
    ),
    "pathway": (
        "goal_support", "pioneer", "faculty_record", "none_to_path", "residents_say_go_academic", "letter_reach",
        "fellowship_match", "success_pattern", "opportunity",
    ),
}  # fmt: skip


def need_lines(needs, by_feed, own_answers, judgements, *, near):
    """One NeedLine per need. `by_feed`: what was heard, by the condition it feeds; `own_answers`: by question key."""
    own = {row.need_ref: row for row in judgements}
    return [_line(need, _speaking_to(need, by_feed, own_answers), own.get(need.pk), near) for need in needs]


def _line(need, told, judged, near):
    found = rules.feasibility(told, near_not_enough=near)
    overruled = bool(judged and judged.value)
    return NeedLine(
        need=need,
        value=Feasibility(judged.value) if overruled else found.value,
        found=found,
        told=told,
        note=judged.note if judged else "",
        overruled=overruled,
        own_reason=judged.reason if judged else "",
        ask=f"Q-L5:{need.pk}" if found.ask else "",
    )


def _speaking_to(need, by_feed, own_answers):
    """Answers to the need's own question; where leaders gave none, their general ones; residents' of both kinds."""
    own = own_answers.get(f"Q-L5:{need.pk}", ())
    direct = any(row.by == "leader" for row in own)
    general = [row for feed in FEEDS.get(need.bucket, ()) for row in by_feed.get(feed, ())]
    return [*own, *(row for row in general if not (direct and row.by == "leader"))]
