from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A decision: True, False or None (not known), a word for its state where there are more than two, and why."""

    value: bool | None
    reasons: tuple[str, ...] = ()
    state: str = ""

    @property
    def why(self) -> str:
        return " ".join(self.reasons)
