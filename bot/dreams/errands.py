"""Errands: tasks that nobody waits for. They are held until they end, and what goes wrong with them is logged."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.refusals import Refusal

log = logging.getLogger(__name__)


class Errands:
    """Those of one kind that are under way."""

    def __init__(self) -> None:
        self._under_way: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        """Begin one; the log calls it by that name."""
        task = asyncio.create_task(work, name=name)
        self._under_way.add(task)
        task.add_done_callback(self._end)
        return task

    async def wait(self, seconds: float) -> None:
        """Return when all have ended, or after so many seconds."""
        if self._under_way:
            await asyncio.wait(set(self._under_way), timeout=seconds)

    async def cancel(self) -> None:
        """Cancel all and return when they have ended."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        # A refusal is told to the person whom it concerns.
        if not task.cancelled() and (error := task.exception()) is not None and not isinstance(error, Refusal):
            log.error("%s failed", task.get_name(), exc_info=error)
