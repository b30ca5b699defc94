"""Where a relationship may go from where it stands (V-18 and the status path)."""

from playbook.vocabulary import Origin
from playbook.vocabulary import RelationshipStatus as S

# Ours beyond the path: whoever works together may end it; a meeting wakes what had gone quiet; an ask may stay open
# and be closed unanswered.
MOVES: dict[str, set[str]] = {
    S.PROSPECT: {S.ASKED},
    S.ASKED: {S.TRIAL, S.DECLINED, S.ENDED},
    S.TRIAL: {S.ACTIVE, S.ENDED},
    S.NOMINAL: {S.ACTIVE, S.ENDED},
    S.ACTIVE: {S.STALLED, S.PAUSED, S.ALUMNI, S.ENDED},
    S.STALLED: {S.ACTIVE, S.REPAIRING, S.ENDED},
    S.REPAIRING: {S.ACTIVE, S.ENDED},
    S.PAUSED: {S.ACTIVE, S.ENDED},
    S.DECLINED: set(),
    S.ENDED: set(),
    S.ALUMNI: {S.ENDED},
}


class Forbidden(ValueError):
    """A relationship cannot go from where it stands to there."""


def may_move(old: str, new: str) -> bool:
    return new in MOVES.get(old, set())


def require_move(old: str, new: str) -> None:
    """Forbidden, in words, unless the path allows the move. Staying where it stands is no move."""
    if old != new and not may_move(old, new):
        raise Forbidden(f"{S(old).label} cannot become {S(new).label}.")


def entry_status(origin: str) -> str:
    """Where a new tie begins: assigned ones on paper (C-02), grown ones by trying (C-03), others as a possibility.

    Somebody whom a scheme paired one with was asked by the scheme, so there is no cold ask left (S4-2.5).
    """
    begins = {Origin.ASSIGNED: S.NOMINAL, Origin.ORGANIC: S.TRIAL, Origin.SCHEME: S.TRIAL}
    return begins.get(origin, S.PROSPECT).value
