"""An engine that does not dream: it speaks the real protocol on a real socket, and takes as long as it is told.

`SimulatedEngine` runs it in a process of its own; `python -m tests.simulated_engine SOCKET SCRIPT` is that process. It
loads no torch, so it is up in half a second, and its clock can run faster than the world's.
"""

import asyncio
import contextlib
import io
import math
import random
import socket
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from pathlib import Path

import uvicorn
from PIL import Image
from pydantic import BaseModel, Field
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from engine.dreaming import classes
from engine.dreaming.presets import PRESETS
from engine.dreaming.recipe import Recipe
from engine.frames import FrameReader, write_frame
from engine.heartbeat import with_beats
from engine.outbox import Outbox
from engine.protocol import (
    MEDIA_TYPE,
    ClassList,
    Done,
    DreamRequest,
    Error,
    ErrorCode,
    Health,
    PresetLine,
    PresetList,
    Preview,
    Progress,
    Queued,
    Started,
    Tasted,
    TasteRequest,
    read_request,
    read_tasting,
)
from engine.scheduler import BacklogFullError, ClosedError, Job, Scheduler

_FEWEST_STEPS = 4
_BEAT_SECONDS = 2.0
_LONGEST_STEP = 0.05
"""Seconds of the world after which another dream may take a step, or be cancelled."""
_SIDE = 8


class Script(BaseModel):
    """What an engine is to play. Seconds are those of its clock, and of a device that has nothing else to do."""

    seconds: float = 1.0
    """What a dream takes."""
    seconds_of: dict[str, float] = {}
    """What a dream with that preset takes, where it differs."""
    spread: float = 0.0
    """How much dreams vary: standard deviation of the logarithm, drawn with the dream's seed."""
    failing: tuple[str, ...] = ()
    """Presets whose dreams fail halfway."""
    speed: float = Field(default=1.0, gt=0)
    """Seconds of the engine's clock in one second of the world's."""
    slots: int = 2
    backlog: int = 64

    def duration(self, request: DreamRequest | TasteRequest) -> float:
        """Return how long this dream takes, in seconds of the world."""
        chance = random.Random(_seed(request))  # noqa: S311
        return self.seconds_of.get(_preset(request), self.seconds) * chance.lognormvariate(0, self.spread) / self.speed


