"""What the catalogue answers: one page of rows, with a count beside every filter.

Two queries whatever is asked, one for the counts and one for the rows, and one more for the middle of a ZIP code. They
go by the trigram index as soon as something is typed, by the sorted indexes before, by the index on places near a ZIP.
"""

from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Value

from programs.finding.asked import SORTS
from programs.finding.near import find_centre, words_for
from programs.models import Specialty, Track
from programs.numbers import MILES, ROWS_PER_PAGE
from programs.places import STATES

COLUMNS = (
    "pk", "name", "institution__name", "specialty__name", "city", "state", "training_years", "is_fictional",
    "withdrawn_on",
    "is_length_known",
)  # fmt: skip
COUNTED = {
    "specialty": "SELECT 'specialty', specialty.code, specialty.name, count(*) FROM hit "
    "JOIN programs_specialty specialty ON specialty.id = hit.specialty_id WHERE {conditions} GROUP BY 2, 3",
    "state": "SELECT 'state', hit.state, '', count(*) FROM hit WHERE {conditions} GROUP BY 2",
    "track": "SELECT 'track', track.kind, '', count(DISTINCT hit.id) FROM hit "
    "JOIN programs_track track ON track.program_id = hit.id WHERE {conditions} GROUP BY 2",
    "other": "SELECT 'other', '', '', count(*) FROM hit WHERE {conditions}",
}

# The short names that stand in a row of the list; the filter spells them out.
KINDS = {
    "C": "categorical",
    "M": "primary care",
    "P": "preliminary",
    "A": "advanced",
    "R": "physician",
    "F": "fellowship",
    "S": "fellowship",
}


