"""Rows of the cohort table, built without a template of their own: a program has a hundred residents."""

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe

from accounts.templatetags.ui import icon, strip_marks

register = template.Library()

ROW = (
    '<tr><th scope="row"><a href="{url}">{name}</a>{why}</th>'
    '<td data-label="Year" class="nowrap bare">{year}</td>'
    '<td data-label="Check-ins sent" class="nowrap bare"><span class="line flex-nowrap">{strip}'
    '<span class="num">{sent} of {opened}<span class="slim-only"> sent</span></span></span></td>'
    '<td data-label="Last met">{met}</td><td data-label="Core mentors">{core}</td>'
    '<td data-label="Milestones done" class="nowrap">{milestones}</td></tr>'
)
NO_PLAN = '<span class="soft">no plan yet</span>'


@register.simple_tag
def cohort_rows(rows, today):
    """The body of the table. Names are escaped here; everything else is a number, a date or our own word."""
    url = reverse("plans:progress", args=[0])
    glyph = icon("look")
    return mark_safe("".join(_row(row, url, glyph, today) for row in rows))  # noqa: S308  (escaped in _row)


def _row(row, url, glyph, today):
    why = ""
    if row.look.needed:
        why = f'<div class="why"><span class="chip is-look">{glyph}{escape(_sentence(row.look.reasons))}</span></div>'
    year = f"PGY-{row.pgy}"
    if row.month is not None:
        year += f", month {row.month}" if row.month else ", begins soon"
    late = f", {row.overdue} late" if row.overdue else ""
    return ROW.format(
        url=url.replace("0", str(row.membership_id)),
        name=escape(row.name),
        why=why,
        year=year,
        strip=strip_marks(row.strip) if row.strip else "",
        sent=row.sent,
        opened=row.opened,
        met=_day(row.last_met_on, today),
        core=row.core_mentors,
        milestones=NO_PLAN if row.month is None else f"{row.done} of {row.asked_so_far}{late}",
    )


def _day(day, today):
    if day is None:
        return "not yet"
    return f"{day:%b} {day.day}" if day.year == today.year else f"{day:%b} {day.day}, {day.year}"


def _sentence(reasons):
    words = ", ".join(reasons)
    return words[:1].upper() + words[1:]
