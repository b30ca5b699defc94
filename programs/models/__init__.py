from programs.models.catalogue import ImportRun, Institution, Program, Specialty, Track
from programs.models.evaluations import Answer, Evaluation, NamedPerson
from programs.models.evidence import ProgramFact
from programs.models.people import Invitation, Membership

__all__ = [
    "Answer",
    "Evaluation",
    "ImportRun",
    "Institution",
    "Invitation",
    "Membership",
    "NamedPerson",
    "Program",
    "ProgramFact",
    "Specialty",
    "Track",
]
