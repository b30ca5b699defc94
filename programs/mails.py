"""The mail this app owes, and where its signed links land."""

from django.urls import reverse
from django.utils import timezone

from accounts import hooks, links, outbox
from accounts.models.links import LinkPurpose
from programs import access
from programs.models import FactSuggestion, Invitation, Membership
from programs.numbers import INVITATION_DAYS


def register():
    """Tell the outbox which kinds of mail this app owes, and accounts which pages a first visit has."""
    for kind in (
        outbox.MailKind(
            name="invitation",
            label="Invitations to a program",
            template="programs/email/invitation",
            load=load_invitations,
            immediate=True,
        ),
        outbox.MailKind(
            name="membership_decided",
            label="Answers of a program",
            template="programs/email/membership_decided",
            load=load_decisions,
            immediate=True,
        ),
        outbox.MailKind(
            name="membership_asked",
            label="Requests to join a program you run",
            template="programs/email/membership_asked",
            load=load_requests,
            optional=True,
        ),
        outbox.MailKind(
            name="suggestion_decided",
            label="What our editors made of your suggestions",
            template="programs/email/suggestion_decided",
            load=load_suggestions,
            optional=True,
        ),
    ):
        outbox.register(kind)
    links.register(LinkPurpose.JOIN_PROGRAM, "programs:invitation", by_target=True, holds=invitation_holds)
    hooks.welcome_step("programs:membership_ask", "Program", wanted=needs_a_program)
    hooks.after_sign_in(path_to_invitations)
    hooks.after_sign_in(path_to_first_visit)


def load_invitations(mails):
    """Invitations that are still open, each with its link."""
    wanted = {mail.pk: mail.data.get("invitation") for mail in mails}
    rows = Invitation.objects.select_related("program__institution", "invited_by").in_bulk(
        set(wanted.values()) - {None}
    )
    still_open = {pk: rows[i] for pk, i in wanted.items() if i in rows and rows[i].is_open}
    made = links.make_many(
        links.Wanted(LinkPurpose.JOIN_PROGRAM, row.pk, row.email, f"invitation:{row.pk}", INVITATION_DAYS)
        for row in still_open.values()
    )
    return {
        pk: {
            "invitation": row,
            "program": row.program,
            "inviter": row.invited_by.full_name if row.invited_by else "",
            "good_until": timezone.localdate(link.expires_at),
            "action_url": links.url(link),
            "action_label": "See the invitation",
        }
        for (pk, row), link in zip(still_open.items(), made, strict=True)
    }


def load_decisions(mails):
    """Decided requests; one that went back to waiting is no longer news."""
    decided = [Membership.State.ACTIVE, Membership.State.DECLINED]
    return {
        pk: {
            "membership": row,
            "program": row.program,
            "agreed": row.state == Membership.State.ACTIVE,
            "action_url": outbox.absolute(reverse("programs:memberships")),
            "action_label": "Your programs",
        }
        for pk, row in _memberships(mails, decided).items()
    }


def load_requests(mails):
    """Requests that still wait. The mail names the role and the program, not the person."""
    return {
        pk: {
            "membership": row,
            "program": row.program,
            "action_url": outbox.absolute(f"{reverse('programs:members')}?program={row.program_id}"),
            "action_label": "See who asks",
        }
        for pk, row in _memberships(mails, [Membership.State.ASKED]).items()
    }


def load_suggestions(mails):
    """Decided suggestions, while their reader still runs the program. The mail says that there is an answer."""
    wanted = {mail.pk: mail.data.get("suggestion") for mail in mails}
    rows = FactSuggestion.objects.exclude(decided_at=None).select_related("program__institution")
    rows = rows.in_bulk(set(wanted.values()) - {None})
    staff = set(
        Membership.objects.current(timezone.localdate())
        .filter(role__in=access.STAFF, user__in={row.suggested_by_id for row in rows.values()})
        .values_list("user_id", "program_id")
    )
    return {
        pk: {
            "program": rows[i].program,
            "action_url": outbox.absolute(reverse("programs:suggestions", args=[rows[i].program_id])),
            "action_label": "See the answer",
        }
        for pk, i in wanted.items()
        if i in rows and (rows[i].suggested_by_id, rows[i].program_id) in staff
    }


def _memberships(mails, states):
    wanted = {mail.pk: mail.data.get("membership") for mail in mails}
    rows = Membership.objects.filter(state__in=states).select_related("program__institution")
    found = rows.in_bulk(set(wanted.values()) - {None})
    return {pk: found[i] for pk, i in wanted.items() if i in found}


def invitation_holds(link):
    """A link is good while its invitation is open and still goes to the address it was mailed to."""
    invitation = Invitation.objects.filter(pk=link.target).first()
    return invitation is not None and invitation.is_open and invitation.email.lower() == link.address.lower()


def needs_a_program(user):
    """Somebody in training without a program yet, nor a request for one."""
    if access.roles_of(user) & {"applicant", "admin"}:
        return False
    places = Membership.objects.filter(user=user, ended_on=None).exclude(state=Membership.State.DECLINED)
    return not places.exists()


def path_to_invitations(user):
    """Somebody with an open invitation sees it first."""
    return reverse("programs:memberships") if access.invitations_for(user).exists() else None


def path_to_first_visit(user):
    """Somebody new, who belongs nowhere yet, begins with the first page of the first visit until it is answered."""
    profile = user.profile
    if (
        profile.welcomed_at
        or profile.is_mentor
        or user.is_staff
        or Membership.objects.filter(user=user).exists()
    ):
        return None
    return reverse("accounts:welcome")
