"""This app's share of what is kept about a person: their plans, and what they answered to check-ins as a mentor."""

from accounts import keepers
from plans import access
from plans.models import CheckInReader, Plan, PlanWindow


def register():
    keepers.register(
        keepers.Keeper(
            name="plans",
            label="Plans",
            gather=gather,
            let_go=let_go,
            goes=(
                "Your plans with their dates, goals, outputs, letters and check-ins, for everybody who read them.",
            ),
            stays=("A line you wrote back to a resident's check-in.",),
        )
    )


def gather(user):
    replies = CheckInReader.objects.filter(checkin__plan__resident=user).select_related(
        "relationship__mentor"
    )
    own = CheckInReader.objects.filter(
        relationship__mentor__user=user, checkin__sent_at__isnull=False
    ).select_related("relationship__mentee")
    return [
        ("Your plans", keepers.rows(access.visible_plans(user))),
        ("Windows", keepers.rows(PlanWindow.objects.filter(plan__resident=user))),
        (
            "What the plan holds",
            keepers.rows(access.visible_milestones(user), leave_out=("before", "position")),
        ),
        ("Leaves", keepers.rows(access.visible_leaves(user), leave_out=("moved",))),
        ("Goals", keepers.rows(access.visible_goals(user))),
        ("Outputs", keepers.rows(access.visible_outputs(user), leave_out=("stages_reached",))),
        (
            "Letters",
            keepers.rows(access.visible_letters(user).select_related("writer"), writer="writer.name"),
        ),
        ("Check-ins", keepers.rows(access.visible_checkins(user))),
        ("Who read a check-in", keepers.rows(replies, "read_at", "reply", mentor="relationship.mentor.name")),
        (
            "Check-ins you read as a mentor",
            keepers.rows(own, "read_at", "reply", mentee="relationship.mentee.full_name"),
        ),
    ]


def let_go(*, account, now, today):
    """A plan is its resident's own, and so is all that hangs on it. Its mail is called back with all other mail."""
    Plan.objects.filter(resident=account).delete()
