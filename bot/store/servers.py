"""Servers: the row of what a server wants, and the notes that the bot makes for itself."""

from typing import Any

from pydantic import JsonValue
from sqlalchemy import Table, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.server_tables import notes, servers
from bot.store.transactions import transaction


class Servers:
    """What each server wants, as JSON: what it means is not the store's business."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def all(self) -> dict[int, JsonValue]:
        """Return what every server wants that wants something, by its id."""

        async def read(connection: AsyncConnection) -> dict[int, JsonValue]:
            return {row.guild: row.rules for row in await connection.execute(select(servers))}

        return await transaction(self._engine, read)

    async def put(self, guild: int, rules: JsonValue) -> None:
        """Write down what a server wants, in the place of what it wanted before."""
        await _replace(self._engine, servers, {"guild": guild}, {"rules": rules})


class Notes:
    """Short words under a name, for whatever the bot has to remember of itself."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def get(self, name: str) -> str | None:
        """Return what is noted under that name."""

        async def read(connection: AsyncConnection) -> str | None:
            found: str | None = await connection.scalar(select(notes.c.words).where(notes.c.name == name))
            return found

        return await transaction(self._engine, read)

    async def put(self, name: str, words: str) -> None:
        """Note something in the place of what was there."""
        await _replace(self._engine, notes, {"name": name}, {"words": words})


async def _replace(engine: AsyncEngine, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """Write one row, whether or not there is one. Two databases spell an upsert in two ways, but not this."""

    async def write(connection: AsyncConnection) -> None:
        await connection.execute(delete(table).filter_by(**key))
        await connection.execute(insert(table).values(**key, **values))

    await transaction(engine, write)
