"""Measuring: how long dreams take on an engine that runs, by its own account."""

import io
from collections.abc import AsyncIterator

from PIL import Image

from engine.client import EngineClient
from engine.protocol import Done, DreamRequest, Error
from sizing.crowd import TALL, Habits


async def measured(url: str, habits: Habits) -> AsyncIterator[tuple[str, float]]:
    """Yield each preset and the seconds of the engine's device that a dream with it takes; nothing else may run there.

    Raises:
        EngineUnreachableError, EngineDiedError: the engine does not answer, or no longer.
        RuntimeError: the engine refuses, with its sentence.
    """
    picture = _picture(habits.size)
    async with EngineClient([url]) as client:
        for preset in habits.costs():
            request = DreamRequest(preset=preset, changes={"size": habits.size, "seed": 1})
            async for event, _ in client.dream(request, picture):
                if isinstance(event, Error):
                    raise RuntimeError(event.sentence)
                if isinstance(event, Done):
                    yield preset, event.seconds


def _picture(size: int) -> bytes:
    """Return a file as large as the dreams; what it shows makes none of them longer."""
    file = io.BytesIO()
    Image.effect_noise((size, round(size * TALL)), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()
