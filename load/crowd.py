"""The crowd: who asks for what, and when."""

import random
from dataclasses import dataclass

GREEDY_SHARE = 0.05
"""Of the people, who ask for a quarter of all dreams, as fast as they can."""
SECONDS_OF = {"eyes": 0.5, "birds": 1.0, "buildings": 2.0}
"""What people ask for, and how long it takes beside what the others take."""


@dataclass(frozen=True)
class Ask:
    """Somebody asks for a dream."""

    at: float
    """Seconds after the start."""
    person: int
    preset: str


def asks(people: int, dreams: int, span: float, seed: int) -> list[Ask]:
    """Return what a crowd asks for within `span` seconds, in order; people are numbered from 0.

    A few are greedy and ask in the first third of the time. The others ask for as many dreams each, as near as can
    be, at any moment.
    """
    chance = random.Random(seed)  # noqa: S311 - it has to be the same crowd again
    greedy = max(1, round(people * GREEDY_SHARE))
    theirs = dreams // 4
    askers = [number % greedy for number in range(theirs)]
    askers += [greedy + number % (people - greedy) for number in range(dreams - theirs)]
    presets = [*SECONDS_OF]
    planned = [
        Ask(chance.uniform(0, span / 3 if person < greedy else span), person, chance.choice(presets))
        for person in askers
    ]
    return sorted(planned, key=lambda ask: ask.at)
