"""The pace of news: what comes oftener than anybody looks is left out."""

import time
from collections.abc import Callable


class Pace:
    """Lets one through, and then none for so many seconds. For one thread at a time."""

    def __init__(self, every: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._every = every
        self._clock = clock
        self._next = clock()

    def due(self) -> bool:
        """Return whether the next one may come now; if so, it has."""
        now = self._clock()
        if now < self._next:
            return False
        self._next = now + self._every
        return True
