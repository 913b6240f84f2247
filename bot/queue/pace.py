"""The pace of dreaming: how many seconds of work a unit of cost takes, learned from dreams that are done."""

from collections import deque
from collections.abc import Collection
from math import floor, log2
from statistics import fmean, median

_REMEMBERED = 20
"""Dreams of a class that count: enough for a steady mean, few enough to follow an engine that changes."""
_ENOUGH = 3
"""Dreams from which on a class is judged by itself: the median of three bears one that is far off."""
_FAR_OFF = 3.0
"""Times the median beyond which, either way, it does not matter how far off a dream was."""

_Class = tuple[str | None, int | None]


class Pace:
    """Running means of seconds for each unit of cost, winsorised so that a dream that hung for an hour changes little.

    Means and not medians, because it is sums that a forecast is made of. Presets differ in how deep a network they
    need, and small dreams spend more on what surrounds the steps. So there is a mean for each preset and size, one for
    each preset, and one of all; the narrowest that knows enough counts.
    """

    def __init__(self, first_guess: float) -> None:
        """Begin without experience; `first_guess` is in seconds for each unit of cost."""
        self._first_guess = first_guess
        self._seen: dict[_Class, deque[float]] = {}
        self._means: dict[_Class, float] = {}

    def learn(self, kind: str, cost: float, seconds: float) -> None:
        """Take in that a dream of this kind and cost took so many seconds of work."""
        for each in _classes(kind, cost):
            seen = self._seen.setdefault(each, deque(maxlen=_REMEMBERED))
            seen.append(seconds / cost)
            self._means[each] = _winsorised_mean(seen)

    def seconds(self, kind: str, cost: float) -> float:
        """Return how many seconds of work a dream of this kind and cost is expected to take."""
        for each in _classes(kind, cost):
            if len(self._seen.get(each, ())) >= _ENOUGH:
                return cost * self._means[each]
        return cost * self._means.get(_ALL, self._first_guess)


_ALL: _Class = (None, None)


def _classes(kind: str, cost: float) -> tuple[_Class, ...]:
    """Return the classes of a dream, the narrowest first; a size class spans a factor of two."""
    return (kind, floor(log2(cost))), (kind, None), _ALL


def _winsorised_mean(values: Collection[float]) -> float:
    """Return the mean with values far off the median moved to where that begins."""
    middle = median(values)
    return fmean(min(max(value, middle / _FAR_OFF), middle * _FAR_OFF) for value in values)
