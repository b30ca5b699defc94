"""Places outside one's program where mentors are found, sorted for the person who looks (S4-2)."""

from dataclasses import dataclass

from django.core.validators import slug_re
from django.urls import reverse

from mentorship import rules
from mentorship.access import visible_needs
from playbook.models import Scheme
from playbook.vocabulary import Location, Origin, Role, SchemeKind
from programs.access import memberships_of, visible_programs
from programs.calendar import add_months
from programs.models import Preferences

NAMED_AT_MOST = 2
PAIRS = (
    SchemeKind.SOCIETY_MATCH,
    SchemeKind.STUDENT_MATCH,
    SchemeKind.DEPARTMENT_PROGRAM,
    SchemeKind.IMG_COMMITTEE,
)
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
    def pairs(self):
        """Whether somebody is given a mentor there."""
        return self.scheme.kind in PAIRS

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
    mine = visible_needs(user).filter(pk=need).first() if is_id(need) else None
    seen = visible_programs(user).filter(pk=program) if is_id(program) else None
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


def scheme_named(key):
    """The place a link speaks of, if people are paired there; else None."""
    if not slug_re.fullmatch(key):
        return None
    return Scheme.objects.current().filter(key=key, kind__in=PAIRS).first()


def begun_through(scheme):
    """Where a tie begins that such a place made: how they know each other, and where the mentor is likely to be."""
    far = scheme.kind == SchemeKind.SOCIETY_MATCH
    return {"origin": Origin.SCHEME, "location": Location.EXTERNAL_REMOTE if far else Location.SAME_PROGRAM}


def term_ends(scheme, today):
    """The day to look back at how it is going: when the pairing ends (S4-2.1); None where it has no end."""
    return add_months(today, scheme.length_months) if scheme and scheme.length_months else None


def named_for(need, specialty):
    """Names of the places beyond home nearest to one need, for a line beneath a gap. One query."""
    wanted = rules.Wanted(specialty, tuple(need.functions))
    places = _nearest(Scheme.objects.current().filter(kind__in=BEYOND_HOME), wanted)
    return [place.scheme.name for place in places if place.finding.value][:NAMED_AT_MOST]


def _nearest(schemes, wanted):
    found = ((scheme, rules.fits(scheme.kind, scheme.specialty, wanted)) for scheme in schemes)
    return [Place(scheme, finding) for scheme, finding in rules.nearest_first(found)]


def is_id(text):
    """Whether the text of an address may be the id of a row."""
    return text.isdecimal() and len(text) < 18
