"""What a file would change: its rows compared with the catalogue, in memory. Nothing here writes."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from programs.models import ImportChange

Kind = ImportChange.Kind
ENTITIES = ("specialty", "institution", "program", "track")


@dataclass
class Step:
    """One change of one thing. `item` is the row as it will be, unsaved when new."""

    kind: str
    entity: str
    item: object
    line: int
    code: str
    label: str
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    candidates: list = field(default_factory=list)
    note: str = ""


@dataclass
class Plan:
    """All steps, in the order in which they can be stored."""

    steps: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    unchanged: int = 0
    absent: int = 0

    def counts(self):
        """{kind: how many}, and what has no steps of its own."""
        kinds = Counter(str(step.kind) for step in self.steps)
        return {**kinds, "unchanged": self.unchanged, "not_in_file": self.absent}

    def of(self, entity, *kinds):
        return [step for step in self.steps if step.entity == entity and step.kind in kinds]

    @property
    def writes(self):
        return any(step.kind not in (Kind.CONFLICTING, Kind.ABSENT) for step in self.steps)

    def fingerprint(self):
        """The same for the same changes, whatever the day."""
        told = [
            (
                str(step.kind),
                step.entity,
                step.code,
                step.label,
                _timeless(step.before),
                _timeless(step.after),
            )
            for step in self.steps
        ]
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def _timeless(values):
    return {name: value for name, value in values.items() if name not in ("withdrawn_on", "listed_in_id")}


def storable(value):
    return value.isoformat() if isinstance(value, date) else value


class Comparison:
    """What the comparisons of all shapes share: noting new things, and fields that differ."""

    def __init__(self, run, today):
        self.run, self.today, self.result = run, today, Plan()

    def new(self, entity, item, *, line, code, label, shown):
        after = {name: storable(value) for name, value in shown.items() if value not in (None, "")}
        self.result.steps.append(Step(Kind.NEW, entity, item, line, code, label[:300], {}, after))

    def change(self, entity, item, wanted, *, line, code, label, kind=Kind.CHANGED):
        """Set the fields of `item` that differ from `wanted`; note them. Returns whether any did."""
        differs = {name: value for name, value in wanted.items() if getattr(item, name) != value}
        if not differs:
            self.result.unchanged += 1
            return False
        before = {name: storable(getattr(item, name)) for name in differs}
        after = {name: storable(value) for name, value in differs.items()}
        for name, value in differs.items():
            setattr(item, name, value)
        self.result.steps.append(Step(kind, entity, item, line, code, label[:300], before, after))
        return True

    def warn(self, line, words):
        self.result.warnings.append((line, words))

    def finished(self):
        """The plan, things before what refers to them."""
        self.result.steps.sort(key=lambda step: ENTITIES.index(step.entity))
        return self.result
