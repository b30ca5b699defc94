"""Where ZIP codes are, for finding programs by distance."""

from django.db import models
from django.db.models import Avg
from django.db.models.functions import Left


class ZipPlace(models.Model):
    """The middle of one ZIP code's area, in degrees. Filled from the shipped list by `load_zip_places`."""

    code = models.CharField(max_length=5, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    state = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = "ZIP code"
        indexes = [models.Index("latitude", "longitude", name="zip_by_place")]

    def __str__(self):
        return self.code


def places_of(codes) -> dict[str, tuple[float, float]]:
    """Latitude and longitude by ZIP code, for those we can place. A code of a single big building has no area of its
    own and is not in the list; it gets the middle of the codes that share its first three digits, within a few miles
    in the cities where such codes are.
    """
    wanted = {code for code in codes if code}
    rows = ZipPlace.objects.filter(code__in=wanted).values_list("code", "latitude", "longitude")
    found = {code: (latitude, longitude) for code, latitude, longitude in rows}
    if missing := wanted - found.keys():
        areas = area_middles({code[:3] for code in missing})
        found |= {code: areas[code[:3]] for code in missing if code[:3] in areas}
    return found


def area_middles(prefixes):
    """The mean place of all ZIP codes that begin with three digits, by those digits."""
    rows = (
        ZipPlace.objects.order_by()
        .annotate(area=Left("code", 3))
        .filter(area__in=prefixes)
        .values_list("area")
        .annotate(Avg("latitude"), Avg("longitude"))
    )
    return {area: (latitude, longitude) for area, latitude, longitude in rows}


def place_of(*codes):
    """The place of the first of these ZIP codes that has one, else (None, None)."""
    if not any(codes):
        return None, None
    places = places_of(codes)
    return next((places[code] for code in codes if code in places), (None, None))
