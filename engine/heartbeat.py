"""The heartbeat: an answer that has nothing new to say goes on saying that it lives.

Without it a reader could not tell an engine that takes its time from one that hangs.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable

from engine.frames import BEAT


async def with_beats(frames: AsyncGenerator[bytes], every: float, alive: Callable[[], bool]) -> AsyncGenerator[bytes]:
    """Yield the frames, and a beat after each `every` seconds of silence for as long as `alive` says so.

    Closing it closes the frames.
    """
    upcoming: asyncio.Future[bytes] | None = None
    try:
        while True:
            upcoming = upcoming or asyncio.ensure_future(anext(frames))
            await asyncio.wait({upcoming}, timeout=every)
            if not upcoming.done():
                if alive():
                    yield BEAT
                continue
            try:
                frame = upcoming.result()
            except StopAsyncIteration:
                return
            upcoming = None
            yield frame
    finally:
        if upcoming is not None:
            upcoming.cancel()
            await asyncio.gather(upcoming, return_exceptions=True)
        await frames.aclose()
