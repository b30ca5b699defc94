from django.shortcuts import render
from django.utils import timezone

from mentorship import access, numbers, rules, team_map
from mentorship.coverage import coverage, who_could_help
from mentorship.outside import named_for
from playbook.vocabulary import NeedBucket, Role
from programs.access import memberships_of
from programs.calendar import training_month
from programs.models import Preferences

COLUMNS = 8  # people across the table; everybody stands in the list beneath
SHORT = {
    NeedBucket.CAREER_DIRECTION: "Career",
    NeedBucket.SCHOLARLY: "Projects",
    NeedBucket.DAY_TO_DAY: "Day to day",
    NeedBucket.PATHWAY: "Pathway",
}


def team(request):
    today = timezone.localdate()
    found = coverage(request.user, today)
    names = short_names(found.needs)
    residency = memberships_of(request.user).filter(role=Role.RESIDENT)
    residency = residency.select_related("program__specialty").first()
    month = training_month(residency.started_on, today) if residency else None
    gap = next((cover for cover in found.needs if cover.is_open), None)
    people = [t for t in found.ties if t.is_working or t.status == "asked"]
    placed = {t.pk for cover in found.needs for t in cover.ties}
    candidates = _candidates(request.user, gap)
    context = {
        "team": found,
        "map": team_map.draw(found.needs, label_of=lambda need: names[need.pk]),
        "rows": [(cover, names[cover.need.pk], _cells(cover, found, people)) for cover in found.needs],
        "people": people,
        "columns": people[:COLUMNS],
        "unplaced": [t for t in people if t.pk not in placed],
        "prospects": [t for t in found.ties if t.status == "prospect"],
        "covered": sum(cover.is_covered for cover in found.needs),
        "on_trial": sum(cover.state == "trial" for cover in found.needs),
        "gap": gap,
        "gap_name": names[gap.need.pk] if gap else "",
        "candidates": candidates,
        "outside": [] if candidates else _outside(request.user, gap, residency),
        "size": rules.core_size(len(found.core), month=month, at_most=_core_at_most(request.user, found)),
        "observation": _observation(found, residency, today),
    }
    return render(request, "mentorship/team.html", context)


def _core_at_most(user, found):
    """Somebody who trained abroad may have one more: the tiers, and a person of the same background (R-17)."""
    if len(found.core) <= numbers.CORE_AT_MOST:
        return numbers.CORE_AT_MOST
    is_img = Preferences.objects.filter(user=user, is_img=True).exists()
    return numbers.CORE_AT_MOST_IMG if is_img else numbers.CORE_AT_MOST


def short_names(covers):
    """{need id: "Projects 2"}: one or two words for the picture and the table."""
    names, seen = {}, {}
    totals = [cover.need.bucket for cover in covers]
    for cover in covers:
        bucket = cover.need.bucket
        seen[bucket] = seen.get(bucket, 0) + 1
        many = totals.count(bucket) > 1
        names[cover.need.pk] = f"{SHORT[bucket]} {seen[bucket]}" if many else str(SHORT[bucket])
    return names


def _cells(cover, found, people):
    """For each person of the table: how they stand to this need, or "" when they have nothing to do with it."""
    cells = []
    for tie in people[:COLUMNS]:
        if tie not in cover.ties:
            cells.append("")
            continue
        cells.append(
            rules.need_coverage(cover.need.functions, [tie.facts], found.today, need=cover.need.pk).state
        )
    return cells


def _candidates(user, gap):
    if gap is None:
        return []
    return who_could_help(access.directory(user), gap.need.functions, mentee=user)


def _outside(user, gap, residency):
    """Names of places outside the program, where nobody inside could help with the first open need (S4-2)."""
    if gap is None:
        return []
    specialty = residency.program.specialty.name if residency else user.profile.specialty_interest
    return named_for(gap.need, specialty)


def _observation(found, residency, today):
    """One sentence about the whole team, when there is one worth saying (R-18)."""
    days = (today - residency.started_on).days if residency else None
    held = found.covered_functions
    concentrated = rules.concentration(held, days_since_start=days)
    if concentrated.value is not True:
        return ""
    only = set().union(*held.values()).pop()
    name = next(t.mentor.name for t in found.ties if t.mentor_id == only)
    return f"{name} alone carries all that is covered. A second voice is worth having."
