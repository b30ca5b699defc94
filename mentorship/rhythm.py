"""How often a resident's program said that people meet: where an agreement with somebody there begins (S0-5.4)."""

from playbook.vocabulary import Location
from programs.access import visible_evaluations

WHERE_FROM = "Your program gave this rhythm in its sketch. Choose another one if you two like."


def rhythm_of_sketch(user, tie):
    """The rhythm in the sketch of the program this person matched into, or "". It stands in their own evaluation, so it
    is for their eyes: "" for everybody else, and for mentors elsewhere, of whom the program did not speak.
    """
    if tie.mentee_id != user.pk or tie.location != Location.SAME_PROGRAM:
        return ""
    matched = visible_evaluations(user).filter(matched_on__isnull=False)
    return matched.values_list("sketch_cadence", flat=True).first() or ""
