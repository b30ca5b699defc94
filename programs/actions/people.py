"""The people named in answers and in a sketch. A person is noted once per program, with everything heard about them."""

import re

from django.db import IntegrityError, transaction

from programs.actions.holding import hold
from programs.actions.members import Refused
from programs.models import NamedPerson

TITLE = re.compile(r"^(?:(?:dr|prof|professor|doctor)\b\.?\s*)+", re.IGNORECASE)
JOINED = "; "
NAME_TAKEN = "Somebody of this name is noted already. Choose them under “Same person as”."


def same_name(name):
    """A name without title, case and spacing: "Dr. Ida  Oakhollow" and "ida oakhollow" are one person."""
    folded = TITLE.sub("", name.split(",")[0].strip()).casefold()
    return " ".join(folded.replace("i\u0307", "i").split())  # the database takes \u0130 for an i


def name_people(*, evaluation, people, answer=None, in_sketch=False):
    """Note people: dicts with name, hint, is_resident, may_be_noted, is_prospect. One person twice merges into one.

    Called inside the transaction of what named them. The rows, in the order given.
    """
    known = {same_name(person.name): person for person in evaluation.people.all()}
    found = []
    for one in people:
        person = known.get(same_name(one["name"]))
        if person is None:
            person = NamedPerson(evaluation=evaluation, name=one["name"])
            known[same_name(one["name"])] = person
        person.hint = _joined(person.hint, one.get("hint", ""), 200)
        if one.get("is_resident"):
            person.is_resident, person.may_be_noted = True, bool(one.get("may_be_noted"))
        person.in_sketch = person.in_sketch or in_sketch
        person.is_prospect = person.is_prospect or in_sketch or bool(one.get("is_prospect"))
        person.save()
        if answer is not None:
            person.answers.add(answer)
        found.append(person)
    return found


@transaction.atomic
def edit_person(*, person, by, same_as=None, **values):
    """Change what is noted about somebody; `same_as` says that another note is the same person. Who stays.

    Refused when somebody else here got this name meanwhile.
    """
    fresh = _own(person, by)
    for name, value in values.items():
        setattr(fresh, name, value)
    if same_as is not None:
        return merge_people(person=fresh, into=same_as, by=by)
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError as error:
        if "a_person_is_named_once_per_program" not in str(error):
            raise
        raise Refused(NAME_TAKEN, "name") from None
    return fresh


@transaction.atomic
def merge_people(*, person, into, by):
    """Two notes turn out to be one person: everything moves to `into`, and `person` goes. The one that stays."""
    old = _own(person, by)
    kept = old.evaluation.people.select_for_update().get(pk=into.pk)
    for name in ("hint", "approach", "project_types"):
        setattr(kept, name, _joined(getattr(kept, name), getattr(person, name), 200))
    for name in ("in_sketch", "is_prospect", "is_resident", "may_be_noted"):
        setattr(kept, name, getattr(kept, name) or getattr(person, name))
    kept.answers.add(*old.answers.all())
    old.delete()
    kept.save()
    return kept


@transaction.atomic
def forget_person(*, person, by):
    """Remove what is noted about somebody. True when this call removed it."""
    return bool(NamedPerson.objects.filter(pk=person.pk, evaluation__applicant=by).delete()[0])


def _own(person, by):
    hold(person.evaluation_id, by)
    return NamedPerson.objects.select_for_update().get(pk=person.pk)


def _joined(old, new, longest):
    """Both hints, unless one says the other already."""
    if not new or new.casefold() in old.casefold():
        return old
    return (f"{old}{JOINED}{new}" if old and old.casefold() not in new.casefold() else new)[:longest]
