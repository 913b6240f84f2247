"""Servers: the row of what a server wants, and the notes that the bot makes for itself."""

from typing import Any

from pydantic import JsonValue
from sqlalchemy import Column, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.server_tables import notes, servers


class Servers:
    """What each server wants, as JSON: what it means is not the store's business."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> dict[int, JsonValue]:
        """Return what every server wants that wants something, by its id."""
        return {row.guild: row.rules for row in await self._database.read(select(servers))}

    async def put(self, guild: int, rules: JsonValue) -> None:
        """Write down what a server wants, in the place of what it wanted before."""
        await _replace(self._database, servers.c.guild, guild, {"rules": rules})


class Notes:
    """Short words under a name, for whatever the bot has to remember of itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, name: str) -> str | None:
        """Return what is noted under that name."""
        found = await self._database.read(select(notes.c.words).where(notes.c.name == name))
        return found[0].words if found else None

    async def about(self, beginning: str) -> dict[str, str]:
        """Return all notes whose names begin so, by their names."""
        theirs = notes.c.name.startswith(beginning, autoescape=True)
        return {row.name: row.words for row in await self._database.read(select(notes).where(theirs))}

    async def put(self, name: str, words: str) -> None:
        """Note something in the place of what was there."""
        await _replace(self._database, notes.c.name, name, {"words": words})


async def _replace(database: Database, key: Column[Any], value: object, values: dict[str, Any]) -> None:
    """Write one row, whether or not there is one. Two databases spell an upsert in two ways, but not this."""

    async def write(connection: AsyncConnection) -> None:
        await connection.execute(delete(key.table).where(key == value))
        await connection.execute(insert(key.table).values({key.name: value, **values}))

    await database.write(write)
