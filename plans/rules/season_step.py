"""The one thing an applicant does next (P-45). A fixed order, so that the page never argues with itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SeasonFacts:
    """What the choice rests on. Programs stand for themselves and are handed back; None: none is in that state."""

    saved: int
    has_needs: bool
    matched: object = None
    interview_today: object = None
    without_website: object = None
    half_heard: object = None  # interviewed, and leaders or residents have not been heard
    without_goals: object = None  # heard, and not told what one hopes for (T-01)
    without_sketch: object = None  # told, and not asked for a sketch (T-02)
    open_path: object = None  # a condition of R-02 is not known
    unranked: object = None
    ranked: int = 0
    is_final: bool = False
    days_to_deadline: int | None = None


@dataclass(frozen=True)
class SeasonStep:
    kind: str
    thing: object = None


def season_step(facts: SeasonFacts, *, final_within: int) -> SeasonStep:
    """matched, needs, find, today, final, website, sheet, goals, sketch, path, rank, or calm when nothing waits.

    An interview today and a deadline within `final_within` days come before the order of P-45: they do not wait.
    """
    if facts.matched is not None:
        return SeasonStep("matched", facts.matched)
    if not facts.has_needs:
        return SeasonStep("needs")
    if not facts.saved:
        return SeasonStep("find")
    if facts.interview_today is not None:
        return SeasonStep("today", facts.interview_today)
    if (
        facts.days_to_deadline is not None
        and 0 <= facts.days_to_deadline <= final_within
        and not facts.is_final
    ):
        return SeasonStep("final")
    in_order = (
        ("website", facts.without_website),
        ("sheet", facts.half_heard),
        ("goals", facts.without_goals),
        ("sketch", facts.without_sketch),
        ("path", facts.open_path),
        ("rank", facts.unranked),
    )
    return next(
        (SeasonStep(kind, thing) for kind, thing in in_order if thing is not None), SeasonStep("calm")
    )
