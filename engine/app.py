"""The engine as an ASGI app: what is served at which path. The network is loaded when the app starts."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from engine import footprint
from engine.dreaming import networks
from engine.dreaming.presets import Presets
from engine.images import MAX_BYTES
from engine.protocol import (
    MEDIA_TYPE,
    DreamRequest,
    Error,
    ErrorCode,
    FrameError,
    FrameReader,
    Health,
    PresetLine,
    PresetList,
    read_request,
    write_frame,
)
from engine.scheduler import Scheduler
from engine.settings import EngineSettings
from engine.stream import Dreamer, answer

log = logging.getLogger(__name__)


class DreamApp(Starlette):
    """The ASGI app; its `dreamer` is there from its start-up on."""

    dreamer: Dreamer

    def __init__(self, settings: EngineSettings, presets: Presets) -> None:
        self._settings = settings
        self._presets = presets
        super().__init__(
            routes=[
                Route("/v1/dreams", self._dreams, methods=["POST"]),
                Route("/v1/presets", self._list_presets),
                Route("/healthz", self._health),
            ],
            lifespan=self._live,
        )

    @asynccontextmanager
    async def _live(self, _: Starlette) -> AsyncIterator[None]:
        settings = self._settings
        network = networks.load(settings.network, networks.pick_device(settings.device))
        scheduler = Scheduler(settings.slots, settings.backlog)
        room = footprint.allow(network.device, settings.memory, settings.slots).room
        self.dreamer = Dreamer(network, self._presets, scheduler, settings, asyncio.Semaphore(1), room)
        scheduler.start()
        yield
        scheduler.close()

    async def _dreams(self, request: Request) -> Response:
        try:
            wanted, picture = await _read(request)
        except FrameError as wrong:
            log.info("refused a request: %s", wrong)
            refusal = Error(code=ErrorCode.BAD_REQUEST, sentence=f"I could not read that request: {wrong}.")
            return Response(write_frame(refusal), status_code=400, media_type=MEDIA_TYPE)
        return StreamingResponse(answer(self.dreamer, wanted, picture), media_type=MEDIA_TYPE)

    async def _list_presets(self, _: Request) -> Response:
        lines = tuple(PresetLine(name=p.name, emoji=p.emoji, line=p.line) for p in self._presets.values())
        listed = PresetList(default=lines[0].name, presets=lines)
        return Response(listed.model_dump_json(), media_type="application/json")

    async def _health(self, _: Request) -> Response:
        health = Health(
            version=version("pareidolia"),
            network=self.dreamer.network.name,
            device=str(self.dreamer.network.device),
            slots=self.dreamer.scheduler.slots,
            running=len(self.dreamer.scheduler.running),
            waiting=len(self.dreamer.scheduler.waiting),
        )
        return Response(health.model_dump_json(), media_type="application/json")


async def _read(request: Request) -> tuple[DreamRequest, bytes]:
    """Return what the body, exactly one frame, asks for.

    Raises:
        FrameError: it is not one frame, or its picture is larger than any that is accepted.
    """
    reader = FrameReader(max_blob=MAX_BYTES)
    frames: list[tuple[dict[str, object], bytes]] = []
    async for chunk in request.stream():
        frames.extend(reader.feed(chunk))
    if len(frames) != 1 or not reader.between_frames:
        raise FrameError("the body is not exactly one frame")
    line, picture = frames[0]
    return read_request(line), picture
