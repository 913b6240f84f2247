"""Transactions: statements that are run to their end, whoever stops waiting for them."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from sqlalchemy import Delete, Executable, Insert, Update
from sqlalchemy.ext.asyncio import AsyncEngine

T = TypeVar("T")


async def write(engine: AsyncEngine, statement: Insert | Update | Delete) -> int:
    """Return how many rows a statement changed."""

    async def transaction() -> int:
        async with engine.begin() as connection:
            return (await connection.execute(statement)).rowcount

    return await _to_its_end(transaction())


async def read(engine: AsyncEngine, statement: Executable) -> Sequence[Any]:
    """Return the rows that a statement finds; the statement says what is in them, and their types do not."""

    async def transaction() -> Sequence[Any]:
        async with engine.connect() as connection:
            return (await connection.execute(statement)).all()

    return await _to_its_end(transaction())


async def _to_its_end(transaction: Coroutine[Any, Any, T]) -> T:
    """Return what a transaction returns; a cancelled task waits for its end, for it would break the connection."""
    task = asyncio.create_task(transaction)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