class Found:
    """One page of answers. `programs` is what the person may see at all."""

    def __init__(self, search, programs):
        self.search, self._programs = search, programs.order_by()

    @cached_property
    def centre(self):
        """Where the ZIP code is that distances are measured from; None without a ZIP code we know."""
        code = self.search.zip_code
        return find_centre(code, self.search.miles) if code else None

    @property
    def near_error(self):
        """What is wrong with the ZIP code, for its field. The rest of the search holds all the same."""
        asked = self.search
        if asked.near and not asked.zip_code:
            return "A ZIP code has five digits."
        if asked.near and self.centre is None:
            return f"We know no ZIP code {asked.zip_code}."
        if not asked.near and (asked.miles or asked.sort == "distance"):
            return "Type a ZIP code to measure from."
        return ""

    @property
    def is_reaching(self):
        """Whether programs are narrowed by distance."""
        return bool(self.centre and self.centre.miles)

    @cached_property
    def _counts(self):
        """{"specialty": {code: (name, n)}, "state": ..., "track": ..., "other": ...}: each given the other filters.

        What is typed is looked up once; the counts go over what it gave. Near a ZIP code a hit is near or of unknown
        place: the filters count the ones that are shown, "other" the others.
        """
        hits, values = self._hits()
        counts = []
        for facet in COUNTED:
            conditions, given = self.search.conditions(but=facet)
            is_shown = (facet == "other") == self.search.unplaced if self.is_reaching else facet != "other"
            counts.append(COUNTED[facet].format(conditions=f"{conditions} AND hit.near = {is_shown}"))
            values += given
        sql = (
            f"WITH hit (id, specialty_id, state, near) AS MATERIALIZED ({hits}) {' UNION ALL '.join(counts)}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            found = {facet: {} for facet in COUNTED}
            for facet, value, label, n in cursor.fetchall():
                found[facet][value] = (label, n)
        return found

    def _hits(self):
        """SQL and values of what is typed, near and (near a ZIP code) of unknown place."""
        programs, parts = self.search.words_only(self._programs), []
        if self.is_reaching:
            parts = [(self.centre.within(programs), True), (self.centre.unplaced(programs), False)]
        sqls, values = [], []
        for part, is_near in parts or [(programs, True)]:
            query = part.annotate(near=Value(is_near)).values("pk", "specialty_id", "state", "near").query
            sql, given = query.sql_with_params()
            sqls.append(sql)
            values += given
        return " UNION ALL ".join(sqls), values

    @cached_property
    def total(self):
        """How many programs fit. Every program has one specialty, so their counts add up."""
        counts = self._counts["specialty"]
        if self.search.specialty:
            return counts.get(self.search.specialty, ("", 0))[1]
        return sum(n for _, n in counts.values())

    @property
    def words(self):
        """ "4,489 programs.", "12 programs fit." or "12 programs within 25 miles of 30303." """
        number = {0: "No program", 1: "One program"}.get(self.total, f"{self.total:,} programs")
        if not self.search.is_narrow:
            return f"{number}."
        if self.is_reaching:
            if self.search.unplaced:
                return f"{number} in the states around {self.centre.code} whose place we do not know."
            return f"{number} within {self.centre.miles} miles of {self.centre.code}."
        return f"{number} {'fits' if self.total < 2 else 'fit'}."

    @cached_property
    def rows(self):
        """Dicts for the template, with `kinds`: the letters of the program's tracks."""
        kinds = Track.objects.filter(program=OuterRef("pk")).order_by("kind").values("kind").distinct()
        if not self.total:
            return []
        first = (self.page - 1) * ROWS_PER_PAGE
        found = self.search.narrow(self._programs, self.centre).order_by(*SORTS[self.sort][1])
        columns = COLUMNS + (("distance",) if self._measures else ())
        rows = list(found.values(*columns, kinds=ArraySubquery(kinds))[first : first + ROWS_PER_PAGE])
        for row in rows:
            years = row["training_years"]
            row["length"] = "" if not row["is_length_known"] else "1 year" if years == 1 else f"{years} years"
            row["miles"] = words_for(row["distance"]) if "distance" in row else ""
            row["tracks"] = ", ".join(KINDS[kind] for kind in row["kinds"])
        return rows

    @property
    def _measures(self):
        return bool(self.centre) and not (self.is_reaching and self.search.unplaced)

    @property
    def sort(self):
        """Sorting by distance needs a distance."""
        return "name" if self.search.sort == "distance" and not self._measures else self.search.sort

    @property
    def others(self):
        """(words, address) of the programs that may be near though nobody knows where they are, or of the way back."""
        if not self.is_reaching:
            return None
        if self.search.unplaced:
            return "Back to those with a known place", self.search.query_string(unplaced=False, page=1)
        n = self._counts["other"].get("", ("", 0))[1]
        if not n:
            return None
        words = "program" if n == 1 else "programs"
        return f"{n:,} more {words} in the same states without a known place", self.search.query_string(
            unplaced=True, page=1
        )

    @staticmethod
    def reaches():
        return [(miles, f"{miles} miles", None) for miles in MILES]

    @property
    def pages(self):
        return max(1, -(-self.total // ROWS_PER_PAGE))

    @property
    def page(self):
        """A page past the end is the last one."""
        return min(self.search.page, self.pages)

    @property
    def previous(self):
        return self.search.query_string(page=self.page - 1) or "?" if self.page > 1 else ""

    @property
    def next(self):
        return self.search.query_string(page=self.page + 1) if self.page < self.pages else ""

    def specialties(self):
        """(code, label, count), by name; the one picked stands there even when nothing fits it."""
        options = [(code, name, n) for code, (name, n) in self._counts["specialty"].items()]
        picked = self.search.specialty
        if picked and picked not in self._counts["specialty"]:
            name = Specialty.objects.filter(code=picked).values_list("name", flat=True).first()
            options.append((picked, name or "Unknown specialty", 0))
        return sorted(options, key=lambda option: option[1])

    def states(self):
        counts = self._counts["state"]
        kept = {*counts, *filter(None, [self.search.state])}
        return sorted(
            ((code, STATES.get(code, code), counts.get(code, ("", 0))[1]) for code in kept),
            key=lambda o: o[1],
        )

    def track_kinds(self):
        counts = self._counts["track"]
        return [
            (kind.value, kind.label, counts.get(kind.value, ("", 0))[1])
            for kind in Track.Kind
            if kind.value in counts or kind.value == self.search.track
        ]
