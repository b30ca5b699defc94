"""This app's share of what is kept about a person: their places in programs, and their private look at programs."""

from django.urls import reverse

from accounts import keepers, links, outbox
from accounts.keeping import addresses_of
from programs import access
from programs.actions import invitations as inviting
from programs.actions import members
from programs.models import FactSuggestion, Invitation, Membership, Preferences

HANGING_ON_AN_EVALUATION = (
    ("What you heard", "answers"),
    ("What you were typing", "drafts"),
    ("Your own questions", "own_questions"),
    ("People you noted", "people"),
    ("How your needs stand there", "need_judgements"),
    ("Your view of the four signs", "path_conditions"),
    ("Tasks that make up for a gap", "gap_tasks"),
    ("What you wrote to programs", "messages"),
)


def register():
    keepers.register(
        keepers.Keeper(
            name="programs",
            label="Programs",
            gather=gather,
            let_go=let_go,
            obstacles=obstacles,
            is_remembered=is_remembered,
            goes=(
                "Everything you noted about programs, drafts and your rank list too. Nobody else ever read it.",
                "Places you asked for and were not given.",
            ),
            stays=(
                "In a program that had you: your name, role and dates. It is the program's record too.",
                "What you suggested in a program's name, without yours.",
            ),
        )
    )


def gather(user):
    evaluations = list(
        access.visible_evaluations(user).select_related("program__institution", "website_check")
    )
    own = Invitation.objects.filter(email__in=addresses_of(user)).select_related("program__institution")
    sent = Invitation.objects.filter(invited_by=user).select_related("program__institution")
    suggested = FactSuggestion.objects.filter(suggested_by=user).select_related("program__institution")
    return [
        ("Your places", keepers.rows(_places(user), program="program")),
        ("Invitations to you", keepers.rows(own, "role", "invited_at", "accepted_at", program="program")),
        (
            "Invitations you sent",
            keepers.rows(sent, "full_name", "email", "role", "invited_at", program="program"),
        ),
        (
            "What you suggested",
            keepers.rows(suggested, program="program"),
        ),
        ("What decides your order", keepers.rows(Preferences.objects.filter(user=user))),
        ("Your rank lists", keepers.rows(access.visible_rank_lists(user))),
        ("Programs you saved", keepers.rows(evaluations, program="program")),
        ("Web pages you checked", [row for e in evaluations for row in _website(e)]),
        *((heading, _hanging(user, evaluations, name)) for heading, name in HANGING_ON_AN_EVALUATION),
    ]


def _places(user):
    return Membership.objects.filter(user=user).select_related("program__institution")


def _hanging(user, evaluations, name):
    """The rows of one kind on all evaluations, in one query."""
    model = access.Evaluation._meta.get_field(name).related_model
    programs = {e.pk: str(e.program) for e in evaluations}
    found = model.objects.filter(evaluation__in=access.visible_evaluations(user))
    return keepers.rows(found, program=lambda thing: programs[thing.evaluation_id])


def _website(evaluation):
    check = getattr(evaluation, "website_check", None)
    return keepers.rows([check], program="evaluation.program") if check else []


def obstacles(user, today):
    """A program keeps one director at least."""
    return [
        keepers.Obstacle(
            f"You are the only director of {place.program}. Make somebody else its director first.",
            f"{reverse('programs:members')}?program={place.program_id}",
            "Program people",
        )
        for place in _places(user)
        if members.is_last_director(place, today)
    ]


def let_go(*, account, now, today):
    """Their look at programs goes; a place they had stays in the program's record. What they directed needs another."""
    access.visible_evaluations(account).delete()
    Preferences.objects.filter(user=account).delete()
    access.visible_rank_lists(account).delete()
    FactSuggestion.objects.filter(suggested_by=account).update(suggested_by=None)
    for place in _places(account).exclude(state=Membership.State.ACTIVE):
        outbox.cancel(about=members.about(place))
        place.delete()
    for place in _places(account).filter(ended_on=None).exclude(role=members.Role.RESIDENT):
        try:
            members.end_membership(membership=place, ended_on=max(today, place.started_on), by=account)
        except members.Refused as error:
            raise keepers.StillNeeded(f"{place.program}: {error}") from None
    for invitation in Invitation.objects.filter(email__in=addresses_of(account)):
        outbox.cancel(about=inviting.about(invitation))
        links.revoke(about=inviting.about(invitation))
        invitation.email, invitation.full_name = outbox.nobody(account), ""
        if invitation.accepted_at is None:
            invitation.withdrawn_at = invitation.withdrawn_at or now
        invitation.save(update_fields=["email", "full_name", "withdrawn_at"])


def is_remembered(account):
    return Membership.objects.filter(user=account).exists()
