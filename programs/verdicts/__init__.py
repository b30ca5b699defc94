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
from programs.verdicts.material import Material, people_named, question_bank, website_checks
from programs.verdicts.verdict import Verdict
from programs.verdicts.weights import (
    counted,
    criteria,
    order_by_weights,
    place,
    standing,
    usual_weights,
    weights_of,
)

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
    "people_named",
    "place",
    "question_bank",
    "standing",
    "usual_weights",
    "verdicts_from",
    "verdicts_of",
    "website_checks",
    "weights_of",
]


def verdicts_of(evaluations, *, user, today, summary=False, also=None):
    """{pk: Verdict}. `summary` leaves out the words of answers and facts, for long lists. `also`: see Material."""
    return verdicts_from(Material(list(evaluations), user=user, today=today, summary=summary, also=also))


def verdicts_from(material):
    """{pk: Verdict} of what is read already."""
    return {evaluation.pk: Verdict(evaluation, material) for evaluation in material.evaluations}
