"""Transactions: work on the database that is done whole or not at all."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")


async def transaction(engine: AsyncEngine, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
    """Return what the work returns, once it is committed; what it raises takes all of it back."""

    async def run() -> T:
        async with engine.begin() as connection:
            return await work(connection)

    return await to_its_end(run())


async def to_its_end(transaction: Coroutine[Any, Any, T]) -> T:
    """Return what a transaction returns; a cancelled task waits for its end, for it would break the connection."""
    task = asyncio.create_task(transaction)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