class SimulatedEngine:
    """The process, as a context manager that leaves nothing behind."""

    def __init__(self, path: Path, script: Script | None = None) -> None:
        self.url = f"unix://{path}"
        self._command = [sys.executable, "-m", "tests.simulated_engine", path, (script or Script()).model_dump_json()]
        self._launch()

    def _launch(self) -> None:
        self._process = subprocess.Popen(
            self._command, cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE, text=True
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def __enter__(self):
        self._until_up()
        return self

    def _until_up(self) -> None:
        assert self._process.stdout.readline(), "the simulated engine did not start"

    def start(self) -> None:
        """Start it again after it was killed."""
        self._process.stdout.close()
        self._launch()
        self._until_up()

    def __exit__(self, *_):
        self.kill()
        self._process.stdout.close()

    def kill(self) -> None:
        """End it as if its machine had lost power."""
        self._process.kill()
        self._process.wait()


class _Listener:
    """Carries news from the scheduler's thread to the coroutine that answers."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def queued(self, position: int) -> None:
        self._outbox.put(Queued, Queued(position=position))

    def started(self) -> None:
        self._outbox.put(Started, Started())

    def stepped(self, step: Progress) -> None:
        self._outbox.put(Progress, step)

    def finished(self) -> None:
        self._outbox.put(Done, None)

    def failed(self, error: Exception) -> None:
        self._outbox.put(Exception, error)


class SimulatedApp(Starlette):
    """What is served at which path, as the engine does."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.scheduler = Scheduler(script.slots, script.backlog)
        super().__init__(
            routes=[
                Route("/v1/dreams", self._dreams, methods=["POST"]),
                Route("/v1/tastings", self._tastings, methods=["POST"]),
                Route("/v1/presets", self._presets),
                Route("/v1/classes", self._classes),
                Route("/healthz", self._health),
            ],
            lifespan=self._live,
        )

    @contextlib.asynccontextmanager
    async def _live(self, _: Starlette) -> AsyncIterator[None]:
        yield
        self.scheduler.close()

    async def _dreams(self, request: Request) -> Response:
        (line, _picture), *_enclosures = FrameReader().feed(await request.body())
        answer = with_beats(self._answer(read_request(line)), _BEAT_SECONDS, lambda: self.scheduler.alive)
        return StreamingResponse(answer, media_type=MEDIA_TYPE)

    async def _tastings(self, request: Request) -> Response:
        ((line, _picture),) = FrameReader().feed(await request.body())
        answer = with_beats(self._answer(read_tasting(line)), _BEAT_SECONDS, lambda: self.scheduler.alive)
        return StreamingResponse(answer, media_type=MEDIA_TYPE)

    async def _answer(self, request: DreamRequest | TasteRequest) -> AsyncGenerator[bytes]:
        if isinstance(request, DreamRequest) and request.preset not in PRESETS:
            yield write_frame(Error(code=ErrorCode.UNKNOWN_PRESET, sentence=f"There is no dream “{request.preset}”."))
            return
        outbox = Outbox()
        previewed = False
        job = Job(_pretend(self.script, request), _Listener(outbox))
        try:
            self.scheduler.add(job)
            while True:
                match await outbox.take():
                    case None:
                        yield _done(request, self.script.duration(request))
                        return
                    case Exception() as error:
                        raise error
                    case news:
                        yield write_frame(news)
                        if isinstance(news, Progress) and news.fraction >= 0.5 and not previewed:
                            previewed = True
                            yield write_frame(Preview(), _picture(request, "JPEG"))
        except BacklogFullError:
            yield write_frame(Error(code=ErrorCode.BUSY, sentence="So many dreams wait already.", retriable=True))
        except ClosedError:
            yield write_frame(Error(code=ErrorCode.STOPPING, sentence="I was told to sleep.", retriable=True))
        except _FellApartError:
            yield write_frame(Error(code=ErrorCode.FAILED, sentence="This dream fell apart halfway."))
        finally:
            self.scheduler.cancel(job)

    async def _presets(self, _: Request) -> Response:
        lines = tuple(map(_line, PRESETS))
        return Response(PresetList(default=lines[0].name, presets=lines).model_dump_json())

    async def _classes(self, _: Request) -> Response:
        return Response(ClassList(preset="animals", names=tuple(classes.indices())).model_dump_json())

    async def _health(self, _: Request) -> Response:
        health = Health(
            version="0",
            network="none",
            device="none",
            slots=self.script.slots,
            running=len(self.scheduler.running),
            waiting=len(self.scheduler.waiting),
        )
        return Response(health.model_dump_json())


class _FellApartError(Exception):
    """What the script wanted."""


def _pretend(script: Script, request: DreamRequest | TasteRequest) -> Iterator[Progress]:
    """Take the time of one step after the other."""
    seconds = script.duration(request)
    steps = max(_FEWEST_STEPS, math.ceil(seconds / _LONGEST_STEP))
    part, of = _parts(request)
    for step in range(1, steps + 1):
        time.sleep(seconds / steps)
        fraction = step / steps
        if _preset(request) in script.failing and fraction > 0.5:
            raise _FellApartError
        eta = seconds * (1 - fraction)
        yield Progress(fraction=fraction, part=part, number=math.ceil(of * fraction), of=of, eta=eta)


def _parts(request: DreamRequest | TasteRequest) -> tuple[str, int]:
    """Return what it is made of, and of how many."""
    if isinstance(request, TasteRequest):
        return "preset", len(request.presets or PRESETS)
    return ("octave", 4) if request.journey is None else ("frame", request.journey.get("frames", 60))


def _done(request: DreamRequest | TasteRequest, seconds: float) -> bytes:
    facts = {"media_type": "image/png", "width": _SIDE, "height": _SIDE, "seconds": seconds}
    if isinstance(request, TasteRequest):
        done = Tasted(presets=tuple(map(_line, request.presets or PRESETS)), **facts)
    else:
        done = Done(recipe=Recipe.of(request.changes, PRESETS[request.preset].recipe), **facts)
    return write_frame(done, _picture(request, "PNG"))


def _line(preset: str) -> PresetLine:
    kept = PRESETS[preset]
    return PresetLine(name=kept.name, emoji=kept.emoji, line=kept.line, recipe=kept.recipe)


def _preset(request: DreamRequest | TasteRequest) -> str | None:
    return request.preset if isinstance(request, DreamRequest) else None


def _picture(request: DreamRequest | TasteRequest, form: str) -> bytes:
    """Return a small picture in a colour of the seed's."""
    colour = random.Random(_seed(request)).randbytes(3)  # noqa: S311
    file = io.BytesIO()
    Image.new("RGB", (_SIDE, _SIDE), tuple(colour)).save(file, form)
    return file.getvalue()


def _seed(request: DreamRequest | TasteRequest) -> int:
    return request.seed if isinstance(request, TasteRequest) else int(request.changes.get("seed", 0))


class _Server(uvicorn.Server):
    """Says when it answers."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        sys.stdout.write("pretending to dream\n")
        sys.stdout.flush()


def main(path: str, script: str) -> None:
    """Serve until killed or told to stop."""
    app = SimulatedApp(Script.model_validate_json(script))
    config = uvicorn.Config(app, uds=path, log_level="warning", timeout_graceful_shutdown=1)
    asyncio.run(_Server(config).serve())


if __name__ == "__main__":
    main(*sys.argv[1:])
