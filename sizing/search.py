"""The search: the most servers that so many engines serve as promised, found by halving."""

from dataclasses import dataclass

from bot.queue import Caps, Rules
from sizing.crowd import Habits, asked
from sizing.rush import Served, play

_FEWEST, _MOST = 6000, 60_000
"""Dreams of a rush: an hour's, but enough that one in a hundred means something, and no more than that takes."""
_CAPS = Caps()
_CLOSE = 0.02
"""How close together the halves get, as a share of the servers."""


@dataclass(frozen=True)
class Promise:
    """What people may count on: so large a share of dreams begins within so many seconds, and hardly one is refused."""

    within: float = 60.0
    share: float = 0.95
    refused: float = 0.01

    def kept(self, served: Served) -> bool:
        """Whether a crowd was served so."""
        everybody = len(served.waits) + served.refused
        soon = served.quantile(self.share) <= self.within
        return soon and served.refused <= self.refused * everybody


@dataclass(frozen=True)
class Carried:
    """What so many engines carry."""

    engines: int
    servers: int
    served: Served


def most(engines: int, seconds: float, habits: Habits, promise: Promise, caps: Caps = _CAPS) -> Carried:
    """Return the most servers that are served as promised, if a dream takes so many seconds of a device on average."""
    # With all devices busy all the time, the line would grow for ever.
    none, all_busy = 0, int(engines / (habits.rate * seconds)) + 1
    best = Carried(engines, 0, Served())
    while all_busy - none > max(1, _CLOSE * all_busy):
        servers = (none + all_busy) // 2
        served = rush(engines, servers, seconds, habits, caps)
        if promise.kept(served):
            none, best = servers, Carried(engines, servers, served)
        else:
            all_busy = servers
    return best


def fewest(servers: int, seconds: float, habits: Habits, promise: Promise, caps: Caps = _CAPS) -> Carried:
    """Return the fewest engines that serve so many servers as promised."""
    engines = max(1, int(servers * habits.rate * seconds))
    while not promise.kept(served := rush(engines, servers, seconds, habits, caps)):
        # One more at a time where there are few, one in fifty where there are many.
        engines += max(1, engines // 50)
    return Carried(engines, servers, served)


def rush(engines: int, servers: int, seconds: float, habits: Habits, caps: Caps = _CAPS) -> Served:
    """Return how so many servers are served by so many engines; the same crowd comes every time."""
    an_hours = round(servers * habits.rate * 3600)
    crowd = asked(servers, habits, min(max(an_hours, _FEWEST), _MOST), seed=servers)
    pace = seconds / habits.mean_cost
    return play(crowd, engines, pace, rules=Rules(caps=caps, first_guess=pace), seed=engines)
