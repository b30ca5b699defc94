"""After a match: the people an applicant noted become names on her list of possible mentors (S0-0.2, S0-3.7)."""

from django.db.models import Q

from mentorship.actions.mentors import add_tie
from mentorship.models import Mentor, Need, Relationship
from playbook.vocabulary import Location, Origin, Position, RelationshipStatus
from programs.actions.people import same_name
from programs.models import NamedPerson

OF_A_NEED = "Q-L5:"  # the key of a question asked for one need ends with that need's number


def prospects_from(match):
    """One prospect per person worth asking, on a card of her own. The same person is there once, however often."""
    needs = {need.pk: need for need in Need.objects.filter(owner=match.user, state=Need.State.OPEN)}
    here = {same_name(name) for name in _names_there(match.user)}
    new = [person for person in people_worth_asking(match.evaluation) if same_name(person.name) not in here]
    for person in new:
        _prospect(person, match, needs)
    if not new:
        return ""
    number = "One person you noted is" if len(new) == 1 else f"{len(new)} people you noted are"
    return f"{number} on your list of possible mentors."


def forget_prospects_from(match):
    """Off the list again, but for those who were asked meanwhile."""
    names = Q()
    for person in people_worth_asking(match.evaluation):
        names |= Q(mentor__name__iexact=person.name)
    if not names:
        return
    ties = Relationship.objects.filter(
        names,
        mentee=match.user,
        origin=Origin.EVALUATION,
        status=RelationshipStatus.PROSPECT,
        mentor__program=None,
        mentor__added_by=match.user,
    )
    cards = list(ties.values_list("mentor", flat=True))
    ties.delete()
    Mentor.objects.filter(pk__in=cards, relationships=None).delete()


def people_worth_asking(evaluation):
    """Faculty named in an answer or in the sketch; residents only when she said that they are worth asking."""
    worth = Q(is_prospect=True) | Q(in_sketch=True) | Q(is_resident=False)
    return list(NamedPerson.objects.filter(worth, evaluation=evaluation).prefetch_related("answers"))


def _names_there(user):
    return Relationship.objects.open().filter(mentee=user).values_list("mentor__name", flat=True)


def _prospect(person, match, needs):
    # The card is read by the mentor once they have an account: what was noted about them stays in her own note.
    card = Mentor.objects.create(
        added_by=match.user,
        name=person.name,
        position=Position.NEAR_PEER if person.is_resident else Position.SENIOR_FACULTY,
    )
    add_tie(
        by=match.user,
        mentor=card,
        functions=[],
        need=_need_of(person, needs),
        today=match.today,
        origin=Origin.EVALUATION,
        location=Location.SAME_PROGRAM,
        cadence=match.evaluation.sketch_cadence if person.in_sketch else "",
        private_note=_note(person),
    )


def _need_of(person, needs):
    """The need whose question brought the name up."""
    keys = [answer.question_key for answer in person.answers.all()]
    found = (needs.get(int(key[len(OF_A_NEED) :])) for key in keys if _is_of_a_need(key))
    return next(filter(None, found), None)


def _is_of_a_need(key):
    return key.startswith(OF_A_NEED) and key[len(OF_A_NEED) :].isdecimal()


def _note(person):
    said = (
        ("What they do", person.hint),
        ("How they like to be approached", person.approach),
        ("Kinds of projects", person.project_types),
    )
    return "\n".join(f"{label}: {words}" for label, words in said if words)
