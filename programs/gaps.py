"""What residents do about what their program lacks (S0-1.2, S0-4.2, S0-7): a sentence to read, tasks for a plan."""

from dataclasses import dataclass

from playbook.models import TemplateItem
from playbook.vocabulary import FactKind
from programs import hooks, rules
from programs.models import GapTask

OVERLAY = "self_built"
# In one sentence, for somebody who only reads.
WAYS_AROUND = {
    FactKind.SUBSPECIALISTS: "Look outside: former faculty, a society's mentor list, an away rotation.",
    FactKind.PROTECTED_TIME: "Ask small and exact: one draft, twenty minutes, two times to choose from.",
    FactKind.RESEARCH_SUPPORT: "Pick work that needs little: a case report, a chart review, quality improvement.",
    FactKind.IN_HOUSE_FELLOWSHIPS: "Plan early for a visiting rotation and one letter from an academic center.",
}
# (ours) Which item of the playbook's overlay makes up for which shortfall. Missing names and missing fellowships have
# one answer, an introduction elsewhere, so it is offered once.
TASKS = {
    FactKind.SUBSPECIALISTS: ("P-47e",),
    FactKind.PROTECTED_TIME: ("P-47d",),
    FactKind.RESEARCH_SUPPORT: ("P-47a", "P-47b", "P-47c"),
    FactKind.IN_HOUSE_FELLOWSHIPS: ("P-47e",),
}
ITEM = ("code", "title", "done_when", "first_month", "last_month")
ANSWERED_OUTSIDE = (FactKind.SUBSPECIALISTS, FactKind.IN_HOUSE_FELLOWSHIPS)
# Somebody who is the first on a path needs what a program without such fellowships makes its residents do.
FIRST = FactKind.IN_HOUSE_FELLOWSHIPS
WAY_OF_THE_FIRST = "Find somebody elsewhere who went this way, and be introduced in your first year."
CODES = tuple(sorted({code for codes in TASKS.values() for code in codes}))


@dataclass(frozen=True)
class Task:
    """One compensating task. `state` is accepted, declined or "" while it is offered."""

    code: str
    title: str
    done_when: str
    months: str
    state: str = ""


@dataclass(frozen=True)
class GapLine:
    """One shortfall, its way around, and the tasks that make up for it, as the applicant decided."""

    gap: str
    label: str
    value: str
    way_around: str
    tasks: tuple[Task, ...]

    @property
    def outside(self):
        """Where mentors elsewhere are found, for a shortfall that people elsewhere make up for; else ""."""
        return hooks.outside_url() if self.gap in ANSWERED_OUTSIDE else ""

    @property
    def offered(self):
        return tuple(task for task in self.tasks if not task.state)

    @property
    def is_begun(self):
        """Something about it is decided already."""
        return len(self.offered) < len(self.tasks)

    @property
    def declined(self):
        return tuple(task for task in self.tasks if task.state == GapTask.State.DECLINED)


def gap_lines(gaps, found, *, is_first=None):
    """The shortfalls of an evaluated program, each with its tasks. `gaps` are a verdict's lines: key, label and value,
    read from facts or from what the applicant heard. `found`: the rows of `gap_sets`.

    A task that answers two shortfalls is offered at the first of them, and one decision about it holds for both.
    `is_first`: nobody went this way here before, which is a shortfall too (S0-3.4).
    """
    states = {row["code"]: row["state"] for row in found["gap_tasks"]}
    items = _by_code(found)
    lines = _lines([(FactKind(line.key), line.value) for line in gaps], states, items)
    offered = {task.code for line in lines for task in line.tasks}
    return [*lines, *([_first(states, items, offered)] if is_first else [])]


def _first(states, items, offered):
    """Being the first on a path, with what opens it: the same introduction elsewhere, unless it is offered already."""
    codes = [code for code in TASKS[FIRST] if code in items and code not in offered]
    tasks = tuple(_task(items[code], states.get(code, "")) for code in codes)
    return GapLine(FIRST.value, "You would be the first on this path", rules.NO, WAY_OF_THE_FIRST, tasks)


def gap_sets(evaluation):
    """What the applicant decided about tasks, and the playbook's tasks: two sets for `together`."""
    return {"gap_tasks": (evaluation.gap_tasks.all(), ("code", "state")), **gap_items()}


def gap_items():
    """The playbook's tasks: a set for `together`."""
    return {"gap_items": (_offered(), ITEM)}


def gap_lines_of_plan(gaps, in_plan, found):
    """The same for a resident on the page of the own program: `gaps` of its evidence, the codes in the plan, and the
    rows of `gap_items`.
    """
    pairs = [(FactKind(line.kind), line.reading.value) for line in gaps]
    return _lines(pairs, dict.fromkeys(in_plan, GapTask.State.ACCEPTED), _by_code(found))


def _lines(pairs, states, items):
    lines, seen = [], set()
    for kind, value in pairs:
        if value not in (rules.NO, rules.PARTIAL):
            continue
        codes = [code for code in TASKS[kind] if code in items and code not in seen]
        seen.update(codes)
        tasks = tuple(_task(items[code], states.get(code, "")) for code in codes)
        lines.append(GapLine(kind.value, kind.label, value, WAYS_AROUND[kind], tasks))
    return lines


def _by_code(found):
    return {row["code"]: tuple(row[name] for name in ITEM) for row in found["gap_items"]}


def _offered():
    return TemplateItem.objects.current().filter(template__key=OVERLAY, code__in=CODES)


def _task(item, state):
    code, title, done_when, first, last = item
    return Task(code, title, done_when, f"months {first} to {last}", state)
