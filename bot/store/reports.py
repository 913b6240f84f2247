"""Reports: what people think is wrong with an entry. Each is there once for each person and entry."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.challenge_tables import reports
from bot.store.database import Database
from bot.store.votes import insert_into


class Reports:
    """Reads and changes the rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, entry: int, person: int, reason: str, at: datetime) -> int | None:
        """Write down what somebody says of an entry; return how many have by now, or None if they had before."""
        row = {"entry": entry, "person": person, "reason": reason, "at": at}

        async def work(connection: AsyncConnection) -> int | None:
            added = await connection.execute(insert_into(connection, reports).on_conflict_do_nothing().values(row))
            if added.rowcount != 1:
                return None
            counted = select(func.count()).where(reports.c.entry == entry)
            return int((await connection.execute(counted)).scalar_one())

        return await self._database.write(work)
