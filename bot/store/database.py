"""The database: whatever is written at the same time is committed at once, and reading waits for nobody.

A commit has to reach the disk, which takes far longer than the few rows of a job. So what arrives while one commit is
under way goes into the next one together. Where one of them fails, all are taken back and written one by one.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Delete, Insert, Row, Select, Update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")

STORE_TROUBLE = (SQLAlchemyError, OSError)
"""What a call to the store can raise: a connection that is refused or breaks is passed on as it is."""

_MOST_AT_ONCE = 64

Work = Callable[[AsyncConnection], Awaitable[T]]


def reason_of(error: Exception) -> str:
    """Return in one line why the store does not do what it is asked, without what was to be written to it."""
    said = str(getattr(error, "orig", None) or error).splitlines()
    return said[0] if said else type(error).__name__


class StoreClosedError(Exception):
    """Somebody wants to read or write after the store was closed."""

    def __init__(self) -> None:
        super().__init__("the store is closed; nothing is read from it or written to it any more")


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
        self._closed = False

    async def write(self, work: Work[T]) -> T:
        """Return what the work returns, once it is committed; what it raises takes all of it back.

        The work may be done twice, of which the first time is taken back, so it must do nothing but write. Whoever is
        cancelled meanwhile still waits: what was begun is written.

        Raises:
            StoreClosedError: it comes too late.
        """
        self._check_open()
        wanted = _Wanted(work)
        self._wanted.append(wanted)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_on(), name="store")
        result: T = await _to_its_end(wanted.written)
        return result

    async def change(self, statement: Insert | Update | Delete) -> int:
        """Execute one statement, and return how many rows it changed, once that is committed.

        Raises:
            StoreClosedError: it comes too late.
        """

        async def work(connection: AsyncConnection) -> int:
            return (await connection.execute(statement)).rowcount

        return await self.write(work)

    async def read(self, statement: Select[Any]) -> Sequence[Row[Any]]:
        """Return the rows, as they were committed last.

        Raises:
            StoreClosedError: it comes too late.
        """
        self._check_open()

        async def reading() -> Sequence[Row[Any]]:
            async with self._reading.connect() as connection:
                found: Sequence[Row[Any]] = (await connection.execute(statement)).all()
                return found

        return await _to_its_end(asyncio.create_task(reading()))

    async def close(self) -> None:
        """Write what is still wanted, and let go of the database; whatever comes from now on is refused."""
        self._closed = True
        if self._writer is not None:
            await asyncio.wait({self._writer})
        await self._writing.dispose()
        await self._reading.dispose()

    def _check_open(self) -> None:
        if self._closed:
            raise StoreClosedError

    async def _write_on(self) -> None:
        while self._wanted:
            batch, self._wanted = self._wanted[:_MOST_AT_ONCE], self._wanted[_MOST_AT_ONCE:]
            try:
                outcomes = await self._commit(batch)
            # One of them cannot be written, so none of them is; by itself each shows whether it was that one.
            except Exception:  # noqa: BLE001
                outcomes = [await self._commit_alone(wanted) for wanted in batch]
            for wanted, outcome in zip(batch, outcomes, strict=True):
                if isinstance(outcome, Exception):
                    wanted.written.set_exception(outcome)
                else:
                    wanted.written.set_result(outcome)

    async def _commit(self, batch: list[_Wanted]) -> list[Any]:
        """Return what each work returned, after all of them are committed together."""
        async with self._writing.begin() as connection:
            return [await wanted.work(connection) for wanted in batch]

    async def _commit_alone(self, wanted: _Wanted) -> Any:  # noqa: ANN401 - whatever the work returns
        """Return what a work returned, or what it raised."""
        try:
            (outcome,) = await self._commit([wanted])
        # Whoever wants it written is told.
        except Exception as error:  # noqa: BLE001
            return error
        return outcome


async def _to_its_end(future: asyncio.Future[T]) -> T:
    """Return what a future becomes; whoever is cancelled waits for it all the same."""
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        await asyncio.wait({future})
        raise
