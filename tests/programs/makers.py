"""Test data of the catalogue."""

from datetime import date
from itertools import count

from django.db import connection

from programs.actions import catalogue_runs
from programs.importers import FILES
from programs.management.commands.import_programs import shipped_run
from programs.models import Institution, Program, ProgramFact, Specialty, Track
from tests.factories import make_program

_number = count(1)


def make_fact(program, kind="volume", value="yes", **fields):
    if kind == "board_pass_rate" and not fields.get("percent"):
        fields = {"numerator": 9, "denominator": 10, "span_years": 3} | fields
    return ProgramFact.objects.create(
        **{
            "program": program,
            "kind": kind,
            "value": value,
            "detail": f"Detail {next(_number)}.",
            "source_kind": "website",
            "source": "Program website",
            "as_of": date(2026, 9, 1),
            **fields,
        }
    )


def make_track(program, kind="C", **fields):
    code = (
        f"{1000 + next(_number) % 9000}{program.specialty.code}{kind}0"  # four digits, however many tests ran
    )
    track = Track.objects.create(
        **{"program": program, "kind": kind, "name": program.name, "nrmp_code": code, **fields}
    )
    program.save()
    return track


def make_hospital_program(
    hospital, *, name="Internal Medicine", code="140", specialty=None, state="OH", **fields
):
    """A program by the name of its hospital."""
    institution = Institution.objects.filter(name=hospital).first() or Institution.objects.create(
        code=f"H{next(_number):04}", name=hospital, state=state
    )
    specialty, _ = Specialty.objects.get_or_create(code=code, defaults={"name": specialty or name})
    return make_program(name, institution=institution, specialty=specialty, state=state, **fields)


def fill_catalogue(*, copies=3):
    """The real list several times over, each copy with hospitals of its own, and the planner told of them."""
    if not Program.objects.exists():
        catalogue_runs.store(shipped_run(FILES[0]), today=date(2026, 9, 1))
    with connection.cursor() as cursor:
        for copy in range(2, copies + 1):
            cursor.execute(
                "INSERT INTO programs_institution (code, name, state, zip_code) "
                "SELECT %s || code, name || ' ' || %s, state, '' FROM programs_institution WHERE length(code) = 4",
                [f"{copy}", f"{copy}"],
            )
            cursor.execute(
                """
                INSERT INTO programs_program (institution_id, specialty_id, name, city, state, setting, training_years,
                    start_month, start_day, website, support_mode_override, support_mode_reason, is_fictional,
                    listed_name, sponsor_code, is_subspecialty, accreditation_status, zip_code,
                    is_length_known,
                    sort_name, search_text)
                SELECT copied.id, p.specialty_id, p.name, '', p.state, 'unknown', p.training_years, 7, 1, '', '', '',
                    false, '', '', false, '', '', true, p.sort_name || %s, p.search_text || %s
                FROM programs_program p JOIN programs_institution i ON i.id = p.institution_id
                JOIN programs_institution copied ON copied.code = %s || i.code
                """,
                [f" {copy}", f" {copy}", f"{copy}"],
            )
        for table in ("programs_program", "programs_track", "programs_institution"):
            cursor.execute(f"ANALYZE {table}")


def make_zip_places():
    """A handful of real ZIP codes: two in Atlanta, Macon, Chattanooga, Columbus (Ohio) and San Juan."""
    from programs.actions.catalogue import place
    from programs.models import ZipPlace

    places = [
        ("30303", 33.7527, -84.3900, "GA"), ("30322", 33.7952, -84.3248, "GA"), ("31201", 32.8290, -83.6106, "GA"),
        ("37403", 35.0456, -85.2961, "TN"), ("43210", 40.0054, -83.0232, "OH"), ("00901", 18.4653, -66.1167, "PR"),
    ]  # fmt: skip
    ZipPlace.objects.bulk_create(
        [ZipPlace(code=code, latitude=lat, longitude=lng, state=state) for code, lat, lng, state in places],
        ignore_conflicts=True,
    )
    place()
