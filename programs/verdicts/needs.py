"""The needs grid: which answers speak to which need, and what they add up to (R-46)."""

from playbook.vocabulary import Feasibility
from programs import rules
from programs.verdicts.lines import NeedLine, Reason

# (ours) A general question speaks to a need when a resident with that need would act on its answer.
FEEDS = {
    "career_direction": {"goal_support", "pioneer", "named_mentors", "none_to_path", "mentoring_structure"},
    "scholarly": {"project_access", "letter_reach", "academic_contact", "goal_support"},
    "day_to_day": {
        "mentoring_structure", "faculty_credit", "time_basis", "named_mentors", "mentor_act", "model_tiered",
        "model_bridge", "safety_net", "opportunity",
    },
    "pathway": {
        "goal_support", "pioneer", "faculty_record", "none_to_path", "residents_say_go_academic", "letter_reach",
        "fellowship_match", "success_pattern", "opportunity",
    },
}  # fmt: skip


def need_lines(needs, answers, judgements, *, near):
    """One NeedLine per need. The applicant's own word, with its reason, goes before the rule's."""
    own = {row.need_ref: row for row in judgements}
    heard = [row for row in answers if row.is_heard]
    return [_line(need, heard, own.get(need.pk), near) for need in needs]


def _line(need, heard, judged, near):
    told = _speaking_to(need, heard)
    found = rules.feasibility(
        (rules.Heard(row.reading, row.by, row.is_against) for row in told), near_not_enough=near
    )
    reasons = [Reason(text) for text in found.reasons]
    if told:
        reasons = [Reason(found.reasons[0], answer=_deciding(told)), *reasons[1:]]
    overruled = bool(judged and judged.value)
    if overruled:
        reasons.insert(0, Reason(f"Your own word: {judged.reason}"))
    return NeedLine(
        need=need,
        value=Feasibility(judged.value) if overruled else found.value,
        reasons=tuple(reasons) + tuple(_heard(row) for row in told),
        note=judged.note if judged else "",
        overruled=overruled,
        own_reason=judged.reason if judged else "",
        by_rule=found.value,
        one_sided=found.one_sided,
        ask=f"Q-L5:{need.pk}" if found.ask else "",
    )


def _speaking_to(need, heard):
    """Answers to the need's own question; where leaders gave none, their general ones; residents' of both kinds."""
    own = [row for row in heard if row.question_key == f"Q-L5:{need.pk}"]
    general = [row for row in heard if row.feeds in FEEDS.get(need.bucket, ())]
    if any(row.by == "leader" for row in own):
        general = [row for row in general if row.by != "leader"]
    return own + general


def _deciding(told):
    order = {"concrete": 0, "opportunity": 1, "partial": 2, "vague": 3}
    return min(told, key=lambda row: (row.is_against, order.get(row.reading, 4)))


def _heard(row):
    warning = ", with a warning sign" if row.red else ""
    return Reason(f"{row.who}: {row.reading_label.lower()}{warning}.", answer=row)
