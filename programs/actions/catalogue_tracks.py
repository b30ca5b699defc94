"""Comparing a list of tracks (NRMP) with the catalogue. Names, states and tracks follow the file; what admins curate
(setting, length, city, ACGME code, facts) is set when a program is new and never touched again.
"""

from programs import importers
from programs.actions.catalogue_plan import Comparison
from programs.importers.shipped import USUAL_LENGTH
from programs.models import Institution, Program, Specialty, Track


class TrackComparison(Comparison):
    def plan(self, rows):
        specialties = self._specialties(rows)
        institutions = self._institutions(rows)
        programs = self._programs(rows, institutions, specialties)
        self._tracks(rows, programs)
        return self.finished()

    def _specialties(self, rows):
        first = {}
        for row in rows:
            first.setdefault(row.specialty_code, row)
        known = {item.code: item for item in Specialty.objects.filter(code__in=first)}
        lengths = importers.usual_lengths()
        self.result.unchanged += len(known)
        for code, row in first.items():
            if code not in known:
                years = lengths.get(code, USUAL_LENGTH)
                known[code] = Specialty(code=code, name=row.specialty, training_years=years)
                shown = {"code": code, "name": row.specialty, "training_years": years}
                self.new("specialty", known[code], line=row.line, code=code, label=row.specialty, shown=shown)
        return known

    def _institutions(self, rows):
        first = {}
        for row in rows:
            first.setdefault(row.institution_code, row)
        known = {item.code: item for item in Institution.objects.filter(code__in=first)}
        for code, row in first.items():
            wanted = {"name": row.institution, "state": row.state}
            about = {"line": row.line, "code": code, "label": row.institution}
            if code in known:
                self.change("institution", known[code], wanted, **about)
            else:
                known[code] = Institution(code=code, **wanted)
                self.new("institution", known[code], shown={"code": code, **wanted}, **about)
        return known

    def _programs(self, rows, institutions, specialties):
        """By (institution code, specialty code). A second program an admin made for the same pair is left alone."""
        ways_in = {}
        for row in rows:
            ways_in.setdefault((row.institution_code, row.specialty_code), []).append(row)
        stored = Program.objects.filter(institution__code__in=institutions, is_fictional=False)
        known, self.names = (
            {},
            set(Program.objects.filter(is_fictional=True).values_list("institution_id", "name")),
        )
        for item in stored.select_related("institution", "specialty").order_by("-pk"):
            known[item.institution.code, item.specialty.code] = item
        for pair, listed in ways_in.items():
            institution, specialty = institutions[pair[0]], specialties[pair[1]]
            about = {
                "line": listed[0].line,
                "code": "/".join(pair),
                "label": f"{institution.name}, {specialty.name}",
            }
            if pair in known:
                self.change("program", known[pair], {"state": institution.state}, **about)
            else:
                known[pair] = item = self._new_program(institution, specialty, listed)
                shown = {"name": item.name, "state": item.state, "training_years": item.training_years}
                self.new("program", item, shown=shown, **about)
        return known

    def _new_program(self, institution, specialty, rows):
        only_preliminary = {row.kind for row in rows} == {Track.Kind.PRELIMINARY.value}
        is_taken = (institution.pk, specialty.name) in self.names
        program = Program(
            institution=institution,
            specialty=specialty,
            name=f"{specialty.name} ({institution.code})" if is_taken else specialty.name,
            state=institution.state,
            training_years=1 if only_preliminary else specialty.training_years,
        )
        program.sort_name, program.search_text = program.index_words(
            [(row.name, row.nrmp_code) for row in rows]
        )
        return program

    def _tracks(self, rows, programs):
        """Tracks stay with the program they are in."""
        known = {item.nrmp_code: item for item in Track.objects.filter(program__is_fictional=False)}
        for row in rows:
            item, wanted = known.pop(row.nrmp_code, None), {"name": row.name, "kind": row.kind}
            about = {"line": row.line, "code": row.nrmp_code, "label": f"{row.institution}, {row.name}"}
            if item:
                self.change("track", item, wanted, **about)
            else:
                program = programs[row.institution_code, row.specialty_code]
                item = Track(program=program, nrmp_code=row.nrmp_code, **wanted)
                self.new("track", item, shown={"nrmp_code": row.nrmp_code, **wanted}, **about)
        self.result.absent = len(known)
