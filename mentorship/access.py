"""Who may see and do what with needs, mentors and the pages of a pair.

A resident sees all of their own. A mentor with an account sees the pairs they are in while they work together, and of
each only what both share. Directors, coordinators and admins see no page of a pair: what they need are counts.
"""

from django.db.models import F, Q
from django.urls import reverse

from mentorship.models import WORKING_STATUSES, Meeting, Mentor, Message, Need, Relationship
from playbook.vocabulary import Stage
from programs import access as programs
from programs.models import Program


# ---- needs: the owner's ------------------------------------------------------------------------------------------
def visible_needs(user):
    return Need.objects.filter(owner=user)


def open_needs(user):
    """A person's open needs as judging programs to the left reads them."""
    return visible_needs(user).filter(state=Need.State.OPEN).annotate(target=F("target_specialty"))


def needs_page():
    return reverse("mentorship:needs")


def wants_a_first_need(user):
    """Whether the first visit asks what is needed: of residents, whose program may not have answered yet, and of
    applicants, until they have said.
    """
    roles = programs.roles_of(user)
    in_training = bool(roles & {"resident", "applicant"}) or (
        not roles and user.profile.stage == Stage.RESIDENT
    )
    return in_training and not visible_needs(user).exists()


# ---- pairs -------------------------------------------------------------------------------------------------------
def own_relationships(user):
    """All that this person has as the one who is mentored, ended ones too."""
    return Relationship.objects.filter(mentee=user).select_related("mentor", "need")


def mentoring_relationships(user):
    """The pairs this person mentors today. An ended one is gone at once."""
    return (
        Relationship.objects.working()
        .filter(mentor__user=user)
        .select_related("mentor", "mentee__profile", "need")
    )


def visible_relationships(user):
    """One's own, and those one mentors today. For looking up one pair; lists use the two above."""
    return Relationship.objects.filter(
        Q(mentee=user) | Q(mentor__user=user, status__in=WORKING_STATUSES)
    ).select_related("mentor", "mentee__profile", "need")


def is_mentee(user, relationship):
    return relationship.mentee_id == user.pk


def is_mentor(user, relationship):
    return relationship.mentor.user_id == user.pk and relationship.is_working


def can_change_relationship(user, relationship):
    """What kind of tie it is, how close, whether it goes on: the resident's to say."""
    return is_mentee(user, relationship)


can_write_agreement = can_ask = can_change_relationship


def can_sign_agreement(user, relationship):
    return is_mentor(user, relationship)


# ---- asks --------------------------------------------------------------------------------------------------------
def visible_messages(user):
    """What this person wrote."""
    return Message.objects.filter(relationship__mentee=user).select_related("relationship__mentor")


def visible_asks(user):
    """Asks that were sent to this person from here, newest first. Not those that went by somebody's own mail."""
    return (
        Message.objects.filter(relationship__mentor__user=user, sent_by=Message.SentBy.APP)
        .exclude(relationship__status__in=["ended", "alumni"])
        .select_related("relationship__mentor", "relationship__mentee__profile", "relationship__need")
        .order_by("-sent_on", "-pk")
    )


# ---- meetings ----------------------------------------------------------------------------------------------------
def visible_meetings(user):
    """Of pairs this person is in today."""
    return Meeting.objects.filter(
        Q(relationship__mentee=user)
        | Q(relationship__mentor__user=user, relationship__status__in=WORKING_STATUSES)
    ).select_related("relationship__mentor", "relationship__mentee__profile", "relationship__need")


def can_prepare_meeting(user, meeting):
    """The agenda and the first-meeting page are the resident's to write."""
    return is_mentee(user, meeting.relationship)


def can_hold_meeting(user, relationship):
    """Plan, move, call off, say whether it was held: either of the two."""
    return is_mentee(user, relationship) or is_mentor(user, relationship)


def past_notes(user):
    """A former mentor keeps what they wrote themselves, and nothing else of the pair."""
    return (
        Meeting.objects.filter(relationship__mentor__user=user)
        .exclude(relationship__status__in=WORKING_STATUSES)
        .exclude(mentor_notes="")
        .select_related("relationship__mentee")
        .only("starts_at", "mentor_notes", "relationship__mentee__full_name", "relationship__status")
        .order_by("-starts_at")
    )


# ---- mentor cards ------------------------------------------------------------------------------------------------
def programs_of(user):
    """Programs whose directory this person may read: they belong to them today."""
    return Program.objects.filter(pk__in=programs.memberships_of(user).values("program_id"))


def directory(user):
    """The cards of one's own programs."""
    return Mentor.objects.filter(
        retired_on=None, program__in=programs.memberships_of(user).values("program_id")
    )


def visible_mentors(user):
    """Cards of one's programs, cards one made, and one's own card."""
    return Mentor.objects.filter(
        Q(program__in=programs.memberships_of(user).values("program_id"), retired_on=None)
        | Q(added_by=user, program=None)
        | Q(user=user)
    )


def can_edit_mentor(user, mentor):
    """The mentor, whoever keeps the program's directory, or for a private card the one who wrote it."""
    if mentor.user_id == user.pk:
        return True
    if mentor.program_id:
        return can_add_to_directory(user, mentor.program)
    return is_own_card(user, mentor)


def is_own_card(user, mentor):
    """Somebody's private card of a mentor who has no account: nobody else keeps it right."""
    return mentor.program_id is None and mentor.added_by_id == user.pk and mentor.user_id is None


def can_change_address(user, mentor):
    """The address opens all that the pairs share. Once the mentor has an account, it is theirs to change."""
    return mentor.user_id in (None, user.pk)


def can_add_to_directory(user, program):
    return programs.can_manage_members(user, program)
