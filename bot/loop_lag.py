"""Loop lag: whoever blocks the event loop is warned of, and its lags are in the log now and then."""

import logging
import time
from collections.abc import Callable

from machine.loop_lag import lags

log = logging.getLogger(__name__)

_EVERY = 0.1
"""Seconds between two looks."""
_REPORTED = 600.0
"""Seconds between two lines in the log."""
_BAD = 0.5
"""Seconds from which on it is worth a warning; Discord gives three for an answer."""


class LoopLag:
    """The lags since the last report."""

    def __init__(self, observe: Callable[[float], None]) -> None:
        """Begin with none; `observe` is told of each as well."""
        self._lags: list[float] = []
        self._observe = observe

    def note(self, lag: float) -> None:
        """Take one lag, in seconds."""
        self._lags.append(lag)
        self._observe(lag)
        if lag >= _BAD:
            log.warning(
                "the event loop was late by %.0f ms; something blocks it, or the machine is overloaded", lag * 1000
            )

    def report(self) -> str:
        """Return the lags in words, and forget them."""
        ordered, self._lags = sorted(self._lags), []
        if not ordered:
            return "loop lag unknown"
        middle, late = (ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.99))
        return f"loop lag {middle * 1000:.0f} / {late * 1000:.0f} / {ordered[-1] * 1000:.0f} ms (p50 / p99 / most)"


async def keep_measuring(lag: LoopLag) -> None:
    """Measure for ever, and log now and then."""
    reported = time.monotonic()
    async for late in lags(_EVERY):
        lag.note(late)
        if time.monotonic() - reported >= _REPORTED:
            reported = time.monotonic()
            log.info(lag.report())
