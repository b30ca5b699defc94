"""The doors of the plan. A view fetches, asks whether they may, binds, acts and answers."""

from plans.views.checkins import (
    checkin,
    checkin_postpone,
    checkin_preview,
    checkin_save,
    checkin_wake,
    checkins,
)
from plans.views.home import home
from plans.views.milestones import (
    milestone,
    milestone_drop,
    milestone_edit,
    milestone_new,
    milestone_reopen,
    milestone_tap,
    milestone_undo,
)
from plans.views.plan import leave, leave_remove, plan_page, plan_share, plan_start, timeline
from plans.views.reading import checkin_from, checkin_read
from plans.views.work import (
    goal_close,
    goal_count,
    goal_edit,
    goal_new,
    goal_reopen,
    letter_edit,
    letter_new,
    letters,
    output_edit,
    output_new,
    outputs,
)

__all__ = [
    "checkin",
    "checkin_from",
    "checkin_postpone",
    "checkin_preview",
    "checkin_read",
    "checkin_save",
    "checkin_wake",
    "checkins",
    "goal_close",
    "goal_count",
    "goal_edit",
    "goal_new",
    "goal_reopen",
    "home",
    "leave",
    "leave_remove",
    "letter_edit",
    "letter_new",
    "letters",
    "milestone",
    "milestone_drop",
    "milestone_edit",
    "milestone_new",
    "milestone_reopen",
    "milestone_tap",
    "milestone_undo",
    "output_edit",
    "output_new",
    "outputs",
    "plan_page",
    "plan_share",
    "plan_start",
    "timeline",
]
