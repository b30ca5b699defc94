from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A decision: True, False or None (not known), a word where there are more than two, why, and what to ask."""

    value: bool | None
    reasons: tuple[str, ...] = ()
    state: str = ""
    ask: str = ""

    @property
    def why(self) -> str:
        return " ".join(self.reasons)
