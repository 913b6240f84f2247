"""The rush: a crowd asks, the bot's own queue says whose turn it is, and a fleet dreams."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.queue import Capacity, FairQueue, Rules, Ticket
from bot.refusals import Refusal
from sizing.fleet import SLOTS, Fleet

_UNLIKE = 0.15
"""How much dreams of one preset and size differ: standard deviation of the logarithm of their seconds."""
_WARMING = 0.1
"""Share of the dreams that come before the line is as long as it gets; they are not counted."""


@dataclass
class Served:
    """How a crowd was served."""

    waits: list[tuple[Ticket, float]] = field(default_factory=list)
    """Dreams and the seconds until each began."""
    refused: int = 0
    """Dreams that a limit of the queue did not let in."""
    seconds: float = 0.0
    """From the first to the last."""
    utilisation: float = 0.0
    """Share of the time that devices were busy."""

    def quantile(self, share: float, servers: int = 0) -> float:
        """Return the wait that so large a share stays below, of dreams of all but the so many largest servers."""
        waits = sorted(wait for ticket, wait in self.waits if (ticket.guild or 0) > servers)
        return waits[min(len(waits) - 1, int(share * len(waits)))] if waits else 0.0


def play(crowd: Sequence[Ticket], engines: int, pace: float, *, rules: Rules, seed: int = 0) -> Served:
    """Let a crowd be served.

    Args:
        crowd: Dreams in the order in which they are asked for.
        engines: How many dream.
        pace: Seconds of a device that a megapixel step takes.
        rules: What the queue lets people do.
        seed: Says how long which dream takes.
    """
    chance = random.Random(seed)  # noqa: S311
    queue = FairQueue(rules, Capacity(slots=engines * SLOTS, devices=engines))
    fleet, served = Fleet(engines), Served()
    counted = {ticket.id for ticket in crowd[round(_WARMING * len(crowd)) :]}
    now = 0.0
    coming = iter(crowd)
    comer = next(coming, None)
    while comer is not None or queue.running:
        end = fleet.next_end()
        if comer is not None and comer.asked <= end:
            now = comer.asked
            try:
                queue.put(comer)
            except Refusal:
                served.refused += comer.id in counted
            comer = next(coming, None)
        else:
            now = end
            queue.finish(fleet.end(), now)
        while (ticket := queue.take(now)) is not None:
            fleet.begin(ticket.id, ticket.cost * pace * chance.lognormvariate(0, _UNLIKE), now)
            if ticket.id in counted:
                served.waits.append((ticket, now - ticket.asked))
    served.seconds = now
    served.utilisation = fleet.busy / (now * engines) if now else 0.0
    return served
