"""Support for international graduates: the tier flow (R-03), tiers (R-04), hero risk (R-08), claims (R-10), the
evaluation link (R-15), and which mentoring models somebody needs most (R-12). Only for people who asked for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from playbook.vocabulary import FactPart, NeedProfile, TierPriority
from programs.numbers import FEW_SUPPORTERS, LARGE_IMG_SHARE_PERCENT, PROFILE_WEIGHTS, USUAL_WEIGHT
from programs.rules.facts import NO, PARTIAL, UNKNOWN, YES
from programs.rules.findings import Finding

ORDER = (TierPriority.LOWER, TierPriority.MID, TierPriority.HIGH)

# In the order of the flow: what is asked at the node, where "no" leads, and what to ask while it is not known.
NODES = {
    "presence": (
        "Many international graduates here?",
        TierPriority.LOWER,
        "How many of the residents are international graduates?",
    ),
    "structure": (
        "Structure told in detail?",
        TierPriority.LOWER,
        "When an international graduate starts here, whom do they meet for mentoring in the first six months, "
        "and when?",
    ),
    "outcomes": (
        "Outcomes told with facts?",
        TierPriority.MID,
        "What do you keep track of for your international graduates (boards, fellowships, visas), and for which "
        "years?",
    ),
}


@dataclass(frozen=True)
class Node:
    """One box of the flow. `holds` is yes, no or not known; `reached` says whether the lit path comes here."""

    key: str
    label: str
    holds: bool | None
    no_leads_to: TierPriority
    ask: str
    reached: bool

    @property
    def lit_next(self):
        return self.reached and self.holds is True

    @property
    def lit_no(self):
        return self.reached and self.holds is False


@dataclass(frozen=True)
class Tier:
    """Where a program belongs on a list, from `low` to `high`; the two are the same once nothing is open."""

    low: TierPriority
    high: TierPriority
    nodes: tuple[Node, ...]
    reasons: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def is_open(self):
        return self.low != self.high

    @property
    def words(self):
        if not self.is_open:
            return f"{self.low.label} priority"
        return f"{self.low.label} to {self.high.label.lower()} priority"


_EXITS = tuple(ORDER.index(tier) for _, tier, _ in NODES.values())


def tier_flow(
    presence: bool | None, structure: bool | None, outcomes: bool | None, *, hero: bool | None = None
) -> Tier:
    """R-03, then R-08. The lit path ends at the first "no" or the first unknown; what it could still become is a range.

    The arrows are our reading of the source (C-15). Hero risk moves the result one tier down; not known moves nothing.
    """
    values = {"presence": presence, "structure": structure, "outcomes": outcomes}
    nodes, reached = [], True
    for key, (label, exit_tier, ask) in NODES.items():
        nodes.append(Node(key, label, values[key], exit_tier, ask, reached))
        reached = reached and values[key] is True
    ends = _ends(list(values.values()))
    low, high = min(ends), max(ends)
    reasons = [_said(node) for node in nodes if node.reached]
    if hero:
        low, high = max(low - 1, 0), max(high - 1, 0)
        reasons.append("The help rests on one or two people, so one step lower.")
    could_decide = () if low == high else tuple(node.ask for node in nodes if node.holds is None)
    return Tier(ORDER[low], ORDER[high], tuple(nodes), tuple(reasons), could_decide)


def _ends(values, exits=_EXITS):
    """Every index in ORDER the flow can still end at."""
    if not values:
        return {len(ORDER) - 1}
    ends = set()
    if values[0] is not True:
        ends.add(exits[0])
    if values[0] is not False:
        ends |= _ends(values[1:], exits[1:])
    return ends


def _said(node):
    answer = {True: "yes", False: "no", None: "not known yet"}[node.holds]
    return f"{node.label} {answer.capitalize()}."


def missing_tiers(share_percent: float | None, tiered: str, *, many: bool | None = None) -> Finding:
    """R-04. Many international graduates and no tiers is a red sign. `tiered`: yes, partial, no or unknown.

    `many`: what is known of their share without a figure, seen on a visit or recorded; it goes before the figure.
    """
    if tiered in (YES, PARTIAL):
        return Finding(False, ("There are tiers of mentors.",), "fine")
    if many is None and share_percent is not None:
        many = share_percent >= LARGE_IMG_SHARE_PERCENT
    if many is None:
        return Finding(
            None, ("The share of international graduates is not known.",), "ask", NODES["presence"][2]
        )
    if not many:
        return Finding(False, ("Few international graduates, so tiers are no must.",), "fine")
    if tiered == UNKNOWN:
        ask = "Does each new resident get a senior resident and a faculty member, and who else?"
        return Finding(
            None, ("Many international graduates. Whether mentors come in tiers is not known.",), "ask", ask
        )
    share = "Many" if share_percent is None else f"About {share_percent:.0f} in 100"
    return Finding(True, (f"{share} are international graduates, and no tiers.",), "red")


def hero_risk(named: int | None, *, wider: bool | None = None) -> Finding:
    """R-08. Help that rests on one or two named people leaves with them. `wider`: somebody told of help beyond them."""
    if not named:
        return Finding(None, ("Nobody was named yet.",), "unknown", "Who else helps, if that person leaves?")
    people = "one person" if named == 1 else f"{named} people"
    if wider or named > FEW_SUPPORTERS:
        words = f"You heard of {people} helping" + (", and of help beyond that." if wider else ".")
        return Finding(False, (words,), "fine")
    return Finding(
        True, (f"All the help you heard of rests on {people}.",), "red", "Who else helps, if they leave?"
    )


def unbacked_claim(claimed: bool | None, outcomes: str) -> Finding:
    """R-10. A claim of support without any outcome is unverified. `outcomes` is a reading in which stale is unknown."""
    if claimed is None:
        return Finding(None, ("Nobody has claimed support yet.",), "unknown")
    if not claimed:
        return Finding(False, ("No support is claimed.",), "no_claim")
    if outcomes in (YES, PARTIAL):
        return Finding(False, ("The support they tell of is backed by outcomes.",), "backed")
    return Finding(
        True, ("Support is told of, and no outcome behind it yet.",), "unverified", NODES["outcomes"][2]
    )


def evaluation_link(value: str) -> Finding:
    """R-15. Mentors who sit on the competency committee, or hear from it, can help; mentors who never hear cannot."""
    if value in (YES, PARTIAL):
        return Finding(True, ("Mentors sit on the competency committee, or hear from it.",), "green")
    if value == NO:
        return Finding(False, ("Mentors and the competency committee work apart.",), "red")
    ask = "Do mentors sit on the competency committee, or hear what it said about their resident?"
    return Finding(None, ("Whether mentors hear from the competency committee is not known.",), "ask", ask)


MODELS = (
    FactPart.MODEL_TIERED,
    FactPart.MODEL_BRIDGE,
    FactPart.MODEL_AFFINITY,
    FactPart.MODEL_NETWORKED,
    FactPart.MODEL_TASK_OUTCOME,
    FactPart.MODEL_EVALUATION_LINKED,
)
# People on a visa need somebody who went through it (shared background) and a group that tracks dates.
MODELS_BY_PROFILE = {
    NeedProfile.OLDER_GRAD_GAP: (FactPart.MODEL_TIERED, FactPart.MODEL_BRIDGE),
    NeedProfile.FELLOWSHIP_FOCUSED: (FactPart.MODEL_NETWORKED, FactPart.MODEL_TASK_OUTCOME),
    NeedProfile.VISA_DEPENDENT: (FactPart.MODEL_AFFINITY, FactPart.MODEL_NETWORKED),
}


def model_weights(profiles: Iterable[str]) -> dict[str, int]:
    """R-12. Relative weight of each model for somebody with these profiles: per model the highest, never the sum."""
    weights = {model.value: USUAL_WEIGHT for model in MODELS}
    for profile in profiles:
        for model in MODELS_BY_PROFILE.get(profile, ()):
            weights[model.value] = max(weights[model.value], PROFILE_WEIGHTS[str(profile)])
    return weights
