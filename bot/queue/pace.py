"""The pace of dreaming: how many seconds of work a unit of cost takes, learned from dreams that are done."""

from collections import deque
from math import floor, log2
from statistics import median

_REMEMBERED = 25
"""Dreams of a class that count: enough for a steady median, few enough to follow an engine that changes."""
_ENOUGH = 3
"""Dreams from which on a class is judged by itself: the median of three bears one that is far off."""

_Class = tuple[str | None, int | None]


class Pace:
    """Running medians of seconds for each unit of cost, so that a dream that hung for an hour changes nothing.

    Presets differ in how deep a network they need, and small dreams spend more on what surrounds the steps. So there is
    a median for each preset and size, one for each preset, and one of all; the narrowest that knows enough counts.
    """

    def __init__(self, first_guess: float) -> None:
        """Begin without experience; `first_guess` is in seconds for each unit of cost."""
        self._first_guess = first_guess
        self._seen: dict[_Class, deque[float]] = {}
        self._medians: dict[_Class, float] = {}

    def learn(self, kind: str, cost: float, seconds: float) -> None:
        """Take in that a dream of this kind and cost took so many seconds of work."""
        for each in _classes(kind, cost):
            seen = self._seen.setdefault(each, deque(maxlen=_REMEMBERED))
            seen.append(seconds / cost)
            self._medians[each] = median(seen)

    def seconds(self, kind: str, cost: float) -> float:
        """Return how many seconds of work a dream of this kind and cost is expected to take."""
        for each in _classes(kind, cost):
            if len(self._seen.get(each, ())) >= _ENOUGH:
                return cost * self._medians[each]
        return cost * self._medians.get(_ALL, self._first_guess)


_ALL: _Class = (None, None)


def _classes(kind: str, cost: float) -> tuple[_Class, ...]:
    """Return the classes of a dream, the narrowest first; a size class spans a factor of two."""
    return (kind, floor(log2(cost))), (kind, None), _ALL
