"""Claims: of the processes that share a database, each has its shards for itself.

Two with the same shards would both take up the same dreams. A claim is a lock that a connection to PostgreSQL
holds, so it ends with whoever has it. SQLite needs none: its file lies in a folder that is locked.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.database import STORE_TROUBLE
from bot.store.shards import Shards

_OURS = 0x706172
"""The first key of our locks; any number that nobody else takes."""
_ANY = -1
"""Stands for all shards: held by whoever has them all, and shared by those who have some."""
_ATTEMPTS = 10
_PAUSE = 0.5
"""Seconds between two attempts: the server may have yet to notice that the last process is dead."""


class ClaimedError(Exception):
    """Another process has one of these shards."""


@contextlib.asynccontextmanager
async def claimed(engine: AsyncEngine, shards: Shards) -> AsyncIterator[None]:
    """Have the shards for oneself as long as the context lasts.

    Raises:
        ClaimedError: another process has one of them and keeps it.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for attempt in range(_ATTEMPTS):
            if await _claim(connection, shards):
                break
            await connection.execute(select(func.pg_advisory_unlock_all()))
            if attempt == _ATTEMPTS - 1:
                raise ClaimedError
            await asyncio.sleep(_PAUSE)
        yield
        # Where this fails, the connection is broken, and with it the locks are gone.
        with contextlib.suppress(*STORE_TROUBLE):
            await connection.execute(select(func.pg_advisory_unlock_all()))


async def _claim(connection: AsyncConnection, shards: Shards) -> bool:
    """Return whether all locks were free; else some may be held."""
    if shards.all:
        wanted = [func.pg_try_advisory_lock(_OURS, _ANY)]
    else:
        wanted = [func.pg_try_advisory_lock_shared(_OURS, _ANY)]
        wanted += [func.pg_try_advisory_lock(_OURS, shard) for shard in shards.ids]
    for lock in wanted:
        if not (await connection.execute(select(lock))).scalar_one():
            return False
    return True
