"""What the domain decides. Pure functions: yes, no or not known, and the reasons in words. No database, no clock."""

from mentorship.rules.asks import Ask, followup, may_ask_again, valid_ask
from mentorship.rules.findings import Finding
from mentorship.rules.needs import measurable
from mentorship.rules.outside import Wanted, fits, nearest_first
from mentorship.rules.status import MOVES, Forbidden, entry_status, may_move, require_move
from mentorship.rules.teams import TieFacts, concentration, core_size, coverage_of, has_room, need_coverage
from mentorship.rules.ties import becomes_active, cadence_sense, kit_size, stalled, trial_is_over

__all__ = [
    "MOVES",
    "Ask",
    "Finding",
    "Forbidden",
    "TieFacts",
    "Wanted",
    "becomes_active",
    "cadence_sense",
    "concentration",
    "core_size",
    "coverage_of",
    "entry_status",
    "fits",
    "followup",
    "has_room",
    "kit_size",
    "may_ask_again",
    "may_move",
    "measurable",
    "nearest_first",
    "need_coverage",
    "require_move",
    "stalled",
    "trial_is_over",
    "valid_ask",
]
