"""Comparing a list of programs (ACGME) with the catalogue.

A row is a program we know by its ACGME code; else the one program of the same specialty and state whose hospital's or
program's name agrees; else, when some are similar, a row to decide; else new. What the list says of standing and size
follows the list, unless a later list was read already; city, ZIP code and website fill what is empty; all else stays.
"""

from collections import Counter

from programs import importers
from programs.actions.catalogue_match import Matches, short_name
from programs.actions.catalogue_plan import Comparison, Kind
from programs.importers.names import agree, name_words
from programs.importers.shipped import USUAL_FELLOWSHIP, USUAL_LENGTH
from programs.models import Institution, Program, Specialty

LOCAL = "L"


class ProgramComparison(Comparison):
    def plan(self, rows):
        self.specialties = {item.code: item for item in Specialty.objects.all()}
        self.stored = list(
            Program.objects.filter(is_fictional=False)
            .select_related("institution", "specialty")
            .defer("search_text")
            .order_by("pk")
        )
        self.names = set(Program.objects.order_by().values_list("institution_id", "specialty_id", "name"))
        self._institutions()
        matches = Matches(self.stored, rows, self.run.choices)
        for row in rows:
            known, candidates = matches.of(row)
            if known:
                self._known(row, known)
            elif candidates:
                self._to_decide(row, candidates)
            else:
                self._new(row)
        self._place_institutions()
        self._absent(rows)
        return self.finished()

    # ---- programs we know ----
    def _known(self, row, item):
        self._run_by(item.institution, row)
        label = f"{item.institution.name}, {item.name}"
        if item.state != row.state:
            self.warn(
                row.line,
                f"{row.code} is in {row.state} here and in {item.state} in the catalogue. Left there.",
            )
        wanted, is_older = self._wanted(row, item), (row.year or 9999) < (item.listed_year or 0)
        if is_older:
            wanted = {name: value for name, value in wanted.items() if getattr(item, name) in (None, "")}
            wanted.pop("withdrawn_on", None)
        kind = Kind.WITHDRAWN if wanted.get("withdrawn_on") and not item.withdrawn_on else Kind.CHANGED
        differs = {name for name, value in wanted.items() if getattr(item, name) != value}
        if differs:
            if differs == {"listed_year"}:
                kind = Kind.CONFIRMED
            wanted["listed_in_id"] = self.run.pk
        self.change("program", item, wanted, line=row.line, code=row.code, label=label, kind=kind)

    def _wanted(self, row, item):
        wanted = {
            "acgme_code": row.code,
            "listed_name": row.name,
            "sponsor_code": row.sponsor_code,
            "accreditation_status": row.status,
            "positions_approved": row.approved,
            "positions_filled": row.filled,
            "is_subspecialty": row.is_subspecialty,
            "listed_year": row.year,
        }
        wanted |= {
            name: getattr(row, name) for name in ("city", "zip_code", "website") if not getattr(item, name)
        }
        if row.years and not item.is_length_known:
            wanted |= {"training_years": row.years, "is_length_known": True}
        wanted = {name: value for name, value in wanted.items() if value not in (None, "")}
        if row.is_withdrawn and not item.withdrawn_on:
            wanted["withdrawn_on"] = self.today
        elif row.status and not row.is_withdrawn and item.withdrawn_on:
            if importers.is_withdrawn(item.accreditation_status):
                wanted["withdrawn_on"] = None
                self.warn(row.line, f"{row.code} was withdrawn and is accredited again: no longer marked.")
            else:
                self.warn(
                    row.line, f"{row.code} is accredited here and was marked withdrawn by hand. Left marked."
                )
        return wanted

    def _to_decide(self, row, candidates):
        step = {"name": row.name, "sponsor": row.sponsor, "city": row.city, "state": row.state}
        self.new(
            "program", None, line=row.line, code=row.code, label=f"{row.name}, {row.specialty}", shown=step
        )
        self.result.steps[-1].kind = Kind.CONFLICTING
        self.result.steps[-1].candidates = [
            {"id": item.pk, "label": str(item)[:200], "code": item.acgme_code or ""} for item in candidates
        ]

    # ---- new programs ----
    def _new(self, row):
        specialty = self._specialty(row)
        institution = self._institution(row)
        self._run_by(institution, row)
        item = Program(
            institution=institution, specialty=specialty, name=self._name(row, institution, specialty),
            city=row.city, state=row.state, acgme_code=row.code, zip_code=row.zip_code, website=row.website,
            training_years=row.years or specialty.training_years, is_length_known=_is_length_known(row),
            listed_name=row.name,
            sponsor_code=row.sponsor_code, accreditation_status=row.status, positions_approved=row.approved,
            positions_filled=row.filled, is_subspecialty=_is_fellowship(row), listed_year=row.year,
            withdrawn_on=self.today if row.is_withdrawn else None,
        )  # fmt: skip
        item.sort_name, item.search_text = item.index_words([])
        shown = {name: getattr(item, name) for name in SHOWN} | {"institution": institution.name}
        self.new(
            "program",
            item,
            line=row.line,
            code=row.code,
            label=f"{institution.name}, {item.name}",
            shown=shown,
        )

    def _specialty(self, row):
        code = row.specialty_code
        if code not in self.specialties:
            name = row.specialty or importers.observed_specialties().get(code, f"Specialty {code}")
            usual = USUAL_FELLOWSHIP if _is_fellowship(row) else USUAL_LENGTH
            years = importers.usual_lengths().get(code) or row.years or usual
            self.specialties[code] = Specialty(code=code, name=name[:120], training_years=years)
            shown = {"code": code, "name": name, "training_years": years}
            self.new("specialty", self.specialties[code], line=row.line, code=code, label=name, shown=shown)
        return self.specialties[code]

    def _name(self, row, institution, specialty):
        """The specialty, as everywhere in the catalogue; with the list's own name where the hospital's does
        not say it.
        """
        where, short = (
            (institution.pk or id(institution), specialty.pk or id(specialty)),
            short_name(row.name),
        )
        name = specialty.name
        if not agree(name_words(row.name), name_words(institution.name), name_words(row.city)):
            name = f"{specialty.name} ({short})"[:200]
        for option in (name, f"{specialty.name} ({short})"[:200], f"{specialty.name} ({row.code})"):
            if (*where, option) not in self.names:
                break
        self.names.add((*where, option))
        return option

    # ---- institutions ----
    def _institutions(self):
        """Known ones by code, by the sponsor's code that their programs carry, and by state for their names."""
        self.by_code, self.by_state, self.sponsors = {}, {}, {}
        real = {program.institution_id for program in self.stored}
        demo = set(Program.objects.filter(is_fictional=True).values_list("institution_id", flat=True)) - real
        for item in Institution.objects.all():
            self.by_code[item.code] = item
            if item.pk not in demo:
                self.by_state.setdefault(item.state, []).append((name_words(item.name), item))
        for program in self.stored:
            self._note_sponsor(program.sponsor_code, program.institution)
        self.zips, self.local = {}, 0
        local = [int(code[1:]) for code in self.by_code if code[:1] == LOCAL and code[1:].isdecimal()]
        self.local = max(local, default=0)

    def _note_sponsor(self, code, institution):
        if code:
            self.sponsors.setdefault(code, Counter())[institution.code] += 1

    def _run_by(self, institution, row):
        """What a matched row tells about its hospital: which sponsor it is, and where."""
        self._note_sponsor(row.sponsor_code, institution)
        if row.zip_code:
            self.zips.setdefault(institution.code, Counter())[row.zip_code] += 1

    def _institution(self, row):
        """By the sponsor's code; else the only hospital whose programs carry that code; else by the name, in
        the state.
        """
        if row.sponsor_code in self.by_code:
            return self.by_code[row.sponsor_code]
        same_sponsor = [self.by_code[code] for code in self.sponsors.get(row.sponsor_code, ())]
        if len(same_sponsor) == 1:
            return same_sponsor[0]
        name = row.sponsor or short_name(row.name)
        words, city = name_words(name), name_words(row.city)
        named = [item for known, item in self.by_state.get(row.state, ()) if agree(words, known, city)]
        if len(named) == 1:
            return named[0]
        return self._new_institution(row, name[:160], words)

    def _new_institution(self, row, name, words):
        if not row.sponsor_code:
            self.local += 1
        code = row.sponsor_code or f"{LOCAL}{self.local:05}"
        item = self.by_code[code] = Institution(code=code, name=name, state=row.state)
        self.by_state.setdefault(row.state, []).append((words, item))
        shown = {"code": code, "name": name, "state": row.state}
        self.new("institution", item, line=row.line, code=code, label=name, shown=shown)
        return item

    def _place_institutions(self):
        """A hospital without a ZIP code takes the one its programs share; not when they are in several places."""
        for code, counted in self.zips.items():
            item = self.by_code[code]
            if item.zip_code or len({zip_code[:3] for zip_code in counted}) > 1:
                continue
            about = {"line": 0, "code": code, "label": item.name}
            self.change("institution", item, {"zip_code": counted.most_common(1)[0][0]}, **about)

    # ---- programs the list does not have ----
    def _absent(self, rows):
        listed = {row.code for row in rows}
        gone = [p for p in self.stored if p.acgme_code and p.acgme_code not in listed and not p.withdrawn_on]
        self.result.absent = len(gone)
        if not self.run.options.get("full"):
            return
        for item in gone:
            about = {"line": 0, "code": item.acgme_code, "label": str(item)}
            if self.run.options.get("withdraw_absent"):
                wanted = {"withdrawn_on": self.today}
                self.change("program", item, wanted, kind=Kind.WITHDRAWN, **about)
            else:
                self.new("program", item, shown={}, **about)
                self.result.steps[-1].kind = Kind.ABSENT


SHOWN = (
    "name", "state", "city", "acgme_code", "training_years", "is_length_known", "sponsor_code", "accreditation_status",
    "positions_approved", "positions_filled", "is_subspecialty", "zip_code", "website", "listed_name", "listed_year",
    "withdrawn_on",
)  # fmt: skip


def _is_length_known(row):
    return bool(row.years) or row.specialty_code in importers.usual_lengths()


def _is_fellowship(row):
    """As the file says; else by the number: our list of lengths holds what a residency is entered for."""
    if row.is_subspecialty is not None:
        return row.is_subspecialty
    return row.specialty_code not in importers.usual_lengths()
