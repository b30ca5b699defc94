"""The mails about plans. What they say is looked up when they leave, for a whole batch at once."""

from django.urls import reverse

from accounts import links, outbox
from accounts.links import Wanted
from accounts.models import LinkPurpose
from plans import access
from plans.chips import short_day
from plans.models import CheckIn, Plan

LINK_DAYS = 92  # ours: a check-in is worth reading until the next one


def register():
    """Tell the outbox which kinds of mail this app owes, and links where they lead."""
    outbox.register(
        outbox.MailKind(
            name="checkin_due",
            label="Quarterly check-in",
            template="plans/email/checkin_due",
            load=load_checkin_due,
            optional=True,
        )
    )
    outbox.register(
        outbox.MailKind(
            name="items_due",
            label="Dates in your plan, once a week",
            template="plans/email/items_due",
            load=load_items_due,
            optional=True,
        )
    )
    outbox.register(
        outbox.MailKind(
            name="checkin_sent",
            label="Check-ins from residents you mentor",
            template="plans/email/checkin_sent",
            load=load_checkin_sent,
            immediate=True,
        )
    )
    links.register(LinkPurpose.READ_CHECKIN, "plans:checkin_read", by_target=True, holds=link_holds)


def link_holds(link):
    """A link to a check-in ends with the relationship, and with the mentor's address."""
    copy = access.sent_copies().select_related("relationship__mentor__user").filter(pk=link.target).first()
    return copy is not None and address_of(copy.relationship.mentor).lower() == link.address.lower()


def address_of(mentor):
    """Where mail to a mentor goes: to the account when there is one."""
    return mentor.user.email if mentor.user_id else mentor.email


def load_checkin_due(mails):
    """K-01. Unwanted once the check-in is sent, put off, or its plan does not run."""
    rows = CheckIn.objects.select_related("plan__resident").in_bulk({m.data["checkin"] for m in mails})
    found = {}
    for mail in mails:
        row = rows.get(mail.data["checkin"])
        if (
            row
            and not row.sent_at
            and row.plan.state == Plan.State.ACTIVE
            and _still_postponed(row, mail) is False
        ):
            found[mail.pk] = {
                "name": row.name,
                "step": mail.data["step"].partition(":")[0],
                "due": short_day(row.due_on, mail.owed_at.date()),
                "person": row.plan.resident.get_short_name(),
                "action_url": outbox.absolute(reverse("plans:checkin", args=[row.pk])),
                "action_label": "Open the check-in",
            }
    return found


def _still_postponed(row, mail):
    """Whether it was put off after this mail was owed."""
    return row.postponed_until is not None and row.postponed_until > mail.next_try_at.date()


def load_checkin_sent(mails):
    """K-02, T-11. The resident's own words, for the mentors they chose; one link per reader."""
    copies = (
        access.sent_copies()
        .select_related("checkin__plan__resident", "relationship__mentor__user")
        .in_bulk({m.data["reader"] for m in mails})
    )
    wanted = [(mail, copies[mail.data["reader"]]) for mail in mails if mail.data["reader"] in copies]
    made = links.make_many(
        Wanted(
            LinkPurpose.READ_CHECKIN,
            copy.pk,
            address_of(copy.relationship.mentor),
            about=f"relationship:{copy.relationship_id}",
            days=LINK_DAYS,
        )
        for _, copy in wanted
    )
    return {mail.pk: _words(copy, link) for (mail, copy), link in zip(wanted, made, strict=True)}


def _words(copy, link):
    checkin, resident = copy.checkin, copy.checkin.plan.resident
    return {
        "checkin": checkin,
        "resident": resident.full_name,
        "mentor": copy.relationship.mentor.name,
        "questions": checkin.questions.strip(),
        "reply_to": resident.email,
        "days": LINK_DAYS,
        "action_url": links.url(link),
        "action_label": "Read it, and answer if you like",
    }


def load_items_due(mails):
    """K-06. Two numbers and a link; never a title."""
    from plans.reminders import items_waiting

    plans = Plan.objects.select_related("resident__profile").in_bulk({m.data["plan"] for m in mails})
    counts = items_waiting(plans.values())
    found = {}
    for mail in mails:
        plan = plans.get(mail.data["plan"])
        soon, passed = counts.get(mail.data["plan"], (0, 0))
        if plan and plan.state == Plan.State.ACTIVE and soon + passed:
            found[mail.pk] = {
                "soon": soon,
                "passed": passed,
                "person": plan.resident.get_short_name(),
                "action_url": outbox.absolute(reverse("plans:timeline")),
                "action_label": "Open your plan",
            }
    return found
