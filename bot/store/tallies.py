"""Tallies: how much was dreamt, by whom, and what the most."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from bot.store.database import Database
from bot.store.states import DREAMT
from bot.store.tables import jobs

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

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, *, guild: int | None = None, person: int | None = None) -> Tally:
        """Return how much was dreamt in a server, for a person, for a person in a server, or altogether."""
        conditions: list[ColumnElement[bool]] = [jobs.c.state.in_(DREAMT)]
        if guild is not None:
            conditions.append(jobs.c.guild == guild)
        if person is not None:
            conditions.append(jobs.c.asker == person)
        counted: list[ColumnElement[Any]] = [
            func.count().label("dreams"),
            func.count(jobs.c.asker.distinct()).label("people"),
            func.sum(jobs.c.work).label("seconds"),
        ]
        (total,) = await self._database.read(select(*counted).where(*conditions))
        preset = [jobs.c.preset[part].as_string() for part in ("emoji", "name")]
        label = (preset[0] + " " + preset[1]).label("label")
        times = func.count().label("times")
        by_preset: list[ColumnElement[Any]] = [label, times]
        favourites = select(*by_preset).where(*conditions).group_by(label).order_by(times.desc(), label)
        rows = await self._database.read(favourites.limit(_FAVOURITES))
        return Tally(total.dreams, total.people, total.seconds or 0.0, tuple((row.label, row.times) for row in rows))
