"""Dreaming: one dream through an engine, again where an engine fails it."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import assert_never

from bot.dreams.live_card import HeldUp, Waiting
from bot.dreams.refusals import DreamBroken
from bot.dreams.unfinished import SharedDream
from bot.pauses import doubling
from bot.refusals import EngineAsleep, EngineRefused
from engine.client import EngineClient, EngineDiedError, EngineUnreachableError
from engine.protocol import Done, Error, Preview, Progress, Queued, Started, Tasted, TasteRequest

log = logging.getLogger(__name__)

_DEATHS = 3
"""Engines that one dream may see die: then it is the dream that kills them."""

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 15.0


class _NotNowError(Exception):
    """The engine cannot take the dream at the moment."""


async def dream(
    engines: EngineClient,
    wait_awake: Callable[[], Awaitable[None]],
    shared: SharedDream,
    picture: bytes,
    guides: Sequence[bytes],
    patience: float,
) -> tuple[Done | Tasted, bytes]:
    """Return the dream and its file, showing on its cards how it goes.

    Args:
        engines: Where to ask.
        wait_awake: Awaited before each attempt, so that an engine that is being started is waited for.
        shared: What to dream.
        picture: The bytes of its photograph, or none.
        guides: Those of the pictures that its objective follows.
        patience: Seconds to wait for an engine that takes it.

    Raises:
        Refusal: it does not come about.
    """
    loop = asyncio.get_running_loop()
    last_answer, deaths, pauses = loop.time(), 0, doubling(_FIRST_PAUSE, _LONGEST_PAUSE)
    while True:
        await wait_awake()
        try:
            return await _listen(engines, shared, picture, guides)
        except EngineDiedError as error:
            deaths += 1
            log.error("engine %s died in the middle of dream %s", error, shared.job.id)
            if deaths == _DEATHS:
                raise DreamBroken from None
            last_answer, pauses = loop.time(), doubling(_FIRST_PAUSE, _LONGEST_PAUSE)
        except (EngineUnreachableError, _NotNowError) as error:
            if loop.time() - last_answer > patience:
                raise asleep(error) from None
            log.warning("dream %s waits for an engine: %s", shared.job.id, error)
        shared.fraction = None
        shared.show(HeldUp())
        await asyncio.sleep(next(pauses))


def asleep(error: Exception) -> EngineAsleep:
    """Return what people are told when no engine answers, and tell the operator what to do."""
    log.error("no engine answers (%s): start one there, or mend DREAM_BOT_ENGINES", error)
    return EngineAsleep()


async def _listen(
    engines: EngineClient, shared: SharedDream, picture: bytes, guides: Sequence[bytes]
) -> tuple[Done | Tasted, bytes]:
    request, named = shared.request, shared.ticket.id
    if isinstance(request, TasteRequest):
        told = engines.taste(request, picture, request_id=named)
    else:
        told = engines.dream(request, picture, guides=guides, request_id=named)
    async with contextlib.aclosing(told) as events:
        async for event, blob in events:
            match event:
                case Queued(position=position):
                    shared.show(Waiting(position, None))
                case Progress():
                    shared.fraction = event.fraction
                    shared.show(event)
                case Preview():
                    shared.show_preview(blob)
                case Done() | Tasted():
                    return event, blob
                case Error(code=code, sentence=sentence, retriable=retriable):
                    raise _NotNowError(sentence) if retriable else EngineRefused(code, sentence)
                case Started():
                    pass
                case _:
                    assert_never(event)
    raise AssertionError("an answer ends with done or error, or its client raises")
