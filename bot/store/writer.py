"""The writer: changes that come at the same time share one transaction, and so one wait for the disk."""

import asyncio

from sqlalchemy import Delete, Insert, Update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

Change = Insert | Update | Delete

_MOST = 100
"""Changes in one transaction."""


class Writer:
    """Writes one transaction after the other, each with all that has come since the last."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._pending: list[tuple[Change, asyncio.Future[int]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, change: Change) -> int:
        """Return how many rows it changed, once that is on the disk.

        A caller that is cancelled while it waits does not stop the change.

        Raises:
            SQLAlchemyError: it could not be made; others that came with it are made all the same.
        """
        made: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._pending.append((change, made))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all(), name="writer")
        return await made

    async def close(self) -> None:
        """Return when everything is written."""
        if self._writing is not None:
            await asyncio.wait({self._writing})

    async def _write_all(self) -> None:
        while self._pending:
            together, self._pending = self._pending[:_MOST], self._pending[_MOST:]
            try:
                await self._write(together)
            except SQLAlchemyError as error:
                if len(together) == 1:
                    _fail(together[0][1], error)
                    continue
                for each in together:
                    try:
                        await self._write([each])
                    except SQLAlchemyError as its_own:
                        _fail(each[1], its_own)

    async def _write(self, together: list[tuple[Change, asyncio.Future[int]]]) -> None:
        async with self._engine.begin() as connection:
            counts = [(await connection.execute(change)).rowcount for change, _ in together]
        for (_, made), count in zip(together, counts, strict=True):
            if not made.done():
                made.set_result(count)


def _fail(made: asyncio.Future[int], error: SQLAlchemyError) -> None:
    if not made.done():
        made.set_exception(error)
