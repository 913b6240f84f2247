"""The fair queue: lets dreams in, says whose turn it is, and tells everybody how long it will take."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.queue.arrivals import Arrivals
from bot.queue.budgets import Allowance, Budgets
from bot.queue.forecast import Place, forecast, remaining_work
from bot.queue.line import Caps, Line
from bot.queue.pace import Pace
from bot.queue.sharing import Capacity, Sharing
from bot.queue.ticket import Ticket
from bot.refusals import QueueFull, TooManyDreams


@dataclass(frozen=True)
class Rules:
    """What people may ask of the queue."""

    waiting: int = 1000
    """Dreams that may wait altogether."""
    unfinished_per_person: int = 3
    """Dreams that one person may have waiting and running."""
    caps: Caps = field(default_factory=Caps)
    person: Allowance | None = None
    server: Allowance | None = None
    first_guess: float = 1.0
    """Seconds that a megapixel step takes, until dreams have been measured."""


@dataclass(frozen=True, slots=True)
class Past:
    """A dream that was dreamt before a restart, as a store remembers it."""

    ticket: Ticket
    work: float
    """The seconds of work that `FairQueue.finish` returned."""


class FairQueue:
    """Dreams that wait and run. Times are in Unix seconds and given by the caller; nothing here reads a clock.

    A dream is put, taken when its turn has come, and finished; or cancelled at any moment before.
    """

    def __init__(self, rules: Rules, capacity: Capacity) -> None:
        self._rules = rules
        self._capacity = capacity
        self._pace = Pace(rules.first_guess)
        self._line = Line(rules.caps, self._work)
        self._sharing = Sharing(capacity)
        self._budgets = Budgets(rules.person, rules.server)
        self._arrivals = Arrivals()

    @property
    def capacity(self) -> Capacity:
        """What the engines together can do, as it was told last."""
        return self._capacity

    @property
    def waiting(self) -> Mapping[str, Ticket]:
        """The dreams that wait, by their ids, in the order in which they were put."""
        return self._line.waiting

    @property
    def running(self) -> Mapping[str, Ticket]:
        """The dreams that run, by their ids, in the order in which they were taken."""
        return self._line.running

    def check(self, ticket: Ticket) -> None:
        """Return if the dream may be put.

        Raises:
            TooManyDreams: the person has as many unfinished as they may.
            BudgetSpent: the person or the server has dreamt as much as they may; it carries the moment of the next.
            QueueFull: too many wait already.
        """
        if self._line.unfinished(ticket.person) >= self._rules.unfinished_per_person:
            raise TooManyDreams(self._rules.unfinished_per_person)
        self._budgets.check(ticket)
        if len(self._line.waiting) >= self._rules.waiting:
            raise QueueFull(len(self._line.waiting))

    def put(self, ticket: Ticket) -> None:
        """Let a dream wait and take it out of the budgets.

        Raises:
            TooManyDreams, BudgetSpent, QueueFull: as `check` does; nothing has changed then.
        """
        self.check(ticket)
        self._budgets.charge(ticket)
        self._arrivals.note(ticket)
        self._line.put(ticket)

    def readmit(self, ticket: Ticket) -> None:
        """Let a dream wait that was accepted before, whatever the rules say by now."""
        self._note(ticket)
        self._line.put(ticket)

    def take(self, now: float) -> Ticket | None:
        """Start the dream whose turn it is and return it; None if none may start, or no slot is free."""
        if len(self._line.running) >= self._capacity.slots:
            return None
        ticket = self._line.take()
        if ticket is not None:
            self._sharing.begin(ticket.id, now)
        return ticket

    def begin(self, ticket_id: str, now: float) -> None:
        """Count the work of a dream that was taken from now on: until now no engine was busy with it.

        Raises:
            KeyError: no such dream runs.
        """
        self._sharing.begin(self._line.running[ticket_id].id, now)

    def finish(self, ticket_id: str, now: float) -> float:
        """Let a running dream leave, done; learn from it and return the seconds of work it took.

        Raises:
            KeyError: no such dream runs.
        """
        ticket = self._line.running[ticket_id]
        self._line.finish(ticket_id)
        work = self._sharing.end(ticket_id, now)
        self._pace.learn(ticket.kind, ticket.cost, work)
        return work

    def cancel(self, ticket_id: str, now: float) -> None:
        """Let a dream leave that waits or runs, because it was cancelled or failed; it is refunded.

        Raises:
            KeyError: no such dream waits or runs.
        """
        if ticket_id in self._line.running:
            self.hand_back(ticket_id, now)
        self._budgets.refund(self._line.waiting[ticket_id])
        self._line.withdraw(ticket_id)

    def hand_back(self, ticket_id: str, now: float) -> None:
        """Let a running dream wait again, as the next one of its person, because its engine died or the bot stops.

        Raises:
            KeyError: no such dream runs.
        """
        self._line.hand_back(ticket_id)
        self._sharing.end(ticket_id, now)

    def change_capacity(self, capacity: Capacity, now: float) -> None:
        """Go on with more or fewer engines; dreams that run go on running."""
        self._capacity = capacity
        self._sharing.change(capacity, now)

    def places(self, now: float, fractions: Mapping[str, float] | None = None) -> dict[str, Place]:
        """Return where each dream stands and when it will be done, if people go on to come as they did lately.

        Args:
            now: In Unix seconds.
            fractions: Shares that are done of running dreams, where the engine has told.
        """
        told = fractions or {}
        remaining = {
            ticket_id: remaining_work(self._work(self._line.running[ticket_id]), worked, told.get(ticket_id))
            for ticket_id, worked in self._sharing.worked(now).items()
        }
        return forecast(self._line, self._capacity, remaining, self._work, now, self._arrivals.expected(now))

    def recall(self, past: Iterable[Past]) -> None:
        """Let a new queue know what one that ended knew of budgets, pace and people; then `readmit` who waited or ran.

        Dreams from longer ago than it takes to fill a budget, or than the latest few of each preset, may be left out.
        """
        for dream in sorted(past, key=lambda dream: dream.ticket.asked):
            self._note(dream.ticket)
            self._pace.learn(dream.ticket.kind, dream.ticket.cost, dream.work)

    def _note(self, ticket: Ticket) -> None:
        """Count a dream that was asked for before."""
        self._budgets.recall(ticket)
        self._arrivals.note(ticket)

    def _work(self, ticket: Ticket) -> float:
        return self._pace.seconds(ticket.kind, ticket.cost)
