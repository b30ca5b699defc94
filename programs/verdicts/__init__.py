"""What programs add up to for one applicant, with reasons that open to the answer or fact behind them.

    verdicts = verdicts_of(evaluations, user=user, today=today)     # {pk: Verdict}, the same few queries for 1 or 60
    order_by_weights(evaluations, verdicts, weights)                # [Placed], best first

Evaluations come from `access.visible_evaluations` with their program loaded (select_related).
"""

from programs.verdicts.lines import (
    AspectLine,
    ConditionLine,
    FlagLine,
    NeedLine,
    PathLine,
    Placed,
    Reason,
    ToAsk,
)
from programs.verdicts.material import Material
from programs.verdicts.verdict import Verdict
from programs.verdicts.weights import counted, criteria, order_by_weights, usual_weights, weights_of

__all__ = [
    "AspectLine",
    "ConditionLine",
    "FlagLine",
    "Material",
    "NeedLine",
    "PathLine",
    "Placed",
    "Reason",
    "ToAsk",
    "Verdict",
    "counted",
    "criteria",
    "order_by_weights",
    "usual_weights",
    "verdicts_of",
    "weights_of",
]


def verdicts_of(evaluations, *, user, today, summary=False, preferences=None):
    """{pk: Verdict}. `summary` leaves out the words of answers and facts, for long lists; hand in `preferences` when
    they are already read.
    """
    evaluations = list(evaluations)
    material = Material(evaluations, user=user, today=today, summary=summary, preferences=preferences)
    return {evaluation.pk: Verdict(evaluation, material) for evaluation in evaluations}
