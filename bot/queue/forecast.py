"""The forecast: when each dream will start and be done, found by playing the line forward as it stands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import inf

from bot.queue.line import Line
from bot.queue.sharing import Capacity
from bot.queue.ticket import Ticket

_OVERDUE = 0.1
"""A dream that has had the work it was expected to take is expected to take this share more of what it had."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dream stands."""

    before: int
    """Waiting dreams that will start before it; 0 if it is next, or runs."""
    starts: float
    """When it starts, in Unix seconds; for a running one, now."""
    ends: float
    """When it is done, in Unix seconds."""


def forecast(
    line: Line,
    capacity: Capacity,
    remaining: Mapping[str, float],
    work: Callable[[Ticket], float],
    now: float,
    expected: Iterable[Ticket] = (),
) -> dict[str, Place]:
    """Return the place of each dream that runs or waits, as long as nobody goes or fails.

    Running dreams share the devices evenly, so they end in the order of their remaining work.

    Args:
        line: It is left as it is.
        capacity: Without slots nothing waiting ever starts, and has no place.
        remaining: Seconds of work that each running dream still takes.
        work: Seconds of work that a waiting dream is expected to take.
        now: In Unix seconds.
        expected: Dreams that will be asked for later, in that order. They have no place themselves, and no more of
            them is looked at than come before the last one that waits.
    """
    line = line.copy()
    coming = iter(expected)
    comer = next(coming, None)
    waiting = set(line.waiting)
    started = dict.fromkeys(remaining, (0, now))
    ends = [(seconds, ticket_id) for ticket_id, seconds in remaining.items()]
    heapify(ends)
    places: dict[str, Place] = {}
    time, worked = now, 0.0
    while len(places) < len(remaining) + len(waiting):
        while len(ends) < capacity.slots and (ticket := line.take()) is not None:
            heappush(ends, (worked + work(ticket), ticket.id))
            if ticket.id in waiting:
                started[ticket.id] = (len(started) - len(remaining), time)
        speed = capacity.speed(len(ends))
        end = time + (ends[0][0] - worked) / speed if ends else inf
        if comer is not None and comer.asked <= end:
            comes = max(time, comer.asked)
            worked += (comes - time) * speed
            time = comes
            line.put(comer)
            comer = next(coming, None)
        elif ends:
            worked, ticket_id = heappop(ends)
            time = end
            line.finish(ticket_id)
            if ticket_id in started:
                places[ticket_id] = Place(*started[ticket_id], time)
        else:
            break
    return places


def remaining_work(expected: float, worked: float, fraction: float | None = None) -> float:
    """Return how many seconds of work a running dream still takes.

    Args:
        expected: Seconds of work it was expected to take when it started.
        worked: Seconds of work that it has had.
        fraction: Share of it that is done, where the engine has told.
    """
    if fraction:
        return worked * (1 - fraction) / fraction
    return expected - worked if expected > worked else _OVERDUE * worked
