"""What kinds of lists we read, which of their columns we want, and by which names those go in the wild."""

import re
from dataclasses import dataclass

from programs.importers.tables import BadFile


@dataclass(frozen=True)
class Field:
    """One thing we take from a row. `aliases` are header names, folded; the first present wins."""

    name: str
    label: str
    aliases: tuple
    required: bool = False
    longest: int = 200


@dataclass(frozen=True)
class Shape:
    key: str
    label: str
    fields: tuple
    constants: tuple = ()

    def named(self, name):
        return next((field for field in self.fields if field.name == name), None)


def _field(name, label, aliases, **more):
    return Field(name, label, tuple(aliases.split()), **more)


PROGRAMS = Shape(
    "programs",
    "Programs by ACGME code (the public ACGME list)",
    (
        _field(
            "code",
            "ACGME program code",
            "programcode acgmeprogramcode programid programnumber acgmecode acgmeid acgmeprogramid acgmeprogramnumber",
            required=True,
        ),
        _field("name", "Program name", "programname programtitle program name", required=True),
        _field("year", "Academic year", "academicyearrange academicyear ay year"),
        _field(
            "specialty_code",
            "Specialty number",
            "specialtynumericcode specialtycode specialtynumber",
            longest=6,
        ),
        _field("specialty", "Specialty name", "specialtyname specialty", longest=120),
        _field("is_subspecialty", "Is a subspecialty", "issubspecialty subspecialty"),
        _field("city", "City", "programcity city", longest=80),
        _field("state", "State", "programstatename programstate statename state", longest=40),
        _field("zip_code", "ZIP code", "zip zipcode programzip postalcode"),
        _field(
            "address",
            "Address (only to check the ZIP code)",
            "address programaddress mailingaddress",
            longest=600,
        ),
        _field(
            "status",
            "Accreditation status",
            "programaccreditationname accreditationstatus programaccreditationstatus accreditation status",
            longest=60,
        ),
        _field(
            "sponsor",
            "Sponsor's name",
            "sponsorname sponsor sponsoringinstitution sponsoringinstitutionname institutionname institution",
            longest=160,
        ),
        _field(
            "sponsor_code",
            "Sponsor's code",
            "sponsorcode sponsoringinstitutioncode sponsorid sponsoringinstitutionid",
        ),
        _field(
            "years", "Length of training", "programlengthoftraining lengthoftraining accreditedlength length"
        ),
        _field(
            "approved",
            "Approved positions",
            "positionsapprovedtotal positionsapproved approvedpositions totalapprovedpositions totalpositions "
            "approvedpositions202409",
        ),
        _field(
            "filled",
            "Filled positions",
            "positionsfilledtotal positionsfilled filledpositions onduty totalonduty filled filledpositions202409",
        ),
        _field("website", "Website", "website programwebsite url", longest=200),
    ),
    constants=("state", "year"),
)
TRACKS = Shape(
    "tracks",
    "Tracks by NRMP code (the Main Match list)",
    (
        _field("nrmp_code", "NRMP code", "nrmpprogramcode nrmpcode", required=True),
        _field("name", "Track name", "programname trackname name", required=True, longest=120),
        _field("specialty_code", "Specialty number", "specialtycode acgmespecialtycode", required=True),
        _field("specialty", "Specialty name", "specialty specialtyname", required=True, longest=120),
        _field("kind", "Track letter", "trackletter", required=True),
        _field("institution_code", "Institution code", "institutioncode", required=True),
        _field(
            "institution",
            "Institution's name",
            "institutiondisplay institutionname institution",
            required=True,
            longest=160,
        ),
        _field("state", "State", "state statename", required=True, longest=40),
    ),
    constants=("state",),
)
SHAPES = {shape.key: shape for shape in (PROGRAMS, TRACKS)}


def folded(column: str) -> str:
    """ "ProgramCode", "program_code" and "Program code" are one name."""
    return re.sub(r"[^a-z0-9]", "", column.lower())


def proposed(header, shape=None):
    """(shape, {our field: the file's column}) for a header, by the names we know."""
    names = {}
    for column in header:
        if column:
            names.setdefault(folded(column), column)
    shape = shape or (TRACKS if names.keys() & set(TRACKS.named("nrmp_code").aliases) else PROGRAMS)
    found = {}
    for field in shape.fields:
        column = next((names[alias] for alias in field.aliases if alias in names), None)
        if column and column not in found.values():
            found[field.name] = column
    return shape, found


def positions(shape, header, column_map, constants):
    """Where each mapped column stands. Raises BadFile with one sentence per thing that is missing or unknown."""
    wrong = []
    for name, column in column_map.items():
        if not shape.named(name):
            wrong.append(
                f"“{name}” is no field of this list; fields are {', '.join(f.name for f in shape.fields)}."
            )
        elif column not in header:
            wrong.append(f"The file has no column “{column}”.")
    given = {name for name, column in column_map.items() if column} | {
        k for k, value in constants.items() if value
    }
    missing = [field.label for field in shape.fields if field.required and field.name not in given]
    if missing:
        wrong.append(
            f"Missing columns: {', '.join(missing)}. The file has: {', '.join(filter(None, header))[:300]}."
        )
    twice = {column for column in column_map.values() if list(column_map.values()).count(column) > 1}
    wrong += [f"“{column}” is used for two fields." for column in sorted(twice)]
    wrong += [
        f"{name} cannot be one value for all rows." for name in constants if name not in shape.constants
    ]
    if wrong:
        raise BadFile(wrong)
    return {name: header.index(column) for name, column in column_map.items()}
