"""Places outside one's program where mentors are found, sorted for the person who looks (S4-2)."""

from dataclasses import dataclass

from django.urls import reverse

from mentorship import rules
from mentorship.access import visible_needs
from playbook.models import Scheme
from playbook.vocabulary import Role, SchemeKind
from programs.access import memberships_of, visible_programs
from programs.models import Preferences

NAMED_AT_MOST = 2
BEYOND_HOME = (
    SchemeKind.SOCIETY_MATCH,
    SchemeKind.ALUMNI_NETWORK,
    SchemeKind.LOCAL_SOCIETY,
    SchemeKind.CONFERENCE,
)


@dataclass(frozen=True)
class Place:
    """One place and how it fits. `why` is empty for a place that is for everybody."""

    scheme: Scheme
    finding: rules.Finding

    @property
    def is_own(self):
        return self.finding.state == "own"

    @property
    def why(self):
        return self.finding.why


def page():
    return reverse("mentorship:outside")


def specialty_of(user):
    """The specialty somebody trains in, else the one they are interested in, else ""."""
    residency = memberships_of(user).filter(role=Role.RESIDENT).select_related("program__specialty").first()
    return residency.program.specialty.name if residency else user.profile.specialty_interest


def wanted_by(user, *, need="", program=""):
    """(Wanted, need or None): what a link to the page says, numbers as text. A program lends its specialty."""
    mine = visible_needs(user).filter(pk=need).first() if _is_id(need) else None
    seen = visible_programs(user).filter(pk=program) if _is_id(program) else None
    specialty = seen.values_list("specialty__name", flat=True).first() if seen is not None else ""
    return rules.Wanted(specialty or specialty_of(user), tuple(mine.functions) if mine else ()), mine


def places_for(user, wanted, *, far=False):
    """(places worth a look, the others): own field first. `far`: only those that pair across regions on purpose."""
    schemes = Scheme.objects.current()
    if not Preferences.objects.filter(user=user, is_img=True).exists():
        schemes = schemes.exclude(kind=SchemeKind.IMG_COMMITTEE)
    places = _nearest(schemes.filter(distance_pairing=True) if far else schemes, wanted)
    fitting = [place for place in places if place.finding.value is not False]
    return fitting, [place for place in places if place not in fitting]


def named_for(need, specialty):
    """Names of the places beyond home nearest to one need, for a line beneath a gap. One query."""
    wanted = rules.Wanted(specialty, tuple(need.functions))
    places = _nearest(Scheme.objects.current().filter(kind__in=BEYOND_HOME), wanted)
    return [place.scheme.name for place in places if place.finding.value][:NAMED_AT_MOST]


def _nearest(schemes, wanted):
    found = ((scheme, rules.fits(scheme.kind, scheme.specialty, wanted)) for scheme in schemes)
    return [Place(scheme, finding) for scheme, finding in rules.nearest_first(found)]


def _is_id(text):
    return text.isdecimal() and len(text) < 18
