"""The catalogue's search: from the words in the address bar to one page of rows, with a count beside every filter.

Two queries whatever is asked: one for the counts, one for the rows. Both go by the trigram index as soon as something
is typed, and by the sorted indexes before.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef

from programs.models import Specialty, Track
from programs.numbers import ROWS_PER_PAGE
from programs.places import STATES
from programs.search import matching

SORTS = {
    "name": ("Name", ("sort_name", "pk")),
    "state": ("State", ("state", "sort_name", "pk")),
    "specialty": ("Specialty", ("specialty__name", "sort_name", "pk")),
}
LONGEST_QUERY = 120
COLUMNS = (
    "pk", "name", "institution__name", "specialty__name", "city", "state", "training_years", "is_fictional",
    "withdrawn_on",
)  # fmt: skip


CONDITIONS = {
    "specialty": "hit.specialty_id = (SELECT id FROM programs_specialty WHERE code = %s)",
    "state": "hit.state = %s",
    "track": "EXISTS (SELECT FROM programs_track WHERE program_id = hit.id AND kind = %s)",
}
COUNTED = {
    "specialty": "SELECT 'specialty', specialty.code, specialty.name, count(*) FROM hit "
    "JOIN programs_specialty specialty ON specialty.id = hit.specialty_id WHERE {conditions} GROUP BY 2, 3",
    "state": "SELECT 'state', hit.state, '', count(*) FROM hit WHERE {conditions} GROUP BY 2",
    "track": "SELECT 'track', track.kind, '', count(DISTINCT hit.id) FROM hit "
    "JOIN programs_track track ON track.program_id = hit.id WHERE {conditions} GROUP BY 2",
}


@dataclass(frozen=True)
class Search:
    """What is asked. Values nobody could have picked count as not given, so an old bookmark still answers."""

    typed: str = ""
    specialty: str = ""
    state: str = ""
    track: str = ""
    withdrawn: bool = False
    sort: str = "name"
    page: int = 1

    @classmethod
    def read(cls, query):
        """From request.GET."""
        code, state, track = (query.get(name, "") for name in ("specialty", "state", "track"))
        page = query.get("page", "1")
        return cls(
            typed=query.get("q", "").replace("\0", "")[:LONGEST_QUERY].strip(),
            specialty=code if code.isdecimal() and len(code) == 3 else "",
            state=state if state in STATES else "",
            track=track if track in Track.Kind.values else "",
            withdrawn=query.get("withdrawn") == "1",
            sort=query["sort"] if query.get("sort") in SORTS else "name",
            page=int(page) if page.isdecimal() and 0 < len(page) < 6 and int(page) else 1,
        )

    @property
    def is_narrow(self):
        return bool(self.typed or self.specialty or self.state or self.track)

    def query_string(self, **changes):
        """The part of the address that gives this search again, without what is as usual: "?q=mercy&page=2" or ""."""
        asked = replace(self, **changes)
        given = {
            "q": asked.typed,
            "specialty": asked.specialty,
            "state": asked.state,
            "track": asked.track,
            "withdrawn": "1" if asked.withdrawn else "",
            "sort": asked.sort if asked.sort != "name" else "",
            "page": asked.page if asked.page > 1 else "",
        }
        words = urlencode({name: value for name, value in given.items() if value})
        return f"?{words}" if words else ""

    def words_only(self, programs):
        """The programs that fit what is typed; the withdrawn only when asked for."""
        programs = matching(programs, self.typed)
        return programs if self.withdrawn else programs.filter(withdrawn_on=None)

    def narrow(self, programs):
        """The programs that fit all that is asked."""
        programs = self.words_only(programs)
        if self.specialty:
            programs = programs.filter(specialty__code=self.specialty)
        if self.state:
            programs = programs.filter(state=self.state)
        if self.track:
            programs = programs.filter(Exists(Track.objects.filter(program=OuterRef("pk"), kind=self.track)))
        return programs

    def conditions(self, *, but):
        """The filters once more, as SQL over `hit` for the counts, without the one that is being counted."""
        given = {"specialty": self.specialty, "state": self.state, "track": self.track}
        chosen = [name for name, value in given.items() if value and name != but]
        return " AND ".join(["true", *(CONDITIONS[name] for name in chosen)]), [
            given[name] for name in chosen
        ]


class Found:
    """One page of answers. `programs` is what the person may see at all."""

    def __init__(self, search, programs):
        self.search, self._programs = search, programs.order_by()

    @cached_property
    def _counts(self):
        """{"specialty": {code: (name, n)}, "state": ..., "track": ...}: each given the other filters.

        What is typed is looked up once; the three counts go over what it gave.
        """
        hits, hit_values = (
            self.search.words_only(self._programs)
            .values("pk", "specialty_id", "state")
            .query.sql_with_params()
        )
        counts, values = {}, [*hit_values]
        for facet in COUNTED:
            conditions, given = self.search.conditions(but=facet)
            counts[facet] = COUNTED[facet].format(conditions=conditions)
            values += given
        sql = f"WITH hit (id, specialty_id, state) AS MATERIALIZED ({hits}) {' UNION ALL '.join(counts.values())}"
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            found = {facet: {} for facet in COUNTED}
            for facet, value, label, n in cursor.fetchall():
                found[facet][value] = (label, n)
        return found

    @cached_property
    def total(self):
        """How many programs fit. Every program has one specialty, so their counts add up."""
        counts = self._counts["specialty"]
        if self.search.specialty:
            return counts.get(self.search.specialty, ("", 0))[1]
        return sum(n for _, n in counts.values())

    @property
    def words(self):
        """ "4,489 programs." or "12 programs fit." """
        number = {0: "No program", 1: "One program"}.get(self.total, f"{self.total:,} programs")
        if not self.search.is_narrow:
            return f"{number}."
        return f"{number} {'fits' if self.total < 2 else 'fit'}."

    @cached_property
    def rows(self):
        """Dicts for the template, with `kinds`: the letters of the program's tracks."""
        kinds = Track.objects.filter(program=OuterRef("pk")).order_by("kind").values("kind").distinct()
        if not self.total:
            return []
        first = (self.page - 1) * ROWS_PER_PAGE
        found = self.search.narrow(self._programs).order_by(*SORTS[self.search.sort][1])
        rows = list(found.values(*COLUMNS, kinds=ArraySubquery(kinds))[first : first + ROWS_PER_PAGE])
        for row in rows:
            row["length"] = "1 year" if row["training_years"] == 1 else f"{row['training_years']} years"
            row["tracks"] = ", ".join(KINDS[kind] for kind in row["kinds"])
        return rows

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
