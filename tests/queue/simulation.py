"""Engines without engines: the fair queue played through in simulated time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from bot.queue import Capacity, Caps, FairQueue, Rules, Ticket

NO_CAPS = Caps(per_person=10_000, per_server=10_000)
OPEN = Rules(waiting=100_000, unfinished_per_person=100_000, caps=NO_CAPS)
"""Rules that forbid nothing."""

_numbers = count(1)


def ticket(person: int = 1, guild: int | None = 100, cost: float = 1.0, kind: str = "eyes", asked: float = 0.0, **more):
    """A ticket with an id of its own."""
    return Ticket(f"dream {next(_numbers)}", person, guild, cost, kind, asked, **more)


@dataclass(frozen=True)
class Event:
    """A dream was put, started or done."""

    what: str
    ticket: Ticket
    at: float


def play(
    queue: FairQueue, capacity: Capacity, arrivals: Iterable[Ticket], work: Callable[[Ticket], float] = lambda t: t.cost
) -> Iterator[Event]:
    """Put each ticket when it is asked for, take whenever something can be taken, and finish when the work is done.

    `work` is how many seconds of a device a dream really takes. Each event is yielded after it has happened.
    """
    coming = sorted(arrivals, key=lambda ticket: ticket.asked)
    left: dict[str, float] = {}
    now = 0.0

    def start() -> Iterator[Event]:
        while (taken := queue.take(now)) is not None:
            left[taken.id] = work(taken)
            yield Event("started", taken, now)

    yield from start()
    while coming or left:
        speed = capacity.speed(len(left))
        ends = now + min(left.values()) / speed if left else float("inf")
        comes = coming[0].asked if coming else float("inf")
        then = max(now, min(ends, comes))
        for dream in left:
            left[dream] -= (then - now) * speed
        now = then
        if ends <= comes:
            done = min(left, key=left.__getitem__)
            dreamt = queue.running[done]
            del left[done]
            queue.finish(done, now)
            yield Event("done", dreamt, now)
        else:
            put = coming.pop(0)
            queue.put(put)
            yield Event("put", put, now)
        yield from start()


def started(events: Iterable[Event]) -> list[Ticket]:
    """The tickets in the order in which they started."""
    return [event.ticket for event in events if event.what == "started"]
