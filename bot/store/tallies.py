"""Tallies: how much was dreamt, by whom, and what the most."""

from dataclasses import dataclass

from sqlalchemy import func, select, true
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.states import State
from bot.store.tables import jobs
from bot.store.transactions import read

_FAVOURITES = 10


@dataclass(frozen=True)
class Tally:
    """How much was dreamt."""

    dreams: int
    people: int
    """Who asked for them."""
    seconds: float
    """Of a device."""
    favourites: tuple[tuple[str, int], ...]
    """Presets by emoji and name, and how often each was dreamt, the most frequent first."""


class Tallies:
    """Counts the rows of finished dreams."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def of(self, *, guild: int | None = None, person: int | None = None) -> Tally:
        """Return how much was dreamt in a server, for a person, for a person in a server, or altogether."""
        which = jobs.c.state == State.DONE
        which &= true() if guild is None else jobs.c.guild == guild
        which &= true() if person is None else jobs.c.asker == person
        totals = select(func.count(), func.count(jobs.c.asker.distinct()), func.sum(jobs.c.work)).where(which)
        (row,) = await read(self._engine, totals)
        dreams, people, seconds = row
        preset = (jobs.c.preset["emoji"].as_string(), jobs.c.preset["name"].as_string())
        by_preset = select(*preset, func.count()).where(which).group_by(*preset)
        rows = await read(self._engine, by_preset.order_by(func.count().desc(), preset[1]).limit(_FAVOURITES))
        return Tally(dreams, people, seconds or 0.0, tuple((f"{emoji} {name}", count) for emoji, name, count in rows))
