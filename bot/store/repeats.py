"""Repeats: challenges that come again. An occurrence opens one in the transaction that moves on to the next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.challenges.phases import Timetable
from bot.challenges.refusals import TooManySeries
from bot.challenges.repeating import Repetition
from bot.challenges.rules import Limits, Rules
from bot.store.challenge_tables import series
from bot.store.challenges import Contest, Plan, plan_values, take, write_new
from bot.store.database import Database
from bot.store.shards import ALL, Shards


@dataclass(frozen=True)
class Series:
    """A challenge that comes again."""

    plan: Plan
    words: str
    """How its host said when."""
    length: str
    """How long people can enter, as the host said it; it is read anew each time."""
    voting: str
    repetition: Repetition
    next: datetime
    id: int = 0


class Repeats:
    """Reads and changes the rows."""

    def __init__(self, database: Database, shards: Shards = ALL) -> None:
        self._database = database
        self._ours = shards.hold(series.c.server)

    async def add(self, new: Series, limits: Limits, draft: int | None = None) -> int:
        """Write a new series and return its number; the draft that it was is no more.

        Raises:
            TooManySeries: as many of the server or the host repeat as may be open; the draft stays.
            NoSuchDraft: the draft has become one already, or was thrown away.
        """
        values = {
            **plan_values(new.plan),
            "words": new.words,
            "length": new.length,
            "voting": new.voting,
            "rule": new.repetition.rule,
            "first": new.repetition.first.isoformat(),
            "next": new.next,
        }

        async def work(connection: AsyncConnection) -> int:
            await take(connection, draft)
            here = select(series.c.host).where(series.c.server == new.plan.server)
            limits.check((await connection.execute(here)).scalars().all(), new.plan.host, TooManySeries)
            return int((await connection.execute(insert(series).values(values).returning(series.c.id))).scalar_one())

        return await self._database.write(work)

    async def of(self, server: int) -> list[Series]:
        """Return all series of a server."""
        return await self._where(series.c.server == server)

    async def in_hand(self) -> list[Series]:
        """Return the series that this process opens."""
        return await self._where(self._ours)

    async def all(self) -> list[Series]:
        """Return all series."""
        return await self._where(series.c.id.is_not(None))

    async def stop(self, server: int, number: int) -> bool:
        """Let a series end; return whether there was one by that number."""
        here = (series.c.id == number) & (series.c.server == server)
        return await self._database.change(delete(series).where(here)) == 1

    async def open(
        self, due: Series, following: datetime, timetable: Timetable | None, limits: Limits
    ) -> Contest | None:
        """Open the challenge of an occurrence and let the series wait for the following one.

        Without a timetable the occurrence is left out. Return None if it is, or if somebody else was quicker.

        Raises:
            TooManyChallenges: as many are open as may be; the series has not moved on.
        """

        async def work(connection: AsyncConnection) -> Contest | None:
            here = (series.c.id == due.id) & (series.c.next == due.next)
            moved = await connection.execute(update(series).where(here).values(next=following))
            if moved.rowcount != 1 or timetable is None:
                return None
            return await write_new(connection, due.plan, timetable, limits)

        return await self._database.write(work)

    async def pictures(self) -> set[str]:
        """Return the keys of the spool's files that series begin with."""
        shown = [(each.plan.picture, each.plan.original) for each in await self.all()]
        return {key for keys in shown for key in keys if key is not None}

    async def _where(self, condition: ColumnElement[bool]) -> list[Series]:
        rows = await self._database.read(select(series).where(condition).order_by(series.c.id))
        return [_series(row) for row in rows]


def _series(row: Row[Any]) -> Series:
    plan = Plan(row.server, row.channel, row.host, Rules.model_validate(row.rules), row.picture, row.original)
    repetition = Repetition(row.rule, datetime.fromisoformat(row.first))
    return Series(plan, row.words, row.length, row.voting, repetition, row.next, row.id)
