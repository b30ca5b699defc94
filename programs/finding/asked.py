"""What is asked of the catalogue: read from the address bar, and turned into queries and back into an address."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef

from programs.finding.near import zip_of
from programs.models import Track
from programs.numbers import MILES
from programs.places import STATES
from programs.search import matching

# What they are called, and by what; the last is for programs with the same.
SORTS = {
    "name": ("Name", ("sort_name", "pk")),
    "state": ("State", ("state", "sort_name", "pk")),
    "specialty": ("Specialty", ("specialty__name", "sort_name", "pk")),
    "distance": ("Distance", (F("distance").asc(nulls_last=True), "sort_name", "pk")),
}
KINDS = {"residency": "Residencies", "fellowship": "Fellowships"}
LONGEST_QUERY = 120
CONDITIONS = {
    "specialty": "hit.specialty_id = (SELECT id FROM programs_specialty WHERE code = %s)",
    "state": "hit.state = %s",
    "track": "EXISTS (SELECT FROM programs_track WHERE program_id = hit.id AND kind = %s)",
}


@dataclass(frozen=True)
class Search:
    """What is asked. Values nobody could have picked count as not given, so an old bookmark still answers."""

    typed: str = ""
    specialty: str = ""
    state: str = ""
    track: str = ""
    withdrawn: bool = False
    kind: str = ""
    near: str = ""
    miles: int | None = None
    unplaced: bool = False
    sort: str = "name"
    page: int = 1

    @classmethod
    def read(cls, query):
        """From request.GET."""
        code, state, track = (query.get(name, "") for name in ("specialty", "state", "track"))
        page, miles = query.get("page", "1"), query.get("within", "")
        return cls(
            typed=query.get("q", "").replace("\0", "")[:LONGEST_QUERY].strip(),
            specialty=code if code.isdecimal() and len(code) == 3 else "",
            state=state if state in STATES else "",
            track=track if track in Track.Kind.values else "",
            withdrawn=query.get("withdrawn") == "1",
            kind=query["kind"] if query.get("kind") in KINDS else "",
            near=query.get("near", "").replace("\0", "").strip()[:10],
            miles=int(miles) if miles in map(str, MILES) else None,
            unplaced=query.get("place") == "unknown",
            sort=query["sort"] if query.get("sort") in SORTS else "name",
            page=int(page) if page.isdecimal() and 0 < len(page) < 6 and int(page) else 1,
        )

    @property
    def is_narrow(self):
        return bool(
            self.typed
            or self.kind
            or self.specialty
            or self.state
            or self.track
            or (self.zip_code and self.miles)
        )

    @property
    def is_special(self):
        """Whether anything beyond words, specialty and state is asked: the page then shows those fields."""
        return bool(
            self.track or self.kind or self.near or self.miles or self.withdrawn or self.sort != "name"
        )

    @property
    def zip_code(self):
        """Five digits, or "" when what was typed is no ZIP code."""
        return zip_of(self.near)

    def query_string(self, **changes):
        """The part of the address that gives this search again, without what is as usual: "?q=mercy&page=2" or ""."""
        asked = replace(self, **changes)
        given = {
            "q": asked.typed,
            "specialty": asked.specialty,
            "state": asked.state,
            "track": asked.track,
            "withdrawn": "1" if asked.withdrawn else "",
            "kind": asked.kind,
            "near": asked.near,
            "within": asked.miles or "",
            "place": "unknown" if asked.unplaced else "",
            "sort": asked.sort if asked.sort != "name" else "",
            "page": asked.page if asked.page > 1 else "",
        }
        words = urlencode({name: value for name, value in given.items() if value})
        return f"?{words}" if words else ""

    def words_only(self, programs):
        """The programs that fit what is typed and the kind; the withdrawn only when asked for."""
        programs = matching(programs, self.typed)
        if self.kind:
            programs = programs.filter(is_subspecialty=self.kind == "fellowship")
        return programs if self.withdrawn else programs.filter(withdrawn_on=None)

    def placed(self, programs, centre):
        """The programs within reach of a ZIP code; those that may be, when they are asked for; all without a reach."""
        if centre is None:
            return programs
        if not centre.miles:
            return centre.measure(programs)
        return centre.unplaced(programs) if self.unplaced else centre.within(programs)

    def narrow(self, programs, centre=None):
        """The programs that fit all that is asked."""
        programs = self.placed(self.words_only(programs), centre)
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
