"""What the catalogue and an applicant's look at it decide: pure functions over plain facts.

Each answer can be unknown, and carries its reasons in words fit for a page. Unknown never counts as no. No database,
no clock.
"""

from programs.rules.answers import (
    Suggested,
    Told,
    comfort_phrases,
    excusing_talk,
    pattern_or_star,
    suggest_reading,
)
from programs.rules.facts import NO, PARTIAL, UNKNOWN, YES, Freshness, Reading, freshness, read_together
from programs.rules.findings import Finding
from programs.rules.img import (
    MODELS,
    Tier,
    evaluation_link,
    hero_risk,
    missing_tiers,
    model_weights,
    tier_flow,
    unbacked_claim,
)
from programs.rules.needs import Heard, feasibility, one_sided, program_verdict
from programs.rules.paths import CONDITIONS, PathFinding, enough_for_path
from programs.rules.sketch import SIGNS, Sketch, reaction_signal, read_sketch
from programs.rules.support import (
    BEHIND_THE_MODE,
    GAPS,
    STRENGTHS,
    TIME_BASES,
    Mode,
    support_mode,
    time_given,
)
from programs.rules.website import Probe, website_probes

__all__ = [
    "BEHIND_THE_MODE",
    "CONDITIONS",
    "GAPS",
    "MODELS",
    "NO",
    "PARTIAL",
    "SIGNS",
    "STRENGTHS",
    "TIME_BASES",
    "UNKNOWN",
    "YES",
    "Finding",
    "Freshness",
    "Heard",
    "Mode",
    "PathFinding",
    "Probe",
    "Reading",
    "Sketch",
    "Suggested",
    "Tier",
    "Told",
    "comfort_phrases",
    "enough_for_path",
    "evaluation_link",
    "excusing_talk",
    "feasibility",
    "freshness",
    "hero_risk",
    "missing_tiers",
    "model_weights",
    "one_sided",
    "pattern_or_star",
    "program_verdict",
    "reaction_signal",
    "read_sketch",
    "read_together",
    "suggest_reading",
    "support_mode",
    "tier_flow",
    "time_given",
    "unbacked_claim",
    "website_probes",
]
