"""Arrivals: who came lately, and so who is expected to come.

Whoever comes later may have their turn before somebody who waits for a third dream. Times that were foretold as if
nobody came would all be too early, so they are foretold as if people went on to come as they did.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from bot.queue.ticket import Ticket

_LATELY = 600.0
"""Seconds: long enough for a habit, short enough for an evening's end to be noticed."""
_MOST = 1000
"""Dreams that are remembered, and expected, so that a forecast takes no longer the more people come."""
_GOES_ON = 2.0
"""Times as long as it went on until now. What nothing else is known of ends before k times as long with the
probability k / (k + 1) (J. R. Gott, *Implications of the Copernican principle for our future prospects*, 1993). One
would be right in the median; but a dream that comes sooner than was told is better than one that comes later."""


class Arrivals:
    """The dreams of the last minutes. Times are in Unix seconds."""

    def __init__(self) -> None:
        self._came: deque[Ticket] = deque(maxlen=_MOST)
        self._since: float | None = None

    def note(self, ticket: Ticket) -> None:
        """Take notice of a dream that somebody has asked for."""
        if self._since is None:
            self._since = ticket.asked
        self._came.append(ticket)

    def expected(self, now: float) -> Iterator[Ticket]:
        """Yield the dreams that will be asked for if people go on to come as they did in the last minutes, in order.

        They are expected for `_GOES_ON` times as long as they have been seen to come.
        """
        if self._since is None:
            return
        watched = now - self._since
        lately = min(_LATELY, watched)
        if len(self._came) == _MOST:
            lately = min(lately, now - self._came[0].asked)
        while self._came and self._came[0].asked + lately <= now:
            # What came before the last minutes says nothing of the next ones.
            self._came.popleft()
        end = now + _GOES_ON * watched
        numbers = iter(range(_MOST))
        came = tuple(self._came)
        for again in count(1) if came else ():
            for ticket in came:
                asked = ticket.asked + again * lately
                number = next(numbers, None)
                if number is None or asked > end:
                    return
                yield replace(ticket, id=f"expected {number}", asked=asked)
