"""The engine as an ASGI app: what is served at which path."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace

from prometheus_client import exposition
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from engine import footprint, vitals
from engine.accounts import Account
from engine.doorkeeper import Doorkeeper
from engine.dreaming import allocator, classes
from engine.dreaming.networks import Network
from engine.dreaming.presets import Presets, subject_preset
from engine.frames import FrameError, FrameReader, write_frame
from engine.holdings import FullError, Holdings, Share
from engine.images import MAX_BYTES
from engine.metrics import Metrics
from engine.protocol import (
    MEDIA_TYPE,
    MOST_ENCLOSURES,
    ClassList,
    DreamRequest,
    PresetLine,
    PresetList,
    TasteRequest,
    read_enclosure,
    read_request,
    read_tasting,
)
from engine.reading import Enclosures, Reader
from engine.request_ids import RequestIds
from engine.scheduler import Scheduler
from engine.settings import EngineSettings
from engine.stream import Dreamer, answer, refusal

MOST_BYTES = 4 * MAX_BYTES
"""Of a request with everything that comes along."""


class DreamApp(Starlette):
    """The ASGI app; its `dreamer` is there from its start-up on. With a token it answers only who bears it."""

    dreamer: Dreamer

    def __init__(self, settings: EngineSettings, presets: Presets, network: Network, token: str | None = None) -> None:
        self._settings = settings
        self._presets = presets
        self._network = network
        super().__init__(
            routes=[
                Route("/v1/dreams", self._dreams, methods=["POST"]),
                Route("/v1/tastings", self._tastings, methods=["POST"]),
                Route("/v1/presets", self._list_presets),
                Route("/v1/classes", self._list_classes),
                Route("/healthz", self._health),
                Route("/readyz", self._ready),
                Route("/metrics", self._tell_metrics),
            ],
            middleware=[
                Middleware(RequestIds),
                *([] if token is None else [Middleware(Doorkeeper, token)]),
            ],
            lifespan=self._live,
        )

    @asynccontextmanager
    async def _live(self, _: Starlette) -> AsyncIterator[None]:
        settings = self._settings
        scheduler = Scheduler(settings.slots, settings.backlog, rest=allocator.release)
        network = self._network
        # Steps of a GPU are short, and it takes the way back in a thread that serves all.
        if network.device.type == "cpu":
            network = replace(network, pause=scheduler.pause)
        holdings = Holdings(settings.hold * 2**20)
        room = footprint.allow(network.device, settings.memory, settings.slots).room
        reader = Reader(network, self._presets, settings.effort, holdings.most, room)
        metrics = Metrics(scheduler, holdings)
        reading, encoding = ThreadPoolExecutor(1, "reading"), ThreadPoolExecutor(2, "encoding")
        self.dreamer = Dreamer(reader, scheduler, settings, metrics, holdings, reading, encoding)
        metrics.introduce(vitals.VERSION, network.name, str(network.device))
        measuring = asyncio.create_task(metrics.measure_lag(), name="loop lag")
        yield
        measuring.cancel()
        await asyncio.to_thread(scheduler.close)
        for pool in (reading, encoding):
            pool.shutdown(wait=False, cancel_futures=True)

    async def _dreams(self, request: Request) -> Response:
        return await self._answer(request, read_request)

    async def _tastings(self, request: Request) -> Response:
        return await self._answer(request, read_tasting)

    async def _answer(
        self, request: Request, read: Callable[[dict[str, object]], DreamRequest | TasteRequest]
    ) -> Response:
        share = Share(self.dreamer.holdings)
        try:
            with contextlib.ExitStack() as stack:
                stack.enter_context(share)
                (line, picture), *others = await _frames(request, share)
                wanted = read(line)
                enclosures: Enclosures = [(read_enclosure(other), blob) for other, blob in others]
                stack.pop_all()
        except (FrameError, FullError) as wrong:
            told = refusal(wrong)
            with Account(self.dreamer.metrics, kind="unread") as account:
                account.failed(told)
            status = 503 if isinstance(wrong, FullError) else 400
            return Response(write_frame(told), status_code=status, media_type=MEDIA_TYPE)
        return _Answer(answer(self.dreamer, share, wanted, picture, enclosures), share)

    async def _list_presets(self, _: Request) -> Response:
        lines = tuple(map(PresetLine.of, self._presets.values()))
        listed = PresetList(default=lines[0].name, presets=lines)
        return Response(listed.model_dump_json(), media_type="application/json")

    async def _list_classes(self, _: Request) -> Response:
        listed = ClassList(preset=subject_preset(self._presets).name, names=tuple(classes.indices()))
        return Response(listed.model_dump_json(), media_type="application/json")

    async def _health(self, _: Request) -> Response:
        status = 503 if vitals.complaint(self.dreamer) else 200
        return Response(vitals.health(self.dreamer).model_dump_json(), status, media_type="application/json")

    async def _ready(self, _: Request) -> Response:
        complaint = vitals.complaint(self.dreamer)
        return PlainTextResponse(f"not ready: {complaint}\n", 503) if complaint else PlainTextResponse("ready\n")

    async def _tell_metrics(self, request: Request) -> Response:
        write, media_type = exposition.choose_encoder(request.headers.get("accept", ""))
        return Response(write(self.dreamer.metrics.registry), headers={"content-type": media_type})


class _Answer(StreamingResponse):
    """Frames, one after another; at their end, or when their reader leaves, the share of the holdings is let go."""

    def __init__(self, frames: AsyncIterator[bytes], share: Share) -> None:
        super().__init__(frames, media_type=MEDIA_TYPE)
        self._share = share

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._share:
            await super().__call__(scope, receive, send)


async def _frames(request: Request, share: Share) -> list[tuple[dict[str, object], bytes]]:
    """Return the frames of the body, at least one.

    Raises:
        FrameError: it is no run of frames, or they carry more than is accepted.
        FullError: there is no room for them now.
    """
    reader = FrameReader(max_blob=MAX_BYTES)
    frames: list[tuple[dict[str, object], bytes]] = []
    carried = 0
    async for chunk in request.stream():
        carried += len(chunk)
        share.add(len(chunk))
        frames.extend(reader.feed(chunk))
        if len(frames) > 1 + MOST_ENCLOSURES or carried > MOST_BYTES:
            raise FrameError(f"more than {MOST_ENCLOSURES} pictures or {MOST_BYTES // 2**20} MB came along")
    if not frames or not reader.between_frames:
        raise FrameError("the body is not a run of whole frames")
    return frames
