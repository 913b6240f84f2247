"""Arrivals: who came lately, and so who is expected to come.

Whoever comes later may have their turn before somebody who waits for a third dream. Times that were foretold as if
nobody came would all be too early, so they are foretold as if people went on to come as they did.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from bot.queue.ticket import Ticket

_LATELY = 600.0
"""Seconds: long enough for a habit, short enough for an evening's end to be noticed."""
_MOST = 1000
"""Dreams that are remembered, so that a forecast takes no longer the more people come."""


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

    def expected(self, now: float) -> Sequence[Ticket]:
        """Return the dreams that will be asked for if the next minutes are like the last, in that order.

        Where people have been watched for a shorter time, it is for so short a time that they are expected.
        """
        if self._since is None:
            return ()
        again = min(_LATELY, now - self._since)
        if len(self._came) == _MOST:
            again = min(again, now - self._came[0].asked)
        while self._came and self._came[0].asked + again <= now:
            # What came before the last minutes says nothing of the next ones.
            self._came.popleft()
        return [
            replace(ticket, id=f"expected {number}", asked=ticket.asked + again)
            for number, ticket in enumerate(self._came)
        ]
