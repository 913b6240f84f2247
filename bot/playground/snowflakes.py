"""Discord's ids: 64-bit numbers that grow, and tell when they were made."""

from collections.abc import Callable

EPOCH_MS = 1_420_070_400_000  # the first second of 2015, where Discord's time begins
TIME_SHIFT = 22  # below the time: 5 bits worker, 5 bits process, 12 bits of a counter


class Snowflakes:
    """A source of ids, each larger than the one before, even when the clock stands still or goes back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """Return a new id that carries the clock's time."""
        now = (int(self._clock() * 1000) - EPOCH_MS) << TIME_SHIFT
        self._last = max(now, self._last + 1)
        return self._last


def time_of(snowflake: int) -> float:
    """Return when this id was made, in seconds since 1970."""
    return ((snowflake >> TIME_SHIFT) + EPOCH_MS) / 1000
