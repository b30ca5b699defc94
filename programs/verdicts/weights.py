"""Somebody's own weights (R-12), and the order they give. Never one order for all, and no place without reasons."""

from functools import partial

from playbook.vocabulary import Feasibility
from programs import rules
from programs.numbers import NEEDS_WEIGHT, USUAL_WEIGHT
from programs.verdicts.aspects import ASPECTS
from programs.verdicts.lines import AspectLine, Placed, Reason

NEEDS = "needs"
WORTH = {"yes": (1, 1), "partial": (0.5, 0.5), "no": (0, 0), "unknown": (0, 1)}
NEED_WORTH = {
    Feasibility.SECURED: (1, 1),
    Feasibility.WINNABLE: (0.5, 0.5),
    Feasibility.UNLIKELY: (0, 0),
    Feasibility.UNKNOWN: (0, 1),
}
# A need of the first priority counts three times one of the third.
PRIORITY_WORTH = {1: 3, 2: 2}
SAID = (("yes", "Much"), ("partial", "Some"), ("no", "Little"))


def criteria(is_img):
    """[(key, label)] of what can be weighed: needs, the six aspects, and the six models for those who opted in."""
    rows = [(NEEDS, "What you need")] + [(key, aspect[1]) for key, aspect in ASPECTS.items()]
    return rows + ([(model.value, model.label) for model in rules.MODELS] if is_img else [])


def usual_weights(preferences):
    """Where the sliders stand before anybody moves them: needs first, models by need profile, the rest alike."""
    weights = {NEEDS: NEEDS_WEIGHT} | dict.fromkeys(ASPECTS, USUAL_WEIGHT)
    return weights | (rules.model_weights(preferences.need_profiles) if preferences.is_img else {})


def weights_of(preferences):
    """Her own weights where she moved a slider, the usual ones elsewhere."""
    usual = usual_weights(preferences)
    return usual | {key: value for key, value in (preferences.weights or {}).items() if key in usual}


def order_by_weights(evaluations, verdicts, weights):
    """[Placed], best first. What is not known could go either way, so it counts half and is named; never as a no.

    Programs that are not enough for the path aimed at (R-02) stand after all others.
    """
    usual = next(iter(verdicts.values())).usual_weights if verdicts else {}
    weights = usual | {key: value for key, value in weights.items() if key in usual}
    placed = [place(evaluation, verdicts[evaluation.pk], weights) for evaluation in evaluations]
    return sorted(placed, key=standing)


def standing(placed):
    """What places are sorted by."""
    return placed.is_not_enough, -(placed.low + placed.high), placed.evaluation.pk


def _is_not_enough(verdict):
    return verdict.path is not None and verdict.path.state == "not_enough"


def place(evaluation, verdict, weights):
    """The place of one program by weights that are whole, as `weights_of` gives them."""
    lines = [
        line for line in (*verdict.aspects, *(verdict.models if verdict.is_img else ())) if weights[line.key]
    ]
    low, high = (weights[NEEDS] * part for part in _needs_worth(verdict.needs))
    total = weights[NEEDS]
    for line in lines:
        weight = weights[line.key]
        worst, best = WORTH[line.value]
        low, high, total = low + weight * worst, high + weight * best, total + weight
    unknown = [line for line in lines if line.value == rules.UNKNOWN]
    low, high = (low / total, high / total) if total else (0, 1)
    say = partial(_reasons, verdict, lines, weights)
    return Placed(evaluation, low, high, unknown, say, is_not_enough=_is_not_enough(verdict))


def _needs_worth(needs):
    parts = [(PRIORITY_WORTH.get(line.need.priority, 1), *NEED_WORTH[line.value]) for line in needs]
    total = sum(weight for weight, _, _ in parts)
    if not total:
        return 0, 1
    return sum(w * low for w, low, _ in parts) / total, sum(w * high for w, _, high in parts) / total


def _reasons(verdict, lines, weights):
    reasons = []
    if _is_not_enough(verdict):
        reasons.append(Reason(f"Not enough for {verdict.evaluation.target_path}: all four signs hold."))
    if weights[NEEDS]:
        reasons.append(Reason(f"What you need: {counted(verdict.needs)}."))
    heavy_first = sorted(lines, key=lambda line: -weights[line.key])
    for value, words in SAID:
        named = [line for line in heavy_first if line.value == value]
        if named:
            names = ", ".join(line.label.lower() for line in named)
            reasons.append(Reason(f"{words}: {names}.", named[0].answer, named[0].fact))
    unknown = [line for line in heavy_first if not line.is_known]
    if unknown:
        names = ", ".join(line.label.lower() for line in unknown)
        reasons.append(Reason(f"Not known: {names}.", ask=unknown[0].ask))
    return reasons


def counted(needs):
    """ "2 secured, 1 can be won, 1 not known", or what to do first."""
    if not needs:
        return "nothing written down yet"
    order = (Feasibility.SECURED, Feasibility.WINNABLE, Feasibility.UNLIKELY, Feasibility.UNKNOWN)
    counts = ((value, sum(line.value == value for line in needs)) for value in order)
    return ", ".join(f"{count} {value.label.lower()}" for value, count in counts if count)


def criterion(key, verdict):
    """One criterion's line of a program, for a chart: needs as a line among the aspects."""
    if key != NEEDS:
        return next(line for line in (*verdict.aspects, *verdict.models) if line.key == key)
    low, high = _needs_worth(verdict.needs)
    value = (
        "unknown"
        if high - low > 0.5
        else "yes"
        if low + high > 1.5
        else "no"
        if low + high < 0.5
        else "partial"
    )
    return AspectLine(NEEDS, "What you need", value, counted(verdict.needs))
