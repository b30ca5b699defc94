"""Which places outside one's program may bring a mentor for this: own society first, then wider (S4-2.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mentorship.rules.findings import Finding
from playbook.vocabulary import Function as F
from playbook.vocabulary import SchemeKind as K

# (ours) What people met at such a place are usually good for. Society schemes pair for nearly everything but the daily
# work, which takes somebody who sees it.
HELPS_WITH = {
    K.SOCIETY_MATCH: {F.CAREER, F.PROJECT, F.PATHWAY, F.LEADERSHIP, F.SPONSORSHIP},
    K.INTEREST_GROUP: {F.CAREER, F.PROJECT, F.PATHWAY},
    K.DEPARTMENT_PROGRAM: {F.CAREER, F.DAY_TO_DAY, F.CLINICAL, F.PROJECT},
    K.FACULTY_OFFICE: {F.CAREER, F.PROJECT, F.LEADERSHIP, F.LIFE},
    K.CONFERENCE: {F.PROJECT, F.PATHWAY, F.SPONSORSHIP},
    K.IMG_COMMITTEE: {F.DAY_TO_DAY, F.CLINICAL, F.NAVIGATION, F.LIFE, F.PATHWAY},
    K.ALUMNI_NETWORK: {F.CAREER, F.DAY_TO_DAY, F.PROJECT, F.PATHWAY, F.NAVIGATION, F.LIFE},
    K.LOCAL_SOCIETY: {F.CAREER, F.BUSINESS, F.LEADERSHIP},
    K.STUDENT_MATCH: {F.CAREER, F.PATHWAY},
    K.ONLINE_GROUP: {F.CAREER, F.BUSINESS, F.NAVIGATION},
}


@dataclass(frozen=True)
class Wanted:
    """Who looks: the specialty ("" when not known) and the functions that are missing (empty: anything)."""

    specialty: str = ""
    functions: Sequence[str] = ()


def fits(kind: str, specialties: str, wanted: Wanted) -> Finding:
    """Whether a place is worth a look. `specialties`: whom it is for, parted by commas; "" is everybody.

    State: own (a place of one's own field), society and open (for every field), ask (one's field is not known), other.
    """
    helps = HELPS_WITH.get(K(kind), set())
    named = [part.strip().casefold() for part in specialties.split(",") if part.strip()]
    if wanted.functions and not helps & set(wanted.functions):
        return Finding(False, ("Better for other kinds of help.",), "other")
    if not named:
        return Finding(True, (), "society" if kind == K.SOCIETY_MATCH else "open")
    mine = wanted.specialty.strip().casefold()
    if not mine:
        return Finding(None, (f"For {specialties.lower()}.",), "ask")
    if any(part in mine or mine in part for part in named):
        return Finding(True, ("Your own field.",), "own")
    return Finding(False, (f"For {specialties.lower()}.",), "other")


ORDER = ("own", "society", "open", "ask", "other")


def nearest_first(found: Iterable[tuple[object, Finding]]) -> list[tuple[object, Finding]]:
    """Pairs of a place and its finding: one's own field first, societies, then wider, then the rest."""
    return sorted(found, key=lambda pair: ORDER.index(pair[1].state))
