"""Makers of plans for tests. Say what matters; the rest is a PGY-1 resident who began on July 1, 2025."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from plans.actions.starting import BASE, start_plan
from playbook import load
from playbook.models import PlanTemplate, TemplateGoal, TemplateItem, TemplateWindow
from tests import factories as make

JULY = date(2025, 7, 1)
NEW_YORK = ZoneInfo("America/New_York")


def make_template(key=BASE):
    """The shipped base plan, or one overlay, as rows, without the rest of the playbook."""
    there = PlanTemplate.objects.filter(key=key).first()
    if there:
        return there
    source = load.plan(key)
    template = PlanTemplate.objects.create(key=key, title=source.title, kind=source.kind, years=source.years)
    TemplateWindow.objects.bulk_create(
        TemplateWindow(
            template=template,
            position=n,
            number=w.number,
            code=w.code,
            theme=w.theme,
            pgy=w.pgy,
            block=w.block,
            first_month=w.first_month,
            last_month=w.last_month,
        )
        for n, w in enumerate(source.window)
    )
    TemplateItem.objects.bulk_create(
        TemplateItem(
            template=template,
            position=n,
            code=i.code,
            window=i.window,
            first_month=i.first_month,
            last_month=i.last_month,
            title=i.title,
            owner=i.owner,
            helper=i.also,
            kind=i.kind,
            done_when=i.done_when,
            hint=i.hint,
            evidence=i.evidence,
            evidence_of=i.evidence_of,
            evidence_count=i.evidence_count,
        )
        for n, i in enumerate(source.item)
    )
    TemplateGoal.objects.bulk_create(
        TemplateGoal(
            template=template,
            position=n,
            key=g.key,
            title=g.title,
            counts=g.counts,
            target=g.target,
            most=g.most,
            per=g.per,
        )
        for n, g in enumerate(source.goal)
    )
    return template


def make_plan(*, starts_on=JULY, years=3, entry_pgy=1, user=None, program=None, today=None, zone=None):
    """A running plan as `start_plan` makes it on the first day of training."""
    make_template()
    member = make.make_member(
        program or make.make_program(),
        user=user or make.make_user("Rae Resident"),
        started_on=starts_on,
        entry_pgy=entry_pgy,
    )
    if zone:
        member.user.profile.time_zone = zone
        member.user.profile.save()
    plan = start_plan(
        membership=member,
        starts_on=starts_on,
        years=years,
        entry_pgy=entry_pgy,
        by=member.user,
        today=today or starts_on,
        now=at(starts_on),
    )
    plan.resident = member.user
    return plan


def at(day, hour=12, zone=NEW_YORK):
    """Noon of a day where the resident is."""
    return datetime.combine(day, time(hour), tzinfo=zone)


def make_core(resident, count=2):
    """Active core mentors."""
    return [make.make_relationship(resident) for _ in range(count)]


def send(checkin, *, readers=(), day=None, **words):
    """Send a check-in, by the resident, on its due day."""
    from plans.actions.checkins import send_checkin

    day = day or checkin.due_on
    words = {"done": "Finished the chart review", "next": "Draft the poster", "questions": ""} | words
    return send_checkin(
        checkin=checkin,
        wins=words.pop("wins", []),
        readers=list(readers),
        words_for_director=words.pop("words_for_director", False),
        by=checkin.plan.resident,
        now=at(day),
        today=day,
        **words,
    )
