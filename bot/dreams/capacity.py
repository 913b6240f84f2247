"""Capacity: how many dreams the engines that answer can take at once, counted again and again."""

import asyncio
from collections.abc import Callable

from bot.queue import Capacity
from engine.client import EngineClient

_EVERY = 15.0
"""Seconds between two counts."""


def at_first(at_once: int | None) -> Capacity:
    """Return what is assumed before any engine has answered; `at_once` is what the settings say."""
    return Capacity(slots=at_once or 1, devices=1)


async def keep_counting(
    engines: EngineClient, at_once: int | None, tell: Callable[[Capacity], None], counted: Callable[[int], None]
) -> None:
    """Count for ever and tell what was counted; each engine has one device.

    While none answers, no capacity is told: the dreams that have their turn wait for one. `counted` hears every time
    how many answered.
    """
    while True:
        healths = await engines.healths()
        counted(len(healths))
        if healths:
            tell(Capacity(at_once or sum(health.slots for health in healths), devices=len(healths)))
        await asyncio.sleep(_EVERY)
