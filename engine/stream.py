"""One request from its bytes to its answer: have it read, give the job to the scheduler, tell how it goes."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

from engine import images, previews
from engine.accounts import Account
from engine.budgets import BudgetError
from engine.dreaming.memory import NotEnoughMemoryError
from engine.dreaming.presets import UnknownPresetError
from engine.dreaming.recipe import RecipeError
from engine.frames import FrameError, write_frame
from engine.heartbeat import with_beats
from engine.holdings import FullError, Holdings, Share
from engine.metrics import Metrics
from engine.outbox import Outbox
from engine.pace import Pace
from engine.protocol import (
    DreamRequest,
    Error,
    ErrorCode,
    Preview,
    Progress,
    Queued,
    Started,
    TasteRequest,
)
from engine.reading import Enclosures, Reader, TooMuchError
from engine.records import RecordError
from engine.scheduler import BacklogFullError, ClosedError, Job, Scheduler
from engine.settings import EngineSettings
from engine.undertakings import Look, Undertaking

log = logging.getLogger(__name__)

_PROGRESS_EVERY = 0.1
"""Seconds between two steps that are told: each one wakes this process and the reader's, on the cores that dream."""


@dataclass(frozen=True)
class _Finished:
    """The job took its last step."""


class _Listener:
    """Carries news of a job from the scheduler's threads to the coroutine that answers."""

    def __init__(self, outbox: Outbox, account: Account) -> None:
        self._outbox = outbox
        self._account = account
        self._progress = Pace(_PROGRESS_EVERY)

    def queued(self, position: int) -> None:
        self._outbox.put(Queued, Queued(position=position))

    def started(self) -> None:
        self._account.started()
        self._outbox.put(Started, Started())

    def stepped(self, step: Look) -> None:
        self._account.stepped(step.picture)
        if self._progress.due() or step.fraction >= 1:
            self._outbox.put(Look, step)

    def finished(self) -> None:
        self._outbox.put(_Finished, _Finished())

    def failed(self, error: Exception) -> None:
        self._outbox.put(Exception, error)


@dataclass(frozen=True)
class Dreamer:
    """What an engine answers with."""

    reader: Reader
    scheduler: Scheduler
    settings: EngineSettings
    metrics: Metrics
    holdings: Holdings
    reading: Executor
    """Reads as many requests at once as it has threads, even where their senders have left: a small file can hold
    very many pixels."""
    encoding: Executor

    def stuck(self) -> bool:
        """Return whether a step takes longer than any can."""
        return self.scheduler.step_age() > self.settings.patience

    def lives(self) -> bool:
        """Return whether who waits here waits for something."""
        return self.scheduler.alive and not self.stuck()


async def answer(
    dreamer: Dreamer,
    share: Share,
    request: DreamRequest | TasteRequest,
    picture: bytes,
    enclosures: Enclosures = (),
) -> AsyncIterator[bytes]:
    """Yield the frames that answer a request, and heartbeats between them.

    Closing the iterator cancels the dream between two steps.
    """
    kind = "tasting" if isinstance(request, TasteRequest) else "dream"
    with Account(
        dreamer.metrics, kind=kind, received=len(picture) + sum(len(blob) for _, blob in enclosures)
    ) as account:
        frames = _dream(dreamer, account, share, request, picture, enclosures)
        beating = with_beats(frames, dreamer.settings.heartbeat, dreamer.lives)
        async with contextlib.aclosing(beating):
            async for frame in beating:
                yield frame


async def _dream(
    dreamer: Dreamer,
    account: Account,
    share: Share,
    request: DreamRequest | TasteRequest,
    picture: bytes,
    enclosures: Enclosures,
) -> AsyncGenerator[bytes]:
    """Yield the frames that answer a request."""
    job: Job | None = None
    try:
        reading = partial(dreamer.reader.read, request, picture, enclosures)
        undertaking = await asyncio.get_running_loop().run_in_executor(dreamer.reading, reading)
        share.add(undertaking.kept())
        outbox = Outbox()
        job = Job(undertaking.looks(), _Listener(outbox, account))
        dreamer.scheduler.add(job)
        async for frame in _tell(outbox, undertaking, dreamer):
            yield frame
        account.done()
    # Whatever goes wrong ends with an event that says so; without one the reader would take the engine for dead.
    except Exception as error:  # noqa: BLE001
        told = refusal(error)
        account.failed(told)
        yield write_frame(told)
    finally:
        if job is not None:
            dreamer.scheduler.cancel(job)


async def _tell(outbox: Outbox, undertaking: Undertaking, dreamer: Dreamer) -> AsyncIterator[bytes]:
    """Yield a frame for each piece of news, up to the last."""
    settings = dreamer.settings
    began = time.monotonic()
    while True:
        match await outbox.take():
            case Queued() as queued:
                yield write_frame(queued)
            case Started() as started:
                began = time.monotonic()
                showing = Pace(settings.preview_interval)
                # The first is due after a while as well: to begin with there is little to see.
                showing.due()
                yield write_frame(started)
            case Look() as look:
                yield write_frame(_progress(look, time.monotonic() - began))
                if look.fraction < 1 and showing.due():
                    sketch = await asyncio.to_thread(previews.sketch, look.picture, settings.preview_side)
                    yield write_frame(Preview(), sketch)
            case _Finished():
                seconds = time.monotonic() - began
                file = await asyncio.get_running_loop().run_in_executor(dreamer.encoding, undertaking.encode)
                yield write_frame(undertaking.tell(file, seconds), file.data)
                return
            case Exception() as error:
                raise error


def _progress(look: Look, elapsed: float) -> Progress:
    return Progress(
        fraction=look.fraction,
        part=look.part,
        number=look.number,
        of=look.of,
        eta=elapsed * (1 - look.fraction) / look.fraction,
    )


def refusal(error: Exception) -> Error:
    """Return the event that tells a person what went wrong."""
    match error:
        case UnknownPresetError():
            return Error(code=ErrorCode.UNKNOWN_PRESET, sentence=str(error))
        case RecipeError() | NotEnoughMemoryError():
            return Error(code=ErrorCode.BAD_RECIPE, sentence=f"I cannot dream that: {error}.")
        case images.PictureRefusedError():
            return Error(code=ErrorCode.BAD_PICTURE, sentence=str(error))
        case TooMuchError() | BudgetError() | RecordError():
            return Error(code=ErrorCode.TOO_MUCH, sentence=str(error))
        case BacklogFullError(waiting=waiting):
            sentence = (
                f"So many dreams are waiting already ({waiting}) that I cannot take another; try again in a minute."
            )
            return Error(code=ErrorCode.BUSY, sentence=sentence, retriable=True)
        case FullError():
            sentence = "So many pictures are waiting already that I have no room for more; try again in a minute."
            return Error(code=ErrorCode.BUSY, sentence=sentence, retriable=True)
        case FrameError():
            return Error(code=ErrorCode.BAD_REQUEST, sentence=f"I could not read that request: {error}.")
        case ClosedError():
            sentence = "I was told to sleep in the middle of it; ask me again in a moment."
            return Error(code=ErrorCode.STOPPING, sentence=sentence, retriable=True)
        case _:
            log.error("a dream failed", exc_info=error)
            sentence = "This dream fell apart halfway, and it is my fault, not your picture's."
            return Error(code=ErrorCode.FAILED, sentence=sentence)
