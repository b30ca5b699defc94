"""Checks of plan templates."""

LONGEST_TRAINING = 7 * 12
BEFORE_TRAINING = -12


def plans(book):
    """E013: windows tile the training. E014: an item has a place inside it. E015: codes point at something."""
    codes = {item.code for plan in book.plans for item in plan.item}
    for plan in book.plans:
        if plan.kind == "base":
            yield from _tiling(plan)
        first, last = (1, plan.years * 12) if plan.years else (BEFORE_TRAINING, LONGEST_TRAINING)
        numbers = {window.number: window for window in plan.window}
        for item in plan.item:
            window = numbers.get(item.window)
            begin, end = item.first_month, item.last_month
            if item.window is not None and window is None:
                yield "E014", f"{item.code}: there is no window {item.window}"
                continue
            if window is None and (begin is None or end is None):
                yield "E014", f"{item.code}: needs a window, or a first and a last month"
                continue
            begin = window.first_month if begin is None else begin
            end = window.last_month if end is None else end
            if not first <= begin <= end <= last:
                yield "E014", f"{item.code}: months {begin} to {end} do not lie within {first} to {last}"
            if window and not window.first_month <= begin <= end <= window.last_month:
                yield "E014", f"{item.code}: months {begin} to {end} do not lie within window {window.number}"
            for code in (*item.replaces, *([item.after] if item.after else [])):
                if code not in codes or code == item.code:
                    yield "E015", f"{item.code}: points at {code}, which is not another item"
            if item.evidence_count < 1:
                yield "E014", f"{item.code}: evidence_count is below 1"
        for row in plan.repeating:
            if bool(row.at) == bool(row.every) or (row.every and not row.first) or any(n < 1 for n in row.at):
                yield "E016", f"{row.code}: needs either every and first, or at, all above 0"
        for goal in plan.goal:
            if goal.target < 1 or (goal.most is not None and goal.most < goal.target):
                yield "E017", f"{plan.key}.{goal.key}: a goal aims at one or more, and most is not below that"


def _tiling(plan):
    if not plan.years or not 1 <= plan.years <= 7:
        yield "E013", f"{plan.key}: a base plan lasts one to seven years"
        return
    if not plan.window:
        yield "E013", f"{plan.key}: a base plan has windows"
        return
    expected = 1
    for number, window in enumerate(plan.window, 1):
        if window.number != number:
            yield "E013", f"{plan.key}: window {window.number} stands in place {number}"
        if window.first_month != expected:
            yield "E013", f"{window.code}: begins in month {window.first_month}, expected {expected}"
        if window.last_month < window.first_month:
            yield "E013", f"{window.code}: ends before it begins"
        if window.pgy != (window.first_month - 1) // 12 + 1:
            yield "E013", f"{window.code}: month {window.first_month} is not in PGY-{window.pgy}"
        expected = window.last_month + 1
    if expected != plan.years * 12 + 1:
        yield (
            "E013",
            f"{plan.key}: the windows end in month {expected - 1}, the plan in month {plan.years * 12}",
        )
