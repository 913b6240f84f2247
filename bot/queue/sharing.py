"""Devices that are shared: how much work each of the running dreams has had.

An engine's dreams take steps in turn, so two that run on one device are each half as fast. Work is therefore counted
in seconds of a device to itself: what a dream took, whatever ran beside it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Capacity:
    """What the engines together can do."""

    slots: int
    """Dreams that may run at once; 0 while no engine answers."""
    devices: int
    """Dreams that can run at once without making each other slower; at least 1."""

    def speed(self, running: int) -> float:
        """Return how much work each of so many running dreams gets in a second."""
        return min(1.0, self.devices / running) if running else 1.0


class Sharing:
    """A clock of work. It goes at the speed of any one running dream, since all of them run alike."""

    def __init__(self, capacity: Capacity) -> None:
        self._capacity = capacity
        self._begun: dict[str, float] = {}
        self._work = 0.0
        self._seen = 0.0

    def begin(self, dream: str, now: float) -> None:
        """Start to count a dream's work; `now` is in seconds."""
        self._advance(now)
        self._begun[dream] = self._work

    def end(self, dream: str, now: float) -> float:
        """Return the work that a dream took, in seconds of a device, and count it no more."""
        self._advance(now)
        return self._work - self._begun.pop(dream)

    def worked(self, now: float) -> dict[str, float]:
        """Return the work that each running dream has had so far."""
        self._advance(now)
        return {dream: self._work - begun for dream, begun in self._begun.items()}

    def change(self, capacity: Capacity, now: float) -> None:
        """Go on with more or fewer devices."""
        self._advance(now)
        self._capacity = capacity

    def _advance(self, now: float) -> None:
        # The clock of a machine can be put back; work cannot.
        self._work += max(0.0, now - self._seen) * self._capacity.speed(len(self._begun))
        self._seen = now
