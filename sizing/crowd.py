"""The crowd of the busiest hour: people of many servers who come by, ask for a dream or three, and go."""

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, count
from statistics import fmean

from bot.queue import Ticket, cost
from engine.dreaming.presets import PRESETS

TALL = 0.75
"""Shorter side over longer side of a photograph, as most cameras have it."""
_VISIT = (1, 1, 1, 2, 2, 3)
"""Dreams that a person asks for at one visit, each as likely."""
_BETWEEN = 10.0
"""Seconds between the dreams of a visit, on average."""
_ACTIVITY = 0.8
"""Servers are as unlike as what people do together elsewhere: the k-th largest asks for k ** -0.8 times as much as the
largest (Zipf's law; flatter than 1, for the very large ones have a bot of their own)."""
_PEOPLE = 200
"""People of a server who ask, each as likely."""


@dataclass(frozen=True)
class Habits:
    """What people ask for."""

    daily: float = 20.0
    """Dreams of a server in a day, on average over servers."""
    busiest: float = 0.1
    """Share of a day's dreams that fall into its busiest hour; even days would have 1/24."""
    size: int = 768
    """Longest side, in pixels."""

    @property
    def rate(self) -> float:
        """Dreams that a server asks for in a second of the busiest hour, on average over servers."""
        return self.daily * self.busiest / 3600

    def costs(self) -> dict[str, float]:
        """Return what a dream with each preset costs, in megapixel steps."""
        recipes = {name: preset.recipe for name, preset in PRESETS.items()}
        return {name: cost(self.size, each.steps, each.octave_ratio, TALL) for name, each in recipes.items()}

    @property
    def mean_cost(self) -> float:
        """What a dream costs on average; people like all presets alike."""
        return fmean(self.costs().values())


def asked(servers: int, habits: Habits, dreams: int, seed: int) -> list[Ticket]:
    """Return so many dreams that are asked for in so many servers, as if the busiest hour went on, in order.

    Guilds are numbered by how much they ask for, from 1, and so are the people in each of them.
    """
    chance = random.Random(seed)  # noqa: S311 - it has to be the same crowd again
    bounds = list(accumulate(rank**-_ACTIVITY for rank in range(1, servers + 1)))
    costs = list(habits.costs().items())
    visits_a_second = servers * habits.rate / fmean(_VISIT)
    numbers = count()
    planned: list[Ticket] = []
    for now in _moments(chance, visits_a_second):
        if len(planned) >= dreams:
            break
        guild = 1 + bisect(bounds, chance.uniform(0, bounds[-1]))
        person = guild * 1000 + chance.randrange(_PEOPLE)
        for _ in range(chance.choice(_VISIT)):
            kind, price = chance.choice(costs)
            planned.append(Ticket(str(next(numbers)), person, guild, price, kind, now))
            now += chance.expovariate(1 / _BETWEEN)
    return sorted(planned, key=lambda ticket: ticket.asked)


def _moments(chance: random.Random, rate: float) -> Iterator[float]:
    """Yield moments of which so many fall into a second, none knowing of the others."""
    now = 0.0
    while True:
        now += chance.expovariate(rate)
        yield now
