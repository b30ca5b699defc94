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

__all__ = [
    "MessageElement",
    "MessageTemplate",
    "Placed",
    "PlanTemplate",
    "Question",
    "Scheme",
    "TemplateGoal",
    "TemplateItem",
    "TemplateRepeat",
    "TemplateWindow",
]
