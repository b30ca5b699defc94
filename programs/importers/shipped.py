"""The lists that come with the app. Their provenance and licences are in programs/data/README.md."""

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
SHIPPED = DATA / "us_residency_programs_2023.csv"
USUAL_LENGTH = 3
# Most fellowships take one to three years; the file's own length wins where it has one.
USUAL_FELLOWSHIP = 1


@dataclass(frozen=True)
class ShippedFile:
    path: Path
    source: str
    licence: str
    vintage: str
    shape: str
    constants: dict = field(default_factory=dict)


FILES = (
    ShippedFile(
        SHIPPED,
        "NRMP 2023 Main Match program list, by way of github.com/wavegate/residency-match (5908e6c9)",
        "MIT-0",
        "2023 Main Match",
        "tracks",
    ),
    ShippedFile(
        DATA / "acgme_obgyn_programs_2022.csv",
        "ACGME public program details, OB-GYN, by way of github.com/mufflyt/tyler (76de916b)",
        "MIT",
        "October 2022",
        "programs",
        {"year": "2022-2023"},
    ),
    ShippedFile(
        DATA / "acgme_georgia_programs_2024.csv",
        "ACGME public list of Georgia, by way of github.com/jsthielemier/Capstone-Project (de32a1a9)",
        "MIT",
        "September 2024",
        "programs",
        {"state": "GA", "year": "2024-2025"},
    ),
)


@cache
def usual_lengths() -> dict[str, int]:
    """Years of training by specialty number, from the shipped list."""
    with open(DATA / "specialty_lengths.csv", newline="", encoding="utf-8") as file:
        return {row["acgme_specialty_code"]: int(row["years"]) for row in csv.DictReader(file)}


@cache
def observed_specialties() -> dict[str, str]:
    """Names by ACGME number, of residencies and fellowships seen in real lists."""
    with open(DATA / "acgme_specialties.csv", newline="", encoding="utf-8") as file:
        return {row["acgme_specialty_code"]: row["specialty_name"] for row in csv.DictReader(file)}
