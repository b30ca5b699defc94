"""Distance from a ZIP code: its middle, the states within reach, and miles in SQL.

A square is cut out by the index on places first; only what lies in it is measured along the globe.
"""

import re
from dataclasses import dataclass
from math import cos, radians

from django.db import connection
from django.db.models import Case, F, FloatField, Value, When
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

EARTH_RADIUS = 3958.8  # miles
DEGREE = 68.7  # miles in one degree of latitude where it is shortest, so that the square is never too small

CENTRE = """
WITH centre AS (
    SELECT latitude, longitude, true AS is_exact FROM programs_zipplace WHERE code = %(code)s
    UNION ALL
    SELECT avg(latitude), avg(longitude), false FROM programs_zipplace WHERE code LIKE %(area)s HAVING count(*) > 0
    ORDER BY is_exact DESC LIMIT 1
)
SELECT latitude, longitude, is_exact, ARRAY(
    SELECT DISTINCT place.state FROM programs_zipplace place
    WHERE %(miles)s > 0
    AND place.latitude BETWEEN centre.latitude - %(miles)s / %(degree)s AND centre.latitude + %(miles)s / %(degree)s
    AND place.longitude BETWEEN centre.longitude - %(miles)s / (%(degree)s * cos(radians(centre.latitude)))
        AND centre.longitude + %(miles)s / (%(degree)s * cos(radians(centre.latitude)))
    AND 2 * %(radius)s * asin(least(1, sqrt(
        sin(radians(place.latitude - centre.latitude) / 2) ^ 2
        + cos(radians(place.latitude)) * cos(radians(centre.latitude))
        * sin(radians(place.longitude - centre.longitude) / 2) ^ 2))) <= %(miles)s
)
FROM centre
"""


@dataclass(frozen=True)
class Centre:
    """Where a ZIP code is. `states` are those within `miles`; `is_exact` is false for a code that has no area of its
    own and was placed by its first three digits.
    """

    code: str
    latitude: float
    longitude: float
    is_exact: bool
    miles: int | None
    states: tuple

    def measure(self, programs):
        """The programs with `distance`, in miles; None where their place is not known."""
        return programs.annotate(distance=self._distance())

    def within(self, programs):
        """Those that are surely within reach, with `distance`."""
        high = self.miles / DEGREE
        wide = self.miles / (DEGREE * cos(radians(self.latitude)))
        box = programs.filter(
            latitude__range=(self.latitude - high, self.latitude + high),
            longitude__range=(self.longitude - wide, self.longitude + wide),
        )
        return self.measure(box).filter(distance__lte=self.miles)

    def unplaced(self, programs):
        """Those of the same states whose place is not known: they may be near."""
        return programs.filter(latitude=None, state__in=self.states)

    def _distance(self):
        north = Power(Sin(Radians(F("latitude") - Value(self.latitude)) / 2.0), 2)
        east = Power(Sin(Radians(F("longitude") - Value(self.longitude)) / 2.0), 2)
        squared = north + Cos(Radians(F("latitude"))) * Value(cos(radians(self.latitude))) * east
        half = ASin(Least(Value(1.0), Sqrt(squared)), output_field=FloatField())
        miles = half * Value(2 * EARTH_RADIUS, output_field=FloatField())
        # LEAST passes over NULL, so an unknown place would be half the globe away.
        return Case(When(latitude__isnull=False, then=miles), output_field=FloatField())


def zip_of(typed: str) -> str:
    """Five digits for "30303" and "30303-1234"; "" for anything else."""
    found = re.fullmatch(r"([0-9]{5})(-?[0-9]{4})?", typed)
    return found[1] if found else ""


def find_centre(code: str, miles: int | None) -> Centre | None:
    """One query; None for a code nobody lives at."""
    values = {
        "code": code,
        "area": f"{code[:3]}%",
        "miles": float(miles or 0),
        "degree": DEGREE,
        "radius": EARTH_RADIUS,
    }
    with connection.cursor() as cursor:
        cursor.execute(CENTRE, values)
        row = cursor.fetchone()
    if row is None:
        return None
    latitude, longitude, is_exact, states = row
    return Centre(code, latitude, longitude, is_exact, miles, tuple(sorted(filter(None, states))))


def words_for(distance: float | None) -> str:
    if distance is None:
        return "distance not known"
    if distance < 1:
        return "under 1 mile"
    return f"{distance:.0f} mile{'' if round(distance) == 1 else 's'}"
