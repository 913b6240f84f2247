"""One dream from request to answer: decode the picture, give the job to the scheduler, tell how it goes."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial

from torch import Tensor

from engine import images
from engine.dreaming.dream import Moment, dream
from engine.dreaming.memory import NotEnoughMemoryError
from engine.dreaming.networks import Network, UnknownLayerError
from engine.dreaming.objectives import parse
from engine.dreaming.presets import Presets, UnknownPresetError, find
from engine.dreaming.recipe import Recipe, RecipeError
from engine.outbox import Outbox
from engine.protocol import (
    Done,
    DreamRequest,
    Error,
    ErrorCode,
    Preview,
    Progress,
    Queued,
    Started,
    write_frame,
)
from engine.scheduler import BacklogFullError, ClosedError, Job, Scheduler
from engine.settings import EngineSettings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Finished:
    """The job took its last step."""


class _Listener:
    """Carries news of a job from the scheduler's thread to the coroutine that answers."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def queued(self, position: int) -> None:
        self._outbox.put(Queued, Queued(position=position))

    def started(self) -> None:
        self._outbox.put(Started, Started())

    def stepped(self, step: Moment) -> None:
        self._outbox.put(Moment, step)

    def finished(self) -> None:
        self._outbox.put(_Finished, _Finished())

    def failed(self, error: Exception) -> None:
        self._outbox.put(Exception, error)


@dataclass(frozen=True)
class Dreamer:
    """What an engine answers with."""

    network: Network
    presets: Presets
    scheduler: Scheduler
    settings: EngineSettings
    decoding: asyncio.Semaphore
    """As many pictures are decoded at once as it lets through: a small file can hold very many pixels."""
    room: int
    """Bytes that each dream may take."""

    def recipe(self, request: DreamRequest) -> Recipe:
        """Return the recipe that a request asks for.

        Raises:
            UnknownPresetError: there is no such preset.
            RecipeError: a field does not exist or cannot have that value.
        """
        base = find(request.preset, self.presets).recipe if request.preset is not None else None
        recipe = Recipe.of({"network": self.network.name, **request.changes}, base)
        if recipe.network != self.network.name:
            raise RecipeError(f"network: I dream with {self.network.name} here, not with “{recipe.network}”")
        try:
            self.network.check(parse(recipe.objective).layers)
        except UnknownLayerError as unknown:
            raise RecipeError(f"objective: {unknown}") from None
        return recipe


async def answer(dreamer: Dreamer, request: DreamRequest, picture: bytes) -> AsyncIterator[bytes]:
    """Yield the frames that answer a request; closing the iterator cancels the dream between two steps."""
    try:
        recipe = dreamer.recipe(request)
        async with dreamer.decoding:
            photograph = await asyncio.to_thread(images.decode, picture, recipe.size) if picture else None
    except UnknownPresetError as unknown:
        yield write_frame(Error(code=ErrorCode.UNKNOWN_PRESET, sentence=str(unknown)))
        return
    except RecipeError as wrong:
        yield write_frame(Error(code=ErrorCode.BAD_RECIPE, sentence=f"I cannot dream that: {wrong}."))
        return
    except images.PictureRefusedError as refused:
        log.info("refused a picture of %d bytes: %s", len(picture), refused.__cause__ or refused)
        yield write_frame(Error(code=ErrorCode.BAD_PICTURE, sentence=str(refused)))
        return

    outbox = Outbox()
    job = Job(dream(photograph, recipe, dreamer.network, room=dreamer.room), _Listener(outbox))
    try:
        dreamer.scheduler.add(job)
        async for frame in _tell(outbox, recipe, dreamer.settings):
            yield frame
    except (BacklogFullError, ClosedError) as closed:
        yield write_frame(_refusal(closed))
    finally:
        dreamer.scheduler.cancel(job)


async def _tell(outbox: Outbox, recipe: Recipe, settings: EngineSettings) -> AsyncIterator[bytes]:
    """Yield a frame for each piece of news, up to the last."""
    began = previewed = time.monotonic()
    latest: Tensor | None = None
    while True:
        match await outbox.take():
            case Queued() as queued:
                yield write_frame(queued)
            case Started() as started:
                began = previewed = time.monotonic()
                yield write_frame(started)
            case Moment() as moment:
                latest = moment.picture
                now = time.monotonic()
                yield write_frame(_progress(moment, now - began))
                if now - previewed >= settings.preview_interval and moment.fraction < 1:
                    previewed = now
                    small = partial(images.encode, latest, "JPEG", longest_side=settings.preview_side)
                    yield write_frame(Preview(), await asyncio.to_thread(small))
            case _Finished():
                assert latest is not None, "a dream takes at least one step"  # noqa: S101
                seconds = time.monotonic() - began
                file = await asyncio.to_thread(images.encode, latest, "PNG")
                height, width = latest.shape[-2:]
                yield write_frame(
                    Done(recipe=recipe, media_type="image/png", width=width, height=height, seconds=seconds),
                    file,
                )
                return
            case Exception() as error:
                yield write_frame(_refusal(error))
                return


def _progress(moment: Moment, elapsed: float) -> Progress:
    return Progress(
        fraction=moment.fraction,
        octave=moment.octave,
        octaves=moment.octaves,
        step=moment.step,
        steps=moment.steps,
        eta=elapsed * (1 - moment.fraction) / moment.fraction,
    )


def _refusal(error: Exception) -> Error:
    match error:
        case BacklogFullError(waiting=waiting):
            sentence = (
                f"So many dreams are waiting already ({waiting}) that I cannot take another; try again in a minute."
            )
            return Error(code=ErrorCode.BUSY, sentence=sentence, retriable=True)
        case ClosedError():
            sentence = "I was told to sleep in the middle of it; ask me again in a moment."
            return Error(code=ErrorCode.STOPPING, sentence=sentence, retriable=True)
        case NotEnoughMemoryError():
            return Error(code=ErrorCode.BAD_RECIPE, sentence=f"I cannot dream that: {error}.")
        case _:
            log.error("a dream failed", exc_info=error)
            sentence = "This dream fell apart halfway, and it is my fault, not your picture's."
            return Error(code=ErrorCode.FAILED, sentence=sentence)
