"""What was measured, beside what it should be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A line of the table."""

    measure: str
    value: float
    goal: float
    """At most."""
    unit: str
    told: str
    """What it was worked out from."""

    @property
    def held(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.goal


def written(value: float, unit: str) -> str:
    """Return a value with its unit as people read it."""
    match unit:
        case "%":
            return f"{value:.1%}"
        case "ms":
            return f"{value * 1000:.0f} ms"
        case "s":
            return f"{value:.1f} s"
        case _:
            return f"{value:.2f} {unit}"
