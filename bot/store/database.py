"""The database: whatever is written at the same time is committed at once, and reading waits for nobody.

A commit has to reach the disk, which takes far longer than the few rows of a job. So what arrives while one commit is
under way goes into the next one together, each work in a savepoint of its own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Row, Select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")

_MOST_AT_ONCE = 64

Work = Callable[[AsyncConnection], Awaitable[T]]


@dataclass
class _Wanted:
    """Work that waits to be written."""

    work: Work[Any]
    written: asyncio.Future[Any] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Database:
    """Writes through one engine and reads through another, which may be the same."""

    def __init__(self, writing: AsyncEngine, reading: AsyncEngine) -> None:
        self._writing = writing
        self._reading = reading
        self._wanted: list[_Wanted] = []
        self._writer: asyncio.Task[None] | None = None

    async def write(self, work: Work[T]) -> T:
        """Return what the work returns, once it is committed; what it raises takes all of it back.

        Whoever is cancelled meanwhile still waits: what was begun is written.
        """
        wanted = _Wanted(work)
        self._wanted.append(wanted)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_on(), name="store")
        result: T = await _to_its_end(wanted.written)
        return result

    async def read(self, statement: Select[Any]) -> Sequence[Row[Any]]:
        """Return the rows, as they were committed last."""

        async def reading() -> Sequence[Row[Any]]:
            async with self._reading.connect() as connection:
                found: Sequence[Row[Any]] = (await connection.execute(statement)).all()
                return found

        return await _to_its_end(asyncio.create_task(reading()))

    async def close(self) -> None:
        """Write what is still wanted, and let go of the database."""
        if self._writer is not None:
            await asyncio.wait({self._writer})
        await self._writing.dispose()
        await self._reading.dispose()

    async def _write_on(self) -> None:
        while self._wanted:
            batch, self._wanted = self._wanted[:_MOST_AT_ONCE], self._wanted[_MOST_AT_ONCE:]
            try:
                outcomes = await self._commit(batch)
            # Nothing of it is written, whatever the reason; each of them who waits is told.
            except Exception as error:  # noqa: BLE001
                outcomes = [error] * len(batch)
            for wanted, outcome in zip(batch, outcomes, strict=True):
                if isinstance(outcome, Exception):
                    wanted.written.set_exception(outcome)
                else:
                    wanted.written.set_result(outcome)

    async def _commit(self, batch: list[_Wanted]) -> list[Any]:
        """Return what each work returned, or what it raised, after all of them are committed."""
        outcomes: list[Any] = []
        async with self._writing.begin() as connection:
            if len(batch) == 1:
                return [await batch[0].work(connection)]
            for wanted in batch:
                try:
                    async with connection.begin_nested():
                        outcomes.append(await wanted.work(connection))
                # It took its own savepoint back and is told; the others go on.
                except Exception as error:  # noqa: BLE001
                    outcomes.append(error)
        return outcomes


async def _to_its_end(future: asyncio.Future[T]) -> T:
    """Return what a future becomes; whoever is cancelled waits for it all the same."""
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        await asyncio.wait({future})
        raise
