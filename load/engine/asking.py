"""Asking an engine, and when it said what."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from engine.client import EngineClient
from engine.protocol import Done, DreamRequest, Error, Progress, Started
from tests.pictures import landscape

PICTURE = landscape()
SMALL = DreamRequest(preset="eyes", changes={"size": 256, "seed": 1})
"""About a second on two idle cores."""
FILM = DreamRequest(
    preset="eyes", changes={"size": 512, "seed": 2}, journey={"kind": "zoom", "frames": 400}, file="MP4"
)
LARGE = DreamRequest(preset="eyes", changes={"size": 3266, "seed": 3, "steps": [190]})
"""Eight megapixels, and every step of it at full size."""


@dataclass(frozen=True)
class Answer:
    """How a dream went; all in seconds."""

    whole: float
    """From asking to the file."""
    first: float
    """From asking to the first progress."""
    dreaming: float
    """From the first step to the last, as the engine says."""


async def ask(client: EngineClient, request: DreamRequest) -> Answer:
    """Dream, and return how it went; whatever ends otherwise than with a dream ends the program."""
    began = time.perf_counter()
    first = 0.0
    async for event, _ in client.dream(request, PICTURE):
        if isinstance(event, Progress):
            first = first or time.perf_counter() - began
        if isinstance(event, Done):
            return Answer(time.perf_counter() - began, first, event.seconds)
        if isinstance(event, Error):
            raise SystemExit(f"load-engine: {event.sentence}")
    raise AssertionError("an answer ends with one of these")


@contextlib.asynccontextmanager
async def company(client: EngineClient, request: DreamRequest) -> AsyncIterator[None]:
    """Have a long dream under way for the time of the context; it is cancelled at the end."""
    events = client.dream(request, PICTURE)
    async for event, _ in events:
        if isinstance(event, Started):
            break
    listening = asyncio.create_task(_listen(events))
    try:
        # Into its first step, or that of a film's first dream.
        await asyncio.sleep(1)
        yield
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await events.aclose()


async def until_free(client: EngineClient) -> float:
    """Return after how many seconds nothing runs any more."""
    began = time.perf_counter()
    while True:
        health = await client.health()
        if not health.running:
            break
    return time.perf_counter() - began


async def _listen(events: AsyncIterator[object]) -> None:
    async for _ in events:
        pass


def resident(pid: int) -> int:
    """Return the bytes of memory that a process takes."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * 4096
