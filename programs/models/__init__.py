from programs.models.answers import Answer, AnswerDraft, NamedPerson, OwnQuestion
from programs.models.catalogue import Institution, Program, Specialty, Track
from programs.models.evaluations import (
    Evaluation,
    GapTask,
    NeedJudgement,
    PathCondition,
    ProgramMessage,
    WebsiteCheck,
)
from programs.models.evidence import FactSuggestion, ProgramFact
from programs.models.imports import ImportChange, ImportProgress, ImportRun
from programs.models.people import Invitation, Membership
from programs.models.places import ZipPlace
from programs.models.preferences import Preferences, RankList

__all__ = [
    "Answer",
    "AnswerDraft",
    "Evaluation",
    "FactSuggestion",
    "GapTask",
    "ImportChange",
    "ImportProgress",
    "ImportRun",
    "Institution",
    "Invitation",
    "Membership",
    "NamedPerson",
    "OwnQuestion",
    "NeedJudgement",
    "PathCondition",
    "Preferences",
    "Program",
    "ProgramFact",
    "ProgramMessage",
    "RankList",
    "Specialty",
    "Track",
    "WebsiteCheck",
    "ZipPlace",
]
