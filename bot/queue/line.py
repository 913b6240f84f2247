"""The line of those who wait: deficit round robin over servers, and in each server over its people.

A server's share does not grow with the number of its people, nor a person's with the number of their dreams. What
one person asks for is dreamt in that order.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.queue.rounds import Rounds
from bot.queue.ticket import Ticket


@dataclass(frozen=True)
class Caps:
    """How many dreams may run at once; each at least 1."""

    per_person: int = 2
    per_server: int = 8


@dataclass(slots=True)
class _Tally:
    """One person's dreams in all servers together."""

    unfinished: int = 0
    running: int = 0


@dataclass(slots=True)
class _Person:
    """One person's dreams in one server."""

    cap: int
    everywhere: _Tally
    due: float = 0.0
    running: int = 0
    waiting: deque[Ticket] = field(default_factory=deque)

    @property
    def waits(self) -> bool:
        return bool(self.waiting)

    @property
    def ready(self) -> bool:
        return bool(self.waiting) and self.everywhere.running < self.cap

    @property
    def idle(self) -> bool:
        return not self.waiting and not self.running


@dataclass(slots=True)
class _Server:
    """One server's people."""

    cap: int
    due: float = 0.0
    running: int = 0
    waiting: int = 0
    people: Rounds[_Person] = field(default_factory=Rounds)

    @property
    def waits(self) -> bool:
        return self.waiting > 0

    @property
    def ready(self) -> bool:
        return self.waiting > 0 and self.running < self.cap and any(person.ready for person in self.people)

    @property
    def idle(self) -> bool:
        return not self.waiting and not self.running


class Line:
    """Who waits and who runs. `work` tells how much work a dream is expected to be: what the shares are shares of."""

    def __init__(self, caps: Caps, work: Callable[[Ticket], float]) -> None:
        self.waiting: dict[str, Ticket] = {}
        self.running: dict[str, Ticket] = {}
        self._caps = caps
        self._work = work
        self._servers: Rounds[_Server] = Rounds()
        self._tallies: dict[int, _Tally] = {}
        self._charged: dict[str, float] = {}

    def unfinished(self, person: int) -> int:
        """Return how many dreams of a person wait or run, wherever they asked for them."""
        tally = self._tallies.get(person)
        return 0 if tally is None else tally.unfinished

    def put(self, ticket: Ticket) -> None:
        """Let a dream wait, behind those that the same person has waiting in the same server."""
        self.waiting[ticket.id] = ticket
        server, person = self._join(ticket)
        person.everywhere.unfinished += 1
        server.waiting += 1
        person.waiting.append(ticket)

    def take(self) -> Ticket | None:
        """Start the dream whose turn it is and return it; None if none waits that may start now."""
        server_key = self._servers.turn()
        if server_key is None:
            return None
        server = self._servers[server_key]
        person_key = server.people.turn()
        assert person_key is not None, "a server is ready because one of its people is"  # noqa: S101
        person = server.people[person_key]
        ticket = person.waiting.popleft()
        person.running += 1
        person.everywhere.running += 1
        server.running += 1
        server.waiting -= 1
        self.running[ticket.id] = self.waiting.pop(ticket.id)
        self._charged[ticket.id] = work = self._work(ticket)
        server.people.charge(person_key, work / ticket.weight)
        self._servers.charge(server_key, work)
        return ticket

    def finish(self, ticket_id: str) -> None:
        """Let a running dream leave. Raises KeyError if no such dream runs."""
        ticket = self.running.pop(ticket_id)
        del self._charged[ticket_id]
        self._stop(ticket)
        self._leave(ticket)

    def withdraw(self, ticket_id: str) -> None:
        """Let a waiting dream leave as if it had never been asked for. Raises KeyError if no such dream waits."""
        ticket = self.waiting.pop(ticket_id)
        server = self._servers[ticket.server]
        server.waiting -= 1
        server.people[ticket.person].waiting.remove(ticket)
        self._leave(ticket)

    def hand_back(self, ticket_id: str) -> None:
        """Let a running dream wait again, before all others of that person there, at no cost to them.

        Raises KeyError if no such dream runs.
        """
        ticket = self.running.pop(ticket_id)
        work = self._charged.pop(ticket_id)
        self.waiting[ticket_id] = ticket
        self._stop(ticket)
        server = self._servers[ticket.server]
        person = server.people[ticket.person]
        server.people.give_back(ticket.person, work / ticket.weight)
        self._servers.give_back(ticket.server, work)
        server.waiting += 1
        person.waiting.appendleft(ticket)

    def copy(self) -> "Line":
        """Return a line that stands as this one does and goes on by itself."""
        twin = Line(self._caps, self._work)
        twin.waiting, twin.running, twin._charged = self.waiting.copy(), self.running.copy(), self._charged.copy()
        twin._tallies = {person: replace(tally) for person, tally in self._tallies.items()}

        def copy_person(key: int, person: _Person) -> _Person:
            return replace(person, everywhere=twin._tallies[key], waiting=person.waiting.copy())

        def copy_server(_: int, server: _Server) -> _Server:
            return replace(server, people=server.people.copy(copy_person))

        twin._servers = self._servers.copy(copy_server)
        return twin

    def _join(self, ticket: Ticket) -> tuple[_Server, _Person]:
        """Return the ticket's server and person, who take part from now on."""
        if ticket.server not in self._servers:
            self._servers.join(ticket.server, _Server(self._caps.per_server))
        server = self._servers[ticket.server]
        if ticket.person not in server.people:
            tally = self._tallies.setdefault(ticket.person, _Tally())
            server.people.join(ticket.person, _Person(self._caps.per_person, tally))
        return server, server.people[ticket.person]

    def _stop(self, ticket: Ticket) -> None:
        """Count one running dream less."""
        server = self._servers[ticket.server]
        person = server.people[ticket.person]
        server.running -= 1
        person.running -= 1
        person.everywhere.running -= 1

    def _leave(self, ticket: Ticket) -> None:
        """Count one unfinished dream less."""
        server = self._servers[ticket.server]
        tally = server.people[ticket.person].everywhere
        tally.unfinished -= 1
        server.people.settle(ticket.person)
        self._servers.settle(ticket.server)
        if not tally.unfinished:
            del self._tallies[ticket.person]
