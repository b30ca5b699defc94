"""Content as rows, which an admin may edit, extend and retire."""

from playbook.models.messages import MessageElement, MessageTemplate
from playbook.models.plans import (
    Placed,
    PlanTemplate,
    TemplateGoal,
    TemplateItem,
    TemplateRepeat,
    TemplateWindow,
)
from playbook.models.questions import Question
from playbook.models.schemes import Scheme
from playbook.models.seasons import Season, SeasonDate

__all__ = [
    "MessageElement",
    "MessageTemplate",
    "Placed",
    "PlanTemplate",
    "Question",
    "Scheme",
    "Season",
    "SeasonDate",
    "TemplateGoal",
    "TemplateItem",
    "TemplateRepeat",
    "TemplateWindow",
]
