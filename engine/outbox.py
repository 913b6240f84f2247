"""The outbox of one dream: what its reader has yet to hear, where newer news of a kind replaces older.

It never holds more than one item of each kind, so a reader that stalls costs no memory and never makes the
dreaming wait.
"""

import asyncio
from collections.abc import Hashable
from typing import Any


class Outbox:
    """Filled from any thread, emptied by one coroutine of the loop it was made in."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._items: dict[Hashable, Any] = {}
        self._filled = asyncio.Event()

    def put(self, kind: Hashable, item: object) -> None:
        """Leave an item; an earlier one of that kind that was not taken yet is dropped."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put, kind, item)

    async def take(self) -> Any:  # noqa: ANN401 - whatever was put
        """Return the oldest item, waiting for one if there is none."""
        await self._filled.wait()
        item = self._items.pop(next(iter(self._items)))
        if not self._items:
            self._filled.clear()
        return item

    def _put(self, kind: Hashable, item: object) -> None:
        self._items.pop(kind, None)
        self._items[kind] = item
        self._filled.set()
