"""R-36: where one item of a plan stands. Its dates and its evidence decide; nobody types a state."""

from datetime import date, timedelta

from plans.numbers import DUE_SOON_WITHIN
from playbook.vocabulary import ItemState

# How a state is shown: the name of its chip and of its mark on the picture.
CHIPS = {
    ItemState.UPCOMING: "ahead",
    ItemState.OPEN: "open",
    ItemState.DUE_SOON: "soon",
    ItemState.OVERDUE: "late",
    ItemState.DONE: "done",
    ItemState.DROPPED: "dropped",
}


def item_state(
    *, opens_on: date, due_on: date, today: date, done_on: date | None = None, dropped_on: date | None = None
) -> ItemState:
    """Upcoming, open, due soon (the last 30 days), overdue (from the day after), done or dropped."""
    if done_on:
        return ItemState.DONE
    if dropped_on:
        return ItemState.DROPPED
    if today > due_on:
        return ItemState.OVERDUE
    if today < opens_on:
        return ItemState.UPCOMING
    if today > due_on - timedelta(days=DUE_SOON_WITHIN):
        return ItemState.DUE_SOON
    return ItemState.OPEN


def chip_of(state: ItemState, progress: str = "") -> str:
    """The chip's name. An open item that was said to move or be stuck says so; time comes first."""
    if state in (ItemState.OPEN, ItemState.UPCOMING) and progress:
        return progress
    if state == ItemState.DUE_SOON and progress == "stuck":
        return progress
    return CHIPS[state]
