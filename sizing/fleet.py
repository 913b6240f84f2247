"""Engines in simulated time: each shares its device evenly among the dreams that run on it."""

from dataclasses import dataclass, field
from heapq import heappop, heappush

SLOTS = 2
"""Dreams that an engine runs at once, unless it is told otherwise."""


@dataclass(slots=True)
class _Engine:
    """One device: a clock of work that each of its dreams has had, and when which has had enough."""

    worked: float = 0.0
    seen: float = 0.0
    ends: list[tuple[float, str]] = field(default_factory=list)
    version: int = 0
    """Goes up whenever what was foretold of it holds no longer."""

    def advance(self, now: float) -> None:
        if self.ends:
            self.worked += (now - self.seen) / len(self.ends)
        self.seen = now


class Fleet:
    """So many engines; a dream goes to the least loaded, as the bot's client sends it. Times are in seconds."""

    def __init__(self, engines: int) -> None:
        self.busy = 0.0
        """Seconds that devices were busy, added up over all dreams that have ended."""
        self._engines = [_Engine() for _ in range(engines)]
        self._next: list[tuple[float, int, int]] = []

    def begin(self, dream: str, work: float, now: float) -> None:
        """Let a dream run that takes so many seconds of a device to itself."""
        number = min(range(len(self._engines)), key=lambda each: len(self._engines[each].ends))
        engine = self._engines[number]
        engine.advance(now)
        heappush(engine.ends, (engine.worked + work, dream))
        self.busy += work
        self._foretell(number)

    def next_end(self) -> float:
        """Return when the next dream ends, or infinity."""
        while self._next and self._next[0][2] != self._engines[self._next[0][1]].version:
            heappop(self._next)
        return self._next[0][0] if self._next else float("inf")

    def end(self) -> str:
        """Let the next dream end, and return which it was."""
        now = self.next_end()
        number = self._next[0][1]
        engine = self._engines[number]
        engine.advance(now)
        _, dream = heappop(engine.ends)
        self._foretell(number)
        return dream

    def _foretell(self, number: int) -> None:
        engine = self._engines[number]
        engine.version += 1
        if engine.ends:
            left = max(0.0, engine.ends[0][0] - engine.worked)
            heappush(self._next, (engine.seen + left * len(engine.ends), number, engine.version))
