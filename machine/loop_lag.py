"""Loop lag: how late an event loop is with what is due, which everybody who waits for an answer feels."""

import asyncio
from collections.abc import AsyncIterator

BUCKETS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
"""Seconds, for its histogram: from what nobody feels to more than Discord waits for an answer."""


async def lags(every: float) -> AsyncIterator[float]:
    """Yield for ever by how many seconds the loop was late, after so many seconds each time."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + every
        await asyncio.sleep(every)
        yield max(0.0, loop.time() - due)
