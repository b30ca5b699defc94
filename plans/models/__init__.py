from plans.models.checkins import CheckIn, CheckInReader
from plans.models.goals import Goal
from plans.models.plans import Leave, Milestone, Plan, PlanWindow
from plans.models.work import Letter, Output

__all__ = ["CheckIn", "CheckInReader", "Goal", "Leave", "Letter", "Milestone", "Output", "Plan", "PlanWindow"]
