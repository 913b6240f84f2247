"""How much of what playgrounds answered was compared with Discord's description, in one process or in several."""

from collections import Counter
from dataclasses import asdict, dataclass, field


@dataclass
class Compared:
    """What one run of tests has seen; as a dictionary of plain values it can go to another process."""

    answered: Counter[str] = field(default_factory=Counter)
    """How often each operation was used."""
    heard: Counter[str] = field(default_factory=Counter)
    """How many objects each kind of gateway event carried."""
    shapes: set[str] = field(default_factory=set)
    """The bodies of different structure."""
    served: set[str] = field(default_factory=set)
    """The operations that a playground could be asked for."""

    def plain(self) -> dict:
        """Return all of it as plain values."""
        return {name: dict(each) if isinstance(each, Counter) else each for name, each in asdict(self).items()}

    def add(self, seen: dict) -> None:
        """Take in what another process has seen."""
        self.answered.update(seen["answered"])
        self.heard.update(seen["heard"])
        self.shapes |= seen["shapes"]
        self.served |= seen["served"]

    def summary(self) -> str:
        """Return how much it was: of the operations that are used, and of those that a playground serves."""
        used = len(self.served & set(self.answered) if self.served else self.answered)
        times = sum(self.answered.values())
        served = f" of the {len(self.served)} that a playground serves" if self.served else ""
        bodies = f"{len(self.shapes)} bodies of different shape"
        objects = f"{sum(self.heard.values())} objects of {len(self.heard)} kinds of gateway event"
        return (
            f"Discord's description: {used} operations{served} were used {times} times; "
            f"{bodies} compared with it, and {objects} among them"
        )
