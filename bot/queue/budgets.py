"""Budgets: how much a person, and a server, may dream at once and in an hour.

Each has a bucket by the generic cell rate algorithm (ITU-T I.371): every dream moves the moment at which the bucket
is full again farther into the future, and that moment may be no farther away than it takes to fill an empty one.

The buckets are our own because those of rate limiting libraries, `limits` among them, cannot take a dream back: here
the charges are kept one by one until the bucket is full again, so a refund leaves it as if the dream had never been,
and a restart fills it from the records of past dreams. They also know no clock, and costs need not be whole numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import inf
from typing import Literal

from bot.queue.ticket import Ticket
from bot.refusals import BudgetSpent

_Owner = tuple[Literal["person", "guild"], int]


@dataclass(frozen=True)
class Allowance:
    """What one person or server may ask for, in units of cost; both above 0."""

    burst: float
    """As much at once."""
    hourly: float
    """As much in each hour that follows."""

    def seconds(self, cost: float) -> float:
        """Return how long it takes until so much has come back."""
        return cost * 3600 / self.hourly


class Bucket:
    """One person's or server's charges."""

    def __init__(self) -> None:
        self._charges: dict[str, tuple[float, float]] = {}
        self._full_at = -inf

    def full(self, now: float) -> bool:
        """Whether nothing is missing, in which case the bucket need not be kept."""
        return self._full_at <= now

    def opens(self, cost: float, allowance: Allowance, now: float) -> float:
        """Return the moment from which on a dream of that cost is allowed; `now`, if it is at once.

        A dream that costs more than a whole burst is allowed when nothing is missing.
        """
        room = allowance.seconds(max(0.0, allowance.burst - cost))
        return max(now, self._full_at - room)

    def charge(self, ticket_id: str, seconds: float, at: float) -> None:
        """Take out what it takes so many seconds to fill in again."""
        self._charges[ticket_id] = (at, seconds)
        self._fill()

    def refund(self, ticket_id: str) -> None:
        """Undo a charge; one that has been filled in again for good makes no difference."""
        if self._charges.pop(ticket_id, None) is not None:
            self._fill()

    def _fill(self) -> None:
        self._full_at = -inf
        # After a restart, a dream that still waits is charged later than one that was asked for after it.
        for at, seconds in sorted(self._charges.values()):
            self._full_at = max(self._full_at, at) + seconds


class Budgets:
    """The buckets of all people and servers; None allows everything. Times are in Unix seconds."""

    def __init__(self, person: Allowance | None, server: Allowance | None) -> None:
        self._person = person
        self._server = server
        self._buckets: dict[_Owner, Bucket] = {}

    def __len__(self) -> int:
        """Return how many buckets are kept."""
        return len(self._buckets)

    def check(self, ticket: Ticket) -> None:
        """Return if the dream is within the budgets of its person and its server.

        Raises:
            BudgetSpent: it is not; it carries the moment from which on it will be.
        """
        opens = ticket.asked
        of_server = False
        for owner, allowance, cost in self._charges(ticket):
            at = self._buckets.get(owner, Bucket()).opens(cost, allowance, ticket.asked)
            if at > opens:
                opens, of_server = at, owner[0] == "guild"
        if opens > ticket.asked:
            raise BudgetSpent(opens, of_server=of_server)

    def charge(self, ticket: Ticket) -> None:
        """Take the cost of a dream that is asked for now out of its person's and its server's bucket."""
        self._sweep(ticket)
        self.recall(ticket)

    def recall(self, ticket: Ticket) -> None:
        """Charge a dream that was asked for before; in which order is all the same."""
        for owner, allowance, cost in self._charges(ticket):
            # The freshest stand last, so that the sweep finds those that may go.
            bucket = self._buckets.pop(owner, None) or Bucket()
            self._buckets[owner] = bucket
            bucket.charge(ticket.id, allowance.seconds(cost), ticket.asked)

    def refund(self, ticket: Ticket) -> None:
        """Undo `charge`."""
        for owner, _, _ in self._charges(ticket):
            if (bucket := self._buckets.get(owner)) is not None:
                bucket.refund(ticket.id)

    def _charges(self, ticket: Ticket) -> Iterator[tuple[_Owner, Allowance, float]]:
        """Yield whose buckets a dream is taken from, and how much."""
        if self._person is not None:
            yield ("person", ticket.person), self._person, ticket.cost / ticket.weight
        if self._server is not None and ticket.guild is not None:
            yield ("guild", ticket.guild), self._server, ticket.cost

    def _sweep(self, ticket: Ticket) -> None:
        """Drop buckets that are full at the moment of a ticket: its own, and a few of others at a time."""
        for owner in [*islice(self._buckets, 4), *(owner for owner, _, _ in self._charges(ticket))]:
            if owner in self._buckets and self._buckets[owner].full(ticket.asked):
                del self._buckets[owner]
