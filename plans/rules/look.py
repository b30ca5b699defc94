"""R-47: which resident's plan needs a look, and why. Reasons, never a score; sorted by need, never ranked."""

from dataclasses import dataclass

from plans import numbers


@dataclass(frozen=True)
class Look:
    """`needed` is None while training has just begun: too early to say. The reasons are facts and carry no words."""

    needed: bool | None
    reasons: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def needs_a_look(
    *,
    days_since_start: int | None,
    month: int | None,
    late_checkins: int | None,
    overdue_items: int | None,
    core_mentors: int | None,
) -> Look:
    """A late check-in, two dates passed, or fewer than two core mentors after month 6.

    The first 30 days are silent, and so is a plan that has not begun. What is not known is named and never counts
    against anybody.
    """
    if days_since_start is None:
        return Look(None, unknown=("no plan yet",))
    if days_since_start < numbers.JUST_STARTED_FOR:
        return Look(None)
    unknown, reasons = [], []
    if late_checkins is None:
        unknown.append("check-ins")
    elif late_checkins:
        reasons.append("check-in late" if late_checkins == 1 else f"{late_checkins} check-ins late")
    if overdue_items is None:
        unknown.append("dates")
    elif overdue_items >= numbers.OVERDUE_ITEMS_THAT_NEED_A_LOOK:
        reasons.append(f"{overdue_items} dates have passed")
    if core_mentors is None or month is None:
        unknown.append("mentors")
    elif month > numbers.CORE_TEAM_BY_MONTH and core_mentors < numbers.CORE_TEAM_AT_LEAST:
        said = "no core mentor yet" if core_mentors == 0 else "one core mentor so far"
        reasons.append(said)
    return Look(bool(reasons), tuple(reasons), tuple(unknown))
