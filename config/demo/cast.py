"""Who plays in the demo. Names, hospitals and addresses are invented; no one here exists."""

from dataclasses import dataclass

PASSWORD = "demo-demo-demo"  # noqa: S105  (the demo prints it on purpose; production has no demo)


@dataclass(frozen=True)
class Person:
    """Somebody with an account: what they are called, how they sign in, and what they are there to show."""

    key: str
    name: str
    shows: str = ""

    @property
    def email(self):
        return f"{self.key}@demo.example"


# The people whose sign-in lines are printed, in the order a visitor would try them.
LEADS = [
    Person("robin", "Robin Samplewood", "resident, PGY-2, one mentor gone quiet"),
    Person("ada", "Ada Birchmere", "resident, PGY-1, building a team"),
    Person("theo", "Theo Lindenau", "resident, PGY-3, letters and a poster"),
    Person("ines", "Inés Alderbrook", "resident, PGY-1, international graduate"),
    Person("oakhollow", "Dr. Imre Oakhollow", "mentor with an account"),
    Person("fernmoor", "Dr. Pilar Fernmoor", "mentor with an account, also a director elsewhere"),
    Person("larkspur", "Dr. Dana Larkspur", "program director with 24 residents"),
    Person("quill", "Casey Quillby", "program coordinator"),
    Person("maya", "Maya Thistlewood", "applicant, four interviews, a rank list"),
    Person("sami", "Sami Oakenshaw", "applicant who trained abroad, on a visa"),
    Person("admin", "Sasha Hedgerow", "admin"),
    Person("noor", "Noor Newfield", "newcomer, everything empty"),
]

# Twenty more residents fill the cohort of 24: (name, year of training, how it goes).
COHORT = [
    ("Elio Marshgrove", 1, "steady"),
    ("Hana Willowby", 1, "steady"),
    ("Jonas Cliffmere", 1, "slow start"),
    ("Keiko Rushbrook", 1, "steady"),
    ("Luca Heathcombe", 1, "steady"),
    ("Mina Dovewell", 1, "steady"),
    ("Amir Foxley", 2, "steady"),
    ("Bea Thornquist", 2, "late check-in"),
    ("Cleo Ashdown", 2, "steady"),
    ("Dov Larchmont", 2, "two overdue"),
    ("Etta Riverstone", 2, "steady"),
    ("Finn Maplecote", 2, "steady"),
    ("Gita Stonebridge", 2, "steady"),
    ("Hugo Pinecrest", 3, "steady"),
    ("Isla Moorfield", 3, "steady"),
    ("Jude Elmhurst", 3, "late check-in"),
    ("Kira Brightwater", 3, "steady"),
    ("Levi Hazelton", 3, "steady"),
    ("Nia Copperfield", 3, "one mentor"),
    ("Otis Ferndale", 3, "steady"),
]


def key_of(name):
    """ "Elio Marshgrove" signs in as elio.marshgrove."""
    return name.lower().replace(" ", ".")


@dataclass(frozen=True)
class Card:
    """A mentor's card in the program's directory."""

    key: str
    name: str
    title: str
    expertise: str
    position: str
    functions: tuple[str, ...]
    capacity: int | None = None
    time_basis: str = "unknown"
    location: str = "same_program"


CARDS = [
    Card(
        "oakhollow",
        "Dr. Imre Oakhollow",
        "Cardiology, Fernhollow",
        "Heart failure clinic; fellowship selection",
        "senior_faculty",
        ("career", "pathway"),
        5,
        "credited",
    ),
    Card(
        "fernmoor",
        "Dr. Pilar Fernmoor",
        "Hospital medicine and quality, Fernhollow",
        "Chart reviews, discharge calls",
        "junior_faculty",
        ("project", "clinical"),
        6,
        "protected",
    ),
    Card(
        "wrenfield",
        "Dr. June Wrenfield",
        "Chief resident, Fernhollow",
        "Notes, nights, how things work here",
        "chief",
        ("day_to_day", "navigation"),
        6,
        "volunteer",
    ),
    Card(
        "bellwether",
        "Dr. Osric Bellwether",
        "Nephrology, Fernhollow",
        "Case reports; ethics board",
        "senior_faculty",
        ("project", "career"),
        4,
        "volunteer",
    ),
    Card(
        "tansy",
        "Dr. Ruth Tansyhill",
        "Primary care, Fernhollow",
        "Clinic, contracts, a life beside it",
        "practice_physician",
        ("business", "life"),
        4,
        "volunteer",
    ),
    Card(
        "plover",
        "Dr. Sol Ploverton",
        "Cardiology, Lakemoor University",
        "Imaging studies with outside residents",
        "senior_faculty",
        ("project", "sponsorship"),
        3,
        "credited",
        "external_remote",
    ),
    Card(
        "sedge",
        "Dr. Vera Sedgewick",
        "Pulmonary and critical care, Fernhollow",
        "Fellowship applications",
        "senior_faculty",
        ("career", "pathway"),
        4,
        "credited",
    ),
    Card(
        "reed",
        "Dr. Paz Reedham",
        "Senior resident, Fernhollow",
        "Step 3, first months in a new system",
        "near_peer",
        ("day_to_day", "navigation"),
        4,
        "volunteer",
    ),
]
